import Foundation
import SampleProject
import TestData
import Testing

@testable import CommonMark
@testable import ReportKit

/// A page's HTML and its Markdown say the same: what cmark makes of the Markdown has the words of the HTML, section by
/// section, but for what these tables name.
@Suite struct TwoFormsTests {
  /// Elements of the HTML whose words are not words of their section in the Markdown.
  private static let elements: [PageWords.Rule] = [
    // The ways to the Markdown and to where the job ran, and those to other pages.
    .init(selector: ".ways", reading: .nothing),
    .init(selector: ".crumbs", reading: .nothing),
    .init(selector: ".chips", reading: .nothing),
    // Drawings of figures that stand in the text, with a table for who cannot see them.
    .init(selector: "figure", reading: .nothing),
    .init(selector: "svg", reading: .nothing),
    // The language of a code block, which is no text in the Markdown.
    .init(selector: "div.language", reading: .nothing),
    // The Markdown itself, to be copied.
    .init(selector: "pre.source", reading: .nothing),
    // Since when a person is needed; the Markdown says it only where that is the reason.
    .init(selector: ".when", reading: .nothing),
    // A table has room for the branch of a job.
    .init(selector: ".branch", reading: .nothing),
    // What a table says in the names of its columns, a list says in words or not at all.
    .init(selector: "thead.rows", reading: .nothing),
    .init(selector: #"td[data-l="After"]"#, reading: .after("after")),
    // Facts stand aside, and what came of a pull request above all; in the Markdown both are the first list.
    .init(selector: "aside", reading: .section("")),
    .init(selector: ".landing", reading: .after("pull request")),
    .init(selector: ".meter", reading: .fraction),
    .init(selector: "nav.turn", reading: .section("turn")),
    .init(selector: #"a[rel="prev"]"#, reading: .after("older")),
    .init(selector: #"a[rel="next"]"#, reading: .after("newer")),
  ]

  /// Texts of the HTML that the Markdown has in other words, or not at all.
  private static var texts: [(pattern: Regex<Substring>, words: String)] {
    [
      // The names of columns in a table of jobs.
      (/<table class="jobs" role="table">\n<thead/, #"<table><thead class="rows""#),
      // How an open pull request stands.
      (/Checks fail<\/span> <a/, "open, checks failing</span> <a"),
      (/Changes asked for<\/span> <a/, "open, changes asked for</span> <a"),
      // What is behind a click, and where there are more jobs than the list has.
      (/<summary>(?:Show the [^<]*|[^<]* more)<\/summary>/, ""), (/<a href="[^"]*">All in one list<\/a>/, ""),
      // Words on how a table is read, and that there is nothing to show.
      (/<p class="none">Merged: of the pull requests [^<]*<\/p>/, ""),
      (/<a href="jobs\/index.html">All[^<]*<\/a>/, ""),
      (/<h2 id="merged">Merged<\/h2>\n<p class="empty">[^<]*<\/p>/, ""),
    ]
  }

  /// The same in a week's tables of jobs, which are lists in the Markdown.
  private static var weekRows: [(pattern: Regex<Substring>, words: String)] {
    [
      (/<td role="cell"><time.*?<\/td>/, ""), (/<span class="none">(?:none|not known)<\/span>/, ""),
      (/<td role="cell" class="tasks">.*?<\/td>/, ""),
    ]
  }

  /// `Week 34 17 – 23 Aug 2026, so far` in a table of weeks; in the Markdown it is `2026-W34, so far`.
  private static var week: Regex<(Substring, Substring, Substring?)> {
    /<a href="(?:\w+\/)*(\d{4}-W\d\d)\.html">[^<]*<\/a> <small>[^<]*?(, so far)?<\/small>/
  }

  /// Texts of both: a row of a page has one word on how a pull request stands, that which asks most for a person.
  private static var both: [(pattern: Regex<Substring>, words: String)] {
    [
      (/, checks (?:passing|pending)/, ""), (/, approved/, ""),
      (/, checks failing, changes asked for/, ", checks failing"),
    ]
  }

  /// Texts of the HTML that cmark makes of the Markdown.
  private static var markdown: [(pattern: Regex<Substring>, words: String)] {
    [
      // The names of columns in a table of jobs, and how many it leaves out.
      (/<thead>\s*<tr>\s*<th[^>]*>Status<\/th>(?:.|\n)*?<\/thead>/, ""),
      (/<p>and [\d,]+ older\.<\/p>/, ""),
      // How much of its todos are done, where a job that began in the week goes on.
      (/, \d+ of \d+ todos done/, ""),
    ]
  }

  private func difference(_ page: String, _ markdown: String) throws -> [String] {
    let start = try #require(page.firstRange(of: "<main"))
    let end = try #require(page.firstRange(of: "</main>"))
    var html = String(page[start.lowerBound..<end.lowerBound])
    for (pattern, words) in Self.texts + Self.both { html.replace(pattern, with: words) }
    html.replace(Self.week) { match in "\(match.output.1)\(match.output.2 ?? "")" }
    for heading in ["Began in this week</h2>", "Also finished</h2>"] {
      guard let start = html.firstRange(of: heading)?.upperBound else { continue }
      let end = html[start...].firstRange(of: /<(?:h2|nav|pre)\b/)?.lowerBound ?? html.endIndex
      var rows = String(html[start..<end])
      for (pattern, words) in Self.weekRows { rows.replace(pattern, with: words) }
      html.replaceSubrange(start..<end, with: rows)
    }
    let renderer = Renderer(policy: Policy(links: .site), limits: .page)
    var rendered = renderer.html(Markdown(trusted: [UInt8](markdown))).bytes.text
    for (pattern, words) in Self.markdown + Self.both { rendered.replace(pattern, with: words) }
    // Behind the last line that is drawn stand ways to other pages, those to older and newer ones at the end.
    if let line = rendered.ranges(of: /<hr ?\/?>/).last {
      let turn = rendered[line.upperBound...]
      let names = turn.firstRange(of: /(?:Older|Newer):/).map { turn[$0.lowerBound...] } ?? ""
      rendered =
        rendered[..<line.lowerBound] + "<nav class=\"turn\">\(names.replacing("</p>", with: ""))</nav>"
    }
    return PageWords(html[...], Self.elements).difference(
      from: PageWords(
        rendered[...],
        [.init(selector: "nav.turn", reading: .section("turn")), .init(selector: "svg", reading: .nothing)]))
  }

  /// Expects the same of all pages that have two forms.
  private func expectSame(_ texts: [String: String]) throws {
    let differences = try texts.filter { $0.key.hasSuffix(".md") }.sorted { $0.key < $1.key }
      .flatMap { path, markdown in
        let page = try #require(texts[path.dropLast(3) + ".html"], "\(path)")
        return try difference(page, markdown).map { "\(path): \($0)" }
      }
    #expect(differences == [])
  }

  private static let golden = URL(filePath: #filePath).appending(path: "../../../JobReportTests/Golden")
    .standardized
  private static let cases =
    ((try? FileManager.default.contentsOfDirectory(atPath: golden.path)) ?? []).filter { !$0.hasPrefix(".") }
    .sorted()

  @Test("Whole sites", arguments: cases)
  func whole(name: String) throws {
    let report = Self.golden.appending(path: "\(name)/report")
    var texts: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: report.path)
    where path.hasSuffix(".md") || path.hasSuffix(".html") {
      texts[path] = try String(contentsOf: report.appending(path: path), encoding: .utf8)
    }
    #expect(texts.count > 3)
    try expectSame(texts)
  }

  @Test("The sample project")
  func sample() throws {
    try expectSame(TestSite.sample().texts())
  }

  @Test("Text that would act, in every field", arguments: WholeSiteTests.hostileTexts)
  func hostile(text: String) throws {
    try expectSame(TestSite([WholeSiteTests.hostileJobs(text)]).texts())
  }

  @Test(
    "Hostile jobs kept beside the project", .enabled(if: SharedData.isPresent, "there is no ../shared/data"))
  func sharedHostile() throws {
    let site = try TestSite([WholeSiteTests.sharedHostileJobs()])
    try expectSame(site.texts())
  }
}
