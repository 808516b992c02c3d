import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport archive export`: the rows as JSON Lines.
struct ArchiveExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the rows of an archive as JSON Lines to standard output.",
    discussion: """
      Example:

        jobreport archive export --since 2026-08-17 > rows.jsonl

      A line has a row's provider, project, id, endpoint, time and SHA-256, and in "job" the job's own JSON, or \
      in "base64" its bytes where they stand on several lines. \
      A key in a row is redacted, and such a row cannot be imported again; --raw leaves keys as they are.
      """)

  @OptionGroup var options: ArchiveOptions

  @Option(
    help: ArgumentHelp(
      "Only rows of this day (UTC) or time, or later; 7d is seven days back.", valueName: "date"))
  var since: String?

  @Flag(help: "Write the runs too, behind the answers.")
  var runs = false

  @Flag(help: "Leave keys in rows as they are.")
  var raw = false

  func run() async throws {
    let run = Run(options)
    try await run.perform {
      var export = ArchiveExport(
        try ArchiveReader(path: try options.path(run)), hiding: raw ? nil : run.keys.redaction)
      export.withRuns = runs
      if let since {
        switch PointInTime(since, now: try run.now(), zone: .utc) {
        case .day(let day): export.since = ReportTimeZone.utc.start(of: day)
        case .time(let time): export.since = time
        case nil: throw UsageError.noDate("since", since)
        }
      }
      let count = try export.write { try run.console.result(bytes: $0) }
      if count.redacted > 0 {
        run.console.report(
          "\(count.redacted) \(count.redacted == 1 ? "row has" : "rows have") a key in it, which was redacted; "
            + "--raw leaves it as it is, which an import needs")
      }
      tell(count.damaged, "row", run.console)
      tell(count.damagedRuns, "run", run.console)
      for finding in count.findings { run.console.report("problem: \(finding)") }
      return count.damaged.isEmpty && count.damagedRuns.isEmpty && count.findings.isEmpty ? .done : .partial
    }
  }

  private func tell(_ damaged: [Int64], _ name: String, _ console: Console) {
    guard !damaged.isEmpty else { return }
    let numbers = damaged.prefix(20).map(String.init).joined(separator: ", ")
    console.report(
      "left out \(damaged.count == 1 ? "the \(name) that does" : "\(damaged.count) \(name)s that do") "
        + "not fit the SHA-256: \(numbers)\(damaged.count > 20 ? ", …" : "")")
  }
}
