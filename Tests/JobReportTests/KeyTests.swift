import Foundation
import SampleAPI
import Testing

/// The keys of a run, and whatever looks like a key, are in nothing that is written, however an answer spells them.
@Suite(.serialized) struct KeyTests {
  /// Keys that look like nothing: of an environment and of a file.
  private static let keys = [
    "MINTLIFY_API_KEY": "Tr0ub4dorOfTheEnvironment", "GITHUB_TOKEN": "gh0stOfTheEnvironment",
    "GH_TOKEN": "ghT0kenOfTheEnvironment", "GITLAB_TOKEN": "glT0kenOfTheEnvironment",
    "https_proxy": "http://me:pr0xyOfTheEnvironment@proxy.example:3128",
  ]
  /// The ends of all keys here, which each spelling of them has.
  private static let ends = ["OfTheEnvironment", "OfTheFile", "OfAShape"]

  /// A key in ways that leave its end as it is.
  private static func spellings(_ key: String) -> [String] {
    let first = key.prefix(3)
    let rest = key.dropFirst(3)
    let code = first.utf8.map { "&#\($0);" }.joined()
    let percent = first.utf8.map { "%" + String($0, radix: 16) }.joined()
    let json = first.utf8.map { #"\u00"# + String($0, radix: 16) }.joined()
    return [
      key, code + rest, percent + rest, json + rest, "\(first)~~\(rest)~~", "**\(first)**\(rest)",
      "`\(first)`\(rest)", "\(first)<!-- a b -->\(rest)", "\(first)\u{200B}\(rest)",
      "[\(first)](https://a.example)\(rest)",
      "<b>\(first)</b>\(rest)", "https://a.example/\(key)?q=1", "https://\(key)@a.example/",
    ]
  }

  private static let all =
    [
      "Tr0ub4dorOfTheEnvironment", "gh0stOfTheEnvironment", "pr0xyOfTheEnvironment",
      "ghT0kenOfTheEnvironment",
      "glT0kenOfTheEnvironment", "mint_0123456789abOfAShape",
    ]
    .flatMap(spellings)

  private static func json(_ value: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]), as: UTF8.self)
  }

  /// A job for every spelling, which stands in each of its fields.
  private static func jobs() throws -> String {
    try all.enumerated().map { number, key in
      try json([
        "sessionId": "\(number) \(key)", "subdomain": number % 2 == 0 ? "acme" : key, "title": "title \(key)",
        "branch": "agent/\(key)", "haultReason": number % 3 == 0 ? key : "error",
        "createdAt": "2026-08-0\(number % 9 + 1)",
        "pullRequestLink": number % 2 == 0 ? "https://github.com/acme/docs/pull/1?\(key)" : key,
        "messageToUser":
          "# head \(key)\n\npara \(key) and\n\(key)\n\n- item \(key)\n\n```\ncode \(key)\n```\n\n| a |\n| - |\n| \(key) |\n\n> \(key)\n",
        "todos": [
          ["content": "todo \(key)", "status": key, "priority": key], ["content": key, "status": "pending"],
        ],
      ])
    }.joined(separator: "\n")
      + "\n"
      + all.enumerated().map { number, key in
        // Fields in other forms than the API's.
        try json([
          "sessionId": "odd \(number) \(key)", "title": [key], "branch": ["x": key], "haulted": key,
          "createdAt": key,
          "messageToUser": [["type": "text", "text": "block \(key)"], ["text": key], ["image": key]],
          "todos": number % 3 == 0
            ? key
            : try json(
              number % 3 == 1
                ? ["todo \(key)", try json(["content": key])] : ["content": key, "status": key]),
        ])
      }.joined(separator: "\n")
      + "\n"
      + all.enumerated().map { number, key in
        try json([
          "id": "v2 \(number) \(key)", "status": "active", "model": "model \(key)",
          "source": ["repository": "https://github.com/acme/\(key)", "ref": key], "createdAt": "\(key)",
        ])
      }.joined(separator: "\n")
  }

  /// Checks a text with and without what may stand between letters.
  private static func check(_ text: String, _ place: String) {
    let squeezed = [text, text.replacing(/<[^>]*>/, with: "")].map { text in
      text.unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
    }
    for text in squeezed.map({ String(String.UnicodeScalarView($0)) }) {
      for end in ends where text.contains(end) {
        Issue.record("\(place) shows \(end)")
      }
    }
  }

  private func check(_ outcome: Jobreport.Outcome, _ arguments: [String]) {
    Self.check(outcome.output, "output of \(arguments)")
    Self.check(outcome.errors, "errors of \(arguments)")
  }

  @Test func noFileAndNoStreamShowsAKeyOfTheRun() throws {
    let folder = try TemporaryFolder()
    try folder.write(try Self.jobs(), to: "saved.jsonl")
    var jobreport = folder.jobreport
    jobreport.environment.merge(Self.keys) { $1 }
    let id = "0 \(Self.all[0])"
    for arguments in [
      ["build", "--from", "saved.jsonl", "--title", "Report \(Self.all[0])"],
      [
        "build", "--from", "saved.jsonl", "--json", "--output", "again", "--single-file", "one.html",
        "--fail-on", "failed",
      ],
      ["fetch", "--from", "saved.jsonl", "--archive", "a.sqlite"],
      ["build", "--archive", "a.sqlite", "--output", "archived", "--report-url", "https://a.example"],
      ["archive", "list", "--archive", "a.sqlite"], ["archive", "list", "--archive", "a.sqlite", "--json"],
      ["archive", "show", id, "--archive", "a.sqlite"],
      ["archive", "show", id, "--archive", "a.sqlite", "--json"],
      ["archive", "history", id, "--archive", "a.sqlite"],
      ["archive", "history", id, "--archive", "a.sqlite", "--json"],
      ["archive", "export", "--runs", "--archive", "a.sqlite"],
      ["comment", "--from", "saved.jsonl", "--output", "comment.md"],
      ["comment", "--from", "saved.jsonl", "--target", "step-summary", "--fail-on", "failed"],
      ["comment", "--from", "saved.jsonl", "--target", "gitlab-note", "--quiet"],
      ["comment", "--from", "saved.jsonl", "--target", "plain", "--quiet"],
    ] {
      let outcome = try jobreport.run(arguments)
      #expect([0, 3, 4].contains(outcome.status), "\(arguments): \(outcome.errors)")
      check(outcome, arguments)
    }
    // Where something is wrong.
    for arguments in [
      ["build", Self.all[0]], ["build", "--sample", "--workers", Self.all[0]], [Self.all[0]],
      ["archive", "show", "\(Self.all[0])x", "--archive", "a.sqlite"], ["build", "--from", Self.all[0]],
      ["build", "--from", "saved.jsonl", "--job", Self.all[0]], ["build", "--sample", "--week", Self.all[0]],
      ["verify", Self.all[0]], ["build", "--sample", "--templates", Self.all[0]],
    ] {
      let outcome = try jobreport.run(arguments)
      #expect(outcome.status != 0, "\(arguments)")
      #expect(outcome.errors.contains("[redacted]"), "\(arguments): \(outcome.errors)")
      check(outcome, arguments)
    }
    for (path, data) in try folder.files() where path != "saved.jsonl" && path != "a.sqlite" {
      Self.check(path, "the name of \(path)")
      Self.check(String(decoding: data, as: UTF8.self), path)
    }
    #expect(try folder.read("report/data/jobs.jsonl").contains("[redacted]"))
    // All is there for those who ask for it.
    let raw = try jobreport.run("archive", "export", "--raw", "--archive", "a.sqlite")
    #expect(raw.output.contains("Tr0ub4dorOfTheEnvironment"))
  }

  @Test func aPageIsMadeAnewWhenTheKeysOfTheRunAreOthers() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a","messageToUser":"It is gh0stOfTheEnvironment."}"#, to: "saved.json")
    try folder.write(#"{"sessionId":"b","messageToUser":"It is not."}"#, to: "other.json")
    var jobreport = folder.jobreport
    let arguments = ["build", "--from", "saved.json", "--from", "other.json"]
    _ = try jobreport.run(arguments)
    #expect(try folder.read("report/jobs/undated/a.md").contains("It is gh0stOfTheEnvironment"))
    jobreport.environment["GITHUB_TOKEN"] = "gh0stOfTheEnvironment"
    #expect(try jobreport.run(arguments).status == 0)
    #expect(try folder.read("report/jobs/undated/a.md").contains("It is \\[redacted\\]"))
    // Another token, which stands nowhere, changes nothing.
    jobreport.environment["MINTLIFY_API_KEY"] = "Tr0ub4dorOfTheEnvironment"
    #expect(try jobreport.run(arguments).errors.contains(" files, 0 of them written"))
  }

  @Test func whatAServerSendsShowsNoKeyOfTheEnvironmentOrOfAFile() async throws {
    let folder = try TemporaryFolder()
    let key = "F1leKeyOfTheFile"
    try folder.write("\(key)\n", to: "key")
    let spelled = Self.spellings(key).map { $0.replacing("\n", with: " ") }
    let jobs = try spelled.enumerated().map { try Self.json(["sessionId": "\($0)", "messageToUser": $1]) }
    let api = try await SampleAPI.start(
      try SampleJobs(files: [Array(jobs.joined(separator: "\n").utf8)]), key: key)
    var jobreport = folder.jobreport
    jobreport.environment.merge(Self.keys) { $1 }
    jobreport.environment["https_proxy"] = nil
    let arguments = ["--project", "acme", "--base-url", api.url, "--api-key-file", "key"]
    for command in [["build"], ["comment"], ["fetch", "--archive", "a.sqlite", "--json"]] {
      let outcome = try await jobreport.runBeside(command + arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      check(outcome, command)
    }
    let failed = try await jobreport.runBeside(["build", "--output", "x"] + arguments + ["--job", key])
    #expect(failed.status == 1)
    #expect(failed.errors.contains("/agent/acme/job/[redacted] answered 404"), "\(failed.errors)")
    check(failed, ["--job"])
    await api.stop()
    for (path, data) in try folder.files(in: "report") {
      Self.check(String(decoding: data, as: UTF8.self), path)
    }
  }
}
