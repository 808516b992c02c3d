import CommonMark

/// The figures of weeks, each a link to its page.
struct WeekTable {
  let weeks: [Week]
  let site: Site

  /// `more` adds the way to all weeks.
  func html(root: String, more: Bool) -> HTML {
    guard !weeks.isEmpty else { return HTML() }
    var html: HTML = """
      <table class="figures-table totals" role="table" aria-label="Figures by week">
      <thead><tr role="row"><th scope="col" role="columnheader">Week</th>\(FigureCells.head)</tr></thead>
      <tbody>

      """
    let attention = attentionByWeek
    for week in weeks {
      let figures = Figures(week.jobs, in: site.report, attention: attention[week.id] ?? 0)
      html +=
        "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\"><a href=\"\(root)weeks/\(week.id.description).html\">Week \(week.id.week)</a> "
      html += "<small>\(DateWords.range(week.id.monday, week.id.sunday))</small></th>"
      html += "\(FigureCells.html(figures))</tr>\n"
    }
    html += "</tbody>\n</table>"
    if more { html += "\n<p class=\"more\"><a href=\"\(root)weeks/index.html\">All weeks →</a></p>" }
    return html
  }

  func markdown(root: String) -> Markdown {
    guard !weeks.isEmpty else { return Markdown() }
    var markdown: Markdown = "| Week \(FigureCells.markdownHead)\n|---\(FigureCells.markdownRule)"
    let attention = attentionByWeek
    for week in weeks {
      let figures = Figures(week.jobs, in: site.report, attention: attention[week.id] ?? 0)
      let path = "\(root)weeks/\(week.id.description).md"
      markdown += "\n| [\(cell: week.id.description)](\(destination: path)) \(FigureCells.markdown(figures))"
    }
    return markdown
  }

  private var attentionByWeek: [WeekID: Int] {
    var counts: [WeekID: Int] = [:]
    for entry in site.report.attention {
      if let week = site.report.week(ofJobAt: entry.job) { counts[week, default: 0] += 1 }
    }
    return counts
  }
}

/// All weeks of a report.
struct WeeksPage: Page {
  let path = SitePath("weeks/index")

  func files(site: Site) -> [OutputFile] {
    let shell = Shell(path: path, kind: .weeks, title: "Weeks", icons: [])
    return [
      shell.html(site: site) { bytes in
        site.templates.list.render(into: &bytes) { slot in
          switch slot {
          case .title: .text("Weeks")
          case .crumbs: .html("<a href=\"../index.html\">Overview</a>")
          case .lede: .html("Every week that a job started in, the newest first.")
          case .chips, .turn: .html(HTML())
          case .rows:
            .html(
              site.report.weeks.isEmpty
                ? "<p class=\"empty\">No job has a date yet.</p>"
                : WeekTable(weeks: site.report.weeks.reversed(), site: site).html(root: "../", more: false))
          }
        }
      }
    ]
  }
}
