import CommonMark

/// The figures of each agent, project or model, where there are several; agents and projects lead to their pages.
struct GroupTable {
  private let facet: Facet
  private let groups: [JobGroup]
  private let site: Site
  private let columns: [Column]

  /// How many rows stand open, and how many a table has at most.
  private static let (shown, most) = (12, 200)

  private struct Column {
    var name: HTML
    var markdownName: Markdown
    var value: (JobGroup) -> Cell
  }

  /// A figure, what stands smaller behind it, and the part of the group's page that has the jobs behind it.
  private struct Cell {
    var text: String
    var note: String?
    var part: StaticString?
  }

  /// The table of all jobs, or of some.
  init(by facet: Facet, of jobs: [Int]? = nil, site: Site) {
    let report = site.report
    self.facet = facet
    self.site = site
    let groups = jobs.map { report.groups(by: facet, of: $0) } ?? report.groups(by: facet)
    self.groups = JobGroup.areSeveral(groups) ? groups : []
    guard !self.groups.isEmpty else {
      columns = []
      return
    }
    let isOfAll = jobs == nil
    let needs = GroupTable.needs(by: facet, of: jobs, in: report)
    let attention = Column(name: "Need attention", markdownName: "Need attention") { group in
      let count = needs[group.value] ?? 0
      return Cell(text: "\(count)", part: count > 0 && isOfAll ? "attention" : nil)
    }
    let count = Column(name: "Jobs", markdownName: "Jobs") { group in
      Cell(text: "\(group.jobs.count)", part: isOfAll ? "jobs" : nil)
    }
    columns =
      [count]
      + (report.outcomes == nil
        ? GroupTable.made(attention, in: report)
        : GroupTable.landed(groups, attention, in: report, isOfAll: isOfAll))
  }

  private static func needs(by facet: Facet, of jobs: [Int]?, in report: Report) -> [String?: Int] {
    let some = jobs.map(Set.init)
    var counts: [String?: Int] = [:]
    for need in report.attention where some?.contains(need.job) ?? true {
      counts[facet.value(of: report.jobs[need.job]), default: 0] += 1
    }
    return counts
  }

  private static func made(_ attention: Column, in report: Report) -> [Column] {
    func figures(_ group: JobGroup) -> Figures { Figures(group.jobs, in: report, attention: 0) }
    return [
      Column(name: "Completed", markdownName: "Completed") { group in
        Cell(text: "\(figures(group).counts[.completed] ?? 0)")
      }, attention,
      Column(name: "Pull requests", markdownName: "Pull requests") { group in
        Cell(text: "\(figures(group).pullRequests)")
      },
      Column(name: "Todos", markdownName: "Todos") { group in
        let todos = figures(group).todos
        return Cell(text: "\(todos.done) of \(todos.total)")
      },
    ]
  }

  /// What no group has anything of has no column.
  private static func landed(
    _ groups: [JobGroup], _ attention: Column, in report: Report, isOfAll: Bool
  ) -> [Column] {
    var columns = [
      Column(name: "Merged", markdownName: "Merged") { group in
        let outcomes = group.outcomes
        guard outcomes.concluded > 0 else { return Cell(text: "–") }
        let counts = "\(outcomes.merged) of \(outcomes.concluded)"
        return outcomes.mergePercentage.map { Cell(text: "\($0) %", note: counts) } ?? Cell(text: counts)
      },
      Column(name: "Median to merge", markdownName: "Median to merge") { group in
        Cell(text: group.outcomes.median?.words ?? "–")
      },
      Column(name: "Open", markdownName: "Open") { group in
        let open = group.outcomes.open + group.outcomes.draft
        // The list of them has those that tell when they were opened.
        let isListed = group.pulls.contains { index in
          report.pulls[index].state.isOpen && report.pulls[index].state.createdAt != nil
        }
        return Cell(text: "\(open)", part: isListed && isOfAll ? "open" : nil)
      },
    ]
    if groups.contains(where: { $0.outcomes.failing > 0 }) {
      columns.append(
        Column(name: "Checks fail", markdownName: "Checks fail") { Cell(text: "\($0.outcomes.failing)") })
    }
    columns.append(attention)
    if groups.contains(where: { !$0.outcomes.costs.isEmpty }) {
      columns.append(
        Column(name: "Cost per merged", markdownName: "Cost per merged") { group in
          let costs = group.outcomes.costs
          return Cell(text: costs.isEmpty ? "not told" : costs.map(\.words).joined(separator: ", "))
        })
    }
    return columns
  }

