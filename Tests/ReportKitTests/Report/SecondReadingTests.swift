import SampleProject
import Testing

@testable import ReportKit

/// A record that is read again beside its summary gives the job that a reading of all of it gives.
@Suite struct SecondReadingTests {
  /// Records in which what a summary has is cut, blank, of no use, or told by others.
  static let records: [String] = [
    #"{"sessionId":"a","subdomain":"acme","title":"A","haultReason":"completed","branch":"b","userId":"u_1"}"#,
    #"{"sessionId":"a","haultReason":"\#(String(repeating: "x", count: 301))","title":"\u2800"}"#,
    #"{"sessionId":"a","branch":"\#(String(repeating: "é", count: 400))","todos":[{"content":"x"}]}"#,
    #"{"sessionId":"a","userId":"\u2800","pullRequestLink":["https://github.com/acme/docs/pull/1","soon"]}"#,
    #"{"sessionId":"a","createdAt":"yesterday","todos":7,"pullRequestLink":true,"messageToUser":[1,{"x":2}]}"#,
    #"{"id":"a","source":{"repository":"https://github.com/acme/docs","ref":"b"},"model":"m","prLink":null,"status":"active","archivedAt":"2026-03-01T00:00:00Z"}"#,
    #"{"id":"a","source":7,"model":["m"],"status":"archived"}"#,
    """
    {"number":1,"title":"T","url":"https://github.com/acme/docs/pull/1","headRefName":"devin/1","isDraft":true,
    "state":"OPEN","body":"- [x] one\\n- [ ] two\\n\\nWords.","author":{"login":"devin-ai-integration","__typename":"Bot"},
    "createdAt":"2026-03-01T00:00:00Z","additions":1,"deletions":2,"reviewDecision":"CHANGES_REQUESTED"}
    """,
    """
    {"id":"a","provider":"acme","status":"failed","statusRaw":"boom","agent":"claude","detectedBy":"login","cost":
    [{"amount":1.5,"unit":"USD"}],"unread":[{"field":"title","partial":true,"reason":"cut"}],"requestedByName":"Ann",
    "pullRequests":[{"url":"https://github.com/acme/docs/pull/1","state":"merged"}],"labels":["x"],"message":"m"}
    """,
  ]

  @Test(arguments: records + SampleProject.files.map(\.text.description), [nil, Timestamp(seconds: 1)])
  func theSame(text: String, time: Timestamp?) throws {
    var count = 0
    for (reference, record) in try TestSite.answers(of: text, source: 0, time: time) {
      guard case .job(let summary) = JobIndex.examine(record, at: reference, hiding: .shapes) else {
        continue
      }
      count += 1
      var whole = Job(key: summary.key, merging: [try Providers.decode(record, hiding: .shapes)])
      if let time { whole.history.add(whole, at: time) }
      let again = JobIndex.job(summary, from: [record], hiding: .shapes)
      #expect(String(reflecting: again) == String(reflecting: whole))
    }
    #expect(count > 0)
  }
}
