import Foundation
import SampleAPI
import SampleProject
import Testing

/// The workflows of the README: each is read, and its `jobreport` lines are run as CI would run them, against
/// the sample API.
@Suite(.serialized) struct WorkflowTests {
  /// The fenced blocks of the README in a language.
  static func blocks(_ language: String) throws -> [String] {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "../../README.md")
    let text = try String(contentsOf: readme.standardized, encoding: .utf8)
    return text.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  static func workflow(_ name: String) throws -> YAML {
    try #require(
      try blocks("yaml").map { try YAML($0) }.first { $0["name"]?.text == name || $0[name] != nil })
  }

  @Test func everyWorkflowIsWhatTheServiceReads() throws {
    let workflows = try Self.blocks("yaml").map { try YAML($0) }.filter { $0["time-zone"] == nil }
    #expect(workflows.count == 5)
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

  /// A server with a job for pull request 7 of acme/docs, and a folder.
  private struct Stage {
    let api: SampleAPI
    let folder = try? TemporaryFolder()
    var environment: [String: String]

    init(_ environment: [String: String] = [:]) async throws {
      var jobs = try SampleJobs(files: SampleProject.files.map { Array("\($0.text)".utf8) })
      jobs.putInFront([
        Array(
          #"{"sessionId":"mine","title":"Mine","haultReason":"completed","createdAt":"2026-08-20T10:00:00Z","pullRequestLink":"https://github.com/acme/docs/pull/7"}"#
            .utf8)
      ])
      let gitHub = SampleGitHub(pullRequests: ["acme/docs#7": .init(state: "OPEN")])
      api = try await SampleAPI.start(jobs, key: "mint_key_of_the_workflow_test", gitHub: gitHub)
      self.environment = [
        "PATH": try Jobreport.program().deletingLastPathComponent().path + ":/usr/bin:/bin",
        "SOURCE_DATE_EPOCH": "1787562000", "MINTLIFY_API_URL": api.url,
      ].merging(environment) { $1 }
    }

    /// What a runner of GitHub sets.
    mutating func becomeActions(event: String) throws {
      try folder?.write(event, to: "event.json")
      environment.merge([
        "GITHUB_ACTIONS": "true", "GITHUB_API_URL": api.url, "GITHUB_GRAPHQL_URL": "\(api.url)/graphql",
        "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "acme/docs",
        "GITHUB_EVENT_PATH": "event.json", "GITHUB_STEP_SUMMARY": "summary.md",
      ]) { $1 }
    }

    /// Sets what a workflow sets, with the values of its expressions.
    mutating func set(_ environment: YAML?) throws {
      let values = [
        "secrets.MINTLIFY_API_KEY": api.key, "vars.MINTLIFY_PROJECT_ID": "acme",
        "github.token": SampleGitHub.sampleToken, "github.event.pull_request.number": "7",
        "github.event.pull_request.html_url": "https://github.com/acme/docs/pull/7",
      ]
      for (name, value) in environment?.members ?? [] {
        var text = try #require(value.text)
        if let match = text.wholeMatch(of: /\$\{\{ (.*) \}\}/) {
          text = try #require(values[String(match.output.1)], "\(text)")
        }
        self.environment[name] = text
      }
    }

    /// Runs a line of a script in a shell.
    func run(_ line: String) async throws -> (status: Int32, output: String) {
      let folder = try #require(folder)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", line]
      process.currentDirectoryURL = folder.url
      process.environment = environment
      let log = folder.url.appending(path: ".log")
      try Data().write(to: log)
      process.standardOutput = try FileHandle(forWritingTo: log)
      process.standardError = process.standardOutput
      process.standardInput = FileHandle.nullDevice
      try process.run()
      while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
      return (process.terminationStatus, try folder.read(".log"))
    }
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
    let lines = try Self.blocks("crontab")
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
