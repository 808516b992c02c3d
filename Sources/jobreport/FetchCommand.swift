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

  @OptionGroup(title: "Where jobs come from") var source: SourceOptions

  @Flag(name: .shortAndLong, help: "Print no notes and no progress; errors and problems are still printed.")
  var quiet = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() async throws {
    let run = Run(command: Self._commandName, isQuiet: quiet, json: json, keyFile: source.apiKeyFile)
    try await run.perform {
      switch try JobSource(source, environment: run.environment) {
      case .files(let files, let archive?):
        let problems = try await ArchiveInput(path: archive, run: run).keep(files: files)
        for problem in problems { run.console.report("problem: \(problem.reason)") }
        return problems.isEmpty ? .done : .partial
      case .api(let projects, let archive?):
        return try await fetch(projects: projects, into: archive, run)
      case .files(_, nil), .api(_, nil):
        throw ValidationError(
          "name the archive that jobs go into: --archive FILE (or JOBREPORT_ARCHIVE in the environment)")
      case .archive where source.offline:
        throw ValidationError("--offline fetches nothing, and fetch does nothing else; leave it out")
      case .sample:
        throw ValidationError(
          "--sample makes no archive; name what to fetch with --project ID or --from FILE")
      case .archive:
        throw ValidationError(
          "name what to fetch: --project ID (or MINTLIFY_PROJECT_ID in the environment), or --from FILE")
      }
    }
  }

  private func fetch(projects: [String], into archive: String, _ run: Run) async throws -> ExitStatus {
    let ids = try source.ids()
    let outcome = try await ArchiveInput(path: archive, run: run).fetch(source, projects: projects, ids: ids)
    let summary = outcome.summary
    for problem in summary.problems.prefix(20) {
      run.console.report("problem: \(problem.id.map { "\($0): " } ?? "")\(problem.reason)")
    }
    if summary.problems.count > 20 {
      run.console.report("\(summary.problems.count - 20) more problems are in the archive's row of this run")
    }
    let isFailed =
      summary.jobs == 0 && summary.problems.contains(where: \.losesJob)
      || Set(summary.incompleteProjects) == Set(projects)
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
