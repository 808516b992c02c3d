import CommonMark
import Testing

@testable import ReportKit

@Suite struct WeekPageTests {
  private static func job(_ id: String, _ date: String, _ rest: String) -> String {
    "{\"sessionId\":\"\(id)\",\"subdomain\":\"a\",\"title\":\"Job \(id)\",\"createdAt\":\"\(date)\",\(rest)}"
  }

  private static let jobs =
    "["
    + [
      job("one", "2026-08-12T10:00:00Z", "\"haulted\":true,\"haultReason\":\"completed\""),
      job(
        "two", "2026-08-17T10:00:00Z",
        "\"haulted\":true,\"haultReason\":\"completed\",\"pullRequestLink\":\"https://github.com/a/b/pull/7\""
      ),
      job(
        "three", "2026-08-18T10:00:00Z",
        "\"haulted\":false,\"todos\":[{\"content\":\"Tell *them*\",\"status\":\"pending\"},{\"content\":\"Done\",\"status\":\"completed\"}]"
      ),
    ].joined(separator: ",") + "]"

  private func markdown(
    _ week: String, selection: Selection = Selection(), now: Timestamp = Timestamp("2026-08-24T00:00:00Z")
  ) throws -> String {
    let site = try TestSite([Self.jobs], now: now, selection: selection).site
    let page = try #require(WeekPage.weeks(of: site.report).first { $0.week.id.description == week })
    return String(decoding: page.files(site: site)[1].bytes, as: UTF8.self)
  }

  @Test func aWeekReadsWellByItself() throws {
    #expect(
      try markdown("2026-W34") == """
        # Week 34, 2026

        2 jobs began, 1 of them completed; 1 job needs attention (running for over 24 h).

        17 – 23 Aug 2026 · times in UTC

        - **Began:** 2 (week 33: 1)
        - **Completed:** 1 (week 33: 1)
        - **Pull requests:** 1 (week 33: 0)
        - **Todos done:** 1 (of 2; week 33: 0)

        ## Needs attention

        - **Running:** [Job three](../jobs/2026-08/three.md): running since 18 August, over 24 h. Look at each where it runs, and stop what hangs.

        ## Began in this week

        1 of the 2 jobs that began in this week stands above.

        - **Completed** [Job two](../jobs/2026-08/two.md) — [b#\u{2060}7](https://redirect.github.com/a/b/pull/7)

        ## Todos carried over

        - [Job three](../jobs/2026-08/three.md)
          - [ ] Tell \\*them\\*

        ---

        [Overview](../index.md) · Older: [Week 33, 2026](2026-W33.md)

        """)
  }

  @Test func theFirstWeekIsComparedWithNothing() throws {
    #expect(try markdown("2026-W33").contains("- **Began:** 1\n"))
  }

  @Test("A week that is not over says so, and is compared with nothing")
  func running() throws {
    let markdown = try markdown("2026-W34", now: Timestamp("2026-08-18T12:00:00Z"))
    #expect(markdown.contains("\n17 – 23 Aug 2026 · so far, 2 of 7 days · times in UTC\n"))
    #expect(markdown.contains("- **Began:** 2\n"))
  }

  @Test func aWeekThatTheReportLeavesOutIsNotComparedWith() throws {
    let week = Selection(from: Timestamp("2026-08-12T00:00:00Z"))
    #expect(try markdown("2026-W34", selection: week).contains("- **Began:** 2\n"))
  }

  @Test func everyJobOfAWeekIsOnItsPage() throws {
    let sample = try TestSite.sample()
    for page in WeekPage.weeks(of: sample.report) {
      for file in page.files(site: sample.site) {
        let text = String(decoding: file.bytes, as: UTF8.self)
        for index in page.week.jobs {
          #expect(text.contains(sample.report.jobs[index].page.description), "\(page.path)")
        }
      }
    }
  }

  @Test("A week that is asked for has a page without jobs, and nothing beside it")
  func empty() throws {
    let texts = try TestSite(["[]"], week: WeekID("2026-W34")).texts()
    #expect(
      try #require(texts["weeks/2026-W34.md"]).contains(
        "\n\nNothing happened in this week.\n\n---\n\n[Overview](../index.md)\n"))
    #expect(
      try #require(texts["weeks/2026-W34.html"]).contains(
        "<p class=\"empty\">Nothing happened in this week.</p>"))
    #expect(
      try #require(texts["weeks/index.html"]).contains("<a href=\"../weeks/2026-W34.html\">Week 34</a>"))
  }

  @Test("Without dates there are no weeks")
  func none() throws {
    let texts = try TestSite([#"{"sessionId":"a"}"#]).texts()
    #expect(texts.keys.filter { $0.hasPrefix("weeks/") } == ["weeks/index.html"])
    #expect(try #require(texts["weeks/index.html"]).contains("<p class=\"empty\">No job has a date yet.</p>"))
  }
}

@Suite struct JobsChartTests {
  private func weeks(_ dates: [String], now: StaticString = "2026-08-24T09:00:00Z") throws -> [String] {
    let jobs = dates.enumerated().map { number, date in
      "{\"sessionId\":\"\(number)\",\"createdAt\":\"\(date)T10:00:00Z\"}"
    }
    let report = try TestSite(["[\(jobs.joined(separator: ","))]"], now: Timestamp(now)).report
    return JobsChart.weeks(of: report).map { "\($0.id): \($0.jobs.count)" }
  }

  @Test func weeksWithoutJobsAreShown() throws {
    #expect(
      try weeks(["2026-08-03", "2026-08-20", "2026-08-21"]) == ["2026-W32: 1", "2026-W33: 0", "2026-W34: 2"])
  }

  @Test func onlyTheNewestWeeksAreShown() throws {
    let shown = try weeks(["2024-01-01", "2026-08-20"])
    #expect(shown.count == 12)
    #expect(shown.first == "2026-W23: 0")
    #expect(shown.last == "2026-W34: 1")
  }

  @Test func aDateInTheFutureHidesNothing() throws {
    #expect(try weeks(["2026-08-20", "2199-01-01"]) == ["2026-W34: 1"])
    #expect(try weeks(["2199-01-01"]) == ["2199-W01: 1"])
  }
}
