import CommonMark

/// What stands on a week's page, in HTML and in Markdown.
struct WeekContent {
  let week: Week
  let attention: [(job: Int, reason: String)]
  let figures: Figures
  let before: (week: WeekID, figures: Figures)?
  let site: Site

  private let completed: [JobSummary]
  private let running: [JobSummary]
  /// What ended in another way and needs no person, so that every job of the week is on the page.
  private let others: [JobSummary]

  init(
    week: Week, attention: [(job: Int, reason: String)], figures: Figures,
    before: (WeekID, Figures)?, site: Site
  ) {
    self.week = week
    self.attention = attention
    self.figures = figures
    self.before = before
    self.site = site
    let needing = Set(attention.map(\.job))
    let jobs = week.jobs.reversed()
    completed = jobs.map { site.report.jobs[$0] }.filter { $0.status == .completed }
    running = jobs.map { site.report.jobs[$0] }.filter { $0.status == .running }
    others = jobs.filter { !needing.contains($0) }.map { site.report.jobs[$0] }
      .filter { $0.status != .completed && $0.status != .running }
  }

  /// `Seen in this week, older jobs included: 3 new jobs, 5 finished.`
  private var changes: String? { WeekPage.changes(in: week.id, of: site.report) }

  private var days: String { DateWords.range(week.id.monday, week.id.sunday) }
  private var carried: CarriedTodos {
    CarriedTodos(week.jobs.reversed().lazy.map { site.report.jobs[$0] }.filter { !$0.openTodos.isEmpty })
  }

  func html(_ slot: WeekSlot) -> HTML {
    switch slot {
    case .lede:
      """
      \(days)<span class="ways"> · <a class="markdown" href="\(week.id.description).md">Markdown</a></span>
      """
    case .changes: changes.map { "\($0)" } ?? HTML()
    case .figures: figures.html(before: before)
    case .chart: JobsChart(daysOf: week, in: site.report).html
    case .attention: AttentionList(attention, site: site).html(root: "../")
    case .empty: week.jobs.isEmpty ? "<p class=\"empty\">No job started in this week.</p>" : HTML()
    case .completed: JobRow.html(completed, root: "../", site: site)
    case .running: JobRow.html(running, root: "../", site: site)
    case .others: JobRow.html(others, root: "../", site: site)
    case .todos: carried.html(root: "../")
    case .title, .crumbs, .copy, .turn: HTML()
    }
  }

  func markdown(_ slot: WeekMarkdownSlot) -> Markdown {
    switch slot {
    case .lede: "\(text: days)"
    case .changes: changes.map { "\(text: $0)" } ?? Markdown()
    case .figures: figures.markdown(before: before)
    case .attention: AttentionList(attention, site: site).markdown(root: "../")
    case .empty: week.jobs.isEmpty ? "No job started in this week." : Markdown()
    case .completed: list(completed)
    case .running: list(running)
    case .others: list(others, saysStatus: true)
    case .todos: carried.markdown(root: "../")
    case .title, .turn: Markdown()
    }
  }

  /// Jobs as a list, which reads better in a mail than a table does.
  private func list(_ jobs: [JobSummary], saysStatus: Bool = false) -> Markdown {
    var list = Markdown()
    for job in jobs {
      if !list.isEmpty { list += "\n" }
      list += "- "
      if saysStatus { list += "**\(StatusMark.markdown(job))** " }
      list += "[\(text: job.name)](\(destination: "../\(job.page.description).md"))"
      if site.showsProjects { list += " (\(text: job.key.project ?? "unknown"))" }
      var details: [Markdown] = []
      if !job.pullRequests.isEmpty || !job.pullRequestTexts.isEmpty {
        details.append(PullRequestLink.markdown(job.pullRequests, texts: job.pullRequestTexts))
      }
      if job.pullRequests.isEmpty, job.status == .completed, !job.isUnread(.pullRequests) {
        details.append("no pull request")
      }
      if job.todos.open > 0 { details.append("\(TodoMeter.markdown(job)) todos done") }
      for (number, detail) in details.enumerated() { list += number == 0 ? " — \(detail)" : ", \(detail)" }
    }
    return list
  }
}
