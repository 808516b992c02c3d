import CommonMark

/// Jobs that need a person, each with the reason in words.
struct AttentionList {
  let needs: [Attention]
  let site: Site

  init(_ needs: [Attention], site: Site) {
    self.needs = needs
    self.site = site
  }

  func html(root: String) -> HTML {
    guard !needs.isEmpty else { return HTML() }
    var html: HTML = "<ul class=\"attention\">\n"
    for need in needs {
      let job = site.report.jobs[need.job]
      html += "<li class=\"\(CauseMark.className(need.cause))\">"
      CauseMark.append(need.cause, to: &html)
      html += "<span>"
      JobLink.append(job, root: root, to: &html)
      html += " <span class=\"why\">— \(need.reason)</span></span>"
      if site.showsProjects {
        html += "<span class=\"project\">"
        GroupLink.append(projectOf: job, root: root, site: site, to: &html)
        html += "</span>"
      }
      if let since = need.since ?? job.createdAt { site.append(since, to: &html) }
      html += "</li>\n"
    }
    return html + "</ul>"
  }
}

/// The causes that jobs need a person for, the most severe first: how many jobs, what to do, and the jobs folded away.
struct CauseList {
  /// The most jobs of one cause that are named where a list has them all.
  static let limit = 12

  private let causes: [(cause: Cause, needs: [Attention])]
  private let limit: Int
  private let acknowledged: [Acknowledged]
  private let older: [Attention]
  private let site: Site

  /// The causes of what needs a person; `needs` stand the newest first, and of each cause up to `limit` are named.
  init(
    _ needs: [Attention], acknowledged: [Acknowledged] = [], older: [Attention] = [],
    limit: Int = CauseList.limit, site: Site
  ) {
    self.limit = limit
    let groups = Dictionary(grouping: needs, by: \.cause)
    causes = Cause.allCases.compactMap { cause in
      groups[cause].map { needs in (cause, cause.listsOldestFirst ? needs.sorted(by: Self.isOlder) : needs) }
    }
    self.acknowledged = acknowledged
    self.older = older
    self.site = site
  }

  /// Adds what the list of causes shows, which time and other jobs change as well.
  func add(to parts: inout Fingerprint.Parts) {
    for (cause, needs) in causes {
      parts.add(cause.rawValue)
      parts.add(isAll(needs, of: cause) ? 1 : 0)
      parts.add(Self.date(needs, cause).map(site.words.shortDay) ?? "")
      parts.add(needs.count)
      for need in needs.prefix(limit) {
        parts.add(site.report.rows[need.job])
        parts.add(need.reason)
        parts.add(details(need, nil))
      }
    }
  }

  private static func isOlder(_ left: Attention, than right: Attention) -> Bool {
    switch (left.since, right.since) {
    case (let left?, let right?): left < right
    case (nil, _?): true
    default: false
    }
  }

  private var isEmpty: Bool { causes.isEmpty && acknowledged.isEmpty && older.isEmpty }

  // MARK: HTML

  func html(root: String) -> HTML {
    guard !isEmpty else { return HTML() }
    var html: HTML = "<ul class=\"attention causes\">\n"
    if causes.isEmpty {
      html +=
        "<li class=\"archived\"><span></span><div>Nothing needs attention now.</div></li>\n"
    }
    for (cause, needs) in causes { append(cause, needs, to: &html, root: root) }
    if !acknowledged.isEmpty {
      html += "<li class=\"archived\"><span class=\"status archived i-acknowledged\">Acknowledged</span><div>"
      html += "\(Self.jobs(acknowledged.count)) set aside by a person, and not counted."
      html += fold(acknowledged.prefix(Self.limit).map { ($0.need, $0.note) }, root: root)
      html += "</div></li>\n"
    }
    if !older.isEmpty {
      html +=
        "<li class=\"archived\"><span class=\"status archived\">Older</span><div>and \(older.count) older than "
      html += "\(site.words.shortDay(site.report.options.attentionSince)), not counted. "
      html +=
        "<a href=\"\(root)\(JobListSubject.older.front.description).html\">All in one list</a></div></li>\n"
    }
    return html + "</ul>"
  }

