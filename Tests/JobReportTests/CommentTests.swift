import Foundation
import TestData
import Testing

/// `jobreport comment`: what is printed, and what it looks like in the whole. What becomes of
/// the sample project is in `Comments/`, where `<details>` folds, where it does not, and on GitLab; `RECORD_GOLDEN=1 swift test --filter CommentTests` records them anew.
@Suite struct CommentTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Comments")

  @Test(arguments: ["github-comment", "step-summary", "check", "gitlab-note", "buildkite", "plain"])
  func theSampleProjectForEachTarget(target: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run(
      "comment", "--sample", "--target", target, "--since", "2026-08-01", "--fail-on", "failed",
      "--report-url", "https://reports.example/docs", "--quiet", "--output", "comment.md")
    #expect(outcome.status == 4)
    #expect(outcome.output == "")
    let written = try folder.read("comment.md")
    let golden = Self.folder.appending(
      path: ["plain": "plain.md", "gitlab-note": "gitlab.md"][target] ?? "folding.md")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try Data(written.utf8).write(to: golden)
    }
    #expect(written == (try String(contentsOf: golden, encoding: .utf8)))
  }

  static let jobs = """
    {"sessionId":"a","title":"Linked","haultReason":"completed","pullRequestLink":"https://github.com/acme/docs/pull/12"}
    {"sessionId":"b","title":"By branch","haultReason":"processing","branch":"agent/x"}
    {"sessionId":"c","title":"Other","haultReason":"completed","pullRequestLink":"https://github.com/acme/docs/pull/1"}
    """

  private func titles(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { $0.hasPrefix("### ") }
  }

  @Test func theJobsOfAPullRequestAreFoundByItsLinkAndInItsOwnCIByItsBranch() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs, to: "jobs.jsonl")
    let arguments = [
      "comment", "--from", "jobs.jsonl", "--quiet", "--for-pull-request",
      "https://github.com/acme/docs/pull/12",
    ]
    let byLink = try folder.jobreport.run(arguments)
    #expect(byLink.status == 0, "\(byLink.errors)")
    #expect(titles(byLink.output) == ["### ✅ Completed: Linked"])
    try folder.write(
      """
      {"pull_request":{"number":12,"head":{"ref":"agent/x","repo":{"full_name":"acme/docs"}},\
      "base":{"repo":{"full_name":"acme/docs"}}}}
      """, to: "event.json")
    var inCI = folder.jobreport
    inCI.environment.merge([
      "GITHUB_EVENT_PATH": "event.json", "GITHUB_REPOSITORY": "acme/docs",
      "GITHUB_SERVER_URL": "https://github.com",
    ]) { $1 }
    #expect(
      try titles(inCI.run(arguments).output) == ["### ⏳ Running: By branch", "### ✅ Completed: Linked"])
  }

  @Test func anArchiveIsASourceToo() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs, to: "jobs.jsonl")
    #expect(try folder.jobreport.run("fetch", "--from", "jobs.jsonl", "--archive", "jobs.sqlite").status == 0)
    let outcome = try folder.jobreport.run(
      "comment", "--archive", "jobs.sqlite", "--status", "running", "--target", "plain", "--quiet")
    #expect(titles(outcome.output) == ["### Running: By branch"])
    #expect(outcome.output.hasSuffix("\n1 of 1 job shown.\n"))
  }

  @Test(
    arguments: [
      (
        ["--for-pull-request", "https://github.com/acme/docs/issues/1"],
        "--for-pull-request https://github.com/acme/docs/issues/1: not the address of a pull request; write https://github.com/acme/docs/pull/12"
      ),
      (
        ["--target", "teams"],
        "--target teams: there is no such target; choose from github-comment, step-summary, check, gitlab-note, buildkite, slack, email, plain"
      ),
      (["--report-url", "reports"], "--report-url reports: not an address; write https://host/path/"),
      (["--output", ""], "--output: it is empty; give the name of a file"),
    ])
  func wrongUse(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run(["comment", "--sample"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors == "jobreport: \(message)\n")
  }

  @Test func theAddressOfTheFirstPageIsThatOfItsFolder() throws {
    let folder = try TemporaryFolder()
    for address in ["https://r.example/docs/index.html", "https://r.example/docs", "https://r.example/docs/"]
    {
      let outcome = try folder.jobreport.run(
        "comment", "--sample", "--week", "2026-W34", "--quiet", "--report-url", address)
      #expect(outcome.output.contains("(https://r.example/docs/jobs/2026-08/"))
      #expect(outcome.output.contains("(https://r.example/docs/index.html)"))
      #expect(!outcome.output.contains("index.html/"))
    }
  }

  @Test func aTextThatCannotBeWrittenIsExit1() throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run("comment", "--sample", "--output", "nowhere/c.md", "--quiet")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "jobreport: could not write 'nowhere/c.md': No such file or directory; make its folder first\n")
  }

  private static let cmark = "/usr/bin/cmark-gfm"

  @Test(
    .enabled(
      if: SharedData.isPresent && FileManager.default.isExecutableFile(atPath: cmark),
      "needs shared/data and cmark-gfm"))
  func hostileJobsStayInertWhenRendered() throws {
    let data = try SharedData.data("hostile-jobs.json")
    let entries = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    let jobs = try JSONSerialization.data(withJSONObject: ["allSessions": entries.compactMap { $0["job"] }])
    let folder = try TemporaryFolder()
    try folder.write(String(decoding: jobs, as: UTF8.self), to: "jobs.json")
    for target in ["github-comment", "plain"] {
      _ = try folder.jobreport.run(
        "comment", "--from", "jobs.json", "--target", target, "--quiet", "--output", "c.md")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Self.cmark)
      process.arguments = [
        "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist", "c.md",
      ]
      process.currentDirectoryURL = folder.url
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let html = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      process.waitUntilExit()
      let allowed: Set = [
        "a", "blockquote", "br", "code", "del", "details", "em", "h2", "h3", "h4", "h5", "h6", "hr", "input",
        "li",
        "ol", "p", "pre", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
      ]
      let names = Set(html.matches(of: /<\/?([a-zA-Z!][a-zA-Z0-9-]*)/).map { String($0.output.1) })
      #expect(names.isSubset(of: allowed), "\(names.subtracting(allowed))")
      #expect(!html.contains("<!--"))
      for link in html.matches(of: /href="([^"]*)"/) {
        #expect(
          link.output.1.hasPrefix("https://") || link.output.1.hasPrefix("http://")
            || link.output.1.hasPrefix("mailto:"))
        #expect(
          link.output.1.firstMatch(of: /\/\/(www\.)?github\.com\/[^\/]+\/[^\/]+\/(issues|pull|commit)\//)
            == nil, "\(link.output.1)")
      }
      let code = /<(pre|code)[^>]*>.*?<\/(pre|code)>/.dotMatchesNewlines()
      let text = html.replacing(code, with: "").replacing(/<[^>]*>/, with: "")
      for active in [#"(^|[^\w`/])@[a-zA-Z0-9]"#, #"(^|[^&\w])#\d"#, #"\bGH-\d"#, #"(?m)^/[a-z]"#] {
        let found = text.firstMatch(of: try Regex(active))
        #expect(found == nil, "\(found.map { String(text[$0.range]) } ?? "")")
      }
    }
  }
}
