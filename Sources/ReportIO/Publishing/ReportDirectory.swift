import Hashing
import ReportKit

/// The directory that a report is written to.
///
/// A fresh report is built in a folder beside its target and renamed in whole. An existing one is updated:
/// files whose content changed are written into a folder inside it, brought to the disk together, and renamed
/// one by one, pages before indexes and the manifest last; what the new report no longer has is removed at
/// the end, and only what a manifest or a run that was killed had listed.
public struct ReportDirectory: Sendable {
  /// The directory, as the person named it.
  public let path: String
  let staging: Staging
  /// The files that are not published yet.
  let staged: FolderTree
  let target: Target
  let old: Manifest
  /// The digest of the old manifest and the time it was written; nil when there is none.
  let oldManifest: (digest: Manifest.Digest, time: Files.Timespec)?
  /// What runs that were killed left in the report.
  let leftovers: [Staging]
  /// Whether a published file counts as unchanged when its size is the expected one and it is not newer than the manifest.
  /// Without that, its content is compared.
  var trustsTimes = true

  /// What the new files take the place of.
  enum Target: Sendable {
    /// Nothing, or an empty folder.
    case fresh(Place)
    /// The files of a folder.
    case published(FolderTree)
  }

  private var published: FolderTree? {
    guard case .published(let tree) = target else { return nil }
    return tree
  }

  /// Writes a file unless the published one has the same content; gives what the manifest needs.
  func write(_ hashed: HashedFile) throws(SystemError) -> Written {
    let file = hashed.file
    let written = settled(
      Manifest.Entry(path: file.path, digest: hashed.digest), size: Int64(file.bytes.count))
    if written.isChanged { try staged.create(file.path).write(file.bytes) }
    return written
  }

  /// Writes a file piece by piece; nil, and without it, when the writing gives false.
  func write(
    _ path: SitePath, _ pieces: ((([UInt8]) throws(SystemError) -> Void)) throws(SystemError) -> Bool
  ) throws(SystemError) -> Written? {
    let (isWhole, digest, size) = try stage(path, pieces)
    guard isWhole else {
      try staged.remove(path)
      return nil
    }
    return try settle(path, digest, size: size)
  }

  private func stage<Result>(
    _ path: SitePath, _ pieces: ((([UInt8]) throws(SystemError) -> Void)) throws(SystemError) -> Result
  ) throws(SystemError) -> (Result, digest: Manifest.Digest, size: Int64) {
    let file = try staged.create(path)
    var hasher = SHA256()
    var size: Int64 = 0
    let result = try pieces { (piece) throws(SystemError) in
      try file.write(piece)
      piece.withUnsafeBytes { hasher.update($0) }
      size += Int64(piece.count)
    }
    return (result, Manifest.Digest(hasher.finish()), size)
  }

  /// Decides about a file that was written piece by piece.
  func settle(_ path: SitePath, _ digest: Manifest.Digest, size: Int64) throws(SystemError) -> Written {
    let written = settled(Manifest.Entry(path: path, digest: digest), size: size)
    if !written.isChanged { try staged.remove(path) }
    return written
  }

  /// A published file, to read; nil when there is none.
  func publishedFile(_ path: SitePath) -> Descriptor? { (try? published?.file(path)) ?? nil }

  /// The size of a published file; nil when there is none.
  func publishedSize(_ path: SitePath) -> Int64? { published?.status(of: path)?.size }

  /// Whether a published file is as the last run left it, as far as its size and time tell.
  func isIntact(_ path: SitePath, size: Int) -> Bool {
    guard let time = oldManifest?.time, let status = published?.status(of: path) else { return false }
    return status.size == Int64(size) && !(time < status.modified)
  }

  /// Whether the published file has this content already.
  private func settled(_ entry: Manifest.Entry, size: Int64) -> Written {
    guard let published else { return Written(entry, isListed: false, isChanged: true) }
    let isListed = old.digest(of: entry.path) == entry.digest
    guard let status = published.status(of: entry.path), status.size == size else {
      return Written(entry, isListed: isListed, isChanged: true)
    }
    if trustsTimes, isListed, let time = oldManifest?.time, !(time < status.modified) {
      return Written(entry, isListed: true, isChanged: false)
    }
    let isSame = publishedFile(entry.path).flatMap { try? Manifest.Digest(of: $0) } == entry.digest
    return Written(entry, isListed: isListed, isChanged: !isSame)
  }

  /// The files of a new report, and the record of what they were made from.
  struct Content: Sendable {
    var files: [Written] = []
    /// Files that the manifest does not list.
    var unlisted: [Written] = []
    var record: BuildRecord
  }

  /// Puts the new report in the place of the old one.
  func publish(_ content: consuming Content) throws(PublishingError) {
    do {
      try prepareAndReplace(content)
    } catch {
      throw staging.isStarted ? .halfDone(error) : .system(error)
    }
  }

