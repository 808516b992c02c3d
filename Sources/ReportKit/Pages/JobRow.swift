import CommonMark

/// A job as a row of a table, in HTML and in Markdown.
struct JobRow {
  let job: JobSummary
  let site: Site

  /// Writes a table of jobs; nothing for none.
  static func write(
    _ jobs: some Collection<JobSummary>, root: String, site: Site, into html: inout HTML
  ) {
    guard !jobs.isEmpty else { return }
    let project = site.showsProjects ? head("Project") : HTML()
    let todos = site.showsTodos ? head("Todos") : HTML()
    html += """
      <table class="jobs" role="table">
      <thead><tr role="row">\(head("Status"))\(head("Job"))\(project)\(head("Pull request"))\(todos)\
      \(head("Started"))</tr></thead>
      <tbody>

      """
    for job in jobs { JobRow(job: job, site: site).append(to: &html, root: root) }
    html += "</tbody>\n</table>"
  }

  /// The roles say what styles for narrow screens, which make rows of cells into blocks, would hide.
  private static func head(_ name: HTML) -> HTML { "<th scope=\"col\" role=\"columnheader\">\(name)</th>" }

  static func markdown(_ jobs: some Sequence<JobSummary>, root: String, site: Site) -> Markdown {
    let columns: [Markdown?] = [
      "Status", "Job", site.showsProjects ? "Project" : nil, "Pull request", site.showsTodos ? "Todos" : nil,
      "Started",
    ]
    var (table, rule): (Markdown, Markdown) = ("|", "\n|")
    for column in columns.compactMap(\.self) {
      table += " \(column) |"
      rule += "---|"
    }
    table += rule
    for job in jobs { JobRow(job: job, site: site).append(to: &table, root: root) }
    return table
  }

  private func append(to rows: inout HTML, root: String) {
    let name = job.name
    rows += "<tr role=\"row\"><td role=\"cell\">"
    StatusMark.append(job, to: &rows)
    rows += "</td><td role=\"cell\" class=\"what\">"
    rows += "<a class=\"title\" href=\"\(root)\(job.page.description).html\"><bdi>\(field: name)</bdi></a>"
    // A job without a title may be called by its branch.
    if let branch = job.branch, branch != name { rows += "<code class=\"branch\">\(branch)</code>" }
    if site.showsProjects {
      rows += "</td><td role=\"cell\" class=\"project\">\(GroupLink.project(of: job, root: root, site: site))"
    }
    rows += "</td><td role=\"cell\" class=\"pulls\">"
    PullRequestLink.append(of: job, to: &rows)
    if site.showsTodos {
      rows += "</td><td role=\"cell\" class=\"tasks\">"
      TodoMeter.append(job, to: &rows)
    }
    if let createdAt = job.createdAt {
      rows += "</td><td role=\"cell\">\(site.time(createdAt))</td></tr>\n"
    } else {
      rows += "</td><td role=\"cell\"><span class=\"none\">\(noDate)</span></td></tr>\n"
    }
  }

  private var noDate: String { job.isUnread(.createdAt) ? "not read" : "no date" }

  private func append(to table: inout Markdown, root: String) {
    let path = "\(root)\(job.page.description).md"
    table +=
      "\n| \(StatusMark.markdownCell(job, for: .pasted)) | [\(cellField: job.name, for: .pasted)](\(destination: path)) | "
    if site.showsProjects { table += "\(cell: job.project?.text ?? "unknown", for: .pasted) | " }
    table += PullRequestLink.markdownCell(of: job)
    table += " | "
    if site.showsTodos { table += "\(TodoMeter.markdown(job)) | " }
    table += "\(cell: job.createdAt.map(site.words.moment) ?? noDate) |"
  }
}

/// A status as icon and word.
enum StatusMark {
  static func html(_ status: Status) -> HTML { marks[status] ?? mark(status) }

  /// There are few, and a page has many.
  private static let marks = Dictionary(uniqueKeysWithValues: Status.allCases.map { ($0, mark($0)) })

  private static func mark(_ status: Status) -> HTML {
    "<span class=\"status \(status.slug)\">\(status.name)</span>"
  }

  static func append(_ job: JobSummary, to html: inout HTML) {
    html += self.html(job.status)
    if job.status == .unknown, let raw = job.statusRaw { html += " <bdi class=\"none\">\(raw)</bdi>" }
    if job.isArchived, job.status != .archived { html += " <span class=\"none\">archived</span>" }
  }

  /// The words on a line outside of a table.
  static func markdown(_ job: JobSummary, for profile: MarkdownProfile = .page) -> Markdown {
    markdown(job, for: profile) { "\(code: $0)" }
  }

  /// The words in a cell.
  static func markdownCell(_ job: JobSummary, for profile: MarkdownProfile = .page) -> Markdown {
    markdown(job, for: profile) { "\(cellCode: $0)" }
  }

  private static func markdown(
    _ job: JobSummary, for profile: MarkdownProfile, code: (String) -> Markdown
  ) -> Markdown {
    var markdown: Markdown = "\(cell: job.status.name, for: profile)"
    if job.status == .unknown, let raw = job.statusRaw { markdown += ": \(code(raw))" }
    if job.isArchived, job.status != .archived { markdown += ", archived" }
    return markdown
  }
}

