#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that a person named for a result: the whole report as one page, or a text.
///
/// It is written beside its target and renamed into its place, so that the file there is the old one or the new
/// one, whole. A pipe or a device is written to, and so is a file that nothing can take the place of; what they
/// get waits in a temporary file until it is whole.
public struct ResultFile: Sendable {
  /// Browsers take a moment to open a page of more than this.
  public static let largeSize: Int64 = 20 << 20

  /// The file, as the person named it.
  public let path: String
  /// What is written until it is whole.
  private let file: Descriptor
  private let target: Target

  private enum Target: Sendable {
    case replaced(Place, Staging)
    case written(Descriptor)
  }

  /// Whether a file can be written there, before any work is done for it; `option` named it.
  public static func check(_ path: String, option: String) throws(PublishingError) {
    do {
      guard !path.hasSuffix("/"), try Files.kind(of: path) != .folder else {
        throw PublishingError.notAFile(path: path, option: option)
      }
    } catch let error as SystemError {
      throw .system(error)
    } catch {
      throw .notAFile(path: path, option: option)
    }
  }

  /// Opens the file, in folders that are made where they are missing if `makesFolders`. Of two runs the second
  /// waits for the first.
  public static func open(
    _ path: String, makesFolders: Bool = true, temporaryFolder: TemporaryFolder,
    patience: ReportDirectory.Patience
  ) async throws -> ResultFile {
    do {
      guard let place = try Place.find(path, making: makesFolders) else {
        throw SystemError("write", path, code: EISDIR)
      }
      let kind = try place.folder.kind(of: place.name)
      let isStream = place.isOfSystem || kind == .other
      if !isStream, kind != .file || !place.isMountPoint {
        do {
          let (staging, leftovers) = try await Staging.make(Staging.Site(beside: place), patience: patience)
          for leftover in leftovers { leftover.remove() }
          do {
            return ResultFile(path: path, file: try staging.makeFile(), target: .replaced(place, staging))
          } catch {
            staging.remove()
            throw error
          }
        } catch let error as SystemError where kind == .file && [EACCES, EPERM, EROFS].contains(error.code) {
          // Nothing can be made beside it, but perhaps it can be written.
        }
      }
      let open = try Descriptor.standardStream(at: path) ?? Descriptor(writingInto: path)
      return ResultFile(
        path: path, file: try Descriptor(temporaryIn: temporaryFolder.path), target: .written(open))
    } catch let error as SystemError {
      throw PublishingError.system(SystemError("write", path, code: error.code))
    }
  }

  /// Whether it is the stream that results are printed to.
  public var isStandardOutput: Bool {
    if case .written(let open) = target { return open.number == STDOUT_FILENO }
    return false
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
    let size = try file.status.size
    switch target {
    case .replaced(let place, let staging):
      guard fsync(file.number) == 0 else { throw SystemError("write", path) }
      try staging.rename(to: place)
      staging.remove()
    case .written(let open):
      // Of a pipe or a device there is nothing to cut, and the shell has emptied what stands behind a stream.
      let isStream = open.number == STDOUT_FILENO || open.number == STDERR_FILENO
      if !isStream, try Files.isRegular(open), ftruncate(open.number, 0) != 0 {
        throw SystemError("write", path)
      }
      var offset: Int64 = 0
      while offset < size {
        let bytes = try file.read(1 << 20, upToEndFrom: offset)
        guard !bytes.isEmpty else { throw SystemError("read", path, code: EIO) }
        try open.write(bytes)
        offset += Int64(bytes.count)
      }
    }
    return size
  }

  /// Removes what was written; the file that was there stays as it is.
  func abandon() {
    if case .replaced(_, let staging) = target { staging.remove() }
  }

  /// Writes a text whole.
  public static func write(_ bytes: [UInt8], to path: String, temporaryFolder: TemporaryFolder) async throws {
    let file = try await open(
      path, makesFolders: false, temporaryFolder: temporaryFolder, patience: .live)
    do {
      try file.write(bytes)
      _ = try file.publish()
    } catch {
      file.abandon()
      throw error
    }
  }
}
