import ArgumentParser
import ReportKit

/// The rules of the gate; the same in every command that makes a report.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Exit with status 4 when a job has this status, or with 'attention' when one needs a person; repeat it for several.",
      valueName: "slug"))
  var failOn: [FailOn] = []

  @Option(
    help: ArgumentHelp(
      "Exit with status 4 when more jobs than this failed (or need GitHub setup).", valueName: "number"))
  var maxFailed: Int?

  @Option(
    help: ArgumentHelp(
      "Exit with status 4 when a job has been running for longer: 90m, 24h, 14d or 2w.",
      valueName: "duration"))
  var staleAfter: String?

  @Flag(help: "Exit with status 4 when a completed job has no pull request.")
  var requirePullRequest = false

  /// A value of `--fail-on`.
  struct FailOn: ExpressibleByArgument, Equatable {
    var rule: Gate.Rule

    init?(argument: String) {
      if argument == "attention" {
        rule = .failOnAttention
      } else if let status = Status(rawValue: argument) {
        rule = .failOn(status)
      } else {
        return nil
      }
    }

    static var allValueStrings: [String] { Status.allCases.map(\.slug) + ["attention"] }
  }

  mutating func validate() throws {
    if let maxFailed, maxFailed < 0 { throw ValidationError("--max-failed takes a number, 0 or more") }
    if let staleAfter, Gate.Span(staleAfter) == nil {
      throw ValidationError(
        "--stale-after '\(staleAfter)' is no duration; write 90m, 24h, 14d or 2w")
    }
  }

  /// The gate that the options name.
  var gate: Gate {
    var rules: [Gate.Rule] = []
    for value in failOn where !rules.contains(value.rule) { rules.append(value.rule) }
    if let maxFailed { rules.append(.maxFailed(maxFailed)) }
    if let span = staleAfter.flatMap(Gate.Span.init) { rules.append(.staleAfter(span)) }
    if requirePullRequest { rules.append(.requirePullRequest) }
    return Gate(rules)
  }
}
