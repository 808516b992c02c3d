import CommonMark

/// The figures of each project, when a report has several.
struct ProjectTable {
  let rows: [(project: String, figures: Figures)]

  init(site: Site) {
    let report = site.report
    var jobs: [ID: [Int]] = [:]
    for index in report.jobs.indices { jobs[report.jobs[index].key.project ?? "", default: []].append(index) }
    var attention: [ID: Int] = [:]
    for entry in report.attention { attention[report.jobs[entry.job].key.project ?? "", default: 0] += 1 }
    let names = report.projects + (jobs[""] == nil ? [] : [""])
    rows = names.map { name in
      let figures = Figures(jobs[name] ?? [], in: report, attention: attention[name] ?? 0)
      return (name.isEmpty ? "unknown" : name.text, figures)
    }
  }

  var html: HTML {
    var html: HTML = """
      <table class="figures-table totals" role="table" aria-label="Figures by project">
      <thead><tr role="row"><th scope="col" role="columnheader">Project</th>\(FigureCells.head)</tr></thead>
      <tbody>

      """
    for row in rows {
      html += "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\"><bdi>\(row.project)</bdi></th>"
      html += "\(FigureCells.html(row.figures))</tr>\n"
    }
    return html + "</tbody>\n</table>"
  }

  var markdown: Markdown {
    var markdown: Markdown = "| Project \(FigureCells.markdownHead)\n|---\(FigureCells.markdownRule)"
    for row in rows { markdown += "\n| \(cell: row.project) \(FigureCells.markdown(row.figures))" }
    return markdown
  }
}

/// The columns that tables of figures share: jobs, completed, need attention, pull requests, todos.
enum FigureCells {
  static let head: HTML = """
    <th scope="col" role="columnheader">Jobs</th><th scope="col" role="columnheader">Completed</th>\
    <th scope="col" role="columnheader">Need attention</th><th scope="col" role="columnheader">Pull requests</th>\
    <th scope="col" role="columnheader">Todos</th>
    """
  static let markdownHead: Markdown = "| Jobs | Completed | Need attention | Pull requests | Todos |"
  static let markdownRule: Markdown = "|---:|---:|---:|---:|---:|"

  static func html(_ figures: Figures) -> HTML {
    """
    <td role="cell" data-l="Jobs">\(figures.total)</td>\
    <td role="cell" data-l="Completed">\(figures.counts[.completed] ?? 0)</td>\
    <td role="cell" data-l="Need attention">\(figures.attention)</td>\
    <td role="cell" data-l="Pull requests">\(figures.pullRequests)</td>\
    <td role="cell" data-l="Todos">\(figures.todos.done) of \(figures.todos.total)</td>
    """
  }

  static func markdown(_ figures: Figures) -> Markdown {
    """
    | \(figures.total) | \(figures.counts[.completed] ?? 0) | \(figures.attention) | \
    \(figures.pullRequests) | \(figures.todos.done) of \(figures.todos.total) |
    """
  }
}
