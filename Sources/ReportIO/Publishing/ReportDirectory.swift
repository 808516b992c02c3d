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
    let file = hashed.file
    let written = settled(
      Manifest.Entry(path: file.path, digest: hashed.digest), size: Int64(file.bytes.count))
    guard written.isChanged else { return written }
    do {
      try Files.write(file.bytes, to: "\(staging)/\(file.path)")
    } catch {
      throw SystemError(error.action, "\(path)/\(file.path)", code: error.code)
    }
    return written
  }

  /// Decides about a file that was written piece by piece.
  func settle(_ path: SitePath, _ digest: Manifest.Digest, size: Int64) throws(SystemError) -> Written {
    let written = settled(Manifest.Entry(path: path, digest: digest), size: size)
    if !written.isChanged { try Files.remove("\(staging)/\(path)") }
    return written
  }

  /// The digest that the manifest of the published report has for a file.
  func publishedDigest(_ path: SitePath) -> Manifest.Digest? { old.digest(of: path) }

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
  private func settled(_ entry: Manifest.Entry, size: Int64) -> Written {
    guard !isFresh else { return Written(entry, isListed: false, isChanged: true) }
    let isListed = old.digest(of: entry.path) == entry.digest
    let path = "\(path)/\(entry.path)"
    guard let status = Files.status(of: path), status.size == size else {
      return Written(entry, isListed: isListed, isChanged: true)
    }
    if isListed, let oldTime, !(oldTime < status.modified) {
      return Written(entry, isListed: true, isChanged: false)
    }
    let isSame = (try? Files.read(path)).map(Manifest.Digest.init(of:)) == entry.digest
    return Written(entry, isListed: isListed, isChanged: !isSame)
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
    // What the report has already, and nothing else: there is nothing to bring to the disk.
    let isSame =
      files.count == old.count && old.isOrderly && files.allSatisfy { $0.isListed && !$0.isChanged }
    if isSame, !isFresh, unfinished.isEmpty {
      try? Files.removeTree(staging)
      return
    }
    let files = files.sorted { $0.entry.path < $1.entry.path }
    let manifest = try write(HashedFile(Manifest.file(files.lazy.map(\.entry))))
    if isFresh {
      try Files.remove("\(staging)/\(Self.ownerName)")
      try Files.sync(staging)
      try Files.rename(staging, to: path)
      return
    }
    let changed = (files + [manifest]).filter(\.isChanged).map(\.entry.path)
    let removed = removed(from: files)
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

  /// What the old report or a broken run has that the new one, sorted by path, has not.
  private func removed(from written: [Written]) -> Set<SitePath> {
    var removed = unfinished
    removed.formUnion(old.files(notAmong: written.lazy.map(\.entry.path)))
    removed.remove(Manifest.path)
    return removed.isEmpty ? removed : removed.subtracting(written.lazy.map(\.entry.path))
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
    var entry: Manifest.Entry
    /// Whether the old manifest says the same of it.
    var isListed: Bool
    /// Whether it is to take the place of the published one.
    var isChanged: Bool

    init(_ entry: Manifest.Entry, isListed: Bool, isChanged: Bool) {
      self.entry = entry
      self.isListed = isListed
      self.isChanged = isChanged
    }
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
