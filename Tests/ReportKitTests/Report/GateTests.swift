import Testing

@testable import ReportKit

/// What the jobs of a report have to fulfil.
@Suite struct GateTests {
  /// Looked at on 2026-08-24 at 09:00.
  static let jobs = """
    {"sessionId":"done","title":"Done","haultReason":"completed","createdAt":"2026-08-20T09:00:00Z",\
    "pullRequestLink":"https://github.com/acme/docs/pull/1"}
    {"sessionId":"bare","title":"Bare","haultReason":"completed","createdAt":"2026-08-20T10:00:00Z"}
    {"sessionId":"bad","title":"Bad","haultReason":"error","createdAt":"2026-08-20T11:00:00Z"}
    {"sessionId":"stuck","title":"Stuck","haultReason":"github_missconfigured","createdAt":"2026-08-20T12:00:00Z"}
    {"sessionId":"slow","title":"Slow","haultReason":"processing","createdAt":"2026-08-23T08:59:00Z"}
    {"sessionId":"fresh","title":"Fresh","haultReason":"processing","createdAt":"2026-08-24T08:00:00Z"}
    """

  static func report(_ rules: [Gate.Rule], jobs: String = jobs) throws -> Report {
    let site = try TestSite([jobs])
    var options = site.report.options
    options.gate = Gate(rules)
    return Report(jobs: site.report.jobs, problems: [], options: options)
  }

  static func span(_ text: String) throws -> Gate.Span { try #require(Gate.Span(text)) }

  @Test func everyRuleIsToldWithTheJobsBehindIt() throws {
    let rules: [(Gate.Rule, String, [String])] = [
      (.failOn(.failed), "failed: --fail-on failed (1 job is Failed)", ["bad"]),
      (.failOn(.running), "failed: --fail-on running (2 jobs are Running)", ["fresh", "slow"]),
      (.failOn(.unknown), "passed: --fail-on unknown (no job is Unknown)", []),
      (.failOnAttention, "failed: --fail-on attention (3 jobs need attention)", ["slow", "stuck", "bad"]),
      (
        .maxFailed(1), "failed: --max-failed 1 (2 jobs failed or are blocked)", ["stuck", "bad"]
      ),
      (
        .maxFailed(2), "passed: --max-failed 2 (2 jobs failed or are blocked)", ["stuck", "bad"]
      ),
      (
        .staleAfter(try Self.span("24h")),
        "failed: --stale-after 24h (1 job has been running for over 24h)", ["slow"]
      ),
      (
        .staleAfter(try Self.span("2d")), "passed: --stale-after 2d (no job has been running for over 2d)", []
      ),
      (
        .requirePullRequest,
        "failed: --require-pull-request (1 job completed without a pull request)", ["bare"]
      ),
    ]
    let report = try Self.report(rules.map(\.0))
    for (verdict, (_, words, ids)) in zip(report.verdicts, rules) {
      #expect(verdict.words == words)
      #expect(verdict.jobs.map { report.jobs[$0].key.id.text } == ids)
      #expect(verdict.isPassed == words.hasPrefix("passed"))
    }
    #expect(report.verdicts.count == rules.count)
  }

  @Test func anAgeIsOverOnlyWhenItIsPassed() throws {
    let job = #"{"sessionId":"a","haultReason":"processing","createdAt":"2026-08-23T09:00:00Z"}"#
    let report = try Self.report([.staleAfter(try Self.span("24h"))], jobs: job)
    #expect(report.verdicts.map(\.isPassed) == [true])
  }

  @Test(
    arguments: [
      ("90m", 5_400_000), ("24h", 86_400_000), ("14d", 1_209_600_000), ("2w", 1_209_600_000),
      ("", nil), ("h", nil), ("24", nil), ("0h", nil), ("-1h", nil), ("1.5h", nil), ("24H", nil),
      ("24 h", nil),
      ("99999999999999999999h", nil), ("5218w", nil),
    ] as [(String, Int64?)])
  func spans(text: String, milliseconds: Int64?) {
    #expect(Gate.Span(text)?.milliseconds == milliseconds)
  }

  @Test func theSummaryHasTheGateOnlyWhenThereIsOne() throws {
    let none = String(decoding: SummaryFormat.json(try Self.report([])), as: UTF8.self)
    #expect(!none.contains("gate"))
    let some = String(
      decoding: SummaryFormat.json(try Self.report([.failOn(.failed), .failOn(.unknown)])), as: UTF8.self)
    #expect(
      some.hasSuffix(
        #","gate":{"passed":false,"rules":[{"rule":"--fail-on failed","passed":false,"reason":"1 job is Failed","#
          + #""jobs":[{"id":"bad","project":null,"title":"Bad","status":"failed","page":"jobs/2026-08/bad.html"}]},"#
          + #"{"rule":"--fail-on unknown","passed":true,"reason":"no job is Unknown","jobs":[]}]}}"# + "\n"))
  }
}
