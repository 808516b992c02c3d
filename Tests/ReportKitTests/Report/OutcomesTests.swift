import Testing

@testable import ReportKit

/// What came of pull requests.
@Suite struct OutcomesTests {
  private static func state(_ words: String) throws -> PullRequestState {
    let parts = words.split(separator: " ")
    let times = parts.dropFirst().map { #""2026-08-\#($0):00:00Z""# }
    let draft = parts[0] == "DRAFT" ? #","isDraft":true"# : ""
    let state = parts[0] == "DRAFT" ? "OPEN" : parts[0]
    let end = times.count > 1 ? #","mergedAt":\#(times[1]),"closedAt":\#(times[1])"# : ""
    let start = times.isEmpty ? "" : #","createdAt":\#(times[0])"#
    return try #require(
      PullRequestState(
        gitHub: Array(#"{"state":"\#(state)"\#(draft)\#(start)\#(end)}"#.utf8), hiding: .shapes))
  }

  @Test(
    "The rate is that of what came to an end, from the fourth on",
    arguments: [
      (["MERGED", "MERGED", "MERGED"], "3 of 3 concluded", nil),
      (["MERGED", "MERGED", "MERGED", "CLOSED"], "3 of 4 concluded", 75),
      (["MERGED", "CLOSED", "CLOSED", "CLOSED", "OPEN", "DRAFT"], "1 of 4 concluded", 25),
      (["OPEN", "OPEN", "OPEN", "OPEN"], "0 of 0 concluded", nil),
    ] as [([String], String, Int?)])
  func rate(states: [String], formula: String, percentage: Int?) throws {
    let outcomes = Outcomes(try states.map(Self.state))
    #expect(outcomes.formula == formula)
    #expect(outcomes.mergePercentage == percentage)
    #expect(outcomes.count == states.count)
  }

  @Test(
    "Of an even number the median is the mean of the two in the middle; nine of ten took as long as the 90th percentile or less"
  )
  func durations() throws {
    let hours = ["01T01", "01T02", "01T03", "01T04", "01T05", "01T06", "01T07", "01T08", "01T09", "11T00"]
    let outcomes = Outcomes(try hours.map { try Self.state("MERGED 01T00 \($0)") })
    #expect(outcomes.median?.hours == 5.5)
    #expect(outcomes.p90?.words == "9 h")
    #expect(outcomes.p90?.hours == 9)
    let one = Outcomes([try Self.state("MERGED 01T00 11T00")])
    #expect(one.median?.words == "10 days" && one.p90 == one.median)
    let backwards = Outcomes([try Self.state("MERGED 11T00 01T00"), try Self.state("MERGED")])
    #expect(backwards.merged == 2 && backwards.median == nil)
  }

  @Test(
    "A duration in words: hours up to 72, then days",
    arguments: [
      (0, "0 min"), (29_999, "0 min"), (59 * 60_000, "59 min"), (60 * 60_000, "1 h"),
      (72 * 3_600_000, "72 h"),
      (73 * 3_600_000, "3 days"), (84 * 3_600_000, "4 days"),
    ] as [(Int64, String)])
  func words(milliseconds: Int64, words: String) {
    #expect(Outcomes.Duration(milliseconds: milliseconds).words == words)
  }

  @Test("An address counts once, however it is spelled and however many jobs name it; the newest job has it")
  func once() throws {
    let states = #""state":"merged","createdAt":"2026-08-01T00:00:00Z","endedAt":"2026-08-01T05:00:00Z""#
    let line = { (id: String, day: Int, url: String) in
      #"{"id":"\#(id)","provider":"mintlify","status":"completed","createdAt":"2026-08-0\#(day)T00:00:00Z","pullRequests":[{"url":"\#(url)",\#(states)}],"todos":[],"message":null,"page":"x.html"}"#
    }
    let report = try TestSite([
      line("a", 1, "https://github.com/acme/docs/pull/1") + "\n"
        + line("b", 2, "https://GitHub.com/Acme/docs/pull/1/files") + "\n"
        + line("c", 3, "https://github.com/acme/docs/pull/2")
    ]).report
    #expect(report.outcomes?.merged == 2)
    #expect(report.pulls.map { report.jobs[$0.job].key.id } == ["b", "c"])
    #expect(
      report.weeks.map { "\($0.id) \($0.opened.count) \($0.merged.count)" } == [
        "2026-W31 2 2", "2026-W32 0 0",
      ])
  }
}
