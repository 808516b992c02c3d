import CommonMark

/// The first page: how many, how did they end, what needs a person, and the newest jobs.
struct OverviewPage: Page {
  /// How many jobs the lists of this page show at most; other pages have the rest.
  static let newestLimit = 20
  static let weekLimit = 12
  static let problemLimit = 100

  let path = SitePath("index")
  let hasMarkdown = true

  func files(site: Site) -> [OutputFile] {
    let frame = PageFrame(
      path: path, kind: .overview, title: site.report.options.title, hasMarkdown: true,
      description: Sentence(site.report).text)
    let tables = Dictionary(
      uniqueKeysWithValues: site.report.listedFacets.map { ($0, GroupTable(by: $0, site: site)) })
    let markdown = frame.markdown { bytes in
      site.templates.overviewMarkdown.render(into: &bytes) { self.write($0, tables, site, into: &$1) }
    }
    return [
      frame.html(site: site) { bytes in
        site.templates.overview.render(into: &bytes) { write($0, tables, markdown.bytes, site, into: &$1) }
      }, markdown,
    ]
  }

  private func write(
    _ slot: OverviewSlot, _ tables: [Facet: GroupTable], _ markdown: [UInt8], _ site: Site,
    into page: inout SlotPlace
  ) {
    let report = site.report
    switch slot {
    case .title: page.text(report.options.title)
    case .sentence: page.html(SentenceLine.html(Sentence(report), root: ""))
    case .lede:
      let made = report.options.generatedAt
      page.html(
        "\(Self.untilMade(site)) <time datetime=\"\(made.iso8601)\">\(site.words.momentAndZone(made))</time>"
          + "<span class=\"ways\"> · <a class=\"markdown\" href=\"index.md\">Markdown</a></span>")
    case .notice:
      page.html(
        Self.notice(report).map { "<p>\($0) See <a href=\"#problems\">Problems</a>.</p>" } ?? HTML())
    case .figures: page.html(Tiles(report, words: site.words).html(root: ""))
    case .copy: page.html(CopyBlock.html { $0 += markdown })
    case .changes: page.html(Self.changes(site).map { "\($0)" } ?? HTML())
    case .chart: page.html(Self.charts(report))
    case .attention:
      page.html(Self.causes(site).html(root: ""))
    case .empty: page.text(report.jobs.isEmpty ? Self.emptyWords(report) : "")
    case .chips: page.html(Chips(report: report).html(root: "", current: nil))
    case .jobs:
      page.html { html in
        let newest = report.jobs.indices.suffix(Self.newestLimit).reversed()
        JobRow.write(newest, root: "", site: site, into: &html)
        if report.jobs.count > Self.newestLimit {
          html += "\n<p class=\"more\"><a href=\"jobs/index.html\">All jobs →</a></p>"
        }
      }
    case .agents: page.html(Self.html(tables[.agent], site))
    case .projects: page.html(Self.html(tables[.project], site))
    case .models: page.html(Self.html(tables[.model], site))
    case .weeks:
      page.html(
        WeekTable(weeks: newestWeeks(report), site: site).html(
          root: "", more: report.weeks.count > Self.weekLimit))
    case .problems: page.html(ProblemList(report.problems).html)
    }
  }

  private func write(
    _ slot: OverviewMarkdownSlot, _ tables: [Facet: GroupTable], _ site: Site, into page: inout SlotPlace
  ) {
    let report = site.report
    switch slot {
    case .title: page.text(report.options.title)
    case .sentence: page.markdown("\(text: Sentence(report).text)")
    case .lede:
      let made = site.words.momentAndZone(report.options.generatedAt)
      page.markdown("\(text: "\(Self.untilMade(site)) \(made)")")
    case .notice:
      page.markdown(
        Self.notice(report).map { "> \(text: $0) See [Problems](#problems)." } ?? Markdown())
    case .figures: page.markdown(Tiles(report, words: site.words).markdown)
    case .changes: page.markdown(Self.changes(site).map { "\(text: $0)" } ?? Markdown())
    case .attention:
      page.markdown(Self.causes(site).markdown(root: ""))
    case .jobs:
      guard !report.jobs.isEmpty else { return page.text(Self.emptyWords(report)) }
      var table = JobRow.markdown(report.jobs.suffix(Self.newestLimit).reversed(), root: "", site: site)
      let rest = report.jobs.count - Self.newestLimit
      if rest > 0 { table += "\n\nand \(rest) older." }
      page.markdown(table)
    case .agents: page.markdown(tables[.agent]?.markdown(root: "") ?? Markdown())
    case .projects: page.markdown(tables[.project]?.markdown(root: "") ?? Markdown())
    case .models: page.markdown(tables[.model]?.markdown(root: "") ?? Markdown())
    case .weeks: page.markdown(WeekTable(weeks: newestWeeks(report), site: site).markdown(root: ""))
    case .problems: page.markdown(ProblemList(report.problems).markdown)
    }
  }

