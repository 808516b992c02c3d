import ReportKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a report could not be published. The old report, if there is one, is as it was.
public enum PublishingError: Error, Sendable, CustomStringConvertible {
  case system(SystemError)
  /// A folder with files in it that no report left there.
  case notOurs(path: String)
  case notAFolder(path: String)
  /// A link whose target is not there.
  case danglingLink(path: String)
  /// What a single file is to be written to is none.
  case notAFile(path: String)
  /// Some files of the new report stand in the place of the old ones, and then something failed.
  case halfDone(SystemError)
  /// Another run holds the lock.
  case locked(path: String, holder: String?)

  /// The message for a person.
  public var description: String {
    switch self {
    case .system(let error): error.description
    case .notOurs(let path):
      "could not write '\(path)': the folder is not empty and holds no report; "
        + "choose another --output, or add --force to write among these files"
    case .notAFolder(let path): "could not write '\(path)': it is no folder; choose another --output"
    case .danglingLink(let path):
      "could not write '\(path)': it is a link to a folder that is not there; "
        + "make that folder, or remove the link"
    case .notAFile(let path): "could not write '\(path)': it is no file; choose another --single-file"
    case .halfDone(let error):
      "\(error); the report is partly updated: mend that and run again, which completes it"
    case .locked(let path, let holder):
      "could not write '\(path)': another run\(holder.map { " (process \($0))" } ?? "") is writing it; "
        + "wait for it, or end it"
    }
  }
}

/// A file with the digest of its bytes.
struct HashedFile: Sendable {
  let file: OutputFile
  let digest: Manifest.Digest

  init(_ file: OutputFile) {
    self.file = file
    digest = Manifest.Digest(of: file.bytes)
  }
}

/// The directory that a report is written to.
///
/// A fresh report is built in a folder beside its target and renamed in whole. An existing one is updated:
/// files whose content changed are written into a folder inside it, brought to the disk together, and renamed
/// one by one, pages before indexes and the manifest last; what the new report no longer has is removed at
/// the end, and only what a manifest or a run that was killed had listed.
public struct ReportDirectory: Sendable {
  /// The directory, as the person named it.
  public let path: String
  /// Where files go before they are published.
  let staging: String
  private let isFresh: Bool
  private let old: Manifest
  private let oldTime: Files.Timespec?
  /// What a run that was killed was about to add or remove.
  private let unfinished: Set<SitePath>
  private let lock: Descriptor

  static let stagingName = ".jobreport-new"
  private static let planName = "plan"
  private static let startedName = "started"
  private static let ownerName = "owner"

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
    return Manifest(reading: try Files.read(manifest)).digests[BuildRecord.path] != nil
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

  /// Makes the folders that files will stand in.
  func makeFolders(_ folders: Set<String>) throws(SystemError) {
    for folder in folders.sorted() {
      try Files.makeFolders(folder.isEmpty ? staging : "\(staging)/\(folder)")
    }
  }

  /// Writes a file unless the published one has the same content; gives what the manifest needs.
  func write(_ hashed: HashedFile) throws(SystemError) -> Written {
    let (file, digest) = (hashed.file, hashed.digest)
    if isPublished(file.path, digest, size: Int64(file.bytes.count)) {
      return Written(path: file.path, digest: digest, isChanged: false)
    }
    do {
      try Files.write(file.bytes, to: "\(staging)/\(file.path)")
    } catch {
      throw SystemError(error.action, "\(path)/\(file.path)", code: error.code)
    }
    return Written(path: file.path, digest: digest, isChanged: true)
  }

  /// Decides about a file that was written piece by piece.
  func settle(_ path: SitePath, _ digest: Manifest.Digest, size: Int64) throws(SystemError) -> Written {
    guard isPublished(path, digest, size: size) else {
      return Written(path: path, digest: digest, isChanged: true)
    }
    try Files.remove("\(staging)/\(path)")
    return Written(path: path, digest: digest, isChanged: false)
  }

  /// The digest that the manifest of the published report has for a file.
  func publishedDigest(_ path: SitePath) -> Manifest.Digest? { old.digests[path] }

  /// The content of a published file; nil when there is none or it cannot be read.
  func publishedBytes(_ path: SitePath) -> [UInt8]? {
    isFresh ? nil : try? Files.read("\(self.path)/\(path)")
  }

  /// Whether a published file is as the last run left it, as far as its size and time tell.
  func isIntact(_ path: SitePath, size: Int) -> Bool {
    guard !isFresh, let oldTime, let status = Files.status(of: "\(self.path)/\(path)") else { return false }
    return status.size == Int64(size) && !(oldTime < status.modified)
  }

