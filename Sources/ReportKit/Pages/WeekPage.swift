import CommonMark

/// One week, to be read or pasted somewhere: what happened in it beside the week before, what needs a person, what was
/// merged and finished, what began, and what is still open.
struct WeekPage: Page {
  let week: Week
  /// The week before, when the report is about all of it, and the week is over.
  let before: Week?
  let older: WeekID?
  let newer: WeekID?
  /// What needs a person about jobs of the week, also what has for long, the newest job first.
  let needs: [Attention]
  /// Whose pull requests came to an end in it.
  let agents: [JobGroup]

  var path: SitePath { SitePath("weeks").appending(FileName(week.id)) }
  var hasMarkdown: Bool { true }
  var newestJob: Int? { week.jobs.last }

  func fingerprint(site: Site) -> Fingerprint? {
    let report = site.report
    var parts = Fingerprint.Parts()
    for neighbour in [older, newer, before?.id] { parts.add(neighbour?.description ?? "") }
    for index in week.jobs { parts.add(report.rows[index]) }
    for index in week.ended { parts.add(report.rows[index]) }
    for pull in (week.merged + week.closed).lazy.map({ report.pulls[$0] }) {
      parts.add(pull.state.key)
      parts.add(report.rows[pull.job])
    }
    let content = content(site)
    content.causes.add(to: &parts)
    parts.add(content.tiles.markdown.bytes)
    parts.add(WeekPage.changes(in: week.id, of: report) ?? "")
    parts.add(content.markdown(.lede).bytes)
    parts.add(content.markdown(.agents).bytes)
    parts.add(content.markdown(.open).bytes)
    return parts.fingerprint
  }

  func files(site: Site) -> [OutputFile] {
    let title = "Week \(week.id.week), \(week.id.year)"
    let frame = PageFrame(
      path: path, kind: .week, title: title, hasMarkdown: true,
      description: Sentence(week, needs: needs, in: site.report).text)
    let content = content(site)
    let turn = PreviousNext(older: older.map(neighbour), newer: newer.map(neighbour))
    let parts = Dictionary(
      uniqueKeysWithValues: WeekMarkdownSlot.allCases.map { ($0, content.markdown($0)) })
    func markdown(_ bytes: inout [UInt8], _ writeWay: (inout Markdown) -> Void) {
      site.templates.weekMarkdown.render(into: &bytes) { slot, page in
        switch slot {
        case .title: page.text(title)
        case .turn: page.markdown(writeWay)
        default: page.markdown(parts[slot] ?? Markdown())
        }
      }
    }
    return [
      frame.html(site: site) { bytes in
        site.templates.week.render(into: &bytes) { slot, page in
          switch slot {
          case .title: page.text(title)
          case .crumbs:
            page.html("<a href=\"../index.html\">Overview</a> / <a href=\"index.html\">Weeks</a>")
          case .copy: page.html(CopyBlock.html { markdown(&$0) { _ in } })
          case .turn: page.html { turn.write(into: &$0) }
          default: page.html(content.html(slot))
          }
        }
      },
      frame.markdown { bytes in
        markdown(&bytes) { way in
          way += "[Overview](../index.md)"
          turn.writeMarkdown(into: &way)
        }
      },
    ]
  }

  /// `Seen in this week: 3 new jobs, 9 todos done.` What the figures below it count by a date is
  /// not in it.
  static func changes(in week: WeekID, of report: Report) -> String? {
    report.changesByWeek[week]?.words.map { "Seen in this week: \($0)." }
  }

  private func content(_ site: Site) -> WeekContent {
    WeekContent(week: week, needs: needs, agents: agents, tiles: tiles(site), site: site)
  }