/// The figures of a checklist as a small bar and in words.
enum TodoMeter {
  static func append(_ job: JobSummary, to html: inout HTML) {
    let count = job.todos
    guard count.total > 0 else {
      html += "<span class=\"none\">\(none(job))</span>"
      return
    }
    html += """
      <span class="meter"><progress value="\(count.done)" max="\(count.total)" \
      aria-label="\(count.done) of \(count.total) todos done"></progress>\
      <span>\(count.done)/\(count.total)</span></span>
      """
  }

  static func markdown(_ job: JobSummary) -> Markdown {
    let count = job.todos
    return count.total > 0 ? "\(count.done) of \(count.total)" : "\(text: none(job))"
  }

  /// Only an answer that tells of todos can say that there are none.
  private static func none(_ job: JobSummary) -> String {
    job.isUnread(.todos) ? "not read" : job.knowsTodos ? "none" : "not known"
  }
}

/// How a pull request stands, as icon and word.
enum PullMark {
  static func html(_ state: PullRequestState) -> HTML {
    if state.failsChecks { return CauseMark.html(.checks) }
    if state.asksForChanges { return CauseMark.html(.changes) }
    return switch state.kind {
    case .merged: mark("completed i-merged", state.kind)
    case .open: mark("running i-open", state.kind)
    case .draft: mark("archived i-draft", state.kind)
    case .closed: mark("failed i-closed", state.kind)
    case .hidden: mark("archived i-hidden", state.kind)
    }
  }

  /// The classes are that of a status, for the colour, and that of the icon.
  private static func mark(_ classes: HTML, _ kind: PullRequestState.Kind) -> HTML {
    "<span class=\"status \(classes)\">\(kind.name)</span>"
  }
}

/// Links to pull requests. What is named in the place of one stands behind them as text.
enum PullRequestLink {
  /// Those of a job in a row of a list.
  static func append(of job: JobSummary, to html: inout HTML) {
    let pullRequests = job.pullRequests
    if pullRequests.isEmpty, job.isUnread(.pullRequests) {
      html += "<span class=\"none\">not read</span>"
    } else if pullRequests.contains(where: { $0.state != nil }) {
      for pullRequest in pullRequests {
        html += "<span>"
        append(row: pullRequest, to: &html)
        html += "</span>"
      }
      for text in job.pullRequestTexts { html += "<code>\(text)</code>" }
    } else {
      html += self.html(pullRequests, texts: job.pullRequestTexts)
    }
  }

  /// How a pull request stands as icon and word, and its link.
  static func append(row pullRequest: PullRequest, to html: inout HTML) {
    if let state = pullRequest.state { html += "\(PullMark.html(state)) " }
    html += link(pullRequest)
  }

  private static func link(_ pullRequest: PullRequest) -> HTML {
    """
    <a href="\(destination: pullRequest.destination)" rel="noopener noreferrer nofollow">\
    <bdi>\(pullRequest.label)</bdi></a>
    """
  }

  static func html(_ pullRequests: [PullRequest], texts: [String] = []) -> HTML {
    guard !pullRequests.isEmpty || !texts.isEmpty else { return "<span class=\"none\">none</span>" }
    var html = HTML()
    for pullRequest in pullRequests {
      if !html.isEmpty { html += ", " }
      html += link(pullRequest)
      if let state = pullRequest.state { html += " <span class=\"none\">\(state.words)</span>" }
    }
    for text in texts {
      if !html.isEmpty { html += ", " }
      html += "<code>\(text)</code>"
    }
    return html
  }

  /// Each with how it stands.
  static func phrase(_ pullRequests: [PullRequest], texts: [String] = []) -> Phrase {
    guard !pullRequests.isEmpty || !texts.isEmpty else { return "none" }
    var phrase: Phrase = ""
    for pullRequest in pullRequests {
      if !phrase.isEmpty { phrase += ", " }
      phrase += "\("\(text: pullRequest.label)", to: pullRequest.destination)"
      if let state = pullRequest.state { phrase += " (\(text: state.words))" }
    }
    for text in texts { phrase += phrase.isEmpty ? "\(code: text)" : ", \(code: text)" }
    return phrase
  }

  static func markdown(
    _ pullRequests: [PullRequest], texts: [String] = [], for profile: MarkdownProfile = .page
  ) -> Markdown {
    Markdown(phrase(pullRequests, texts: texts), for: profile)
  }

  /// Those of a job in a row of a table.
  static func markdownCell(of job: JobSummary) -> Markdown {
    let (pullRequests, texts) = (job.pullRequests, job.pullRequestTexts)
    guard !pullRequests.isEmpty || !texts.isEmpty else {
      return job.isUnread(.pullRequests) ? "not read" : "none"
    }
    var markdown = Markdown()
    for pullRequest in pullRequests {
      if !markdown.isEmpty { markdown += ", " }
      let label: Markdown = "\(cell: pullRequest.label, for: .pasted)"
      markdown += "\(link: label, to: pullRequest.destination, for: .pasted)"
      if let state = pullRequest.state { markdown += " (\(cell: state.words, for: .pasted))" }
    }
    for text in texts { markdown += markdown.isEmpty ? "\(cellCode: text)" : ", \(cellCode: text)" }
    return markdown
  }
}
