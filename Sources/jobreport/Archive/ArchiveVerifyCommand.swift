import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport archive verify`: whether an archive is as it was written.
struct ArchiveVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every row of an archive against its SHA-256.",
    discussion: """
      Example:

        jobreport archive verify --archive jobs.sqlite

      Each row is hashed anew, the rows are counted, and the database checks its own pages and indexes. Exit \
      status 5: something is damaged or missing, or was put in by other hands; a line names each.
      """)

  @OptionGroup var options: ArchiveOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() async throws {
    let run = Run(options, json: json)
    try await run.perform {
      let path = try options.path(run)
      let outcome = try await ArchiveVerify(path: path).run()
      for finding in outcome.findings { run.console.report("'\(path)': \(finding)") }
      if json {
        try run.console.result(
          json: ArchiveFormat.verified(
            answers: outcome.answers, runs: outcome.runs, findings: outcome.findings))
      } else if outcome.findings.isEmpty {
        let answers = outcome.answers == 1 ? "1 answer" : "\(outcome.answers) answers"
        let runs = outcome.runs == 1 ? "1 run" : "\(outcome.runs) runs"
        try run.console.result("\(path): \(answers), \(runs), all as written")
      } else {
        let rest =
          outcome.hasStrangers
          ? "drop with 'sqlite3 \(path)' what jobreport did not make"
          : outcome.opens
            ? "'jobreport archive export --raw --runs' what is whole, and import that"
            : "see what 'sqlite3 \(path) .recover' finds"
        run.console.report("restore a copy, or \(rest)")
      }
      return outcome.findings.isEmpty ? .done : .damaged
    }
  }
}
