import ReportKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The whole report as one HTML file. It is written beside its target and renamed into its place, so that the
/// file there is the old one or the new one, whole.
public struct SingleFile: Sendable {
  /// Browsers take a moment to open more than this.
  public static let largeSize: Int64 = 20 << 20

  /// The file, as the person named it.
  public let path: String
  private let staging: String
  private let file: Descriptor

  /// Whether a file can be written there, before any work is done for it.
  public static func check(_ path: String) throws(PublishingError) {
    do {
      let kind = try Files.kind(of: path)
      guard !path.hasSuffix("/"), kind == .nothing || kind == .file else {
        throw PublishingError.notAFile(path: path)
      }
    } catch let error as SystemError {
      throw .system(error)
    } catch {
      throw .notAFile(path: path)
    }
  }

  /// Takes the lock and makes the file that is written first. Of two runs the second waits for the first.
  public static func open(
    _ path: String, patience: ReportDirectory.Patience
  ) async throws -> SingleFile {
    try check(path)
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    do {
      if folder.count > 1 { try Files.makeFolders(String(folder.dropLast())) }
      let staging = "\(folder).\(name)\(ReportDirectory.stagingName)"
      for _ in 0..<max(1, patience.attempts) {
        let file = try Descriptor(locking: staging)
        if try isLocked(file) { return SingleFile(path: path, staging: staging, file: file) }
        try await patience.pause()
      }
    } catch let error as SystemError {
      throw PublishingError.system(SystemError("write", path, code: error.code))
    }
    throw PublishingError.locked(path: path, holder: nil)
  }

  /// Locks the file, unless another run has it or has renamed it meanwhile, and empties it.
  private static func isLocked(_ file: Descriptor) throws(SystemError) -> Bool {
    guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else { return false }
    var locked = stat()
    var named = stat()
    guard fstat(file.number, &locked) == 0, stat(file.path, &named) == 0, locked.st_ino == named.st_ino else {
      return false
    }
    guard ftruncate(file.number, 0) == 0 else { throw SystemError("write", file.path) }
    return true
  }

  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws(SystemError) {
    do {
      try file.write(bytes)
    } catch {
      throw SystemError("write", path, code: error.code)
    }
  }

  /// Puts the file in its place; gives its size in bytes.
  func publish() throws(SystemError) -> Int64 {
    guard fsync(file.number) == 0 else { throw SystemError("write", path) }
    let size = try Files.status(of: file.number, path: path).size
    try Files.rename(staging, to: path)
    return size
  }

  /// Removes what was written; the file that was there stays as it is.
  func abandon() { try? Files.remove(staging) }
}
