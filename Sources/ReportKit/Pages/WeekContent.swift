import CommonMark

/// What stands on a week's page, in HTML and in Markdown: each job once, by what matters most about it.
struct WeekContent {
  let week: Week
  let needs: [Attention]
  let causes: CauseList
  let tiles: Tiles
  /// Whose pull requests came to an end in the week.
  let agents: GroupTable
  let site: Site

  /// How many jobs it tells of.
  private let jobs: Int
  private let merged: [WeekRow]
  private let finished: [WeekRow]
  private let began: [Int]
  private let open: [WeekRow]

  init(week: Week, needs: [Attention], agents: [JobGroup], tiles: Tiles, site: Site) {
    self.week = week
    self.needs = needs
    causes = CauseList(needs, site: site)
    self.tiles = tiles
    self.agents = GroupTable(by: .agent, ended: agents, site: site)
    self.site = site
    let report = site.report
    jobs = week.allJobs(in: report).count
    var seen = Set(needs.map(\.job))
    var merged: [WeekRow] = []
    for index in week.merged.reversed() {
      let pull = report.pulls[index]
      guard !seen.contains(pull.job), let time = pull.state.endedAt else { continue }
      seen.insert(pull.job)
      let after = pull.state.createdAt.map { $0.duration(to: time).words }
      merged.append(WeekRow(job: pull.job, pull: pull, moment: time, after: after))
    }
    self.merged = merged
    var finished: [WeekRow] = []
    for index in week.ended.reversed() where !seen.contains(index) {
      let time = report.jobs[index].endedAt(orSeenIn: report.options.timeZone)
      seen.insert(index)
      finished.append(WeekRow(job: index, pull: nil, moment: time, after: nil))
    }
    self.finished = finished
    began = week.jobs.reversed().filter { !seen.contains($0) }
    open = WeekContent.open(before: week, in: report).filter { !seen.contains($0.job) }
  }

  /// What was open when the week began and still is, the oldest first; of weeks long past nothing.
  private static func open(before week: Week, in report: Report) -> [WeekRow] {
    let start = report.options.timeZone.start(of: week.id.monday)
    guard start > report.options.asOf.adding(hours: -24 * 14) else { return [] }
    return report.pulls.compactMap { WeekRow(open: $0, at: report.options.asOf) }
      .filter { $0.moment.map { $0 < start } ?? false }.sorted(by: WeekRow.isEarlier)
  }

  private var sentence: Sentence { Sentence(week, needs: needs, in: site.report) }

  /// `Seen in this week: 3 new jobs, 9 todos done.`
  private var changes: String? { WeekPage.changes(in: week.id, of: site.report) }

  /// `17 – 23 Aug 2026 · so far, 3 of 7 days · times in UTC`.
  private var days: String {
    let report = site.report
    var parts = [DateWords.range(week.id.monday, week.id.sunday)]
    if report.isRunning(week.id) {
      parts.append("so far, \(report.options.timeZone.date(of: report.options.asOf).weekday) of 7 days")
    }
    let isAtLeast = [week.jobs.map(\.self), week.ended].contains {
      $0.contains { report.jobs[$0].isFoundByMarks }
    }
    if isAtLeast { parts.append(AtLeast.words) }
    parts.append("times in \(report.options.timeZone.name)")
    return parts.joined(separator: " · ")
  }

  private var carried: CarriedTodos {
    CarriedTodos(week.jobs.reversed().lazy.map { site.report.jobs[$0] }.filter { !$0.openTodos.isEmpty })
  }

  private var beganNote: String? {
    let above = week.jobs.count - began.count
    guard above > 0, !week.jobs.isEmpty else { return nil }
    if began.isEmpty {
      return week.jobs.count == 1
        ? "The one job that began in this week stands above."
        : "All \(week.jobs.count) jobs that began in this week stand above."
    }
    return
      "\(above) of the \(week.jobs.count) jobs that began in this week \(above == 1 ? "stands" : "stand") above."
  }

  private var emptyWords: String? { week.isEmpty && needs.isEmpty ? "Nothing happened in this week." : nil }

  /// Where the rows behind the first of a long list stand.
  private var more: WeekRows.More {
    WeekRows.More(
      path: "\(week.id.description)-page-\(lastPage)", words: "among all \(jobs) jobs of this week",
      ending: "md")
  }