  /// The figures by a facet; the first of these tables says what *Merged* means.
  private static func html(_ table: GroupTable?, _ site: Site) -> HTML {
    guard let table else { return HTML() }
    let html = table.html(root: "")
    guard table.facet == site.report.listedFacets.first, let formula = GroupTable.formula(in: site.report)
    else { return html }
    return html + "\n<p class=\"none\">\(formula)</p>"
  }

  private static func causes(_ site: Site) -> CauseList {
    let report = site.report
    return CauseList(
      report.attention, acknowledged: report.acknowledged, older: report.olderAttention, site: site)
  }

  /// By week; in a report of one week by day.
  private static func charts(_ report: Report) -> HTML {
    let isOneWeek = report.weeks.count == 1
    let jobs = isOneWeek ? JobsChart(daysOf: report.weeks[0], in: report) : JobsChart(weeksOf: report)
    let beside =
      report.outcomes == nil
      ? isOneWeek ? HTML() : TodosChart(report).html
      : isOneWeek
        ? PullsChart(daysOf: report.weeks[0], in: report).html : PullsChart(weeksOf: report).html
    let charts = report.outcomes == nil ? jobs.html + beside : beside + jobs.html
    return charts.isEmpty ? charts : "<div class=\"charts\">\n\(charts)</div>"
  }

  private func newestWeeks(_ report: Report) -> [Week] { report.weeks.suffix(Self.weekLimit).reversed() }

  private static func period(_ report: Report) -> String? {
    switch report.period {
    case (let from?, let to?): from <= to ? DateWords.range(from, to) : nil
    case (let from?, nil): "since \(DateWords.day(from))"
    case (nil, let to?): "until \(DateWords.day(to))"
    case (nil, nil): nil
    }
  }

  /// `12 Jun – 24 Aug 2026 · as of 30 Jun 2026, 23:59 UTC · made`, without a period that is not known and a
  /// time that is that of the run; the line begins with a capital letter.
  private static func untilMade(_ site: Site) -> String {
    let options = site.report.options
    let asOf = options.isAsOf ? "as of \(site.words.momentAndZone(options.asOf))" : nil
    let atLeast = site.report.isAtLeast ? AtLeast.words : nil
    let line = [period(site.report), atLeast, asOf, "made"].compactMap(\.self).joined(separator: " · ")
    return line.prefix(1).uppercased() + line.dropFirst()
  }

  /// `Since 14 Aug 2026, 09:00: 3 new jobs, 5 finished.`
  private static func changes(_ site: Site) -> String? {
    let report = site.report
    guard let changes = report.changes, let moment = report.options.comparesTo else { return nil }
    let start = site.words.moment(moment)
    if let words = changes.words { return "Since \(start): \(words)." }
    // Of jobs that were first seen later nobody knows what they were like then.
    let isKnown = report.jobs.isEmpty || report.jobs.contains { ($0.history.first?.time ?? moment) <= moment }
    return isKnown ? "Since \(start): nothing changed." : nil
  }

  private static func notice(_ report: Report) -> String? {
    if report.isCutShort {
      return "This report is partial: a listing broke off, so there may be jobs that are not here."
    }
    return Problem.missing(report.problems).map {
      "This report is partial: \($0) could not be fetched or read."
    }
  }

  private static func emptyWords(_ report: Report) -> String {
    let selection = report.options.selection
    return selection == Selection() ? "There are no jobs yet." : "No job fits what this report was asked for."
  }
}