  private func prepareAndReplace(_ content: consuming Content) throws(SystemError) {
    var unlisted = content.unlisted
    let unfinished = leftovers.flatMap(\.plan)
    // What the report has already, and nothing else: it has the same manifest, and there is nothing to bring to the disk.
    if let digest = oldManifest?.digest, unfinished.isEmpty, content.files.count == old.count, old.isOrderly,
      unlisted.allSatisfy({ !$0.isChanged }), content.files.allSatisfy({ $0.isListed && !$0.isChanged }),
      SiteFiles.unlisted(record: content.record, manifest: digest).allSatisfy(isPublished)
    {
      return finish()
    }
    let keepsAll = hasAll(of: content.files)
    let files = content.files
    let sorted = keepsAll ? nil : order(files.map(\.path))
    let (manifest, digest) = try writeManifest(of: files, in: sorted)
    for file in SiteFiles.unlisted(record: content.record, manifest: digest) {
      unlisted.append(try write(HashedFile(file)))
    }
    guard let published else { return try replaceWhole() }

    let changed = [files, unlisted, [manifest]].flatMap { $0.lazy.filter(\.isChanged).map(\.path) }
    let gone = sorted.map { old.files(notAmong: $0.lazy.map { files[$0].path }) } ?? []
    let removed = removed(gone + unfinished, from: files)
    let folders = Set(changed.map(\.folder)).sorted()
    for folder in folders { try published.check(folder) }
    try staging.start(changed + removed + unfinished)
    for folder in folders { _ = try published.folder(folder, making: true) }
    for file in changed.sorted(by: Self.isPublishedBefore) { try staged.move(file, to: published) }
    for file in removed.sorted() { try published.remove(file) }
    for folder in Set(removed.map(\.folder)).sorted(by: >) { published.removeFolderIfEmpty(folder) }
    finish()
  }

  /// The indices of paths, in the order of the paths.
  private func order(_ paths: [SitePath]) -> [Int] {
    // The beginnings of most paths differ, and to compare numbers needs no other memory.
    var places = paths.indices.map { (beginning: paths[$0].beginning, index: $0) }
    places.sort { left, right in
      left.beginning == right.beginning
        ? paths[left.index] < paths[right.index] : left.beginning < right.beginning
    }
    return places.map(\.index)
  }

  /// Whether a file is there already, byte for byte.
  private func isPublished(_ file: OutputFile) -> Bool {
    !settled(
      Manifest.Entry(path: file.path, digest: HashedFile(file).digest), size: Int64(file.bytes.count)
    ).isChanged
  }

  private func replaceWhole() throws(SystemError) {
    guard case .fresh(let place) = target else { return }
    try staging.sync()
    try staging.rename(to: place)
    finish()
  }

  /// Whether nothing that the old manifest lists is missing among the files of the new report.
  private func hasAll(of files: [Written]) -> Bool {
    old.isOrderly && old.count > 0
      && files.count { $0.isListed || old.digest(of: $0.path) != nil } == old.count
  }

  /// Writes the manifest of a new report piece by piece. With an order, which is that of the paths, it lists all files.
  /// Without one, all files of the old manifest are still there: their lines stay, and those of changed and new files are
  /// put among them.
  private func writeManifest(
    of files: [Written], in order: [Int]?
  ) throws(SystemError) -> (Written, Manifest.Digest) {
    let (_, digest, size) = try stage(Manifest.path) { hand throws(SystemError) in
      if let order {
        try old.write(order.lazy.map { (files[$0].path, files[$0].digest) }, hand)
      } else {
        let new = files.lazy.filter { !$0.isListed }.compactMap { file in
          file.digest.map { Manifest.Entry(path: file.path, digest: $0) }
        }
        try old.write(with: new.sorted { $0.path < $1.path }, hand)
      }
    }
    return (try settle(Manifest.path, digest, size: size), digest)
  }

  /// What is to go: what the new report has not, of what the old one or a broken run has. No file of a report that can go
  /// begins with a dot, and of those that do one may be worth more than a report.
  private func removed(_ old: [SitePath], from written: [Written]) -> Set<SitePath> {
    let removed = Set(old).filter { $0 != Manifest.path && !$0.isHidden }
    return removed.isEmpty ? removed : removed.subtracting(written.lazy.map(\.path))
  }

  /// The report is whole: what was needed to make it goes.
  private func finish() {
    staging.remove()
    for leftover in leftovers { leftover.remove() }
  }

  /// Removes what was prepared; the published report stays as it is.
  func abandon() {
    // The plan of a run that could not finish stays: without it what that run added would never be removed.
    if staging.isStarted { staging.giveUp() } else { staging.remove() }
  }

  /// A file of the new report.
  struct Written: Sendable {
    let path: SitePath
    /// Its SHA-256; nil where it is the one in the old manifest.
    let digest: Manifest.Digest?
    /// Whether the old manifest says the same of it.
    let isListed: Bool
    /// Whether it is to take the place of the published one.
    let isChanged: Bool

    init(_ entry: Manifest.Entry, isListed: Bool, isChanged: Bool) {
      (path, digest) = (entry.path, entry.digest)
      self.isListed = isListed
      self.isChanged = isChanged
    }

    /// One that the old manifest lists and that stays as it is.
    init(kept path: SitePath) {
      self.path = path
      digest = nil
      (isListed, isChanged) = (true, false)
    }
  }

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
