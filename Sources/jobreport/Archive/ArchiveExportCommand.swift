import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport archive export`: the rows as JSON Lines.
struct ArchiveExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the rows of an archive as JSON Lines to standard output.",
    discussion: """
      Example:

        jobreport archive export --archive jobs.sqlite --since 2026-08-17 > rows.jsonl

      A line has a row's provider, project, id, endpoint, time and SHA-256, and in "job" the job's own JSON. \
      A key in a row is redacted, and such a row cannot be imported again; --raw leaves keys as they are.
      """)

  @OptionGroup var options: ArchiveOptions

  @Option(help: ArgumentHelp("Only rows of this day (UTC) or time, or later.", valueName: "date"))
  var since: String?

  @Flag(help: "Write the runs too, behind the answers.")
  var runs = false

  @Flag(help: "Leave keys in rows as they are.")
  var raw = false

  func run() async throws {
    let run = Run(archive: Self._commandName, options)
    try await run.perform {
      var export = ArchiveExport(try ArchiveReader(path: try options.path(run)))
      export.withRuns = runs
      export.isRaw = raw
      if let since {
        guard let time = Timestamp(iso8601: since) else {
          throw ValidationError("--since '\(since)' is no date; write 2026-08-17 or 2026-08-17T09:00:00Z")
        }
        export.since = time
      }
      let count = try export.write { try run.console.result(bytes: $0) }
      if count.redacted > 0 {
        run.console.report(
          "\(count.redacted) \(count.redacted == 1 ? "row has" : "rows have") a key in it, which was redacted; "
            + "--raw leaves it as it is, which an import needs")
      }
      guard !count.damaged.isEmpty else { return .done }
      let numbers = count.damaged.prefix(20).map(String.init).joined(separator: ", ")
      run.console.report(
        "left out \(count.damaged.count == 1 ? "the row that does" : "\(count.damaged.count) rows that do") "
          + "not fit the SHA-256: \(numbers)\(count.damaged.count > 20 ? ", …" : "")")
      return .partial
    }
  }
}
