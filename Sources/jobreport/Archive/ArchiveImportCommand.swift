import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport archive import`: rows from elsewhere.
struct ArchiveImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take in an export, another archive, or saved answers.",
    discussion: """
      Examples:

        jobreport archive import other.sqlite --archive jobs.sqlite
        ssh runner cat rows.jsonl | jobreport archive import - --archive jobs.sqlite

      Rows that the archive has already change nothing, and neither does a file that cannot be read to its \
      end. Rows in which a key is redacted are refused, and exit status 3 tells of them: export with --raw.
      """)

  @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup var options: ArchiveOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() async throws {
    let run = Run(options, json: json)
    try await run.perform {
      let source = ArchiveImport(
        path: file, temporaryFolder: try TemporaryFolder(environment: run.environment),
        hiding: run.keys.redaction, tool: ToolVersion.text, now: try run.clock())
      let outcome = try await source.run(into: Archive(writing: try options.path(run)))
      for problem in outcome.problems { run.console.report("problem: \(problem.reason)") }
      if outcome.redacted > 0 {
        run.console.report(
          "\(outcome.redacted) \(outcome.redacted == 1 ? "row was" : "rows were") refused, as a key in it is redacted; "
            + "export with --raw to import it")
      }
      run.console.note("\(outcome.rows) \(outcome.rows == 1 ? "row" : "rows") read, \(outcome.added) added")
      if json {
        try run.console.result(
          json: ArchiveFormat.imported(
            rows: outcome.rows, added: outcome.added, redacted: outcome.redacted,
            problems: outcome.problems.count))
      }
      return outcome.redacted > 0 || !outcome.problems.isEmpty ? .partial : .done
    }
  }
}
