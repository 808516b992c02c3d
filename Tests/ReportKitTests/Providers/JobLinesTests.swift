import Testing

@testable import ReportKit

/// Lines of `data/jobs.jsonl` are read back, those of other tools too.
@Suite struct JobLinesTests {
  private func lines(of site: TestSite) throws -> String { try #require(try site.texts()["data/jobs.jsonl"]) }

  /// What a report made of the lines of another has in the place of what that one has.
  private func expectTheSame(_ site: TestSite, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = try site.texts()
    let again = try TestSite([try lines(of: site)]).texts()
    #expect(Set(again.keys) == Set(before.keys), sourceLocation: sourceLocation)
    for (path, text) in before { #expect(again[path] == text, "\(path)", sourceLocation: sourceLocation) }
  }

  @Test(
    "All that a job may say comes back",
    arguments: [
      #"{"sessionId":"a"}"#, #"{"sessionId":"a","haulted":true}"#, #"{"sessionId":"a","haulted":false}"#,
      #"{"sessionId":"a","haultReason":"github_missconfigured"}"#,
      #"{"sessionId":"a","haultReason":"error","messageToUser":null,"todos":null}"#,
      #"{"sessionId":"a","haultReason":"interrupted","messageToUser":"","todos":[]}"#,
      #"{"sessionId":"a","haultReason":"paused <b>","subdomain":"acme","title":" T ","branch":"b|`c`"}"#,
      #"{"sessionId":"a","haultReason":"completed","pullRequestLink":"none","createdAt":"2026-08-20T01:02:03.004Z"}"#,
      #"{"sessionId":"a","haultReason":"completed","pullRequestLink":["x\u202e","https://a.example/b/c/pull/1\u202e","https://a.example/b/c/pull/2"]}"#,
      ##"{"sessionId":"a","haultReason":"completed","messageToUser":"# A\n\n- [ ] b\n\n```\n<c>\n```\n\u0001\u2028😀"}"##,
      #"{"sessionId":"a","todos":[{"content":"A","status":"completed","priority":"high"},{"status":"odd"},"x",{"content":"B","priority":"p0"}]}"#,
      #"{"sessionId":"a","todos":7,"messageToUser":[{}],"createdAt":"soon","title":[],"pullRequestLink":{},"haulted":"maybe"}"#,
      #"{"sessionId":"a","todos":["x",5],"messageToUser":["Hi",{}],"branch":{}}"#,
      #"{"id":"a","status":"archived","prLink":null}"#, #"{"id":"a","status":"failed","prLink":null}"#,
      #"{"id":"a","status":"active","prLink":null,"archivedAt":"2026-08-21"}"#,
      #"{"id":"a","status":"completed","model":"opus","source":{"repository":"git@e.example:a/\u202eb","ref":"r"},"prLink":null,"archivedAt":1787648400}"#,
      #"{"sessionId":"a","haultReason":"error"} {"id":"a","status":"failed","prLink":null,"archivedAt":null,"model":"m"}"#,
      #"{"sessionId":"a","subdomain":"x"} {"sessionId":"a","subdomain":"y"} {"sessionId":"b","subdomain":"x"}"#,
      #"{"id":"a","provider":"own","project":null,"status":"running","title":"T"} {"sessionId":"a","subdomain":"acme"}"#,
      #"{"id":"a","provider":"own","status":"waiting","cost":[{"amount":0.1,"unit":"usd"},{"amount":36170,"unit":"tokens"}]}"#,
      #"{"id":"a","provider":"own","status":"waiting","cost":[{"amount":-1,"unit":"usd"},{"amount":2,"unit":"acu"},7]}"#,
    ])
  func roundTrip(answers: String) throws { try expectTheSame(try TestSite([answers])) }

  @Test("The sample project comes back, and a field that was cut stays as it is")
  func whole() throws {
    try expectTheSame(
      try TestSite([#"{"sessionId":"a","title":"\#(String(repeating: "é", count: 40_000))"}"#]))
    let sample = try TestSite.sample()
    let again = try lines(of: try TestSite([try lines(of: sample)]))
    #expect(again == (try lines(of: sample)))
  }

  @Test(
    "What a line says of how a pull request stands, and nobody knows, is told",
    arguments: [
      (#""state":"Merged""#, []), (#""state":null"#, []),
      (
        #""state":"frozen""#,
        [#"'pullRequests', item 1: 'state' is "frozen", not one of merged, open, draft, closed, not-visible"#]
      ),
      (
        #""state":"open","createdAt":"yesterday""#,
        [#"'pullRequests', item 1: 'createdAt' is no date: "yesterday""#]
      ),
      (
        #""state":"open","additions":-4,"deletions":1"#,
        [#"'pullRequests', item 1: 'additions' is "-4", not a number of lines"#]
      ),
      (
        #""state":"open","checks":"green""#,
        [#"'pullRequests', item 1: 'checks' is "green", not one of passing, failing, pending"#]
      ),
    ])
  func unknownStates(members: String, reasons: [String]) throws {
    let line =
      #"{"id":"a","provider":"own","status":"completed","pullRequests":[{"url":"https://git.example/a/b/pull/1",\#(members)}]}"#
    let job = try #require(try TestSite([line]).report.jobs.first)
    #expect(job.unread.map(\.reason) == reasons)
    // The pull request itself is there.
    #expect(job.pullRequests.count == 1 && job.unread.allSatisfy(\.isPartial))
  }

  @Test("An agent is the same by its id and by its name")
  func agentByName() throws {
    let lines = ["Claude Code", "claude", "CLAUDE", "In-house"].enumerated().map {
      #"{"id":"\#($0)","provider":"own","status":"completed","agent":"\#($1)"}"#
    }
    let site = try TestSite([lines.joined(separator: "\n")])
    #expect(site.report.jobs.map(\.agent) == ["claude", "claude", "claude", "In-house"])
  }

  @Test("What became of a pull request comes back, and what is asked later stands above it")
  func states() throws {
    let site = try TestSite([
      #"{"sessionId":"a","haultReason":"completed","pullRequestLink":["https://github.com/a/b/pull/1","https://github.com/a/b/pull/2","https://github.com/a/b/pull/3"]}"#
    ])
    let merged = try #require(
      PullRequestState(
        gitHub: [UInt8](
          #"{"state":"MERGED","createdAt":"2026-08-01T00:00:00Z","mergedAt":"2026-08-02T00:00:00Z","mergedBy":{"login":"octocat"},"additions":3,"deletions":0}"#
        ), hiding: .shapes))
    let open = try #require(
      PullRequestState(
        gitHub: [UInt8](
          #"{"state":"OPEN","isDraft":true,"commits":{"nodes":[{"commit":{"statusCheckRollup":{"state":"FAILURE"}}}]}}"#
        ), hiding: .shapes))
    func address(_ number: Int) -> PullRequestAddress {
      PullRequestAddress(host: "github.com", repository: "a/b", number: number)
    }
    var summary = site.report.jobs[0]
    summary.set([address(1): merged, address(2): open, address(3): .hidden])
    var job = try site.job(at: 0)
    job.pullRequests = summary.pullRequests
    var line: [UInt8] = []
    JSONLinesFormat().append(job, summary, to: &line)
    let again = try TestSite([line.text])
    #expect(again.report.jobs[0].pullRequests == summary.pullRequests)
    #expect(try lines(of: again) == line.text)
    #expect(
      PullRequestFigures(again.report).words == ["1 merged", "1 draft", "1 not visible to this token"])
    var asked = again.report.jobs[0]
    asked.set([address(2): merged])
    #expect(asked.pullRequests.map(\.state?.kind) == [.merged, .merged, .hidden])
  }

  @Test(
    "A status is its slug or its label, in any case",
    arguments: [
      ("Completed", Status.completed), ("COMPLETED", .completed), ("Waits for a person", .waiting),
      ("Archived", .archived), ("done", .unknown),
    ])
  func status(word: String, status: Status) throws {
    let site = try TestSite([#"{"id":"1","provider":"own","status":"\#(word)"}"#])
    #expect(site.report.jobs.map(\.status) == [status])
  }

  @Test("Lines of other tools: what is not there is not known")
  func otherTools() throws {
    let site = try TestSite([
      #"{"id":"1","provider":"own","status":"done"} {"id":2,"provider":"own","status":"completed","message":["Hi"],"pullRequests":["https://a.example/b/c/pull/1"],"todos":["x"],"createdAt":1787000000,"more":{}}"#
    ])
    let texts = try site.texts()
    #expect(site.report.jobs.map(\.status) == [.unknown, .completed])
    #expect(site.report.jobs[0].statusRaw == "done")
    #expect(!(try #require(texts["jobs/undated/1.md"]).contains("## ")))
    let page = try #require(texts["jobs/2026-08/2.md"])
    #expect(page.contains("opened [a.example/c#1](https://a.example/b/c/pull/1)"))
    #expect(page.contains("- [ ] x (no status)\n"))
    #expect(page.contains("## Message\n\nHi\n"))
    #expect(site.report.problems.isEmpty)
  }
}
