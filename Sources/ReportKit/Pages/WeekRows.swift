import CommonMark

/// A job in a table of a week, with the moment that puts it there.
struct WeekRow {
  /// By its index in ``Report/jobs``.
  var job: Int
  /// The pull request that it is about; nil where it is about the job.
  var pull: TrackedPullRequest?
  /// When it happened; nil where only the week of that is known.
  var moment: Timestamp?
  /// How long it took, or has waited.
  var after: String?

  /// Whether one happened before another; what no time is known of stands first.
  static func isEarlier(_ one: WeekRow, than other: WeekRow) -> Bool {
    (one.moment?.milliseconds ?? .min) < (other.moment?.milliseconds ?? .min)
  }

  /// How a job ended that did not complete, where the row is about its end: `failed `.
  func ending(in site: Site) -> String {
    let status = site.report.jobs[job].status
    return pull == nil && status != .completed ? status.name.lowercased() + " " : ""
  }
}

extension WeekRow {
  /// An open pull request with how long it has waited; nil where nothing tells since when.
  init?(open pull: TrackedPullRequest, at now: Timestamp) {
    guard pull.state.isOpen, let createdAt = pull.state.createdAt else { return nil }
    let age = AgeStep(from: createdAt, to: now)?.words
    self.init(job: pull.job, pull: pull, moment: createdAt, after: age)
  }
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

  func html(root: String) -> HTML {
    var html = HTML()
    WeekRows.fold(rows, more: more, into: &html) { table($0, root: root, into: &$1) }
    return html
  }

  /// Writes rows as a table; of many the first ones, and the others folded away.
  static func fold<Row>(
    _ rows: [Row], more: More, into html: inout HTML, table: (ArraySlice<Row>, inout HTML) -> Void
  ) {
    guard rows.count > few else { return table(rows[...], &html) }
    table(rows.prefix(shown), &html)
    html += "\n<details class=\"rest\"><summary>\(rows.count - shown) more</summary>\n"
    table(rows[shown..<min(rows.count, most)], &html)
    html += "\n\(more.html(rows.count))</details>"
  }

  private func table(_ rows: ArraySlice<WeekRow>, root: String, into html: inout HTML) {
    guard !rows.isEmpty else { return }
    html += "<table class=\"jobs\" role=\"table\">\n<thead><tr role=\"row\">"
    html +=
      "\(head("Job"))\(site.showsProjects ? head("Project") : HTML())\(head("Pull request"))\(head(moment))"
    if let after { html += head(after) }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      let job = site.report.jobs[row.job]
      html += "<tr role=\"row\"><td role=\"cell\" class=\"what\">"
      JobLink.append(job, root: root, to: &html)
      if site.showsProjects {
        html += "</td><td role=\"cell\" class=\"project\">"
        GroupLink.append(projectOf: job, root: root, site: site, to: &html)
      }
      html += "</td><td role=\"cell\" class=\"pulls\">"
      if let pull = row.pull {
        PullRequestLink.append(row: pull.pullRequest, to: &html)
      } else {
        PullRequestLink.append(of: job, to: &html)
      }
      html += "</td><td role=\"cell\" data-l=\"\(moment)\">"
      html += "\(row.ending(in: site))"
      html += row.moment.map { "<time datetime=\"\($0.iso8601)\">\(words($0))</time>" } ?? "in this week"
      html += "</td>"
      if let after { html += "<td role=\"cell\" data-l=\"\(after)\">\(row.after ?? "–")</td>" }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>"
  }

  private func head(_ name: HTML) -> HTML { "<th scope=\"col\" role=\"columnheader\">\(name)</th>" }

  private func words(_ moment: Timestamp) -> String {
    isOld ? site.words.shortDay(moment) : site.words.weekdayTime(moment)
  }

  /// Jobs as a list, which reads better in a mail than a table does.
  func markdown(root: String) -> Markdown {
    var list = Markdown()
    for row in rows.prefix(WeekRows.most) {
      let job = site.report.jobs[row.job]
      if !list.isEmpty { list += "\n" }
      list += "- "
      JobLink.append(job, root: root, to: &list)
      if site.showsProjects { list += " (\(text: job.project?.text ?? "unknown", for: .pasted))" }
      let pulls = row.pull.map { [$0.pullRequest] } ?? job.pullRequests
      if !pulls.isEmpty { list += " — \(PullRequestLink.markdown(pulls, for: .pasted))" }
      let end = row.moment.map(words) ?? "in this week"
      list += ", \(text: row.ending(in: site) + end)"
      if let after = row.after { list += isOld ? ", \(text: after)" : ", after \(text: after)" }
    }
    return list + more.markdown(rows.count)
  }
}
