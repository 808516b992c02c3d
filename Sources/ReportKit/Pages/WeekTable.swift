import CommonMark

/// The figures of weeks, each a link to its page: what happened in them where pull requests tell, else what came of
/// the jobs that began in them.
struct WeekTable {
  let weeks: [Week]
  let site: Site

  private struct Column {
    var name: HTML
    var markdownName: Markdown
    var value: (Week) -> String
  }

  private var columns: [Column] {
    let report = site.report
    guard report.outcomes != nil else {
      let attention = attentionByWeek
      return [
        Column(name: "Began", markdownName: "Began") { "\($0.jobs.count)" },
        Column(name: "Completed", markdownName: "Completed") { week in
          "\(week.jobs.count { report.jobs[$0].status == .completed })"
        },
        Column(name: "Need attention", markdownName: "Need attention") { "\(attention[$0.id] ?? 0)" },
        Column(name: "Pull requests", markdownName: "Pull requests") { week in
          "\(week.jobs.reduce(0) { $0 + report.jobs[$1].pullRequestCount })"
        },
        Column(name: "Todos", markdownName: "Todos") { week in
          let todos = report.todos(of: week.jobs)
          return "\(todos.done) of \(todos.total)"
        },
      ]
    }
    return [
      Column(name: "Began", markdownName: "Began") { "\($0.jobs.count)" },
      Column(name: "Opened", markdownName: "Opened") { "\($0.opened.count)" },
      Column(name: "Merged", markdownName: "Merged") { "\($0.merged.count)" },
      Column(name: "Closed", markdownName: "Closed") { "\($0.closed.count)" },
      Column(name: "Merge rate", markdownName: "Merge rate") { week in
        report.outcomes(of: week).mergePercentage.map { "\($0) %" } ?? "–"
      },
      Column(name: "Median to merge", markdownName: "Median to merge") { week in
        report.outcomes(of: week).median?.words ?? "–"
      },
    ]
  }

  /// `more` adds the way to all weeks.
  func html(root: String, more: Bool) -> HTML {
    guard !weeks.isEmpty else { return HTML() }
    let columns = columns
    var html: HTML = """
      <table class="figures-table totals" role="table" aria-label="Figures by week">
      <thead><tr role="row"><th scope="col" role="columnheader">Week</th>
      """
    for column in columns { html += "<th scope=\"col\" role=\"columnheader\">\(column.name)</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for week in weeks {
      html +=
        "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\"><a href=\"\(root)weeks/\(week.id.description).html\">Week \(week.id.week)</a> "
      html += "<small>\(DateWords.range(week.id.monday, week.id.sunday))\(soFar(week))</small></th>"
      for column in columns {
        html += "<td role=\"cell\" data-l=\"\(column.name)\">\(column.value(week))</td>"
      }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>"
    if more { html += "\n<p class=\"more\"><a href=\"\(root)weeks/index.html\">All weeks →</a></p>" }
    return html
  }

  func markdown(root: String) -> Markdown {
    guard !weeks.isEmpty else { return Markdown() }
    let columns = columns
    var markdown: Markdown = "| Week |"
    for column in columns { markdown += " \(column.markdownName) |" }
    markdown += "\n|---|"
    for _ in columns { markdown += "---:|" }
    for week in weeks {
      let path = "\(root)weeks/\(week.id.description).md"
      markdown += "\n| [\(cell: week.id.description)](\(destination: path))\(cell: soFar(week)) |"
      for column in columns { markdown += " \(cell: column.value(week)) |" }
    }
    return markdown
  }

  private func soFar(_ week: Week) -> String { site.report.isRunning(week.id) ? ", so far" : "" }

  private var attentionByWeek: [WeekID: Int] {
    var counts: [WeekID: Int] = [:]
    for entry in site.report.attention {
      if let week = site.report.week(ofJobAt: entry.job) { counts[week, default: 0] += 1 }
    }
    return counts
  }
}

extension Report {
  /// What came of the pull requests that came to an end in a week.
  func outcomes(of week: Week) -> Outcomes {
    Outcomes((week.merged + week.closed).lazy.map { pulls[$0].state })
  }

  /// All checklists of some jobs together.
  func todos(of indices: Range<Int>) -> TodoCount {
    var todos = TodoCount.none
    for index in indices { todos += jobs[index].todos }
    return todos
  }

  /// Whether a week is not over at the moment of the report.
  func isRunning(_ week: WeekID) -> Bool {
    let monday = options.timeZone.start(of: week.monday)
    return monday <= options.asOf && options.asOf < options.timeZone.start(of: week.next.monday)
  }
}

/// All weeks of a report.
struct WeeksPage: Page {
  let path = SitePath("weeks/index")

  func files(site: Site) -> [OutputFile] {
    let frame = PageFrame(path: path, kind: .weeks, title: "Weeks")
    return [
      frame.html(site: site) { bytes in
        site.templates.list.render(into: &bytes) { slot, page in
          switch slot {
          case .title: page.text("Weeks")
          case .crumbs: page.html("<a href=\"../index.html\">Overview</a>")
          case .lede: page.text("What happened in each week, the newest first.")
          case .chips, .turn: break
          case .rows:
            let weeks = site.report.weeks
            if weeks.isEmpty {
              page.html("<p class=\"empty\">No job has a date yet.</p>")
            } else {
              page.html(WeekTable(weeks: weeks.reversed(), site: site).html(root: "../", more: false))
            }
          }
        }
      }
    ]
  }
}
