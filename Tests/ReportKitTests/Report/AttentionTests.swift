import Testing

@testable import ReportKit

@Suite struct AttentionTests {
  private static let open = #""todos":[{"content":"A","status":"pending"}]"#
  private static let twoOpen =
    #""todos":[{"content":"A","status":"pending"},{"content":"B","status":"on hold"}]"#
  private static let done =
    #""todos":[{"content":"A","status":"completed"},{"content":"B","status":"cancelled"}]"#
  private static let pullRequest = #""pullRequestLink":"https://github.com/acme/docs/pull/1""#

  @Test(
    "Who needs a person, and why",
    arguments: [
      (#""haultReason":"error""#, "stopped on an error"),
      (#""haultReason":"error",\#(open)"#, "stopped on an error with 1 todo open"),
      (#""haultReason":"error",\#(twoOpen)"#, "stopped on an error with 2 todos open"),
      (#""haultReason":"error",\#(done)"#, "stopped on an error"),
      (#""haultReason":"github_missconfigured",\#(open)"#, "the GitHub app cannot reach the repository"),
      (#""haultReason":"completed""#, nil), (#""haultReason":"completed",\#(pullRequest)"#, nil),
      (#""haultReason":"completed",\#(open),\#(pullRequest)"#, nil),
      (#""haultReason":"completed",\#(done)"#, nil),
      (#""haultReason":"completed",\#(open)"#, "completed with 1 todo open and no pull request"),
      (
        #""haultReason":"completed",\#(open),"pullRequestLink":"javascript:x""#,
        "completed with 1 todo open and no pull request"
      ),
      (#""haultReason":"completed",\#(twoOpen)"#, "completed with 2 todos open and no pull request"),
      (#""haultReason":"interrupted""#, nil), (#""haultReason":"interrupted",\#(done)"#, nil),
      (#""haultReason":"interrupted",\#(open)"#, "interrupted with 1 todo open"),
      (#""haultReason":"interrupted",\#(twoOpen),\#(pullRequest)"#, "interrupted with 2 todos open"),
      (#""haultReason":"paused""#, "has the unknown status “paused”"),
      (#""haulted":true"#, "gives no status"),
      (#""haultReason":"processing""#, nil), (#""haultReason":"processing",\#(open)"#, nil),
    ] as [(String, String?)])
  func reason(members: String, reason: String?) throws {
    let now = Timestamp("2026-08-24T09:00:00Z")
    #expect(Attention.reason(for: try JobSummary("{\(members)}"), at: now, in: DateWords(.utc)) == reason)
  }

  @Test("What to do is said of one job, or of each of several", arguments: Cause.allCases)
  func advice(cause: Cause) {
    let (one, several) = (cause.advice(1), cause.advice(2))
    #expect(one != several && several == cause.advice(3))
    #expect(one.hasSuffix(".") && several.hasSuffix("."))
    #expect(!one.contains(/\b(each|them|they|jobs|requests)\b/) || cause == .changes, "\(one)")
  }

  @Test("An archived job that says nothing more needs nobody")
  func archived() throws {
    let job = try JobSummary(#"{"id":"a","status":"archived"}"#)
    #expect(Attention.reason(for: job, at: Timestamp("2026-08-24T09:00:00Z"), in: DateWords(.utc)) == nil)
  }

  @Test(
    "Running is stale when older than 24 hours, not at 24 hours",
    arguments: [
      ("2026-03-04T09:00:00Z", "2026-03-05T08:59:59.999Z", false),
      ("2026-03-04T09:00:00Z", "2026-03-05T09:00:00Z", false),
      ("2026-03-04T09:00:00Z", "2026-03-05T09:00:00.001Z", true),
      ("2026-03-04T09:00:00Z", "2027-03-04T09:00:00Z", true),
      ("2026-03-04T09:00:00Z", "2026-03-03T09:00:00Z", false),
    ])
  func stale(createdAt: String, now: String, isStale: Bool) throws {
    let job = try JobSummary("{\"haulted\":false,\"createdAt\":\"\(createdAt)\"}")
    let now = try #require(Timestamp(iso8601: now))
    #expect(Attention.isStale(job, at: now) == isStale)
    #expect(
      Attention.reason(for: job, at: now, in: DateWords(.utc))
        == (isStale ? "running since 4 March, over 24 h" : nil))
  }

  @Test("The day of a stale job is that of the report's zone")
  func zone() throws {
    let job = try JobSummary(#"{"haulted":false,"createdAt":"2026-03-04T03:00:00Z"}"#)
    let words = DateWords(try #require(ReportTimeZone(named: "America/New_York")))
    #expect(
      Attention.reason(for: job, at: Timestamp("2026-08-24T09:00:00Z"), in: words)
        == "running since 3 March, over 24 h")
  }

  @Test(
    "Only what runs is stale, and only with a date",
    arguments: [#""haultReason":"error","createdAt":"2020-01-01""#, #""haulted":false"#])
  func neverStale(members: String) throws {
    #expect(!Attention.isStale(try JobSummary("{\(members)}"), at: Timestamp("2026-08-24T09:00:00Z")))
  }
}
