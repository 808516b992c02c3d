import CommonMark

/// What stands on a week's page, in HTML and in Markdown: each job once, by what matters most about it.
struct WeekContent {
  let week: Week
  let needs: [Attention]
  let tiles: Tiles
  let site: Site

  /// How many jobs it tells of.
  private let jobs: Int
  private let merged: [WeekRow]
  private let finished: [WeekRow]
  private let began: [Int]
  private let open: [WeekRow]

  init(week: Week, needs: [Attention], tiles: Tiles, site: Site) {
    self.week = week
    self.needs = needs
    self.tiles = tiles
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
      guard let time = report.jobs[index].endedAt(orSeenIn: report.options.timeZone) else { continue }
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
    return report.pulls.filter { $0.state.isOpen }.compactMap { pull in
      guard let createdAt = pull.state.createdAt, createdAt < start else { return nil }
      return WeekRow(
        job: pull.job, pull: pull, moment: createdAt,
        after: AgeStep(from: createdAt, to: report.options.asOf)?.words)
    }.sorted { $0.moment < $1.moment }
  }

  private var sentence: Sentence { Sentence(week, needs: needs, in: site.report) }

  /// `Seen in this week, older jobs included: 3 new jobs, 5 finished.`
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
        ? JobsChart(daysOf: week, in: site.report).html : PullsChart(daysOf: week.id, in: site.report).html
    case .attention: return CauseList(needs, site: site).html(root: root)
    case .empty: return emptyWords.map { "<p class=\"empty\">\($0)</p>" } ?? HTML()
    case .merged:
      guard site.report.outcomes != nil, !week.isEmpty else { return HTML() }
      if merged.isEmpty, week.merged.isEmpty {
        return "<p class=\"empty\">No pull request was merged in this week.</p>"
      }
      return WeekRows(merged, moment: "Merged", after: "After", more: more, site: site).html(root: root)
    case .finished:
      return WeekRows(finished, moment: "Finished", after: nil, more: more, site: site).html(root: root)
    case .began:
      let note: HTML = beganNote.map { "<p class=\"none\">\($0)</p>\n" } ?? HTML()
      return note
        + WeekRows.folded(began, more: more) { rows in
          JobRow.html(rows.lazy.map { site.report.jobs[$0] }, root: root, site: site)
        }
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
    case .attention: return CauseList(needs, site: site).markdown(root: root)
    case .empty: return emptyWords.map { "\(text: $0)" } ?? Markdown()
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
        list +=
          "- **\(StatusMark.markdown(job, for: .pasted))** \(AttentionList.markdownLink(job, root: root))"
        if site.showsProjects { list += " (\(text: job.key.project?.text ?? "unknown", for: .pasted))" }
        if !job.pullRequests.isEmpty || !job.pullRequestTexts.isEmpty {
          list +=
            " — \(PullRequestLink.markdown(job.pullRequests, texts: job.pullRequestTexts, for: .pasted))"
        }
        if job.pullRequests.isEmpty, job.status == .completed, !job.isUnread(.pullRequests) {
          list += job.pullRequestTexts.isEmpty ? " — no pull request" : ", no pull request"
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

/// A job in a table of a week, with the moment that puts it there.
struct WeekRow {
  /// By its index in ``Report/jobs``.
  var job: Int
  /// The pull request that it is about; nil where it is about the job.
  var pull: TrackedPullRequest?
  /// When it happened.
  var moment: Timestamp
  /// How long it took, or has waited.
  var after: String?
}

/// Rows of a week as a table and as a list; of many the first ones, and the others folded away.
struct WeekRows {
  /// Up to so many rows stand open.
  private static let few = 15
  /// Of more, so many do.
  private static let shown = 12
  /// The most rows of one table.
  static let most = 200

  private let rows: [WeekRow]
  private let moment: HTML
  private let after: HTML?
  private let more: More
  /// Whether the moments are of earlier weeks.
  private let isOld: Bool
  private let site: Site

  /// Where the rows behind the first of a long list stand.
  struct More {
    /// The page, without the ending.
    var path: String
    /// `among all jobs`.
    var words: String
    /// The ending of the page in Markdown; nil where it is in HTML alone.
    var ending: String?

    /// The way there, for a list of so many rows.
    func html(_ count: Int) -> HTML {
      guard count > most else { return HTML() }
      return "<p class=\"more\"><a href=\"\(path).html\">and \(count - most) more \(words) →</a></p>\n"
    }

    /// The same as an item.
    func markdown(_ count: Int) -> Markdown {
      guard count > most else { return Markdown() }
      return "\n- [and \(count - most) more \(text: words)](\(destination: "\(path).\(ending ?? "html")"))"
    }
  }

  init(_ rows: [WeekRow], moment: HTML, after: HTML?, more: More, isOld: Bool = false, site: Site) {
    self.rows = rows
    self.more = more
    self.moment = moment
    self.after = after
    self.isOld = isOld
    self.site = site
  }

  func html(root: String) -> HTML { WeekRows.folded(rows, more: more) { table($0, root: root) } }

  /// Rows as a table; of many the first ones, and the others folded away.
  static func folded<Row>(_ rows: [Row], more: More, table: (ArraySlice<Row>) -> HTML) -> HTML {
    guard rows.count > few else { return table(rows[...]) }
    let rest = rows[shown..<min(rows.count, most)]
    var html = table(rows.prefix(shown))
    html += "\n<details class=\"rest\"><summary>\(rows.count - shown) more</summary>\n\(table(rest))\n"
    return html + "\(more.html(rows.count))</details>"
  }

  private func table(_ rows: ArraySlice<WeekRow>, root: String) -> HTML {
    guard !rows.isEmpty else { return HTML() }
    var html: HTML = "<table class=\"jobs\" role=\"table\">\n<thead><tr role=\"row\">"
    html +=
      "\(head("Job"))\(site.showsProjects ? head("Project") : HTML())\(head("Pull request"))\(head(moment))"
    if let after { html += head(after) }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      let job = site.report.jobs[row.job]
      html += "<tr role=\"row\"><td role=\"cell\" class=\"what\">\(AttentionList.link(job, root: root))</td>"
      if site.showsProjects {
        html +=
          "<td role=\"cell\" class=\"project\">\(GroupLink.project(of: job, root: root, site: site))</td>"
      }
      html += "<td role=\"cell\" class=\"pulls\">"
      html += row.pull.map { PullRequestLink.row($0.pullRequest) } ?? PullRequestLink.html(of: job)
      html +=
        "</td><td role=\"cell\" data-l=\"\(moment)\"><time datetime=\"\(row.moment.iso8601)\">\(words(row))</time></td>"
      if let after { html += "<td role=\"cell\" data-l=\"\(after)\">\(row.after ?? "–")</td>" }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>"
  }

  private func head(_ name: HTML) -> HTML { "<th scope=\"col\" role=\"columnheader\">\(name)</th>" }

  private func words(_ row: WeekRow) -> String {
    isOld ? site.words.shortDay(row.moment) : site.words.weekdayTime(row.moment)
  }

  /// Jobs as a list, which reads better in a mail than a table does.
  func markdown(root: String) -> Markdown {
    var list = Markdown()
    for row in rows.prefix(WeekRows.most) {
      let job = site.report.jobs[row.job]
      if !list.isEmpty { list += "\n" }
      list += "- \(AttentionList.markdownLink(job, root: root))"
      if site.showsProjects { list += " (\(text: job.key.project?.text ?? "unknown", for: .pasted))" }
      let pulls = row.pull.map { [$0.pullRequest] } ?? job.pullRequests
      if !pulls.isEmpty { list += " — \(PullRequestLink.markdown(pulls, for: .pasted))" }
      list += ", \(text: words(row))"
      if let after = row.after { list += isOld ? ", \(text: after)" : ", after \(text: after)" }
    }
    return list + more.markdown(rows.count)
  }
}

extension Timestamp {
  /// How long it is until a later moment.
  func duration(to end: Timestamp) -> Outcomes.Duration {
    Outcomes.Duration(milliseconds: max(0, end.milliseconds - milliseconds))
  }
}
