import CommonMark

/// The figures of each agent, project or model, where there are several; agents and projects lead to their pages.
struct GroupTable {
  let facet: Facet
  private let groups: [JobGroup]
  private let site: Site
  private let columns: [Column]

  /// How many rows stand open, and how many a table has at most.
  private static let (shown, most) = (12, 200)

  private struct Column {
    var name: String
    /// One for each row.
    var cells: [Cell]

    init(_ name: String, _ cells: [Cell]) {
      self.name = name
      self.cells = cells
    }
  }

  /// A figure, what stands smaller behind it, and the part of the group's page that has the jobs behind it.
  private struct Cell {
    var text: String
    var note: String?
    var part: StaticString?
    /// What is read out in its place.
    var label: String?

    /// A dash in the place of a figure that is not known.
    static func none(_ label: String) -> Cell { Cell(text: "–", label: label) }
  }

  /// The table of all jobs.
  init(by facet: Facet, site: Site) {
    let report = site.report
    self.init(by: facet, report.groups(by: facet), needs: report.attention, isOfAll: true, site: site)
  }

  /// The table of the jobs of a group, of what needs a person about these.
  init(by facet: Facet, of group: JobGroup, needs: [Attention], site: Site) {
    let groups = site.report.groups(by: facet, of: group.jobs)
    self.init(by: facet, groups, needs: needs, isOfAll: false, site: site)
  }

  /// The table of the pull requests of groups that came to an end.
  init(by facet: Facet, ended groups: [JobGroup], site: Site) {
    self.init(by: facet, groups, site: site) { rows in GroupTable.ended(rows.map(\.outcomes)) }
  }

  private init(
    by facet: Facet, _ groups: [JobGroup], site: Site, columns: (ArraySlice<JobGroup>) -> [Column]
  ) {
    self.facet = facet
    self.site = site
    self.groups = JobGroup.areSeveral(groups) ? groups : []
    let rows = self.groups.prefix(GroupTable.shown + GroupTable.most)
    self.columns = rows.isEmpty ? [] : columns(rows)
  }

  private init(by facet: Facet, _ groups: [JobGroup], needs: [Attention], isOfAll: Bool, site: Site) {
    self.init(by: facet, groups, site: site) { rows in
      GroupTable.all(rows, by: facet, needs: needs, isOfAll: isOfAll, in: site.report)
    }
  }

  private static func all(
    _ rows: ArraySlice<JobGroup>, by facet: Facet, needs: [Attention], isOfAll: Bool, in report: Report
  ) -> [Column] {
    var counts: [ID?: Int] = [:]
    for need in needs { counts[facet.value(of: report.jobs[need.job]), default: 0] += 1 }
    let attention = Column(
      "Need attention",
      rows.map { group in
        let count = counts[group.value] ?? 0
        return Cell(text: "\(count)", part: count > 0 && isOfAll ? "attention" : nil)
      })
    let count = Column("Jobs", rows.map { Cell(text: "\($0.jobs.count)", part: isOfAll ? "jobs" : nil) })
    return [count]
      + (report.outcomes == nil
        ? GroupTable.made(rows, attention, in: report)
        : GroupTable.landed(rows, attention, in: report, isOfAll: isOfAll))
  }

  private static func made(
    _ groups: ArraySlice<JobGroup>, _ attention: Column, in report: Report
  ) -> [Column] {
    let figures = groups.map { Figures($0.jobs, in: report, attention: 0) }
    return [
      Column("Completed", figures.map { Cell(text: "\($0.counts[.completed] ?? 0)") }), attention,
      Column("Pull requests", figures.map { Cell(text: "\($0.pullRequests)") }),
      Column("Todos", figures.map { Cell(text: "\($0.todos.done) of \($0.todos.total)") }),
    ]
  }

  /// What no group has anything of has no column.
  private static func landed(
    _ groups: ArraySlice<JobGroup>, _ attention: Column, in report: Report, isOfAll: Bool
  ) -> [Column] {
    let outcomes = groups.map(\.outcomes)
    var columns = ended(outcomes)
    columns.append(
      Column(
        "Open",
        groups.map { group in
          let open = group.outcomes.open + group.outcomes.draft
          // The list of them has those that tell when they were opened.
          let isListed = group.pulls.contains { index in
            report.pulls[index].state.isOpen && report.pulls[index].state.createdAt != nil
          }
          return Cell(text: "\(open)", part: isListed && isOfAll ? "open" : nil)
        }))
    if outcomes.contains(where: { $0.failing > 0 }) {
      columns.append(Column("Checks fail", outcomes.map { Cell(text: "\($0.failing)") }))
    }
    columns.append(attention)
    if outcomes.contains(where: { !$0.costs.isEmpty }) {
      columns.append(
        Column(
          "Cost per merged",
          outcomes.map { outcomes in
            let costs = outcomes.costs
            return costs.isEmpty
              ? .none("not told") : Cell(text: costs.map(\.words).joined(separator: ", "))
          }))
    }
    return columns
  }