  private var zone: ReportTimeZone { site.report.options.timeZone }

  private func append(_ cause: Cause, _ needs: [Attention], to html: inout HTML, root: String) {
    html += "<li class=\"\(CauseMark.className(cause))\">"
    CauseMark.append(cause, to: &html)
    html += "<div>"
    if let need = needs.first, needs.count == 1 {
      let job = site.report.jobs[need.job]
      JobLink.append(job, root: root, to: &html)
      if site.showsProjects { html += " <span class=\"why\">\(job.project?.text ?? "unknown")</span>" }
      html += ": \(need.reason). "
      html += "<span class=\"why\">\(cause.advice(1))</span>"
    } else {
      var clause = site.report.clause(of: cause, needs)
      if !isAll(needs, of: cause) { clause.path = nil }
      html +=
        "\(SentenceLine.html(clause, root: root)). <span class=\"why\">\(cause.advice(needs.count))</span>"
      html += fold(needs.prefix(limit).map { ($0, nil) }, root: root)
      if clause.path == nil, needs.count > limit {
        html += "<p class=\"none\">and \(needs.count - limit) more</p>"
      }
    }
    html += "</div>"
    if let time = Self.date(needs, cause) {
      let word: HTML = needs.count == 1 ? "since " : cause.listsOldestFirst ? "oldest " : "newest "
      html +=
        "<span class=\"when\">\(word)<time datetime=\"\(time.iso8601)\">\(site.words.shortDay(time))</time></span>"
    }
    html += "</li>\n"
  }

  /// Whether the list of a cause has these alone. It has all that count, which may be more or, of what has needed a person
  /// for long, fewer.
  private func isAll(_ needs: [Attention], of cause: Cause) -> Bool {
    site.report.attentionCounts[cause] == needs.count
  }

  private static func date(_ needs: [Attention], _ cause: Cause) -> Timestamp? {
    let dates = needs.compactMap(\.since)
    return cause.listsOldestFirst ? dates.min() : dates.max()
  }

  private func fold(_ entries: [(need: Attention, note: Acknowledgement?)], root: String) -> HTML {
    var html: HTML = "<details><summary>Show the jobs</summary><ul>\n"
    for (need, note) in entries {
      let job = site.report.jobs[need.job]
      html += "<li>"
      JobLink.append(job, root: root, to: &html)
      if need.cause.isAboutPulls {
        html += " <span class=\"why\">— "
        PullRequestLink.append(job.pullRequests, to: &html)
        html += "</span>"
      }
      let words = details(need, note)
      if !words.isEmpty {
        html += " <span class=\"why\">\(need.cause.isAboutPulls ? "·" : "—") \(words)</span>"
      }
      html += "</li>\n"
    }
    return html + "</ul></details>"
  }

  /// What a job adds to what the group of its cause says: `over 14 days · acme`.
  private func details(_ need: Attention, _ note: Acknowledgement?) -> String {
    let job = site.report.jobs[need.job]
    var words: [String] = []
    if let note {
      words.append(need.cause.adjective)
      if case let note = note.words(in: zone), !note.isEmpty { words.append(note) }
    } else if need.cause.listsOldestFirst {
      let age = need.since.flatMap { AgeStep(from: $0, to: site.report.options.asOf) }
      if let age { words.append(age.words) }
    } else if need.cause == .unknown || need.cause == .unread {
      words.append(need.reason)
    } else if job.todos.open > 0 {
      words.append("\(job.todos.open) \(job.todos.open == 1 ? "todo" : "todos") open")
    }
    if site.showsProjects { words.append(job.project?.text ?? "unknown") }
    return words.joined(separator: " · ")
  }

  private static func jobs(_ count: Int) -> String { count == 1 ? "1 job" : "\(count) jobs" }

