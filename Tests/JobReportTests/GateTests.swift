import Foundation
import ReportKit
import Testing

/// The gate on the command line.
@Suite struct GateTests {
  static let jobs = """
    {"sessionId":"a","title":"Bad ::error::","haultReason":"error","createdAt":"2026-08-20T11:00:00Z"}
    {"sessionId":"b","title":"Bare","haultReason":"completed","createdAt":"2026-08-20T10:00:00Z"}
    """

  @Test func aRuleThatFailsIsExit4AndTheReportIsThere() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs, to: "jobs.jsonl")
    let outcome = try folder.jobreport.run(
      "build", "--from", "jobs.jsonl", "--fail-on", "failed", "--fail-on", "failed", "--max-failed", "1",
      "--require-pull-request")
    #expect(outcome.status == 4)
    #expect(
      outcome.errors.hasPrefix(
        """
        jobreport: gate failed: --fail-on failed (1 job is Failed)
        jobreport:   a: Bad ::error::
        jobreport: gate passed: --max-failed 1 (1 job failed or is blocked)
        jobreport: gate failed: --require-pull-request (1 job completed without a pull request)
        jobreport:   b: Bare

        """))
    #expect(outcome.output == "report/index.html\n")
    #expect(try folder.read("report/report.json").contains(#""gate":{"passed":false,"#))
    #expect(try folder.jobreport.run("verify", "report").status == 0)
  }

  @Test("The jobs are judged, not what a file in the report says of them")
  func aForgedRecordPassesNoGate() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"id":"a","provider":"own","status":"blocked"}"#, to: "jobs.jsonl")
    let build = ["build", "--from", "jobs.jsonl", "--quiet"]
    #expect(try folder.jobreport.run(build).status == 0)
    let record = folder.url.appending(path: "report/.jobreport.jobs")
    var bytes = Array(try Data(contentsOf: record).dropLast(65))
    let place = try #require(bytes.firstRange(of: Array("blocked".utf8)))
    bytes.replaceSubrange(place, with: "waiting".utf8)
    try Data(bytes + Array("\(Manifest.Digest(of: bytes))\n".utf8)).write(to: record)
    #expect(try folder.jobreport.run(build).status == 0)
    // Whoever may write to a report may write anything into it.
    #expect(try folder.read("report/report.json").contains(#""byStatus":{"waiting":1"#))
    // Also of a record that stands beside others now.
    try folder.write(
      #"{"id":"b","provider":"own","status":"failed"}"# + "\n" + folder.read("jobs.jsonl"), to: "jobs.jsonl")
    #expect(try folder.jobreport.run(build).status == 0)
    #expect(try folder.read("report/report.json").contains(#""byStatus":{"waiting":1,"failed":1"#))
    #expect(try folder.jobreport.run(build + ["--fail-on", "blocked"]).status == 4)
    #expect(try folder.read("report/report.json").contains(#""byStatus":{"failed":1,"blocked":1"#))
  }

  @Test func inGitHubActionsARuleThatFailsIsAnErrorOnThePageOfTheRun() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"sessionId":"a","title":"100 %: a,\n::error::\u001b[31mx","haultReason":"error","createdAt":"2026-08-20T11:00:00Z"}"#,
      to: "jobs.jsonl")
    var inActions = folder.jobreport
    inActions.environment["GITHUB_ACTIONS"] = "true"
    let arguments = ["build", "--from", "jobs.jsonl", "--fail-on", "failed", "--quiet"]
    let annotations = try inActions.run(arguments).errors.split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect(
      annotations == [
        "::error title=Agent jobs%3A --fail-on failed::1 job is Failed: 100 %25: a, ::error::\\u{1b}[31mx"
      ])
    #expect(!(try folder.jobreport.run(arguments).errors.contains("::error title")))
  }

  @Test func quietLeavesOutWhatPassed() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs, to: "jobs.jsonl")
    let outcome = try folder.jobreport.run(
      "build", "--from", "jobs.jsonl", "--quiet", "--max-failed", "1", "--fail-on", "unknown")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }

  @Test func theGateComesBeforeAPartialReport() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs + "\nno json\n", to: "jobs.jsonl")
    let passed = try folder.jobreport.run("build", "--from", "jobs.jsonl", "--quiet", "--max-failed", "1")
    #expect(passed.status == 3)
    let failed = try folder.jobreport.run("build", "--from", "jobs.jsonl", "--quiet", "--max-failed", "0")
    #expect(failed.status == 4)
    #expect(failed.errors.contains("1 record is not in the report\n"))
  }

  /// A field that cannot be read may hold what a person has to know of.
  @Test func aFieldThatCannotBeReadIsExit3AndNeedsAttention() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"sessionId":"a","title":"A","haultReason":"completed","todos":"[{'content': 'Still to do'}]"}"#,
      to: "jobs.jsonl")
    let outcome = try folder.jobreport.run("build", "--from", "jobs.jsonl")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.hasPrefix(
        """
        jobreport: problem: a: line 1 of 'jobs.jsonl': 'todos' is a string, not a list: "[{'content': 'Still to do'}]"
        jobreport: fields or details of 1 job are not in the report; exit status 3

        """))
    #expect(try folder.read("report/index.md").contains(": todos could not be read"))
    let archived = try folder.jobreport.run("build", "--from", "jobs.jsonl", "--archive", "jobs.sqlite")
    #expect(archived.status == 3)
    let gated = try folder.jobreport.run("comment", "--from", "jobs.jsonl", "--fail-on", "attention")
    #expect(gated.status == 4)
    #expect(
      gated.errors.hasPrefix(
        "jobreport: gate failed: --fail-on attention (1 job needs attention)\njobreport:   a: A\n"))
  }

  @Test(
    arguments: [
      (["--stale-after", "soon"], "--stale-after soon: not a duration; write 90m, 24h, 14d or 2w"),
      (["--max-failed=-1"], "--max-failed -1: give a whole number, 0 or more"),
      (["--fail-on", "fail"], "--fail-on fail: there is no such status; did you mean 'failed'?"),
    ])
  func wrongRules(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run(["build", "--sample"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors == "jobreport: \(message)\n")
    #expect(!folder.exists("report"))
  }
}
