import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport archive history`: how one job came to be as it is.
struct ArchiveHistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show the status, todos and pull requests of a job over time.",
    discussion: """
      Example:

        jobreport archive history 3f2a… --archive jobs.sqlite
      """)

  @Argument(help: ArgumentHelp("The job's id.", valueName: "id"))
  var id: String

  @OptionGroup var options: ArchiveOptions

  @Option(help: ArgumentHelp("The project, where several have a job of this id.", valueName: "id"))
  var project: String?

  @Flag(help: "Print a line of JSON an entry.")
  var json = false

  func run() async throws {
    let run = Run(archive: Self._commandName, options, json: json)
    try await run.perform {
      let path = try options.path(run)
      let jobs = try await ArchiveJobs(path, project: project, run: run)
      let (_, job) = try jobs.job(id, in: path)
      if json {
        for entry in job.history.entries { try run.console.result(json: ArchiveFormat.line(entry)) }
      } else {
        try run.console.table(ArchiveFormat.table(job.history))
      }
      return jobs.tell(of: id, run)
    }
  }
}
