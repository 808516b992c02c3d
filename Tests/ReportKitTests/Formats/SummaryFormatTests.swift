import Testing

@testable import ReportKit

@Suite struct SummaryFormatTests {
  @Test("A report with everything, to the letter")
  func everything() throws {
    let report = try TestSite(
      [
        #"""
        {"sessionId":"a","createdAt":"2026-08-01","haultReason":"error","todos":[{"content":"x","status":"completed"}]}
        {"sessionId":"b","createdAt":"2026-08-03","haultReason":"completed","todos":[{"content":"y"}],
         "pullRequestLink":"https://github.com/acme/docs/pull/1"}
        {"sessionId":"c","createdAt":"2026-08-02","haultReason":"completed","title":[]}
        """#
      ], title: "One & \"two\"", problems: [Problem(id: nil, reason: "line 3: no JSON", losesJob: true)]
    ).report
    #expect(
      SummaryFormat.json(report).text
        == #"{"schemaVersion":1,"title":"One \u0026 \"two\"","generatedAt":"2026-08-24T09:00:00Z","source":"files","#
        + #""partial":true,"period":{"from":"2026-08-01","to":"2026-08-03"},"#
        + #""counts":{"total":3,"atLeast":false,"byStatus":{"completed":2,"failed":1},"pullRequests":1,"todos":{"done":1,"total":2}},"#
        + #""attention":{"total":2,"byCause":{"failed":1,"unread":1},"older":0,"acknowledged":0},"#
        + #""problems":[{"id":null,"reason":"line 3: no JSON"},{"id":"c","reason":"'title' is a list, not a text"}]}"#
        + "\n")
    #expect(SummaryFormat.file(report).path.description == "report.json")
  }

  @Test("A report without jobs, to the letter")
  func empty() throws {
    #expect(
      SummaryFormat.json(try TestSite(["[]"]).report).text
        == #"{"schemaVersion":1,"title":"Agent jobs","generatedAt":"2026-08-24T09:00:00Z","source":"files","#
        + #""partial":false,"period":{"from":null,"to":null},"#
        + #""counts":{"total":0,"atLeast":false,"byStatus":{},"pullRequests":0,"todos":{"done":0,"total":0}},"attention":{"total":0,"byCause":{},"older":0,"acknowledged":0},"problems":[]}"#
        + "\n")
  }

  @Test("Every status in one fixed order")
  func statuses() throws {
    let jobs = ["x", "interrupted", "github_missconfigured", "error", "completed", "processing"].map {
      "{\"sessionId\":\"\($0)\",\"haultReason\":\"\($0)\"}"
    }
    let report = try TestSite([
      jobs.joined(separator: "\n"), #"{"id":"v2","status":"archived","prLink":null}"#,
    ]).report
    #expect(
      SummaryFormat.json(report).text.contains(
        #""byStatus":{"running":1,"completed":1,"failed":1,"blocked":1,"interrupted":1,"archived":1,"unknown":1}"#
      ))
  }

  @Test("What a run prints holds the summary, on one line")
  func run() throws {
    let report = try TestSite(["[]"]).report
    let summary = SummaryFormat.json(report).text.dropLast()
    let run = RunFormat.json(report, output: "out/\"a\"/index.html", files: 12, written: 3, exitStatus: 4)
    #expect(
      run.text
        == #"{"output":"out/\"a\"/index.html","singleFile":null,"files":12,"written":3,"exitStatus":4,"report":"#
        + summary
        + "}\n")
  }
}
