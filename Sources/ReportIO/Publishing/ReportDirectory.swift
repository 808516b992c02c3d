import ReportKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
  let isFresh: Bool
  let old: Manifest
  let oldTime: Files.Timespec?
  /// What a run that was killed was about to add or remove.
  let unfinished: Set<SitePath>
  let lock: Descriptor

  static let stagingName = ".jobreport-new"
  static let planName = "plan"
  static let startedName = "started"
  static let ownerName = "owner"

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
