import CommonMark

/// The page of one agent or project: what landed, what waits, what needs a person, and its jobs, the newest first.
struct GroupPage: Page {
  let group: JobGroup
  /// What its list of jobs is of.
  let subject: JobListSubject.Group
  /// What needs a person about its jobs, the newest job first.
  let needs: [Attention]

  var path: SitePath { subject.front }
  var hasMarkdown: Bool { true }
  var newestJob: Int? { group.jobs.last }

  /// The pages of all agents and projects of a report that has several.
  static func pages(of report: Report) -> [any Page] {
    [Facet.project, .agent].flatMap { facet -> [any Page] in
      guard report.hasSeveral(facet) else { return [] }
      let needs = Dictionary(grouping: report.attention) { facet.value(of: report.jobs[$0.job]) }
      return report.groups(by: facet).flatMap { group -> [any Page] in
        guard let path = report.page(of: facet, group.value) else { return [] }
        let subject = JobListSubject.Group(
          facet: facet, name: group.name, front: path, isListed: report.listedFacets.contains(facet))
        let front = GroupPage(group: group, subject: subject, needs: needs[group.value] ?? [])
        let further = JobListPage.pages(of: .group(subject), jobs: group.jobs).dropFirst()
        return [front] + further.map { $0 as any Page }
      }
    }
  }

  func fingerprint(site: Site) -> Fingerprint? {
    let report = site.report
    var parts = Fingerprint.Parts()
    // Figures and tables follow from the jobs, from how their pull requests stand, and from which need a person.
    parts.add(group.jobs.count)
    for index in group.jobs { parts.add(report.rows[index]) }
    for need in needs { parts.add(report.rows[need.job]) }
    GroupContent(group, needs: needs, site: site).add(to: &parts)
    parts.add(subject.isListed ? 1 : 0)
    return parts.fingerprint
  }

  func files(site: Site) -> [OutputFile] {
    let content = GroupContent(group, needs: needs, site: site)
    let frame = PageFrame(
      path: path, kind: subject.kind, title: group.name, hasMarkdown: true,
      description: content.sentence.text)
    let tables = content.tables
    let parts = Dictionary(
      uniqueKeysWithValues: GroupMarkdownSlot.allCases.map { ($0, content.markdown($0, tables)) })
    func markdown(_ bytes: inout [UInt8], _ way: Markdown) {
      site.templates.groupMarkdown.render(into: &bytes) { slot, page in
        switch slot {
        case .title: page.text(group.name)
        case .turn: page.markdown(way)
        default: page.markdown(parts[slot] ?? Markdown())
        }
      }
    }
    return [
      frame.html(site: site) { bytes in
        site.templates.group.render(into: &bytes) { slot, page in
          switch slot {
          case .title: page.text(group.name)
          case .crumbs: page.html(subject.crumbs)
          case .lede:
            page.text(content.lede)
            page.html(
              "<span class=\"ways\"> · <a class=\"markdown\" href=\"\(path.lastComponent).md\">Markdown</a></span>"
            )
          case .copy: page.html(CopyBlock.html { markdown(&$0, Markdown()) })
          case .turn: page.html { turn.write(into: &$0) }
          default: page.html(content.html(slot, tables))
          }
        }
      },
      frame.markdown { markdown(&$0, "[Overview](../index.md)") },
    ]
  }

  /// The way to the further pages of its jobs.
  private var turn: PreviousNext {
    let pages = Paging(count: group.jobs.count).pages
    guard pages > 0 else { return PreviousNext(older: nil, newer: nil) }
    let older = JobListSubject.group(subject).page(pages).lastComponent
    return PreviousNext(older: PreviousNext.Neighbour(path: older, name: "Page \(pages)"), newer: nil)
  }
}

/// That counts may leave some out, said once where they stand.
enum AtLeast {
  static let words = "at least so many, as agents are told by their marks"
}