  /// The figures, each with that of the week before by its name.
  private func tiles(_ site: Site) -> Tiles {
    let report = site.report
    func tile(_ label: String, notes: [String] = [], _ value: (Week) -> String) -> Tiles.Tile {
      let earlier = before.map { "week \($0.id.week): \(value($0))" }
      return Tiles.Tile(label: label, value: value(week), notes: notes + [earlier].compactMap(\.self))
    }
    let finished = tile("Finished") { week in
      "\(week.ended.count { !report.jobs[$0].status.isFailure })"
    }
    let failed = tile("Failed") { week in "\(week.ended.count { report.jobs[$0].status.isFailure })" }
    let knowsEnds = report.weeks.contains { !$0.ended.isEmpty }
    guard report.outcomes != nil else {
      let began = tile("Began") { "\($0.jobs.count)" }
      let completed = tile("Completed") { week in
        "\(week.jobs.count { report.jobs[$0].status == .completed })"
      }
      let pulls = tile("Pull requests") { week in
        "\(week.jobs.reduce(0) { $0 + report.jobs[$1].pullRequestCount })"
      }
      let todos = report.todos(of: week.jobs)
      let done = tile("Todos done", notes: todos.total > 0 ? ["of \(todos.total)"] : []) {
        "\(report.todos(of: $0.jobs).done)"
      }
      return Tiles([began] + (knowsEnds ? [finished, failed] : [completed]) + [pulls, done])
    }
    let outcomes = report.outcomes(of: week)
    let rate =
      outcomes.mergePercentage.map { "\($0) % of \(outcomes.concluded) concluded" }
      ?? (outcomes.concluded > 0 ? outcomes.formula : nil)
    return Tiles(
      [
        tile("Merged", notes: [rate].compactMap(\.self)) { "\($0.merged.count)" },
        tile("Median time to merge") { report.outcomes(of: $0).median?.words ?? "–" },
      ] + (knowsEnds ? [finished, failed] : [tile("Began") { "\($0.jobs.count)" }]) + [
        tile("Pull requests opened") { "\($0.opened.count)" }
      ])
  }

  private func neighbour(_ week: WeekID) -> PreviousNext.Neighbour {
    PreviousNext.Neighbour(path: week.description, name: "Week \(week.week), \(week.year)")
  }
}

extension WeekPage {
  /// The pages of all weeks of a report.
  static func pages(of report: Report) -> [any Page] {
    weeks(of: report).flatMap { week -> [any Page] in
      let jobs = week.week.allJobs(in: report)
      return [week]
        + (jobs.count > WeekRows.most ? JobListPage.pages(of: .week(week.week.id), jobs: jobs) : [])
    }
  }

  /// Those that tell what happened in them.
  static func weeks(of report: Report) -> [WeekPage] {
    var needs: [WeekID: [Attention]] = [:]
    let zone = report.options.timeZone
    for need in (report.attention + report.olderAttention).sorted(by: { $0.job > $1.job }) {
      let weeks = [report.week(ofJobAt: need.job), need.since.map { WeekID(containing: zone.date(of: $0)) }]
      for week in Set(weeks.compactMap(\.self)) { needs[week, default: []].append(need) }
    }
    let agents = report.groupsByWeek(by: .agent)
    return report.weeks.indices.map { index in
      let week = report.weeks[index]
      let older = index > 0 ? report.weeks[index - 1] : nil
      return WeekPage(
        week: week, before: before(week, older: older, in: report), older: older?.id,
        newer: index + 1 < report.weeks.count ? report.weeks[index + 1].id : nil,
        needs: needs[week.id] ?? [], agents: agents[week.id] ?? [])
    }
  }

  /// The week before; one without jobs has figures, too, but none when the report may leave jobs of it out, and a week
  /// that is not over is compared with nothing.
  private static func before(_ week: Week, older: Week?, in report: Report) -> Week? {
    let id = week.id.previous
    guard let older, !report.isRunning(week.id),
      report.options.selection.from.map({ $0 <= report.options.timeZone.start(of: id.monday) }) ?? true
    else { return nil }
    return older.id == id ? older : Week(id: id, jobs: 0..<0)
  }
}
