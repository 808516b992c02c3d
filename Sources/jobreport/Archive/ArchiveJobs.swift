import ArgumentParser
import ReportIO
import ReportKit

/// The jobs of an archive, for the commands that show them.
struct ArchiveJobs {
  let report: Report
  let store: RecordStore

  /// The jobs of some projects, or of all when none is named.
  init(_ path: String, projects: [Project], statuses: [Status] = [], run: Run) async throws {
    var collection = JobCollection(workers: run.workers, hiding: run.keys.redaction)
    try await collection.read(ArchiveReader(path: path), projects: projects)
    let collected = try await collection.finish(wanting: [])
    store = collected.store
    let now = try run.now()
    report = Report(
      jobs: collected.jobs, problems: collected.problems,
      options: ReportOptions(
        title: "", generatedAt: now, asOf: now, timeZone: .utc, source: "archive",
        selection: Selection(statuses: Set(statuses))))
  }

  /// Says what of the archive could not be read, of one job when its id is given, and of no job in particular; gives
  /// the exit status for that.
  func tell(of id: ID? = nil, _ run: Run) -> ExitStatus {
    let lost = report.problems.filter { problem in
      guard problem.losesJob || problem.losesDetails else { return false }
      guard let id, let own = problem.id else { return true }
      return own == id
    }
    for problem in lost.prefix(20) {
      run.console.report("problem: \(problem.id.map { "\($0.text): " } ?? "")\(problem.reason)")
    }
    if lost.count > 20 { run.console.report("\(lost.count - 20) more problems") }
    return lost.isEmpty ? .done : .partial
  }

  /// The one job with an id, which may be cut to its beginning.
  func job(_ beginning: ID, in path: String) throws -> (summary: JobSummary, job: Job) {
    let id: ID
    switch IDBeginning.match(beginning, among: report.jobs.map(\.key.id) + report.problems.compactMap(\.id)) {
    case .one(let whole): id = whole
    case .several(let ids): throw NoSuchJob(reason: IDBeginning.words(beginning, ids))
    case .none: id = beginning
    }
    let found = report.jobs.filter { $0.key.id == id }
    guard let summary = found.first else {
      if let problem = report.problems.first(where: { $0.id == id }) {
        throw NoSuchJob(reason: "job '\(id.text)' in '\(path)' cannot be read: \(problem.reason)")
      }
      throw NoSuchJob(
        reason:
          "there is no job '\(id.text)' in '\(path)'; 'jobreport archive list --archive \(path)' shows those there are"
      )
    }
    guard found.count == 1 else {
      let projects = found.map { job in
        job.key.project.map { Project.spelling(provider: job.key.provider, project: $0) } ?? "none"
      }.joined(separator: ", ")
      throw NoSuchJob(
        reason: "there is a job '\(id.text)' in several projects (\(projects)); name one with --project")
    }
    return (summary, try store.job(summary))
  }
}

/// No job, or more than one, is meant.
struct NoSuchJob: Error, CustomStringConvertible {
  var reason: String
  var description: String { reason }
}