  // MARK: Markdown

  func markdown(root: String) -> Markdown {
    var markdown = Markdown()
    func add(_ item: Markdown) { markdown += markdown.isEmpty ? "- \(item)" : "\n- \(item)" }
    if causes.isEmpty, !isEmpty { add("Nothing needs attention now.") }
    for (cause, needs) in causes {
      if let need = needs.first, needs.count == 1 {
        let job = site.report.jobs[need.job]
        var item: Markdown = "**\(text: cause.name):** "
        JobLink.append(job, root: root, to: &item)
        if site.showsProjects { item += " (\(text: job.project?.text ?? "unknown", for: .pasted))" }
        add(item + ": \(text: need.reason, for: .pasted). \(text: cause.advice(1))")
        continue
      }
      var item: Markdown =
        "**\(text: cause.name):** \(text: Sentence.text(site.report.clause(of: cause, needs))). "
      item += "\(text: cause.advice(needs.count))"
      for need in needs.prefix(limit) { item += "\n  - \(line(need, nil, root: root))" }
      if needs.count > limit { item += "\n  - and \(needs.count - limit) more" }
      add(item)
    }
    if !acknowledged.isEmpty {
      var item: Markdown =
        "**Acknowledged:** \(text: Self.jobs(acknowledged.count)) set aside by a person, and not counted."
      for entry in acknowledged.prefix(Self.limit) {
        item += "\n  - \(line(entry.need, entry.note, root: root))"
      }
      add(item)
    }
    if !older.isEmpty {
      let day = site.words.shortDay(site.report.options.attentionSince)
      add("**Older:** and \(older.count) older than \(text: day), not counted.")
    }
    return markdown
  }

  private func line(_ need: Attention, _ note: Acknowledgement?, root: String) -> Markdown {
    let job = site.report.jobs[need.job]
    var line = Markdown()
    JobLink.append(job, root: root, to: &line)
    if need.cause.isAboutPulls { line += " — \(PullRequestLink.markdown(job.pullRequests, for: .pasted))" }
    let words = details(need, note)
    if !words.isEmpty { line += " \(text: need.cause.isAboutPulls ? "·" : "—") \(text: words, for: .pasted)" }
    return line
  }
}

/// A cause as icon and word.
enum CauseMark {
  static func append(_ cause: Cause, to html: inout HTML) {
    html += "<span class=\"status \(className(cause))\(icon(cause))\">"
    html.append(text: cause.name)
    html += "</span>"
  }

  /// The class of its colour, one of the statuses'.
  static func className(_ cause: Cause) -> HTML {
    switch cause {
    case .failed, .closed, .checks: "failed"
    case .blocked: "blocked"
    case .unknown, .unread: "unknown"
    case .waiting, .changes: "waiting"
    case .running, .review: "running"
    case .unfinished, .interrupted: "interrupted"
    }
  }

  /// The class of its icon, where that of its colour has another one.
  private static func icon(_ cause: Cause) -> HTML {
    switch cause {
    case .closed: " i-closed"
    case .checks: " i-checks"
    case .review: " i-review"
    case .failed, .blocked, .unknown, .unread, .waiting, .changes, .running, .unfinished, .interrupted: HTML()
    }
  }
}

/// A sentence whose figures lead to the jobs behind them.
enum SentenceLine {
  static func html(_ sentence: Sentence, root: String) -> HTML {
    var html = HTML()
    for (number, clause) in sentence.clauses.enumerated() {
      html +=
        number == 0 ? "\(self.html(clause.capitalized, root: root))" : "; \(self.html(clause, root: root))"
    }
    return html.isEmpty ? html : html + "."
  }

  static func html(_ clause: Sentence.Clause, root: String) -> HTML {
    guard let path = clause.path else { return "\(clause.before)\(clause.figure)\(clause.after)" }
    return "\(clause.before)<a href=\"\(root)\(path.description).html\">\(clause.figure)</a>\(clause.after)"
  }
}
