import CommonMark

/// The page of one agent or project: what landed, what waits, what needs a person, and its jobs, the newest first.
struct GroupPage: Page {
  let group: JobGroup
  let path: SitePath
  /// What needs a person about its jobs, the newest job first.
  let needs: [Attention]

  var hasMarkdown: Bool { true }

  /// The pages of all agents and projects of a report that has several.
  static func pages(of report: Report) -> [any Page] {
    [Facet.project, .agent].flatMap { facet -> [any Page] in
      guard report.hasSeveral(facet) else { return [] }
      let needs = Dictionary(grouping: report.attention) { facet.value(of: report.jobs[$0.job]) }
      return report.groups(by: facet).flatMap { group -> [any Page] in
        guard let path = report.page(of: facet, group.value) else { return [] }
        let front = GroupPage(group: group, path: path, needs: needs[group.value] ?? [])
        let further = JobListPage.pages(of: .group(front.subject), jobs: group.jobs).dropFirst()
        return [front] + further.map { $0 as any Page }
      }
    }
  }

  /// What its list of jobs is of.
  private var subject: JobListSubject.Group {
    JobListSubject.Group(name: group.name, front: path, isAgent: group.facet == .agent)
  }

  func files(site: Site) -> [OutputFile] {
    let sentence = Sentence(group, needs: needs, in: site.report)
    let frame = PageFrame(
      path: path, kind: group.facet == .agent ? .agent : .project, title: group.name,
      hasMarkdown: true, description: sentence.text)
    return [
      frame.html(site: site) { bytes in
        site.templates.group.render(into: &bytes) { html($0, sentence, site) }
      },
      frame.markdown { bytes in
        site.templates.groupMarkdown.render(into: &bytes) { markdown($0, sentence, site) }
      },
    ]
  }

  private func html(_ slot: GroupSlot, _ sentence: Sentence, _ site: Site) -> SlotValue {
    let root = "../"
    switch slot {
    case .title: return .text(group.name)
    case .crumbs:
      return .html("<a href=\"../index.html\">Overview</a> / \(subject.crumb)")
    case .sentence: return .html(SentenceLine.html(sentence, root: root))
    case .lede:
      return .html(
        "\(lede(site))<span class=\"ways\"> · <a class=\"markdown\" href=\"\(path.lastComponent).md\">Markdown</a></span>"
      )
    case .copy:
      return .html(
        CopyBlock.html { bytes in
          site.templates.groupMarkdown.render(into: &bytes) { markdown($0, sentence, site) }
        })
    case .figures: return .html(tiles(site).html(root: root))
    case .attention: return .html(causes(site).html(root: root))
    case .agents: return .html(table(.agent, site)?.html(root: root) ?? HTML())
    case .projects: return .html(table(.project, site)?.html(root: root) ?? HTML())
    case .models: return .html(table(.model, site)?.html(root: root) ?? HTML())
    case .open: return .html(open(site).html(root: root))
    case .jobs:
      let jobs = front.reversed().lazy.map { site.report.jobs[$0] }
      return .html(JobRow.html(jobs, root: root, site: site))
    case .turn: return .html(turn.html)
    }
  }

  private func markdown(_ slot: GroupMarkdownSlot, _ sentence: Sentence, _ site: Site) -> SlotValue {
    let root = "../"
    switch slot {
    case .title: return .text(group.name)
    case .sentence: return .markdown("\(text: sentence.text)")
    case .lede: return .markdown("\(text: lede(site))")
    case .figures: return .markdown(tiles(site).markdown)
    case .attention: return .markdown(causes(site).markdown(root: root))
    case .agents: return .markdown(table(.agent, site)?.markdown(root: root) ?? Markdown())
    case .projects: return .markdown(table(.project, site)?.markdown(root: root) ?? Markdown())
    case .models: return .markdown(table(.model, site)?.markdown(root: root) ?? Markdown())
    case .open: return .markdown(open(site).markdown(root: root))
    case .jobs:
      let newest = front.suffix(Paging.size)
      let jobs = newest.reversed().lazy.map { site.report.jobs[$0] }
      let table = JobRow.markdown(jobs, root: root, site: site)
      let rest = group.jobs.count - newest.count
      return .markdown(rest > 0 ? table + "\n\nand \(rest) older." : table)
    case .turn: return .markdown("[Overview](../index.md)")
    }
  }

  /// The newest jobs, which stand on this page.
  private var front: ArraySlice<Int> { group.jobs[Paging(count: group.jobs.count).front] }

  /// The way to the further pages of its jobs.
  private var turn: PreviousNext {
    let pages = Paging(count: group.jobs.count).pages
    guard pages > 0 else { return PreviousNext(older: nil, newer: nil) }
    let older = JobListSubject.group(subject).page(pages).lastComponent
    return PreviousNext(older: PreviousNext.Neighbour(path: older, name: "Page \(pages)"), newer: nil)
  }

  /// `Agent · 13 Dec 2024 – 22 Aug 2026 · at least so many`.
  private func lede(_ site: Site) -> String {
    let report = site.report
    let dates = group.jobs.lazy.compactMap { report.jobs[$0].createdAt }
    let days = dates.map(report.options.timeZone.date)
    let period = days.first.map { DateWords.range($0, days.last ?? $0) }
    let isAtLeast = group.jobs.contains { report.jobs[$0].isFoundByMarks }
    return [
      group.facet == .agent ? "Agent" : "Project", period, isAtLeast ? AtLeast.words : nil,
    ].compactMap(\.self).joined(separator: " · ")
  }

  private func tiles(_ site: Site) -> Tiles { Tiles(group, needs: needs, in: site.report, words: site.words) }

  private func causes(_ site: Site) -> CauseList { CauseList(needs, limit: 100, site: site) }

  private func table(_ facet: Facet, _ site: Site) -> GroupTable? {
    facet == group.facet ? nil : GroupTable(by: facet, of: group.jobs, site: site)
  }

  /// Its open pull requests, the oldest first.
  private func open(_ site: Site) -> WeekRows {
    let report = site.report
    let rows = group.pulls.lazy.map { report.pulls[$0] }.filter(\.state.isOpen).compactMap {
      pull -> WeekRow? in
      guard let createdAt = pull.state.createdAt else { return nil }
      let age = AgeStep(from: createdAt, to: report.options.asOf)?.words
      return WeekRow(job: pull.job, pull: pull, moment: createdAt, after: age)
    }
    let more = WeekRows.More(
      path: "../\(JobListSubject.pulls(rows.first?.pull?.state.kind ?? .open).front)",
      words: "among all open pull requests", ending: nil)
    return WeekRows(
      rows.sorted { $0.moment < $1.moment }, moment: "Opened", after: "Age", more: more, isOld: true,
      site: site)
  }
}

/// That counts may leave some out, said once where they stand.
enum AtLeast {
  static let words = "at least so many, as agents are told by their marks"
}
