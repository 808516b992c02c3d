import ReportKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a directory is looked at, locked and prepared before a report is written to it.
extension ReportDirectory {
  /// Whether a report can be written there, before any work is done for it.
  public static func check(_ path: String, force: Bool) throws(PublishingError) {
    do {
      switch try Files.kind(of: path) {
      case .nothing:
        guard !Files.isLink(path) else { throw PublishingError.danglingLink(path: path) }
        return
      case .file, .other: throw PublishingError.notAFolder(path: path)
      case .folder: break
      }
      let names = try Files.names(in: path)
      let isOurs =
        try names.contains(BuildRecord.path.description) || names.contains(stagingName) || isListed(in: path)
      guard names.isEmpty || isOurs || force else { throw PublishingError.notOurs(path: path) }
    } catch let error as SystemError {
      throw .system(error)
    } catch let error as PublishingError {
      throw error
    } catch {
      throw .notAFolder(path: path)
    }
  }

  /// Whether a manifest speaks of the record of a report: that of one whose record was deleted.
  private static func isListed(in path: String) throws(SystemError) -> Bool {
    let manifest = "\(path)/\(Manifest.path)"
    guard Files.status(of: manifest) != nil else { return false }
    return Manifest(reading: try Files.read(manifest)).digest(of: BuildRecord.path) != nil
  }

  /// Takes the lock and prepares the place for new files.
  public static func open(_ name: String, force: Bool, patience: Patience) async throws -> ReportDirectory {
    let path = trimmed(name)
    try check(path, force: force)
    do {
      if try isReplaceable(path) { return try await fresh(path, patience: patience) }
      return try await existing(path, patience: patience)
    } catch let error as SystemError {
      // The folder of unfinished files means nothing to a person.
      let isInner = error.path.contains(stagingName)
      throw PublishingError.system(
        isInner ? SystemError("write", path, code: error.code) : error)
    }
  }

  /// How long to wait for another run, and how.
  public struct Patience: Sendable {
    var attempts: Int
    var pause: @Sendable () async throws -> Void

    /// So many attempts with a pause after each.
    public init(attempts: Int, pause: @escaping @Sendable () async throws -> Void) {
      self.attempts = attempts
      self.pause = pause
    }

    /// Ten seconds.
    public static let live = Patience(attempts: 100) { try await Task.sleep(for: .milliseconds(100)) }
  }

  /// Whether the directory can appear whole by a rename: it is not there, or empty and no one stands in it.
  private static func isReplaceable(_ path: String) throws(SystemError) -> Bool {
    guard try Files.kind(of: path) == .folder else { return true }
    guard try Files.names(in: path).isEmpty, realpath(path) != realpath(".") else { return false }
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func realpath(_ path: String) -> String? {
    #if canImport(Glibc)
      let resolved = Glibc.realpath(path, nil)
    #elseif canImport(Musl)
      let resolved = Musl.realpath(path, nil)
    #else
      let resolved = Darwin.realpath(path, nil)
    #endif
    guard let resolved else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path without slashes at its end.
  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }

  private static func fresh(_ path: String, patience: Patience) async throws -> ReportDirectory {
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    if !parent.isEmpty { try Files.makeFolders(parent) }
    let staging = "\(parent)/.\(name)\(stagingName)"
    let lock = try await lock(staging, for: path, patience: patience)
    // The run that held the lock may have published meanwhile.
    if try !isReplaceable(path) { return try await existing(path, patience: patience) }
    try clear(staging)
    return ReportDirectory(
      path: path, staging: staging, isFresh: true, old: Manifest(), oldTime: nil, unfinished: [],
      lock: lock)
  }

  private static func existing(_ path: String, patience: Patience) async throws -> ReportDirectory {
    let staging = "\(path)/\(stagingName)"
    let lock = try await lock(staging, for: path, patience: patience)
    let plan = (try? Files.read("\(staging)/\(planName)")) ?? []
    let unfinished = plan.split(separator: 0x0A).compactMap {
      SitePath(read: String(decoding: $0, as: UTF8.self))
    }
    try clear(staging, keeping: planName)
    let manifest = "\(path)/\(Manifest.path)"
    let old = Files.status(of: manifest) == nil ? Manifest() : Manifest(reading: try Files.read(manifest))
    return ReportDirectory(
      path: path, staging: staging, isFresh: false, old: old, oldTime: Files.status(of: manifest)?.modified,
      unfinished: Set(unfinished), lock: lock)
  }

  /// Makes the folder and locks it; the system takes the lock back when the process ends in any way.
  private static func lock(_ staging: String, for path: String, patience: Patience) async throws -> Descriptor
  {
    for _ in 0..<max(1, patience.attempts) {
      try Files.makeFolders(staging)
      let folder = try Descriptor(reading: staging)
      if flock(folder.number, LOCK_EX | LOCK_NB) == 0 {
        var locked = stat()
        var named = stat()
        // A folder that was renamed or removed while this run waited locks nothing any more.
        if fstat(folder.number, &locked) == 0, stat(staging, &named) == 0, locked.st_ino == named.st_ino {
          try Files.write(Array("\(getpid())\n".utf8), to: "\(staging)/\(ownerName)")
          return folder
        }
        continue
      }
      try await patience.pause()
    }
    let owner = (try? Files.read("\(staging)/\(ownerName)")) ?? []
    let digits = String(decoding: owner.prefix { $0.isASCIIDigit }, as: UTF8.self)
    throw PublishingError.locked(path: path, holder: digits.isEmpty ? nil : digits)
  }

  static func clear(_ staging: String, keeping kept: String? = nil) throws(SystemError) {
    for name in try Files.names(in: staging) where name != ownerName && name != kept {
      try Files.removeTree("\(staging)/\(name)")
    }
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
