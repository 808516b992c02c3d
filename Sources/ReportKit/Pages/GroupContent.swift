import CommonMark

/// What stands on the page of an agent or a project, in HTML and in Markdown.
struct GroupContent {
  let group: JobGroup
  let sentence: Sentence
  /// `Agent · 13 Dec 2024 – 22 Aug 2026 · at least so many`.
  let lede: String

  private let needs: [Attention]
  private let tiles: Tiles
  private let causes: CauseList
  private let open: [WeekRow]
  private let site: Site

  init(_ group: JobGroup, needs: [Attention], site: Site) {
    self.group = group
    self.needs = needs
    self.site = site
    sentence = Sentence(group, needs: needs, in: site.report)
    lede = GroupContent.lede(group, in: site.report)
    tiles = Tiles(group, needs: needs, in: site.report, words: site.words)
    causes = CauseList(needs, limit: 100, site: site)
    open = GroupContent.open(group, in: site.report)
  }

  private static func lede(_ group: JobGroup, in report: Report) -> String {
    let dates = group.jobs.lazy.compactMap { report.jobs[$0].createdAt }
    let days = dates.map(report.options.timeZone.date)
    let period = days.first.map { DateWords.range($0, days.last ?? $0) }
    let isAtLeast = group.jobs.contains { report.jobs[$0].isFoundByMarks }
    return [group.facet.title, period, isAtLeast ? AtLeast.words : nil]
      .compactMap(\.self).joined(separator: " · ")
  }

  /// Its open pull requests, the oldest first.
  private static func open(_ group: JobGroup, in report: Report) -> [WeekRow] {
    group.pulls.lazy.compactMap { WeekRow(open: report.pulls[$0], at: report.options.asOf) }
      .sorted(by: WeekRow.isEarlier)
  }

  /// Its jobs by what else they are told apart by.
  var tables: [Facet: GroupTable] {
    Dictionary(
      uniqueKeysWithValues: Facet.allCases.filter { $0 != group.facet }.map { facet in
        (facet, GroupTable(by: facet, of: group, needs: needs, site: site))
      })
  }

  private var openRows: WeekRows {
    let more = WeekRows.More(
      path: "../\(JobListSubject.pulls(open.first?.pull?.state.kind ?? .open).front)",
      words: "among all open pull requests", ending: nil)
    return WeekRows(open, moment: "Opened", after: "Age", more: more, isOld: true, site: site)
  }

  /// The newest jobs, which stand on this page.
  private var front: ArraySlice<Int> { group.jobs[Paging(count: group.jobs.count).front] }

  /// Adds what time and other jobs change of it: of the jobs that name a pull request, the newest stands in the list of
  /// open ones.
  func add(to parts: inout Fingerprint.Parts) {
    for pull in group.pulls.lazy.map({ site.report.pulls[$0] }) {
      parts.add(pull.state.key)
      if pull.state.isOpen { parts.add(site.report.rows[pull.job]) }
    }
    causes.add(to: &parts)
    parts.add(lede)
    parts.add(tiles.markdown.bytes)
    parts.add(openRows.markdown(root: "../").bytes)
  }

  func html(_ slot: GroupSlot, _ tables: [Facet: GroupTable]) -> HTML {
    let root = "../"
    func table(_ facet: Facet) -> HTML { tables[facet]?.html(root: root) ?? HTML() }
    switch slot {
    case .sentence: return SentenceLine.html(sentence, root: root)
    case .figures: return tiles.html(root: root)
    case .attention: return causes.html(root: root)
    case .agents: return table(.agent)
    case .projects: return table(.project)
    case .models: return table(.model)
    case .open: return openRows.html(root: root)
    case .jobs:
      var html = HTML()
      JobRow.write(front.reversed(), root: root, site: site, into: &html)
      return html
    case .title, .crumbs, .lede, .copy, .turn: return HTML()
    }
  }

  func markdown(_ slot: GroupMarkdownSlot, _ tables: [Facet: GroupTable]) -> Markdown {
    let root = "../"
    func table(_ facet: Facet) -> Markdown { tables[facet]?.markdown(root: root) ?? Markdown() }
    switch slot {
    case .sentence: return "\(text: sentence.text)"
    case .lede: return "\(text: lede)"
    case .figures: return tiles.markdown
    case .attention: return causes.markdown(root: root)
    case .agents: return table(.agent)
    case .projects: return table(.project)
    case .models: return table(.model)
    case .open: return openRows.markdown(root: root)
    case .jobs:
      let newest = front.suffix(Paging.size)
      let table = JobRow.markdown(
        newest.reversed().lazy.map { site.report.jobs[$0] }, root: root, site: site)
      let rest = group.jobs.count - newest.count
      return rest > 0 ? table + "\n\nand \(rest) older." : table
    case .title, .turn: return Markdown()
    }
  }
}
