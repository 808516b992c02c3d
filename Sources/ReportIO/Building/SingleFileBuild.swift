import ReportKit

/// The second pass into one file: every page of a report, one after the other.
public struct SingleFileBuild: Sendable {
  private let document: SingleDocument
  private let store: RecordStore
  private let workers: Int

  private static let batch = 16

  /// A build of a report whose jobs' answers are in a store.
  public init(report: Report, templates: TemplateSet, store: RecordStore, workers: Int) {
    document = SingleDocument(report: report, templates: templates)
    self.store = store
    self.workers = max(1, workers)
  }

  /// Writes the file; gives its size in bytes. On any failure the file that was there stays.
  public func write(to file: ResultFile, progress: (@Sendable (Int) -> Void)? = nil) async throws -> Int64 {
    do {
      try file.write(document.head)
      try await write(PageCatalog.pages(of: document.site.report), to: file) { $0.piece($1) }
      try await writeJobs(to: file, progress: progress)
      try await write(PageCatalog.searchData(of: document.site.report), to: file) { $0.piece($1) }
      try file.write(document.tail)
      try Task.checkCancellation()
      return try file.publish()
    } catch {
      file.abandon()
      throw error
    }
  }

  private func write<Part: Sendable>(
    _ parts: [Part], to file: ResultFile, piece: @escaping @Sendable (SingleDocument, Part) -> [UInt8]
  ) async throws {
    try await mapInOrder(workers: workers, parts) { [document] part in
      piece(document, part)
    } consume: { piece in
      try file.write(piece)
    }
  }

  /// The newest first.
  private func writeJobs(to file: ResultFile, progress: (@Sendable (Int) -> Void)?) async throws {
    let count = document.site.report.jobs.count
    let starts = stride(from: 0, to: count, by: Self.batch)
    var done = 0
    try await mapInOrder(workers: workers, starts) { [document, store] start in
      var pieces: [UInt8] = []
      let newest = count - 1 - start
      let jobs = document.site.report.jobs[max(0, count - start - Self.batch)...newest].reversed()
      try store.eachGroup(of: Array(jobs)) { numbers, jobs in
        for (number, job) in zip(numbers, jobs) {
          pieces += document.piece(JobPage(job: job, index: newest - number, site: document.site))
        }
      }
      return pieces
    } consume: { pieces in
      try file.write(pieces)
      done = min(done + Self.batch, count)
      progress?(done)
    }
  }
}
