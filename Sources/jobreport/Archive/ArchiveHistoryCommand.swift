import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport archive history`: how one job came to be as it is.
struct ArchiveHistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show the status, todos and pull requests of a job over time.",
    discussion: """
      Example:

        jobreport archive history 6a1b --archive jobs.sqlite
      """)

  @Argument(help: ArgumentHelp("The job's id, or the beginning of it.", valueName: "id"))
  var id: String

  @OptionGroup var options: ArchiveOptions

  @OptionGroup var filter: ArchiveProjects

  @Flag(help: "Print a line of JSON an entry.")
  var json = false

  func run() async throws {
    let run = Run(options, json: json)
    try await run.perform {
      let path = try options.path(run)
      let jobs = try await ArchiveJobs(path, projects: filter.projects, run: run)
      let (summary, job) = try jobs.job(ID(id), in: path)
      if json {
        for entry in job.history.entries { try run.console.result(json: ArchiveFormat.line(entry)) }
      } else {
        try run.console.table(ArchiveFormat.table(job.history))
      }
      return jobs.tell(of: summary.key.id, run)
    }
  }
}