  /// What *Merged* means, for the first table of a page.
  static func formula(in report: Report) -> String? {
    report.outcomes == nil
      ? nil
      : "Merged: the share of the concluded pull requests, which were merged or closed unmerged; "
        + "from the fourth on in per cent."
  }

  func html(root: String) -> HTML {
    guard !groups.isEmpty else { return HTML() }
    var html = table(groups.prefix(GroupTable.shown), root: root)
    let rest = groups.dropFirst(GroupTable.shown)
    guard !rest.isEmpty else { return html }
    html += "\n<details class=\"rest\"><summary>\(rest.count) more</summary>\n"
    html += table(rest.prefix(GroupTable.most), root: root)
    if rest.count > GroupTable.most {
      html += "\n<p class=\"more\">and \(rest.count - GroupTable.most) with fewer jobs</p>"
    }
    return html + "\n</details>"
  }

  private func table(_ groups: some Sequence<JobGroup>, root: String) -> HTML {
    var html: HTML = """
      <table class="figures-table totals" role="table" aria-label="Figures by \(noun)">
      <thead><tr role="row"><th scope="col" role="columnheader">\(title)</th>
      """
    for column in columns { html += "<th scope=\"col\" role=\"columnheader\">\(column.name)</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for group in groups {
      let page = site.report.page(of: facet, group.value).map { "\(root)\($0.description).html" }
      html += "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">"
      html += "\(GroupLink.html(group.name, to: page))</th>"
      for column in columns {
        let cell = column.value(group)
        html += "<td role=\"cell\" data-l=\"\(column.name)\">"
        if let part = cell.part, let page {
          html += "<a href=\"\(page)#\(part.description)\">\(cell.text)</a>"
        } else {
          html += "\(cell.text)"
        }
        if let note = cell.note { html += " <small>\(note)</small>" }
        html += "</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>"
  }

  func markdown(root: String) -> Markdown {
    guard !groups.isEmpty else { return Markdown() }
    var (head, rule): (Markdown, Markdown) = ("| \(text: title) |", "\n|---|")
    for column in columns {
      head += " \(column.markdownName) |"
      rule += "---:|"
    }
    var markdown = head + rule
    for group in groups.prefix(GroupTable.most) {
      let name: Markdown = "\(cell: group.name, for: .pasted)"
      let page = site.report.page(of: facet, group.value)
      markdown +=
        page.map { "\n| [\(name)](\(destination: "\(root)\($0.description).md")) |" } ?? "\n| \(name) |"
      for column in columns {
        let cell = column.value(group)
        markdown += " \(cell: cell.text)"
        if let note = cell.note { markdown += " (\(cell: note))" }
        markdown += " |"
      }
    }
    let rest = groups.count - GroupTable.most
    return rest > 0 ? markdown + "\n\nand \(rest) with fewer jobs" : markdown
  }

  private var noun: HTML {
    switch facet {
    case .agent: "agent"
    case .project: "project"
    case .model: "model"
    }
  }

  private var title: String {
    switch facet {
    case .agent: "Agent"
    case .project: "Project"
    case .model: "Model"
    }
  }
}

/// The name of an agent, a project or a model, which leads to its page where it has one.
enum GroupLink {
  static func html(_ name: String, to page: String?) -> HTML {
    // A line may end behind a slash, and not inside of a word.
    var parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let last = parts.removeLast()
    var html: HTML = "<bdi>"
    for part in parts { html += "\(String(part))/<wbr>" }
    html += "\(String(last))</bdi>"
    return page.map { "<a href=\"\($0)\">\(html)</a>" } ?? html
  }

  /// The project of a job.
  static func project(of job: JobSummary, root: String, site: Site) -> HTML {
    let project = job.key.project?.text
    let page = site.report.page(of: .project, project).map { "\(root)\($0.description).html" }
    return html(project.map(Facet.project.name) ?? "unknown", to: page)
  }
}

extension MarkdownProfile {
  /// What a page is written for that is made to be pasted: comments on GitHub, where nobody is to be pinged.
  static var pasted: MarkdownProfile { .github }
}
