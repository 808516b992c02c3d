import Foundation
import Testing

@testable import ReportKit

/// Whether a job has a pull request, and how it stands, are told alike in every place.
@Suite struct StandingTests {
  /// A completed job with something in the place of an address.
  private func site(link: String) throws -> TestSite {
    let json = String(decoding: try JSONEncoder().encode(link), as: UTF8.self)
    return try TestSite([
      #"{"sessionId":"a","title":"A","haultReason":"completed","branch":"b","createdAt":"2026-08-20","pullRequestLink":\#(json)}"#
    ])
  }

  /// Every place that tells of a pull request, and whether it takes the job for one that has one.
  private func places(_ site: TestSite) throws -> [(name: String, hasOne: Bool)] {
    let report = site.report
    let texts = try site.texts()
    func text(_ path: String) throws -> String { try #require(texts[path]) }
    let line = try #require(
      try JSONSerialization.jsonObject(with: Data(try text("data/jobs.jsonl").utf8)) as? [String: Any])
    let table = try CSVTable(try text("data/jobs.csv")).rows
    let column = try #require(table.first?.firstIndex(of: "pullRequest"))
    let job = try site.job(at: 0)
    var history = JobHistory()
    history.add(job, at: Timestamp("2026-08-20T00:00:00Z"))
    let onBranch = PullRequestSelection(
      PullRequestAddress(host: "github.com", repository: "a/b", number: 99), branch: "b")
    let gated = Report(
      jobs: report.jobs, problems: [],
      options: {
        var options = report.options
        options.gate = Gate([.requirePullRequest])
        return options
      }())
    return [
      ("counts", report.pullRequests == 1), ("steps", JobStep(job, at: .init(seconds: 0)).pullRequests == 1),
      ("figures", Figures(0..<1, in: report, attention: 0).pullRequests == 1),
      ("report.json", try text("report.json").contains(#""pullRequests":1"#)),
      ("gate", gated.verdicts.allSatisfy(\.isPassed)), ("history", history.entries[0].opened.count == 1),
      ("another's branch", !onBranch.contains(report.jobs[0])),
      ("jobs.jsonl", (line["pullRequests"] as? [Any])?.count == 1), ("jobs.csv", !table[1][column].isEmpty),
      ("feed", try text("data/feed.xml").contains(" · opened http")),
      ("search", try text("assets/search/rows-0.js").contains(#","http"#)),
      ("comment", try CommentTests.text(of: site).contains("opened [")),
      ("page", try text("jobs/2026-08/a.html").contains(" · opened <a ")),
      ("page in Markdown", try text("jobs/2026-08/a.md").contains(" · opened [")),
      ("list", try text("jobs/index.html").contains(#"class="pulls"><a "#)),
      ("overview", try text("index.md").contains("- **Pull requests:** 1")),
      ("week", !(try text("weeks/2026-W34.md").contains("no pull request"))),
    ]
  }

  @Test(
    "An address counts in every place, whatever white space is around it",
    arguments: [
      "https://github.com/acme/docs/pull/2", " https://github.com/acme/docs/pull/2\n",
      "\u{A0}http://github.com/acme/docs/pull/2\t",
    ])
  func address(link: String) throws {
    for (name, hasOne) in try places(try site(link: link)) { #expect(hasOne, "\(name)") }
  }

  @Test("What is no address counts in no place", arguments: noAddresses)
  func noAddress(link: String) throws {
    for (name, hasOne) in try places(try site(link: link)) { #expect(!hasOne, "\(name)") }
  }

  @Test("What stands in the place of an address is shown as text beside that there is none")
  func text() throws {
    let site = try site(link: "docs#3")
    let texts = try site.texts()
    #expect(
      try #require(texts["jobs/2026-08/a.html"]).contains(" · no pull request (<code>docs#3</code>) · "))
    #expect(
      try #require(texts["jobs/2026-08/a.md"]).contains(
        "**Completed** · no pull request (`docs#3`) · started"))
    #expect(
      try #require(texts["data/feed.xml"]).contains(
        "<content type=\"text\">Completed · no pull request (docs#3)</content>"))
    #expect(
      try CommentTests.text(of: site).contains("\n\nno pull request (`docs#3`) · branch `b` · started"))
    #expect(
      try #require(texts["data/jobs.jsonl"]).contains(
        #""pullRequests":[],"pullRequestTexts":["docs#3"]"#))
  }

  @Test(
    "The page, the comment and the feed tell the same in the same order",
    arguments: [
      (
        #""haultReason":"error","todos":[{"content":"x"}]"#,
        "stopped on an error with 1 todo open · 0 of 1 todos done"
      ),
      (#""haultReason":"completed""#, "no pull request"),
      (
        #""haultReason":"completed","todos":[{"content":"x"}]"#,
        "completed with 1 todo open and no pull request · 0 of 1 todos done"
      ),
      (#""haultReason":"processing","pullRequestLink":"none""#, "no pull request (none)"),
      (
        #""haultReason":"interrupted","pullRequestLink":"https://github.com/b/c/pull/1","todos":[{"content":"x","status":"completed"}]"#,
        "1 of 1 todos done · opened c#1"
      ),
    ])
  func line(members: String, line: String) throws {
    let site = try TestSite([#"{"sessionId":"a","title":"A",\#(members),"createdAt":"2026-08-24"}"#])
    let texts = try site.texts()
    /// Without markup and destinations, which are each target's own.
    func plain(_ text: String) -> String {
      text.replacing(#/\]\([^)]*\)|<[^>]*>|[`\[\u2060]/#, with: "").replacing(
        "https://github.com/b/c/pull/1", with: "c#1")
    }
    let html = plain(try #require(texts["jobs/2026-08/a.html"]))
    #expect(html.contains(" · \(line) · started "), "\(html)")
    #expect(plain(try #require(texts["jobs/2026-08/a.md"])).contains(" · \(line) · started "))
    #expect(plain(try CommentTests.text(of: site)).contains("\n\n\(line) · started "))
    if site.report.jobs[0].status.hasEnded {
      #expect(plain(try #require(texts["data/feed.xml"])).contains(" · \(line)\n"))
    }
  }

  @Test("The word of an unknown status is told once, and that a job is archived in every line")
  func status() throws {
    let site = try TestSite([
      #"{"sessionId":"a","haultReason":"paused","createdAt":"2026-08-20"}"#,
      #"{"id":"a","status":"paused","prLink":null,"archivedAt":"2026-08-21"}"#,
    ])
    let texts = try site.texts()
    #expect(try #require(texts["jobs/2026-08/a.md"]).contains("**Unknown: `paused`, archived** · started"))
    #expect(try CommentTests.text(of: site).contains("\n\nstatus `paused` · archived · started"))
    let standing = Standing(
      site.report.jobs[0], at: site.report.options.asOf, in: DateWords(.utc)
    ).text(withAddresses: true)
    #expect(standing == "Unknown: paused, archived")
  }
}
