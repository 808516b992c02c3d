import CommonMark

/// The figures of each project, when a report has several.
struct ProjectTable {
  let rows: [(project: String, figures: Figures)]

  init(site: Site) {
    let report = site.report
    var jobs: [String: [Int]] = [:]
    for index in report.jobs.indices { jobs[report.jobs[index].key.project ?? "", default: []].append(index) }
    var attention: [String: Int] = [:]
    for entry in report.attention { attention[report.jobs[entry.job].key.project ?? "", default: 0] += 1 }
    let names = report.projects + (jobs[""] == nil ? [] : [""])
    rows = names.map { name in
      let figures = Figures(jobs[name] ?? [], in: report, attention: attention[name] ?? 0)
      return (name.isEmpty ? "unknown" : name, figures)
    }
  }

  var html: HTML {
    var html: HTML = """
      <div class="scroll" role="region" aria-label="Figures by project" tabindex="0"><table class="figures-table">
      <thead><tr><th scope="col">Project</th>\(FigureCells.head)</tr></thead>
      <tbody>

      """
    for row in rows {
      html += "<tr><th scope=\"row\"><bdi>\(row.project)</bdi></th>\(FigureCells.html(row.figures))</tr>\n"
    }
    return html + "</tbody>\n</table></div>"
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
    <th scope="col">Jobs</th><th scope="col">Completed</th><th scope="col">Need attention</th>\
    <th scope="col">Pull requests</th><th scope="col">Todos</th>
    """
  static let markdownHead: Markdown = "| Jobs | Completed | Need attention | Pull requests | Todos |"
  static let markdownRule: Markdown = "|---:|---:|---:|---:|---:|"

  static func html(_ figures: Figures) -> HTML {
    """
    <td>\(figures.total)</td><td>\(figures.counts[.completed] ?? 0)</td><td>\(figures.attention)</td>\
    <td>\(figures.pullRequests)</td><td>\(figures.todos.done) of \(figures.todos.total)</td>
    """
  }

  static func markdown(_ figures: Figures) -> Markdown {
    """
    | \(figures.total) | \(figures.counts[.completed] ?? 0) | \(figures.attention) | \
    \(figures.pullRequests) | \(figures.todos.done) of \(figures.todos.total) |
    """
  }
}
