import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport archive show`: one job as the archive knows it.
struct ArchiveShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one job of an archive.",
    discussion: """
      Example:

        jobreport archive show 6a1b --archive jobs.sqlite
      """)

  @Argument(help: ArgumentHelp("The job's id, or the beginning of it.", valueName: "id"))
  var id: String

  @OptionGroup var options: ArchiveOptions

  @OptionGroup var filter: ArchiveProjects

  @Flag(help: "Print a line of JSON, with the keys of data/jobs.jsonl.")
  var json = false

  func run() async throws {
    let run = Run(options, json: json)
    try await run.perform {
      let path = try options.path(run)
      let jobs = try await ArchiveJobs(path, projects: filter.projects, run: run)
      let (summary, job) = try jobs.job(ID(id), in: path)
      if json {
        try run.console.result(json: ArchiveFormat.line(job, summary))
      } else {
        try run.console.table(ArchiveFormat.facts(job))
        for line in ArchiveFormat.todos(job) { try run.console.result(line) }
        if let message = job.message {
          try run.console.result("\n" + String(decoding: message, as: UTF8.self))
        }
      }
      return jobs.tell(of: summary.key.id, run)
    }
  }
}
