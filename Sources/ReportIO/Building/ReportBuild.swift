import ReportKit

/// The second pass: every page of a report, one job's texts at a time, into a directory.
///
/// Workers make and hash the files; one task writes them, as two that make files in one folder wait for
/// each other in the kernel.
public struct ReportBuild: Sendable {
  /// What is written.
  let site: Site
  /// Where the jobs' answers are.
  let store: AnswerStore
  /// How many pages are made at once.
  let workers: Int

  private static let batch = 32

  /// A build of a site whose jobs' answers are in a store.
  public init(site: Site, store: AnswerStore, workers: Int) {
    self.site = site
    self.store = store
    self.workers = max(1, workers)
  }

  /// What became of the files.
  public struct Outcome: Sendable, Equatable {
    /// Files of the report, without the manifest.
    public var files = 0
    /// Those that were written, as their content was new.
    public var written = 0
  }

  /// Writes the report and publishes it; on any failure the directory stays as it was.
  public func write(to directory: ReportDirectory, progress: (@Sendable (Int) -> Void)? = nil) async throws
    -> Outcome
  {
    do {
      let files = try await writeAll(to: directory, progress: progress)
      try Task.checkCancellation()
      try directory.publish(files)
      return Outcome(files: files.count, written: files.count(where: \.isChanged))
    } catch {
      directory.abandon()
      throw error
    }
  }

  private func writeAll(
    to directory: ReportDirectory, progress: (@Sendable (Int) -> Void)?
  ) async throws -> [ReportDirectory.Written] {
    var folders = Set(site.report.jobs.map(\.page.folder))
    folders.formUnion(["", "jobs", "weeks", "status", "data", "assets"])
    try directory.makeFolders(folders)

    var files: [ReportDirectory.Written] = []
    files.reserveCapacity(site.report.jobs.count * 2 + 64)
    try await writeJobs(to: directory, into: &files, progress: progress)
    let pages = PageCatalog.pages(of: site.report)
    let slices = stride(from: 0, to: pages.count, by: 4).map { Array(pages[$0..<min($0 + 4, pages.count)]) }
    try await mapInOrder(workers: workers, slices) { [site] pages in
      pages.flatMap { page in page.files(site: site).map(HashedFile.init) }
    } consume: { hashed in
      for file in hashed { files.append(try directory.write(file)) }
    }
    for file in SiteFiles.files(of: site) { files.append(try directory.write(HashedFile(file))) }
    return files
  }

  private struct Batch: Sendable {
    var files: [HashedFile] = []
    var entries: [[UInt8]]
    var jobs = 0
  }

  private func writeJobs(
    to directory: ReportDirectory, into files: inout [ReportDirectory.Written],
    progress: (@Sendable (Int) -> Void)?
  ) async throws {
    let formats = OutputFormats.all
    var dataFiles = try formats.map { try DataFile($0.path, in: directory) }
    for number in formats.indices { try dataFiles[number].append(formats[number].head) }
    let jobs = site.report.jobs.indices
    let slices = stride(from: 0, to: jobs.count, by: Self.batch).map { $0..<min($0 + Self.batch, jobs.count) }
    var done = 0
    try await mapInOrder(workers: workers, slices) { [site, store] slice in
      var batch = Batch(entries: formats.map { _ in [] }, jobs: slice.count)
      for index in slice {
        let summary = site.report.jobs[index]
        let job = try JobIndex.job(summary) { try store.read($0) }
        for file in JobPage(job: job, index: index).files(site: site) { batch.files.append(HashedFile(file)) }
        for (number, format) in formats.enumerated() {
          format.append(job, summary, to: &batch.entries[number])
        }
      }
      return batch
    } consume: { batch in
      for file in batch.files { files.append(try directory.write(file)) }
      for number in formats.indices { try dataFiles[number].append(batch.entries[number]) }
      done += batch.jobs
      progress?(done)
    }
    for file in dataFiles { files.append(try file.finish(in: directory)) }
  }
}