  /// Whether the published file has this content already.
  private func isPublished(_ path: SitePath, _ digest: Manifest.Digest, size: Int64) -> Bool {
    guard !isFresh, let status = Files.status(of: "\(self.path)/\(path)"), status.size == size else {
      return false
    }
    if old.digests[path] == digest, let oldTime, !(oldTime < status.modified) { return true }
    guard let bytes = try? Files.read("\(self.path)/\(path)") else { return false }
    return Manifest.Digest(of: bytes) == digest
  }

  /// Puts the new report in the place of the old one.
  func publish(_ files: [Written]) throws(PublishingError) {
    do {
      try prepareAndReplace(files)
    } catch {
      // The folder of unfinished files means nothing to a person.
      let isInner = error.path.contains(Self.stagingName)
      let shown = isInner ? SystemError("write", path, code: error.code) : error
      throw Files.status(of: "\(staging)/\(Self.startedName)") == nil ? .system(shown) : .halfDone(shown)
    }
  }

  private func prepareAndReplace(_ files: [Written]) throws(SystemError) {
    var manifest = Manifest(room: files.count)
    for file in files { manifest.add(file.path, file.digest) }
    let manifestFile = try write(HashedFile(manifest.file))
    if isFresh {
      try Files.remove("\(staging)/\(Self.ownerName)")
      try Files.sync(staging)
      try Files.rename(staging, to: path)
      return
    }
    let changed = (files + [manifestFile]).filter(\.isChanged).map(\.path)
    // Of a hundred thousand files that stay no set is made.
    let gone = old.digests.keys.filter { manifest.digests[$0] == nil }
    let removed = unfinished.filter { manifest.digests[$0] == nil }.union(gone).subtracting([Manifest.path])
    try Files.write(plan(changed + removed + unfinished), to: "\(staging)/\(Self.planName)")
    try Files.sync(staging)
    try Files.write([], to: "\(staging)/\(Self.startedName)")
    for folder in Set(changed.map(\.folder)).sorted() where !folder.isEmpty {
      try makePublishedFolder(folder)
    }
    for file in changed.sorted(by: Self.isPublishedBefore) {
      try Files.rename("\(staging)/\(file)", to: "\(path)/\(file)")
    }
    for file in removed.sorted() { try Files.remove("\(path)/\(file)") }
    for folder in Set(removed.map(\.folder)).sorted(by: >) where !folder.isEmpty {
      Files.removeFolderIfEmpty("\(path)/\(folder)")
    }
    // The report is whole: what stays of the folder the next run clears.
    try? Files.removeTree(staging)
  }

  /// A failure with a new file, by the name that the file would have had.
  func shown(_ error: SystemError) -> SystemError {
    var error = error
    if error.path.hasPrefix(staging) { error.path = path + error.path.dropFirst(staging.count) }
    return error
  }

  /// Removes what was prepared; the published report stays as it is.
  func abandon() {
    // The next run clears the folder too, so that a failure here costs nothing. The plan of a run that could
    // not finish stays: without it what that run added would never be removed.
    let hasPlan = Files.status(of: "\(staging)/\(Self.planName)") != nil
    if hasPlan { try? Self.clear(staging, keeping: Self.planName) } else { try? Files.removeTree(staging) }
  }

  /// Makes a folder of the report. One that is a link would lead the files out of the report.
  private func makePublishedFolder(_ folder: String) throws(SystemError) {
    var path = path
    for name in folder.split(separator: "/") {
      path += "/\(name)"
      if mkdir(path, 0o777) == 0 { continue }
      guard errno == EEXIST else { throw SystemError("create", path) }
      guard try Files.isFolder(path) else { throw SystemError("write", path, code: ENOTDIR) }
    }
  }

  /// A file of the new report.
  struct Written: Sendable {
    var path: SitePath
    var digest: Manifest.Digest
    var isChanged: Bool
  }

  private func plan(_ paths: [SitePath]) -> [UInt8] { paths.flatMap { Array("\($0)\n".utf8) } }

  /// Job pages first, then lists and weeks, then the overview and the data, the manifest last: a link never
  /// leads to a page that is not there yet.
  private static func isPublishedBefore(_ left: SitePath, _ right: SitePath) -> Bool {
    func rank(_ path: SitePath) -> Int {
      if path == Manifest.path { return 4 }
      if path.folder.isEmpty { return 3 }
      if path.folder == "data" { return 2 }
      return path.folder.hasPrefix("jobs/") || path.folder == "assets" ? 0 : 1
    }
    return (rank(left), left) < (rank(right), right)
  }
}

// MARK: - Opening

extension ReportDirectory {
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

  private static func clear(_ staging: String, keeping kept: String? = nil) throws(SystemError) {
    for name in try Files.names(in: staging) where name != ownerName && name != kept {
      try Files.removeTree("\(staging)/\(name)")
    }
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
