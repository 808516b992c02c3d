import ReportKit

/// What the last run left in the directory, as far as it can be relied on.
struct LastRun: Sendable {
  private let directory: ReportDirectory
  private let entries: [SitePath: BuildRecord.Entry]
  /// Whether entries of the data files may be taken from the published ones.
  let canKeepData: Bool

  /// Reads the record of the last run. One that the manifest does not vouch for, or that was made with
  /// other templates, another title, zone or version, is not used.
  init(of directory: ReportDirectory, shared: Fingerprint, isIgnored: Bool) {
    self.directory = directory
    guard !isIgnored, let bytes = directory.publishedBytes(BuildRecord.path),
      directory.publishedDigest(BuildRecord.path) == Manifest.Digest(of: bytes),
      let record = BuildRecord(reading: bytes), record.shared == shared
    else {
      entries = [:]
      canKeepData = false
      return
    }
    entries = Dictionary(record.entries.map { ($0.page, $0) }) { first, _ in first }
    var sizes = OutputFormats.all.map(\.head.count)
    for entry in record.entries where !entry.lengths.isEmpty {
      for number in sizes.indices { sizes[number] += entry.lengths[number] }
    }
    canKeepData = zip(OutputFormats.all, sizes).allSatisfy { format, size in
      directory.isIntact(format.path, size: size)
    }
  }

  /// The entry and the files of a page that may stay as it is.
  func kept(
    _ page: SitePath, _ fingerprint: Fingerprint, files: [SitePath]
  ) -> (entry: BuildRecord.Entry, files: [ReportDirectory.Written])? {
    guard let entry = entries[page], entry.fingerprint == fingerprint, entry.sizes.count == files.count else {
      return nil
    }
    var kept: [ReportDirectory.Written] = []
    for (path, size) in zip(files, entry.sizes) {
      guard let digest = directory.publishedDigest(path), directory.isIntact(path, size: size) else {
        return nil
      }
      kept.append(ReportDirectory.Written(path: path, digest: digest, isChanged: false))
    }
    return (entry, kept)
  }
}
