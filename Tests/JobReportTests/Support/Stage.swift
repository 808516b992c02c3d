import Foundation
import ReportKit
import SampleAPI
import SampleProject
import Testing

/// A server with a job for pull request 7 of acme/docs, and a folder.
struct Stage {
  let api: SampleAPI
  let folder = try? TemporaryFolder()
  var environment: [String: String]

  init(_ environment: [String: String] = [:]) async throws {
    var jobs = try SampleJobs(dated: SampleProject.files)
    jobs.putInFront([
      Array(
        #"{"sessionId":"mine","title":"Mine","haultReason":"completed","createdAt":"2026-08-20T10:00:00Z","pullRequestLink":"https://github.com/acme/docs/pull/7"}"#
          .utf8)
    ])
    let answers = URL(fileURLWithPath: #filePath).appending(path: "../../../Providers/github/repository.json")
    try jobs.add(file: Array(Data(contentsOf: answers.standardized)), of: .gitHub)
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
