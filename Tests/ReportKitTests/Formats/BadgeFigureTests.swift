import Testing

@testable import ReportKit

/// What the badge tells when it is asked for something else than jobs.
@Suite struct BadgeFigureTests {
  private static func pull(_ number: Int, _ state: String, _ day: String) -> String {
    #"{"id":"\#(number)","provider":"own","status":"completed","createdAt":"2026-08-10T00:00:00Z","pullRequests":"#
      + #"[{"url":"https://github.com/a/b/pull/\#(number)","state":"\#(state)","createdAt":"2026-08-10T00:00:00Z","#
      + #""endedAt":"2026-08-\#(day)T00:00:00Z"}]}"#
  }

  private static let pulls = [
    pull(1, "merged", "17"), pull(2, "merged", "23"), pull(3, "closed", "20"), pull(4, "merged", "12"),
    pull(5, "merged", "24"),
  ]

  @Test(
    "The last whole week, and the merge rate with its counts",
    arguments: [
      (pulls, .week, "agents, week 34", "2 merged, 1 closed"),
      (pulls, .mergeRate, "merge rate", "80 % (4 of 5)"),
      (Array(pulls.prefix(2)), .mergeRate, "merge rate", "2 of 2"),
      (pulls, .jobs, "agent jobs", "5 of 5 completed"),
      ([numberedJobs(2)], .mergeRate, "merge rate", "not known"),
      ([numberedJobs(2)], .week, "agents, week 34", "nothing"),
      (
        [#"{"sessionId":"a","createdAt":"2026-08-20","haultReason":"error"}"#], .week, "agents, week 34",
        "0 of 1 completed"
      ),
    ] as [([String], BadgeFigure, String, String)])
  func words(lines: [String], figure: BadgeFigure, label: String, value: String) throws {
    let site = try TestSite([lines.joined(separator: "\n")], badge: figure)
    #expect(BadgeFormat.words(site.report) == (label, value))
  }
}
