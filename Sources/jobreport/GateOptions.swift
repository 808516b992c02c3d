import ArgumentParser
import ReportKit

/// The rules of the gate; the same in every command that makes a report.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Exit with status 4 when a job has this status, or with 'attention' when one needs a person; separate several by commas.",
      valueName: "status"), completion: .list(FailOn.allValueStrings))
  var failOn: [FailOn] = []

  @Option(
    help: ArgumentHelp(
      "Exit with status 4 when more jobs than this failed (or are blocked).", valueName: "number"))
  var maxFailed: Int?

  @Option(
    help: ArgumentHelp(
      "Exit with status 4 when a job has been running for longer: 90m, 24h, 14d or 2w.",
      valueName: "duration"))
  var staleAfter: String?

  @Flag(help: "Exit with status 4 when a completed job has no pull request.")
  var requirePullRequest = false

  mutating func validate() throws {
    try WholeNumber.check(maxFailed, "max-failed")
    if let staleAfter, Gate.Span(staleAfter) == nil {
      throw UsageError.noSpan("stale-after", staleAfter)
    }
  }

  /// The gate that the options name.
  var gate: Gate {
    var rules: [Gate.Rule] = []
    for rule in failOn.flatMap(\.rules) where !rules.contains(rule) { rules.append(rule) }
    if let maxFailed { rules.append(.maxFailed(maxFailed)) }
    if let span = staleAfter.flatMap(Gate.Span.init) { rules.append(.staleAfter(span)) }
    if requirePullRequest { rules.append(.requirePullRequest) }
    return Gate(rules)
  }
}
