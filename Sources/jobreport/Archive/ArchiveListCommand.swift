import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport archive list`: the jobs of an archive, the newest first.
struct ArchiveListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the jobs of an archive, the newest first.",
    discussion: """
      Example:

        jobreport archive list --archive jobs.sqlite --status failed
      """)

  @OptionGroup var options: ArchiveOptions

  @OptionGroup var filter: ArchiveProjects

  @Option(
    name: .customLong("status"),
    help: ArgumentHelp("Only jobs with this status; separate several by commas.", valueName: "status"),
    completion: .list(StatusList.allValueStrings))
  var statuses: [StatusList] = []

  @Flag(help: "Print a line of JSON a job.")
  var json = false

  func run() async throws {
    let run = Run(options, json: json)
    try await run.perform {
      let jobs = try await ArchiveJobs(
        try options.path(run), projects: filter.projects, statuses: statuses.flatMap(\.statuses), run: run)
      let newest = Array(jobs.report.jobs.reversed())
      if json {
        for job in newest { try run.console.result(json: ArchiveFormat.line(job)) }
      } else {
        try run.console.table(ArchiveFormat.table(newest))
        run.console.note("\(newest.count) \(newest.count == 1 ? "job" : "jobs")")
      }
      return jobs.tell(run)
    }
  }
}
