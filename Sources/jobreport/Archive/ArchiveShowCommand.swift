import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport archive show`: one job as the archive knows it.
struct ArchiveShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one job of an archive.",
    discussion: """
      Example:

        jobreport archive show 3f2a… --archive jobs.sqlite
      """)

  @Argument(help: ArgumentHelp("The job's id.", valueName: "id"))
  var id: String

  @OptionGroup var options: ArchiveOptions

  @Option(help: ArgumentHelp("The project, where several have a job of this id.", valueName: "id"))
  var project: String?

  @Flag(help: "Print a line of JSON, with the keys of data/jobs.jsonl.")
  var json = false

  func run() async throws {
    let run = Run(archive: Self._commandName, options, json: json)
    try await run.perform {
      let path = try options.path(run)
      let jobs = try await ArchiveJobs(path, project: project, run: run)
      let (summary, job) = try jobs.job(id, in: path)
      if json {
        try run.console.result(json: ArchiveFormat.line(job, summary))
      } else {
        try run.console.table(ArchiveFormat.facts(job))
        for line in ArchiveFormat.todos(job) { try run.console.result(line) }
        if let message = job.message {
          try run.console.result("\n" + String(decoding: message, as: UTF8.self))
        }
      }
      return jobs.tell(of: id, run)
    }
  }
}
