import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport fetch`: jobs go into an archive, and no report is written.
struct FetchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch jobs into an archive, and write no report.",
    discussion: """
      Examples:

        jobreport fetch --project acme --archive jobs.sqlite
        jobreport fetch --from saved.json --archive jobs.sqlite

      Of a list that was read whole before, only what may be new is read: up to the first page that holds \
      nothing new and only jobs that started more than --recheck days ago. Known jobs further down that had not \
      ended are asked for by id, where that takes fewer requests than reading on.
      """)

  @OptionGroup var source: SourceOptions

  @Flag(name: .shortAndLong, help: "Print no notes and no progress; errors and problems are still printed.")
  var quiet = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var config: ConfigOptions

  func run() async throws {
    let run = Run(isQuiet: quiet, json: json, source: source)
    try await run.perform {
      switch try JobSource(source, environment: run.environment) {
      case .files(let files, let archive?):
        let problems = try await ArchiveInput(path: archive, run: run).keep(files: files)
        for problem in problems { run.console.report("problem: \(problem.reason)") }
        return problems.isEmpty ? .done : .partial
      case .api(let projects, let archive?):
        return try await fetch(projects: projects, into: archive, run)
      case .files(_, nil), .api(_, nil):
        throw UsageError.noArchive
      case .archive where source.offline:
        throw UsageError.fetchOffline
      case .sample:
        throw UsageError.fetchSample
      case .archive:
        throw UsageError.nothingToFetch
      }
    }
  }

  private func fetch(projects: [Project], into archive: String, _ run: Run) async throws -> ExitStatus {
    let ids = try source.ids()
    let outcome = try await ArchiveInput(path: archive, run: run).fetch(source, projects: projects, ids: ids)
    let summary = outcome.summary
    for problem in summary.problems.prefix(20) {
      run.console.report("problem: \(problem.id.map { "\($0.text): " } ?? "")\(problem.reason)")
    }
    if summary.problems.count > 20 {
      run.console.report("\(summary.problems.count - 20) more problems are in the archive's row of this run")
    }
    let isFailed =
      summary.jobs == 0 && summary.problems.contains(where: \.losesJob)
      || Set(summary.incompleteProjects) == Set(projects.map(\.spelled))
    let status: ExitStatus =
      isFailed ? .failed : summary.problems.contains { $0.losesJob || $0.losesDetails } ? .partial : .done
    if json {
      try run.console.result(
        json: FetchFormat.json(
          archive: archive, requests: summary.requests, jobs: summary.jobs, new: outcome.new,
          changed: outcome.changed, unasked: outcome.unasked, savedRequests: outcome.savedRequests,
          problems: summary.problems.map { ($0.project, $0.id, $0.reason) }, exitStatus: Int(status.rawValue))
      )
    }
    return status
  }
}
