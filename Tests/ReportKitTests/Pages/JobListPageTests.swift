import Testing

@testable import ReportKit

@Suite struct JobListPageTests {
  /// The pages of all lists, by path.
  private func pages(_ site: TestSite) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: PageCatalog.pages(of: site.report).filter { $0 is JobListPage }
        .flatMap { $0.files(site: site.site) }.map { ($0.path.description, $0.text) })
  }

  @Test("A full page never changes when more jobs come")
  func stable() throws {
    var full: [String: String] = [:]
    for count in [199, 200, 250, 299, 300, 301, 399, 400, 512] {
      let pages = pages(
        try TestSite(
          [numberedJobs(count, members: #""haultReason":"error""#)], attentionSince: TestSite.longAgo))
      let numbers = count / 100 - 1
      for list in ["jobs/page-", "status/failed-page-", "status/attention-page-"] {
        let numbered = pages.keys.filter { $0.hasPrefix(list) }
        // Behind the full pages one leads on to the front page; before there are any there is none.
        #expect(numbered.count == (numbers > 0 ? numbers + 1 : 0), "\(list) of \(count)")
        for number in 0..<numbers {
          let path = "\(list)\(number + 1).html"
          let page = try #require(pages[path])
          #expect(full.updateValue(page, forKey: path) ?? page == page, "\(path) changed at \(count)")
        }
      }
    }
    #expect(full.count == 12)
  }

  @Test("The oldest jobs stand on page 1, the newest first on every page")
  func order() throws {
    let pages = pages(try TestSite([numberedJobs(250)]))
    func jobs(_ path: String) throws -> [String] {
      try #require(pages[path]).matches(of: /<bdi>(Job [0-9]+)<\/bdi><\/a>/).map { String($0.output.1) }
    }
    #expect(try jobs("jobs/page-1.html") == (1...100).reversed().map { "Job \($0)" })
    #expect(try jobs("jobs/page-2.html") == [])
    #expect(try jobs("jobs/index.html") == (101...250).reversed().map { "Job \($0)" })
  }

  @Test("The way from page to page")
  func turns() throws {
    let pages = pages(try TestSite([numberedJobs(350)]))
    func turn(_ path: String) throws -> [String] {
      try HTMLPage(try #require(pages[path])).named("a").compactMap { element in
        element.attributes["rel"].flatMap {
          ["prev", "next"].contains($0) ? "\($0) \(element.attributes["href"] ?? "")" : nil
        }
      }
    }
    #expect(try turn("jobs/index.html") == ["prev page-2.html"])
    #expect(try turn("jobs/page-3.html") == ["prev page-2.html", "next index.html"])
    #expect(try turn("jobs/page-2.html") == ["prev page-1.html", "next page-3.html"])
    #expect(try turn("jobs/page-1.html") == ["next page-2.html"])
    #expect(try turn("status/completed.html") == ["prev completed-page-2.html"])
    #expect(
      try turn("status/completed-page-3.html") == ["prev completed-page-2.html", "next completed.html"])
  }

  @Test("A week of more than 200 jobs has all of them on numbered pages")
  func weeks() throws {
    // An hour apart: 168 a week.
    #expect(pages(try TestSite([numberedJobs(120)])).keys.allSatisfy { !$0.hasPrefix("weeks/") })
    let jobs = (0..<250).map { number in
      let date = Timestamp("2026-08-17T00:00:00Z").adding(hours: number / 3).iso8601
      return
        #"{"sessionId":"job-\#(number)","title":"Job \#(number)","createdAt":"\#(date)","haultReason":"completed"}"#
    }
    let site = try TestSite([jobs.joined(separator: "\n")])
    let pages = pages(site).filter { $0.key.hasPrefix("weeks/") }
    #expect(
      pages.keys.sorted()
        == (1...3).flatMap { ["weeks/2026-W34-page-\($0).html", "weeks/2026-W34-page-\($0).md"] })
    let last = try #require(pages["weeks/2026-W34-page-3.html"])
    #expect(last.matches(of: /<bdi>Job [0-9]+<\/bdi><\/a><code|<bdi>Job [0-9]+<\/bdi><\/a>/).count == 50)
    #expect(last.contains(#"<a rel="prev" href="2026-W34-page-2.html">"#))
    #expect(last.contains(#"<a rel="next" href="2026-W34.html">"#))
    let markdown = try #require(pages["weeks/2026-W34-page-1.md"])
    #expect(markdown.hasPrefix("# Week 34, 2026, page 1 from the oldest\n\n| Status | Job |"))
    #expect(markdown.hasSuffix("\n---\n\n[Overview](../index.md) · Newer: [Page 2](2026-W34-page-2.md)\n"))
    let week = try #require(try site.texts()["weeks/2026-W34.html"])
    #expect(week.contains(#"<a href="2026-W34-page-3.html">all 250 jobs</a>"#))
    #expect(
      week.contains(#"<a href="2026-W34-page-3.html">and 50 more among all 250 jobs of this week →</a>"#))
  }

  @Test("The page behind the last full one says where its jobs are")
  func next() throws {
    let pages = pages(try TestSite([numberedJobs(200)]))
    let page = try #require(pages["status/completed-page-2.html"])
    #expect(page.contains("<h1>Completed, page 2 from the oldest</h1>"))
    #expect(
      page.contains(
        "<p class=\"lede\">The jobs after the page before are still <a href=\"completed.html\">among the newest</a>.</p>"
      ))
  }

  @Test(
    "A list without jobs says so",
    arguments: [
      ("jobs/index.html", "All jobs", "There are no jobs yet."),
      ("status/failed.html", "Failed", "No job has this status."),
      ("status/blocked.html", "Blocked", "No job has this status."),
      ("status/attention.html", "Needs attention", "No job needs attention."),
    ])
  func empty(path: String, title: String, words: String) throws {
    let page = try #require(pages(try TestSite(["[]"]))[path])
    #expect(page.contains("<h1>\(title)</h1>"))
    #expect(page.contains("<p class=\"empty\">\(words)</p>"))
  }

  @Test("A list needs a column for the project when there are several, and only then")
  func projects() throws {
    let one = #"{"sessionId":"a","subdomain":"acme"}"#
    let two = one + #"{"sessionId":"b","subdomain":"<b>"} {"sessionId":"c"}"#
    let single = try #require(pages(try TestSite([one]))["jobs/index.html"])
    #expect(!single.contains("Project</th>"))
    let several = try #require(pages(try TestSite([two]))["jobs/index.html"])
    #expect(several.contains("<th scope=\"col\" role=\"columnheader\">Project</th>"))
    for cell in [
      "<a href=\"../projects/acme.html\"><bdi>acme</bdi></a>",
      "<a href=\"../projects/b--01e12f1e51492254.html\"><bdi>&lt;b&gt;</bdi></a>", "<bdi>unknown</bdi>",
    ] {
      #expect(several.contains("<td role=\"cell\" class=\"project\">\(cell)</td>"))
    }
  }

  @Test("The list of who needs attention gives the reasons")
  func attention() throws {
    let page = try #require(
      pages(try TestSite([#"{"sessionId":"a","title":"A","haultReason":"error"}"#]))["status/attention.html"])
    #expect(page.contains("<bdi>A</bdi></a> <span class=\"why\">— stopped on an error</span>"))
  }
}
