import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport archive prune`: old rows go.
struct ArchivePruneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove old rows; without --yes only say what would be removed.",
    discussion: """
      Example:

        jobreport archive prune --keep-days 90 --keep-weekly 52 --archive jobs.sqlite

      A row stays when any of the rules keeps it. The newest row of a job from each endpoint always stays.
      """)

  @OptionGroup var options: ArchiveOptions

  @Option(help: ArgumentHelp("Keep rows that are no older than so many days.", valueName: "days"))
  var keepDays: Int?

  @Option(help: ArgumentHelp("Keep so many newest rows of each job.", valueName: "rows"))
  var keepLast: Int?

  @Option(
    help: ArgumentHelp(
      "Keep the newest row of each job in each of so many newest weeks that it has rows in.",
      valueName: "weeks"))
  var keepWeekly: Int?

  @Flag(help: "Remove them.")
  var yes = false

  mutating func validate() throws {
    guard keepDays != nil || keepLast != nil || keepWeekly != nil else {
      throw UsageError.noPruneRule
    }
    for (name, value) in [("days", keepDays), ("last", keepLast), ("weekly", keepWeekly)] {
      try WholeNumber.check(value, "keep-\(name)")
    }
  }

  func run() async throws {
    let run = Run(options)
    try await run.perform {
      let path = try options.path(run)
      let prune = ArchivePrune(
        PruneRules(days: keepDays, last: keepLast, weekly: keepWeekly), now: try run.now())
      // An archive that is not there is not made.
      let planned = try prune.plan(of: ArchiveReader(path: path))
      let plan = yes ? try prune.run(on: try await Archive(writing: path)) : planned
      let words =
        "\(plan.removed.count) of \(plan.rows) \(plan.rows == 1 ? "row" : "rows") of \(plan.jobs) \(plan.jobs == 1 ? "job" : "jobs")"
      try run.console.result(yes ? "removed \(words)" : "would remove \(words); --yes removes them")
      return .done
    }
  }
}
