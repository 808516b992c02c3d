import Foundation
import SampleAPI
import Testing

/// The workflows of the README and the guide: each is read, and its `jobreport` lines are run as CI would run them, against
/// the sample API.
@Suite(.serialized) struct WorkflowTests {
  static func workflow(_ name: String) throws -> YAML {
    try #require(
      try Documents.blocks("yaml").map { try YAML($0) }.first { $0["name"]?.text == name || $0[name] != nil })
  }

  @Test func everyWorkflowIsWhatTheServiceReads() throws {
    let workflows = try Documents.blocks("yaml").map { try YAML($0) }.filter { $0["time-zone"] == nil }
    #expect(workflows.count == 6)
    for workflow in workflows where workflow["jobs"] != nil {
      let name = workflow["name"]?.text ?? "?"
      #expect(workflow["on"] != nil && workflow["permissions"] != nil, "\(name)")
      for (_, job) in workflow["jobs"]?.members ?? [] {
        #expect(job["runs-on"]?.text == "ubuntu-latest", "\(name)")
        #expect((job["steps"]?.list.count ?? 0) > 0, "\(name)")
        for step in job["steps"]?.list ?? [] {
          #expect((step["uses"] == nil) != (step["run"] == nil), "\(name): \(step)")
          // What a person could have written never stands in a script, only in its environment.
          #expect(step["run"]?.text?.contains("${{") != true, "\(name)")
        }
      }
    }
    #expect(workflows.contains { $0["agent-comment"]?["script"] != nil })
  }

  /// The commands of a script that are ours, with lines that go on joined.
  static func commands(_ script: String) -> [String] {
    script.replacing("\\\n", with: " ").split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("jobreport ") }
  }

  private func run(_ name: String, on stage: inout Stage, failing: Set<Int32> = []) async throws -> Int {
    let workflow = try Self.workflow(name)
    var count = 0
    for (_, job) in workflow["jobs"]?.members ?? [] {
      try stage.set(workflow["env"])
      try stage.set(job["env"])
      for step in job["steps"]?.list ?? [] {
        try stage.set(step["env"])
        for command in Self.commands(step["run"]?.text ?? "") {
          let outcome = try await stage.run(command)
          #expect(outcome.status == 0 || failing.contains(outcome.status), "\(command): \(outcome.output)")
          #expect(!outcome.output.contains(stage.api.key))
          count += 1
        }
      }
    }
    return count
  }

  @Test func weekly() async throws {
    var stage = try await Stage()
    try stage.becomeActions(event: #"{"schedule":"17 6 * * 1"}"#)
    let folder = try #require(stage.folder)
    try folder.write("", to: "archive/README")
    // The last step is the gate: a job of the sample failed last week.
    #expect(try await run("Agent report", on: &stage, failing: [4]) == 4)
    await stage.api.stop()
    #expect(folder.exists("archive/jobs.sqlite"))
    #expect(try folder.read("site/index.html").contains("<title>Agent jobs</title>"))
    let steps = try #require(Self.workflow("Agent report")["jobs"]?["report"]?["steps"]?.list)
    let uploaded = steps.filter { $0["uses"]?.text?.contains("upload-") == true }
      .compactMap { $0["with"]?["path"]?.text }
    #expect(uploaded == ["agent-report.html", "site"])
    for path in uploaded { #expect(folder.exists(path)) }
    let summary = try folder.read("summary.md")
    #expect(summary.contains("17 – 23 Aug 2026"))
    #expect(summary.contains("`--fail-on failed` **failed**"))
    #expect(summary.contains("(https://acme.github.io/docs/jobs/2026-08/"))
  }

  @Test func week() async throws {
    var stage = try await Stage()
    try stage.becomeActions(event: #"{"schedule":"17 6 * * 1"}"#)
    let folder = try #require(stage.folder)
    #expect(try await run("Agent week", on: &stage) == 2)
    await stage.api.stop()
    #expect(folder.exists("report/weeks/2026-W34.html"))
    #expect(try folder.read("summary.md").contains("17 – 23 Aug 2026"))
  }

  @Test func pullRequest() async throws {
    var stage = try await Stage()
    try stage.becomeActions(event: #"{"pull_request":{"number":7}}"#)
    #expect(try await run("Agent comment", on: &stage) == 1)
    await stage.api.stop()
    #expect(stage.api.gitHub.comments.map(\.author) == ["github-actions[bot]"])
    #expect(stage.api.gitHub.comments[0].body.contains("1 of 1 job shown."))
  }

  @Test func pullRequestFromAFork() async throws {
    var stage = try await Stage()
    try stage.becomeActions(event: #"{"workflow_run":{"id":1,"pull_requests":[]}}"#)
    let first = try Self.workflow("Agent comment number")
    let step = try #require(first["jobs"]?["number"]?["steps"]?.list.first)
    try stage.set(step["env"])
    #expect(try await stage.run(try #require(step["run"]?.text)).status == 0)
    #expect(try await run("Agent comment from forks", on: &stage) == 1)
    #expect(stage.api.gitHub.comments.map(\.pullRequest) == ["acme/docs#7"])
    // The number comes from code that is not trusted.
    let second = try Self.workflow("Agent comment from forks")
    let script = try #require(second["jobs"]?["comment"]?["steps"]?.list.last?["run"]?.text)
    for hostile in ["7/../../issues/1", "$(touch owned)", "7; touch owned", "../../mallory/docs/pull/7"] {
      try stage.folder?.write(hostile, to: "number")
      let outcome = try await stage.run(script)
      #expect(outcome.status != 0 || hostile.hasPrefix("7/"), "\(outcome.output)")
    }
    await stage.api.stop()
    #expect(stage.folder?.exists("owned") == false)
    #expect(Set(stage.api.gitHub.comments.map(\.pullRequest)) == ["acme/docs#7"])
  }

  @Test func gitLab() async throws {
    var stage = try await Stage([
      "CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_IID": "3",
      "CI_MERGE_REQUEST_PROJECT_URL": "https://gitlab.example/acme/docs",
      "CI_MERGE_REQUEST_PROJECT_PATH": "acme/docs", "CI_SERVER_URL": "https://gitlab.example",
      "MINTLIFY_PROJECT_ID": "acme",
    ])
    stage.environment["MINTLIFY_API_KEY"] = stage.api.key
    stage.api.withJobs {
      $0.putInFront([
        Array(
          #"{"sessionId":"note","title":"Note","haultReason":"completed","pullRequestLink":"https://gitlab.example/acme/docs/-/merge_requests/3"}"#
            .utf8)
      ])
    }
    let script = try Self.workflow("agent-comment")["agent-comment"]?["script"]?.list.compactMap(\.text) ?? []
    let commands = script.flatMap(Self.commands)
    #expect(commands.count == 1)
    for command in commands {
      let outcome = try await stage.run(command)
      #expect(outcome.status == 0, "\(outcome.output)")
    }
    await stage.api.stop()
    #expect(try stage.folder?.read("note.md").contains("Completed: Note") == true)
  }

  @Test func cron() async throws {
    let stage = try await Stage()
    let lines = try Documents.blocks("crontab")
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    let match = try #require(line.wholeMatch(of: /([0-9]+ [0-9]+ \* \* [0-9])\s+(jobreport .*)/))
    // A percent sign would end the command (crontab(5)).
    #expect(!line.contains("%"))
    try stage.folder?.write(stage.api.key + "\n", to: ".mintlify-key")
    let outcome = try await stage.run(String(match.output.2))
    await stage.api.stop()
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(stage.folder?.exists("agents/index.html") == true)
  }
}
