import Foundation
import TestData
import Testing

@testable import ReportKit

/// What must hold of every page, over whole reports.
@Suite struct WholeSiteTests {
  @discardableResult
  private func check(_ site: TestSite) throws -> [String: String] {
    let files = try site.files()
    let texts = Dictionary(files.map { ($0.path.description, $0.text) }) { first, _ in first }
    #expect(texts.count == files.count, "a file is written twice")
    let check = try SiteCheck(texts)
    #expect(check.brokenLinks() == [])
    #expect(check.structure() == [])
    #expect(check.active() == [])
    return texts
  }

  @Test("The sample project")
  func sample() throws {
    let site = try TestSite.sample()
    #expect(site.report.problems.isEmpty)
    let shown = Set(site.report.counts.keys)
    #expect(shown.isSuperset(of: [.running, .completed, .failed, .blocked, .interrupted, .unknown]))
    #expect(site.report.jobs.contains { $0.isArchived })
    try check(site)
  }

  @Test("350 jobs of two projects, paged in every list")
  func paged() throws {
    let failed = numberedJobs(250, members: #""subdomain":"acme","haultReason":"error""#)
    let completed = numberedJobs(100, first: 251, members: #""subdomain":"other","haultReason":"completed""#)
    let site = try TestSite([failed, completed], attentionSince: TestSite.longAgo)
    let texts = try check(site)
    for path in [
      "jobs/page-1.html", "jobs/page-2.html", "jobs/page-3.html", "status/failed-page-1.html",
      "status/attention-page-1.html",
    ] {
      #expect(texts[path] != nil, "\(path)")
    }
  }

  @Test(
    "Reports with little in them",
    arguments: ["[]", #"{"sessionId":"a"}"#, #"[{"sessionId":"a","createdAt":"2026-08-01"}, 5]"#])
  func small(text: String) throws {
    try check(try TestSite([text]))
    try check(try TestSite([text], week: WeekID("2026-W34")))
  }

  @Test("The same id in two projects, and ids that are no file names")
  func ids() throws {
    let ids = [
      "index", "con", "-x", "../../x", "caf\u{E9}", "cafe\u{301}", "A", "a", "a b", "a\\u0000b",
      String(repeating: "y", count: 65),
    ]
    let jobs = ["acme", "other"].flatMap { project in
      ids.map { "{\"sessionId\":\"\($0)\",\"subdomain\":\"\(project)\",\"haultReason\":\"error\"}" }
    }
    let site = try TestSite([jobs.joined(separator: "\n")])
    #expect(site.report.jobs.count == 22)
    try check(site)
  }

  static let hostileTexts = [
    "<script>alert(1)</script>", "\\\"><img src=x onerror=alert(1)>", "</title></main></body>",
    "<h1 class='message'>x</h1>",
    "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "# Heading", "``` <b>",
    "| a | b |\\n|---|---|\\n| <i> |",
    "&lt;b&gt;", "{{{content}}}{{#title}}", "\\u202Eabc\\u2066", "<!-- ", "\\n\\n---\\n# x\\n<div>",
  ]

  /// Two jobs with a text in every field, in which it is escaped for JSON.
  static func hostileJobs(_ text: String) -> String {
    """
    {"sessionId":"\(text)","subdomain":"\(text)","title":"\(text)","branch":"\(text)","haultReason":"\(text)",
     "pullRequestLink":"\(text)","messageToUser":"\(text)","todos":[{"content":"\(text)","status":"\(text)","priority":"\(text)"}]}
    {"id":"b","status":"\(text)","model":"\(text)","prLink":"https://github.com/\(text)/pull/1","source":{"repository":"\(text)","ref":"\(text)"}}
    """
  }

  @Test("Text that would act, in every field", arguments: hostileTexts)
  func hostile(text: String) throws {
    let site = try TestSite(
      [Self.hostileJobs(text)], title: text, problems: [Problem(id: ID(text), reason: text, losesJob: true)])
    #expect(site.report.jobs.count == 2)
    for (path, text) in try check(site) where path.hasSuffix(".html") {
      #expect(
        !text.unicodeScalars.contains {
          ("\u{202A}"..."\u{202E}").contains($0) || ("\u{2066}"..."\u{2069}").contains($0)
        })
    }
  }

  @Test("The same input gives the same bytes, whatever order independent files come in")
  func deterministic() throws {
    let files = ["acme", "beta", "gamma"].enumerated().map { number, project in
      numberedJobs(
        40, first: number * 10 + 1, members: "\"subdomain\":\"\(project)\",\"haultReason\":\"error\"")
    }
    let first = try TestSite(files).files().map { "\($0.path) \($0.text)" }
    #expect(try TestSite(files).files().map { "\($0.path) \($0.text)" } == first)
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      #expect(
        try TestSite(order.map { files[$0] }).files().map { "\($0.path) \($0.text)" } == first,
        "order \(order)")
    }
  }

  @Test("The sample project gives the same bytes twice")
  func sampleTwice() throws {
    #expect(try TestSite.sample().texts() == TestSite.sample().texts())
  }

  @Test("The time of the run stands on the overview, in report.json and in the feed alone")
  func clock() throws {
    func texts(_ now: Timestamp) throws -> [String: String] {
      try TestSite([numberedJobs(3)], now: now).texts()
    }
    let (one, other) = (
      try texts(Timestamp("2026-08-24T09:00:00Z")), try texts(Timestamp("2026-08-25T10:30:00Z")),
    )
    let changed = one.keys.filter { one[$0] != other[$0] }.sorted()
    #expect(changed == ["data/feed.xml", "index.html", "index.md", "report.json"])
  }

  @Test(
    "Jobs kept beside the project", .enabled(if: SharedData.isPresent, "there is no ../shared/data"),
    arguments: [
      ["mixed-jobs.json"], ["mixed-jobs.json", "mixed-v2.jsonl"], ["mixed-v2.jsonl"],
    ])
  func shared(names: [String]) throws {
    let site = try TestSite(try names.map(SharedData.text))
    #expect(site.report.jobs.count == 180)
    try check(site)
  }

  @Test(
    "Hostile jobs kept beside the project", .enabled(if: SharedData.isPresent, "there is no ../shared/data"))
  func sharedHostile() throws {
    let site = try TestSite([Self.sharedHostileJobs()])
    #expect(site.report.jobs.count + site.report.problems.count { $0.losesJob } >= 36)
    try check(site)
  }

  /// The jobs of a file that is kept beside the project, as lines.
  static func sharedHostileJobs() throws -> String {
    let data = Data(try SharedData.text("hostile-jobs.json").utf8)
    let list = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    let jobs = try list.map { entry in
      String(decoding: try JSONSerialization.data(withJSONObject: try #require(entry["job"])), as: UTF8.self)
    }
    return jobs.joined(separator: "\n")
  }
}
