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

        - **Running:** [Job three](../jobs/2026-08/three.md): running since 18 August, over 24 h. Look at it where it runs, and stop it if it hangs.

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

  @Test("What came to an end in a week is told apart by agent where that is of several")
  func agents() throws {
    func job(_ id: String, _ agent: String, _ pulls: [(number: Int, state: String, day: Int)]) -> String {
      let list = pulls.map { pull in
        #"{"url":"https://github.com/a/b/pull/\#(pull.number)","state":"\#(pull.state)","#
          + #""createdAt":"2026-08-03T00:00:00Z","endedAt":"2026-08-\#(pull.day)T00:00:00Z"}"#
      }
      return #"{"id":"\#(id)","provider":"own","agent":\#(agent),"status":"completed","title":"T","#
        + #""createdAt":"2026-08-03T00:00:00Z","pullRequests":[\#(list.joined(separator: ","))]}"#
    }
    let merged = (1...3).map { (number: $0, state: "merged", day: 12) }
    let jobs = [
      job("1", #""b""#, merged + [(4, "closed", 13), (5, "merged", 20)]), job("2", #""a & co""#, [merged[0]]),
      job("3", #""a & co""#, [(1, "merged", 12), (6, "closed", 11)]), job("4", #""c""#, [(7, "merged", 20)]),
      job("5", "null", [(8, "closed", 14)]),
    ]
    let site = try TestSite([jobs.joined(separator: "\n")])
    let company = try #require(site.report.page(of: .agent, "a & co"))
    let texts = try site.texts()
    #expect(
      try #require(texts["weeks/2026-W33.md"]).contains(
        """

        ## By agent

        | Agent | Merged | Median to merge |
        |---|---:|---:|
        | [b](../agents/b.md) | 75 % (3 of 4) | 9 days |
        | [a & co](../\(company).md) | 1 of 2 | 9 days |
        | unknown | 0 of 1 | – |

        """))
    let page = try #require(texts["weeks/2026-W33.html"])
    #expect(page.contains(#"<h2 id="agents">By agent</h2>"#))
    #expect(page.contains(#"<td role="cell" data-l="Merged">75 % <small>3 of 4</small></td>"#))
    #expect(page.contains(#"<span role="img" aria-label="not known">–</span>"#))
    #expect(texts["weeks/2026-W34.md"]?.contains("## By agent") == true)
    // Nothing came to an end when they began.
    #expect(texts["weeks/2026-W32.md"]?.contains("## By agent") == false)
    let one = try TestSite([[jobs[1], job("9", #""b""#, [])].joined(separator: "\n")]).texts()
    #expect(one["weeks/2026-W33.md"]?.contains("## By agent") == false)
  }

  @Test(
    "What an archive saw in a week stands beside its figures where these do not tell it",
    arguments: [
      ("2026-08-21", ["Finished": "1", "Failed": "0"]), ("2026-08-25", ["Finished": "0", "Failed": "0"]),
    ])
  func seen(day: String, tiles: [String: String]) throws {
    let begun = #"{"sessionId":"a","createdAt":"2026-08-18T08:00:00Z","todos":[{"content":"One"}]}"#
    let ended =
      #"{"sessionId":"a","createdAt":"2026-08-18T08:00:00Z","haultReason":"completed","#
      + #""todos":[{"content":"One","status":"completed"}]}"#
    let other = #"{"sessionId":"b","createdAt":"2026-08-11T08:00:00Z","haultReason":"completed"}"#
    let texts = try TestSite(
      [begun, ended, other],
      times: [
        Timestamp("2026-08-19T00:00:00Z"), Timestamp(iso8601: "\(day)T00:00:00Z"),
        Timestamp("2026-08-12T00:00:00Z"),
      ],
      now: Timestamp("2026-08-31T09:00:00Z"), comparesTo: Timestamp("2026-08-01T00:00:00Z")
    ).texts()
    let week = try #require(texts["weeks/2026-W34.md"])
    let done = tiles["Finished"] == "1" ? ", 1 todo done" : ""
    #expect(week.contains("\nSeen in this week: 1 new job\(done).\n"))
    for (label, value) in tiles { #expect(week.contains("- **\(label):** \(value) "), "\(week)") }
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

  @Test(
    "A chart of weeks in which no job began says nothing",
    arguments: [("2026-08-10", true), ("2026-03-02", false)])
  func noColumn(began: String, isThere: Bool) throws {
    let site = try TestSite([
      """
      {"id":"1","provider":"devin","status":"completed","createdAt":"\(began)T10:00:00Z","endedAt":"2026-08-20T10:00:00Z"}
      """
    ])
    #expect(site.report.weeks.last?.id.description == "2026-W34")
    #expect(JobsChart(weeksOf: site.report).html.isEmpty == !isThere)
  }
}
