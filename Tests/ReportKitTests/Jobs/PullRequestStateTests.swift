import Testing

@testable import ReportKit

/// What became of pull requests, and what of it speaks against what a job says.
@Suite struct PullRequestStateTests {
  static func state(_ json: String) throws -> PullRequestState {
    try #require(PullRequestState(gitHub: Array(json.utf8), hiding: .shapes))
  }

  @Test func whatGitHubSays() throws {
    let merged = try Self.state(
      """
      {"state":"MERGED","isDraft":false,"createdAt":"2026-08-01T00:00:00Z","closedAt":"2026-08-02T00:00:00Z",\
      "mergedAt":"2026-08-02T00:00:00Z","mergedBy":{"login":"octocat"},"additions":10,"deletions":2}
      """)
    #expect(merged.kind == .merged)
    #expect(merged.endedAt == Timestamp("2026-08-02T00:00:00Z"))
    #expect(merged.mergedBy == "octocat")
    #expect(merged.lines == PullRequestState.Lines(added: 10, removed: 2))
    #expect(try Self.state(#"{"state":"OPEN","isDraft":true}"#).kind == .draft)
    #expect(try Self.state(#"{"state":"CLOSED","mergedBy":null}"#).kind == .closed)
    for (word, checks) in [
      ("SUCCESS", .passing), ("FAILURE", .failing), ("ERROR", .failing), ("PENDING", .pending),
      ("EXPECTED", .pending), ("NEW", nil),
    ] as [(String, PullRequestState.Checks?)] {
      let open = try Self.state(
        #"{"state":"OPEN","commits":{"nodes":[{"commit":{"statusCheckRollup":{"state":"\#(word)"}}}]}}"#)
      #expect(open.checks == checks)
    }
    for nothing in ["", "null", "{}", #"{"state":"LOST"}"#] {
      #expect(PullRequestState(gitHub: Array(nothing.utf8), hiding: .shapes) == nil)
    }
  }

  @Test func onlyWhatCanStillChangeIsAskedForAgain() throws {
    let now = Timestamp("2026-08-24T09:00:00Z")
    for (json, canChange) in [
      (#"{"state":"OPEN"}"#, true), (#"{"state":"OPEN","isDraft":true}"#, true),
      (#"{"state":"MERGED","mergedAt":"2026-08-24T08:00:00Z"}"#, false),
      (#"{"state":"CLOSED","closedAt":"2026-08-01T00:00:00Z"}"#, true),
      (#"{"state":"CLOSED","closedAt":"2026-07-01T00:00:00Z"}"#, false),
    ] {
      #expect(try Self.state(json).canChange(by: now) == canChange, "\(json)")
    }
    #expect(PullRequestState.hidden.canChange(by: now))
  }

  @Test(
    arguments: [
      ("completed", #"{"state":"CLOSED"}"#, "completed, but its pull request was closed unmerged"),
      ("completed", #"{"state":"MERGED"}"#, nil),
      (
        "completed", #"{"state":"OPEN","createdAt":"2026-08-10T08:00:00Z"}"#,
        "its pull request waits for review, over 14 days"
      ),
      (
        "completed", #"{"state":"OPEN","createdAt":"2026-08-23T08:59:59Z"}"#,
        "its pull request waits for review, over 24 h"
      ),
      ("completed", #"{"state":"OPEN","createdAt":"2026-08-23T09:00:00Z"}"#, nil),
      (
        "completed", #"{"state":"OPEN","isDraft":true,"createdAt":"2026-08-10T08:00:00Z"}"#,
        "its pull request waits for review, over 14 days"
      ),
      ("completed", #"{"state":"OPEN","isDraft":true,"createdAt":"2026-08-10T09:00:00Z"}"#, nil),
      (
        "completed",
        #"{"state":"OPEN","isDraft":true,"createdAt":"2026-08-24T08:00:00Z","commits":{"nodes":[{"commit":{"statusCheckRollup":{"state":"FAILURE"}}}]}}"#,
        "checks fail on its pull request"
      ),
      ("processing", #"{"state":"CLOSED"}"#, nil),
    ] as [(String, String, String?)])
  func whatSpeaksAgainstAJob(reason: String, state: String, words: String?) throws {
    var job = try JobSummary(
      #"{"sessionId":"a","haultReason":"\#(reason)","pullRequestLink":"https://github.com/acme/docs/pull/1"}"#
    )
    let address = try #require(PullRequestAddress("https://github.com/acme/docs/pull/1"))
    job.set([address: try Self.state(state)])
    let now = Timestamp("2026-08-24T09:00:00Z")
    #expect(Attention.reason(for: job, at: now, in: DateWords(.utc)) == words)
  }
}
