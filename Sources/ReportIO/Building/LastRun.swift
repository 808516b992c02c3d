import ReportKit

/// What the last run left in the directory, as far as it can be relied on.
struct LastRun: Sendable {
  private let directory: ReportDirectory
  private let record: PublishedRecord?
  /// Whether entries of the data files may be taken from the published ones.
  let canKeepData: Bool

  /// Reads the record of the last run. One that was not written with the manifest, or that was made with other
  /// templates, another title, zone or version, is not used.
  init(of directory: ReportDirectory, shared: Fingerprint, isIgnored: Bool) {
    self.directory = directory
    guard !isIgnored, let manifest = directory.oldManifest?.digest,
      let file = directory.publishedFile(BuildRecord.path),
      let bytes = try? file.readAll(limit: Manifest.longest),
      let record = PublishedRecord(reading: bytes, for: manifest), record.shared == shared
    else {
      record = nil
      canKeepData = false
      return
    }
    self.record = record
    canKeepData = zip(OutputFormats.all, record.dataSizes).allSatisfy { format, size in
      directory.isIntact(format.path, size: size)
    }
  }

  /// The entry and the files of a page that may stay as it is.
  func kept(
    _ page: SitePath, _ fingerprint: Fingerprint, files: [SitePath]
  ) -> (entry: BuildRecord.Entry, files: [ReportDirectory.Written])? {
    guard let entry = record?.entry(of: page), entry.fingerprint == fingerprint,
      entry.sizes.count == files.count
    else { return nil }
    for (path, size) in zip(files, entry.sizes) where !directory.isIntact(path, size: size) { return nil }
    // The record was sealed with the manifest, which lists them.
    return (entry, files.map(ReportDirectory.Written.init(kept:)))
  }
}
