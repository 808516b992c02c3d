import CommonMark

/// One week: its figures, what needs a person, its jobs.
struct WeekPage: Page {
  let week: Week
  let older: WeekID?
  let newer: WeekID?
  let attention: [(job: Int, reason: String)]

  var path: SitePath { SitePath("weeks").appending(FileName(week.id)) }
  var hasMarkdown: Bool { true }

  func fingerprint(site: Site) -> Fingerprint? {
    var parts = Fingerprint.Parts()
    for neighbour in [older, newer] { parts.add(neighbour?.description ?? "") }
    for index in week.jobs { parts.add(row: site.report.jobs[index]) }
    for entry in attention {
      parts.add(entry.job)
      parts.add(entry.reason)
    }
    parts.add(changes(site) ?? "")
    return parts.fingerprint
  }

  func files(site: Site) -> [OutputFile] {
    let title = "Week \(week.id.week), \(week.id.year)"
    let shell = Shell(path: path, kind: .week, title: title, hasMarkdown: true)
    let figures = Figures(week.jobs, in: site.report, attention: attention.count)
    let days = DateWords.range(week.id.monday, week.id.sunday)
    let list = AttentionList(attention, site: site)
    let jobs = site.report.jobs[week.jobs].reversed()
    let turn = Turn(older: older.map(neighbour), newer: newer.map(neighbour))
    return [
      shell.html(site: site) { bytes in
        site.templates.week.render(into: &bytes) { slot in
          switch slot {
          case .title: .text(title)
          case .crumbs: .html("<a href=\"../index.html\">Overview</a> / <a href=\"index.html\">Weeks</a>")
          case .lede: .html("\(days)")
          case .changes: .html(changes(site).map { "\($0)" } ?? HTML())
          case .figures: .html(figures.html)
          case .chart: .html(HTML())
          case .attention: .html(list.html(root: "../"))
          case .jobs:
            .html(
              jobs.isEmpty
                ? "<p class=\"empty\">No job started in this week.</p>"
                : JobRow.html(jobs, root: "../", site: site))
          case .turn: .html(turn.html)
          }
        }
      },
      shell.markdown { bytes in
        site.templates.weekMarkdown.render(into: &bytes) { slot in
          switch slot {
          case .title: .text(title)
          case .lede: .markdown("\(text: days)")
          case .changes: .markdown(changes(site).map { "\(text: $0)" } ?? Markdown())
          case .figures: .markdown(figures.markdown)
          case .attention: .markdown(list.markdown(root: "../"))
          case .jobs:
            .markdown(
              jobs.isEmpty ? "No job started in this week." : JobRow.markdown(jobs, root: "../", site: site))
          case .turn: .markdown("[Overview](../index.md)\(turn.markdown)")
          }
        }
      },
    ]
  }

  /// `In this week: 3 new jobs, 5 finished.`
  private func changes(_ site: Site) -> String? {
    site.report.changesByWeek[week.id]?.words.map { "In this week: \($0)." }
  }

  private func neighbour(_ week: WeekID) -> Turn.Neighbour {
    Turn.Neighbour(path: week.description, name: "Week \(week.week), \(week.year)")
  }
}