  private var moreOpen: WeekRows.More {
    let kind: PullRequestState.Kind = site.report.pulls.contains { $0.state.kind == .open } ? .open : .draft
    return WeekRows.More(
      path: "../\(JobListSubject.pulls(kind).front)", words: "among all open pull requests", ending: nil)
  }

  /// The page of its newest jobs.
  private var lastPage: Int { Paging(count: jobs, hasFront: false).pages }

  /// ` · all 512 jobs`, where they have pages of their own.
  private var pages: HTML {
    guard jobs > WeekRows.most else { return HTML() }
    return " · <a href=\"\(week.id.description)-page-\(lastPage).html\">all \(jobs) jobs</a>"
  }

  func html(_ slot: WeekSlot) -> HTML {
    let root = "../"
    switch slot {
    case .sentence: return SentenceLine.html(sentence, root: root)
    case .lede:
      return """
        \(days)\(pages)<span class="ways"> · \
        <a class="markdown" href="\(week.id.description).md">Markdown</a></span>
        """
    case .changes: return changes.map { "\($0)" } ?? HTML()
    case .figures: return tiles.html(root: root)
    case .chart:
      return site.report.outcomes == nil
        ? JobsChart(daysOf: week, in: site.report).html : PullsChart(daysOf: week, in: site.report).html
    case .attention: return causes.html(root: root)
    case .empty: return emptyWords.map { "<p class=\"empty\">\($0)</p>" } ?? HTML()
    case .agents: return agents.html(root: root)
    case .merged:
      guard site.report.outcomes != nil, !week.isEmpty else { return HTML() }
      if merged.isEmpty, week.merged.isEmpty {
        return "<p class=\"empty\">No pull request was merged in this week.</p>"
      }
      return WeekRows(merged, moment: "Merged", after: "After", more: more, site: site).html(root: root)
    case .finished:
      return WeekRows(finished, moment: "Finished", after: nil, more: more, site: site).html(root: root)
    case .began:
      var html: HTML = beganNote.map { "<p class=\"none\">\($0)</p>\n" } ?? HTML()
      WeekRows.fold(began, more: more, into: &html) { rows, html in
        JobRow.write(rows, root: root, site: site, into: &html)
      }
      return html
    case .open:
      return WeekRows(open, moment: "Opened", after: "Age", more: moreOpen, isOld: true, site: site)
        .html(root: root)
    case .todos: return carried.html(root: root)
    case .title, .crumbs, .copy, .turn: return HTML()
    }
  }

  func markdown(_ slot: WeekMarkdownSlot) -> Markdown {
    let root = "../"
    switch slot {
    case .sentence: return "\(text: sentence.text)"
    case .lede: return "\(text: days)"
    case .changes: return changes.map { "\(text: $0)" } ?? Markdown()
    case .figures: return tiles.markdown
    case .attention: return causes.markdown(root: root)
    case .empty: return emptyWords.map { "\(text: $0)" } ?? Markdown()
    case .agents: return agents.markdown(root: root)
    case .merged:
      return WeekRows(merged, moment: "Merged", after: "After", more: more, site: site).markdown(root: root)
    case .finished:
      return WeekRows(finished, moment: "Finished", after: nil, more: more, site: site).markdown(root: root)
    case .began:
      var list: Markdown = beganNote.map { "\(text: $0)" } ?? Markdown()
      for (number, index) in began.prefix(WeekRows.most).enumerated() {
        if number == 0, !list.isEmpty { list += "\n" }
        if !list.isEmpty { list += "\n" }
        let job = site.report.jobs[index]
        list += "- **\(StatusMark.markdown(job, for: .pasted))** "
        JobLink.append(job, root: root, to: &list)
        if site.showsProjects { list += " (\(text: job.project?.text ?? "unknown", for: .pasted))" }
        let (pulls, texts) = (job.pullRequests, job.pullRequestTexts)
        if !pulls.isEmpty || !texts.isEmpty {
          list += " — \(PullRequestLink.markdown(pulls, texts: texts, for: .pasted))"
        }
        if pulls.isEmpty, job.status == .completed, !job.isUnread(.pullRequests) {
          list += texts.isEmpty ? " — no pull request" : ", no pull request"
        }
        if job.todos.open > 0 { list += ", \(TodoMeter.markdown(job)) todos done" }
      }
      return list + more.markdown(began.count)
    case .open:
      return WeekRows(open, moment: "Opened", after: "Age", more: moreOpen, isOld: true, site: site)
        .markdown(root: root)
    case .todos: return carried.markdown(root: root)
    case .title, .turn: return Markdown()
    }
  }
}
