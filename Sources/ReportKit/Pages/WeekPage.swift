import CommonMark

/// One week, to be read or pasted somewhere: its figures beside those of the week before, what needs a
/// person, what was completed, what is still open.
struct WeekPage: Page {
  let week: Week
  /// The week before, when the report is about all of it.
  let before: Week?
  let older: WeekID?
  let newer: WeekID?
  let attention: [(job: Int, reason: String)]
  /// How many jobs of the week before need a person.
  let attentionBefore: Int

  var path: SitePath { SitePath("weeks").appending(FileName(week.id)) }
  var hasMarkdown: Bool { true }

  func fingerprint(site: Site) -> Fingerprint? {
    var parts = Fingerprint.Parts()
    parts.add(icons: Icon.statuses(of: site.report))
    for neighbour in [older, newer, before?.id] { parts.add(neighbour?.description ?? "") }
    for index in week.jobs { parts.add(row: site.report.jobs[index]) }
    for entry in attention {
      parts.add(entry.job - week.jobs.lowerBound)
      parts.add(entry.reason)
    }
    if let before { figures(of: before, attention: attentionBefore, site).add(to: &parts) }
    parts.add(WeekPage.changes(in: week.id, of: site.report) ?? "")
    return parts.fingerprint
  }

  func files(site: Site) -> [OutputFile] {
    let title = "Week \(week.id.week), \(week.id.year)"
    let shell = Shell(
      path: path, kind: .week, title: title, icons: Icon.statuses(of: site.report) + [.todoPending],
      hasMarkdown: true,
      description: figures(of: week, attention: attention.count, site).line)
    let content = WeekContent(
      week: week, attention: attention,
      figures: figures(of: week, attention: attention.count, site),
      before: before.map { ($0.id, figures(of: $0, attention: attentionBefore, site)) }, site: site)
    let turn = Turn(older: older.map(neighbour), newer: newer.map(neighbour))
    let parts = Dictionary(
      uniqueKeysWithValues: WeekMarkdownSlot.allCases.map { ($0, content.markdown($0)) })
    let markdown = { (bytes: inout [UInt8], way: Markdown) in
      site.templates.weekMarkdown.render(into: &bytes) { slot in
        switch slot {
        case .title: .text(title)
        case .turn: .markdown(way)
        default: .markdown(parts[slot] ?? Markdown())
        }
      }
    }
    return [
      shell.html(site: site) { bytes in
        site.templates.week.render(into: &bytes) { slot in
          switch slot {
          case .title: .text(title)
          case .crumbs: .html("<a href=\"../index.html\">Overview</a> / <a href=\"index.html\">Weeks</a>")
          case .copy: .html(CopyBlock.html { markdown(&$0, Markdown()) })
          case .turn: .html(turn.html)
          default: .html(content.html(slot))
          }
        }
      },
      shell.markdown { markdown(&$0, "[Overview](../index.md)\(turn.markdown)") },
    ]
  }

  /// `Seen in this week, older jobs included: 3 new jobs, 5 finished.` The figures below it count the jobs that
  /// started in the week.
  static func changes(in week: WeekID, of report: Report) -> String? {
    report.changesByWeek[week]?.words.map { "Seen in this week, older jobs included: \($0)." }
  }

  private func figures(of week: Week, attention: Int, _ site: Site) -> Figures {
    Figures(week.jobs, in: site.report, attention: attention)
  }

  private func neighbour(_ week: WeekID) -> Turn.Neighbour {
    Turn.Neighbour(path: week.description, name: "Week \(week.week), \(week.year)")
  }
}

extension WeekPage {
  /// The pages of all weeks of a report.
  static func pages(of report: Report) -> [WeekPage] {
    var attention: [WeekID: [(job: Int, reason: String)]] = [:]
    for entry in report.attention {
      if let week = report.week(ofJobAt: entry.job) { attention[week, default: []].append(entry) }
    }
    return report.weeks.indices.map { index in
      let week = report.weeks[index]
      let older = index > 0 ? report.weeks[index - 1] : nil
      return WeekPage(
        week: week, before: before(week, older: older, in: report), older: older?.id,
        newer: index + 1 < report.weeks.count ? report.weeks[index + 1].id : nil,
        attention: attention[week.id] ?? [], attentionBefore: attention[week.id.previous]?.count ?? 0)
    }
  }

  /// The week before; one without jobs has figures, too, but none when the report may leave jobs of it out.
  private static func before(_ week: Week, older: Week?, in report: Report) -> Week? {
    let id = week.id.previous
    guard let older,
      report.options.selection.from.map({ $0 <= report.options.timeZone.start(of: id.monday) }) ?? true
    else { return nil }
    return older.id == id ? older : Week(id: id, jobs: 0..<0)
  }
}