  /// What is told of pull requests that came to an end.
  private static func ended(_ outcomes: [Outcomes]) -> [Column] {
    [
      Column("Merged", outcomes.map(merged)),
      Column(
        "Median to merge", outcomes.map { $0.median.map { Cell(text: $0.words) } ?? .none("not known") }),
    ]
  }

  /// `70 %, 83 of 118`; of few only how many.
  private static func merged(_ outcomes: Outcomes) -> Cell {
    guard outcomes.concluded > 0 else { return .none("none merged or closed") }
    let counts = "\(outcomes.merged) of \(outcomes.concluded)"
    return outcomes.mergePercentage.map { Cell(text: "\($0) %", note: counts) } ?? Cell(text: counts)
  }

  /// What *Merged* means, for the first table of a page.
  static func formula(in report: Report) -> String? {
    report.outcomes == nil
      ? nil
      : "Merged: of the pull requests that were merged or closed, how many were merged. "
        + "With fewer than four, no percentage is given."
  }

  func html(root: String) -> HTML {
    guard !groups.isEmpty else { return HTML() }
    var html = table(groups.indices.prefix(GroupTable.shown), root: root)
    let rest = groups.indices.dropFirst(GroupTable.shown)
    guard !rest.isEmpty else { return html }
    html += "\n<details class=\"rest\"><summary>\(rest.count) more</summary>\n"
    html += table(rest.prefix(GroupTable.most), root: root)
    if rest.count > GroupTable.most {
      html += "\n<p class=\"more\">and \(rest.count - GroupTable.most) more</p>"
    }
    return html + "\n</details>"
  }

  private func table(_ rows: Range<Int>, root: String) -> HTML {
    var html: HTML = """
      <table class="figures-table totals" role="table" aria-label="Figures by \(facet.noun)">
      <thead><tr role="row"><th scope="col" role="columnheader">\(facet.title)</th>
      """
    for column in columns { html += "<th scope=\"col\" role=\"columnheader\">\(column.name)</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      let group = groups[row]
      let page = site.report.page(of: facet, group.value).map { "\(root)\($0.description).html" }
      html += "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">"
      GroupLink.append(group.name, to: page, to: &html)
      html += "</th>"
      for column in columns {
        let cell = column.cells[row]
        html += "<td role=\"cell\" data-l=\"\(column.name)\">"
        if let part = cell.part, let page {
          html += "<a href=\"\(page)#\(part.description)\">\(cell.text)</a>"
        } else {
          html +=
            cell.label.map { "<span role=\"img\" aria-label=\"\($0)\">\(cell.text)</span>" } ?? "\(cell.text)"
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
    var (head, rule): (Markdown, Markdown) = ("| \(text: facet.title) |", "\n|---|")
    for column in columns {
      head += " \(text: column.name) |"
      rule += "---:|"
    }
    var markdown = head + rule
    for (row, group) in groups.prefix(GroupTable.most).enumerated() {
      let name: Markdown = "\(cell: group.name, for: .pasted)"
      let page = site.report.page(of: facet, group.value)
      markdown +=
        page.map { "\n| [\(name)](\(destination: "\(root)\($0.description).md")) |" } ?? "\n| \(name) |"
      for column in columns {
        let cell = column.cells[row]
        markdown += " \(cell: cell.text)"
        if let note = cell.note { markdown += " (\(cell: note))" }
        markdown += " |"
      }
    }
    let rest = groups.count - GroupTable.most
    return rest > 0 ? markdown + "\n\nand \(rest) more" : markdown
  }
}

/// The name of an agent, a project or a model, which leads to its page where it has one.
enum GroupLink {
  static func append(_ name: String, to page: String?, to html: inout HTML) {
    if let page {
      html += "<a href=\""
      html.append(text: page)
      html += "\">"
    }
    html += "<bdi>"
    // A line may end behind a slash, and not inside of a word.
    for (number, part) in name.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { html += "/<wbr>" }
      html.append(text: String(part))
    }
    html += "</bdi>"
    if page != nil { html += "</a>" }
  }

  /// The project of a job.
  static func append(projectOf job: JobSummary, root: String, site: Site, to html: inout HTML) {
    let project = job.project
    let page = site.report.page(of: .project, project).map { "\(root)\($0.description).html" }
    append(project.map(Facet.project.name) ?? "unknown", to: page, to: &html)
  }
}
