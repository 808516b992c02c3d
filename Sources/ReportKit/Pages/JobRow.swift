import CommonMark

/// A job as a row of a table, in HTML and in Markdown.
struct JobRow {
  let job: JobSummary
  let site: Site

  /// Writes a table of jobs, by their indices; nothing for none.
  static func write(_ jobs: some Collection<Int>, root: String, site: Site, into html: inout HTML) {
    guard !jobs.isEmpty else { return }
    let project = site.showsProjects ? head("Project") : HTML()
    let todos = site.showsTodos ? head("Todos") : HTML()
    html += """
      <table class="jobs" role="table">
      <thead><tr role="row">\(head("Status"))\(head("Job"))\(project)\(head("Pull request"))\(todos)\
      \(head("Started"))</tr></thead>
      <tbody>

      """
    for job in jobs {
      let row = { (html: inout HTML) in
        JobRow(job: site.report.jobs[job], site: site).append(to: &html, root: root)
      }
      // Lists stand in folders, from where all addresses are the same. The overview has only a few rows.
      if root == "../" { site.rows.write(job: job, into: &html, row) } else { row(&html) }
    }
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
    JobLink.append(job, root: root, to: &rows)
    // A job without a title may be called by its branch.
    if let branch = job.branch, branch != name {
      rows += "<code class=\"branch\">"
      rows.append(text: branch)
      rows += "</code>"
    }
    if site.showsProjects {
      rows += "</td><td role=\"cell\" class=\"project\">"
      GroupLink.append(projectOf: job, root: root, site: site, to: &rows)
    }
    rows += "</td><td role=\"cell\" class=\"pulls\">"
    PullRequestLink.append(of: job, to: &rows)
    if site.showsTodos {
      rows += "</td><td role=\"cell\" class=\"tasks\">"
      TodoMeter.append(job, to: &rows)
    }
    if let createdAt = job.createdAt {
      rows += "</td><td role=\"cell\">"
      site.append(createdAt, to: &rows)
      rows += "</td></tr>\n"
    } else {
      rows += "</td><td role=\"cell\"><span class=\"none\">\(noDate)</span></td></tr>\n"
    }
  }

  private var noDate: String { job.isUnread(.createdAt) ? "not read" : "no date" }

  private func append(to table: inout Markdown, root: String) {
    table += "\n| \(StatusMark.markdownCell(job, for: .pasted)) | ["
    table.append(cellField: job.name, for: .pasted)
    table += "]("
    table.append(destination: "\(root)\(job.page.description).md")
    table += ") | "
    if site.showsProjects {
      table.append(cell: job.project?.text ?? "unknown", for: .pasted)
      table += " | "
    }
    table += PullRequestLink.markdownCell(of: job)
    table += " | "
    if site.showsTodos { table += "\(TodoMeter.markdown(job)) | " }
    table.append(cell: job.createdAt.map(site.words.moment) ?? noDate)
    table += " |"
  }
}

/// The name of a job, which leads to its page.
enum JobLink {
  static func append(_ job: JobSummary, root: String, to html: inout HTML) {
    html += "<a class=\"title\" href=\""
    html.append(text: root)
    html.append(text: job.page.description)
    html += ".html\"><bdi>"
    html.append(field: job.name)
    html += "</bdi></a>"
  }

  static func append(_ job: JobSummary, root: String, to markdown: inout Markdown) {
    markdown += "["
    markdown.append(field: job.name, for: .pasted)
    markdown += "]("
    markdown.append(destination: "\(root)\(job.page.description).md")
    markdown += ")"
  }
}

/// A status as icon and word.
enum StatusMark {
  static func append(_ status: Status, to html: inout HTML) {
    html += "<span class=\"status "
    html.append(text: status.slug)
    html += "\">"
    html.append(text: status.name)
    html += "</span>"
  }

  static func append(_ job: JobSummary, to html: inout HTML) {
    append(job.status, to: &html)
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
    html += "<span class=\"meter\"><progress value=\""
    html.append(count.done)
    html += "\" max=\""
    html.append(count.total)
    html += "\" aria-label=\""
    html.append(count.done)
    html += " of "
    html.append(count.total)
    html += " todos done\"></progress><span>"
    html.append(count.done)
    html += "/"
    html.append(count.total)
    html += "</span></span>"
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
  static func append(_ state: PullRequestState, to html: inout HTML) {
    if state.failsChecks { return CauseMark.append(.checks, to: &html) }
    if state.asksForChanges { return CauseMark.append(.changes, to: &html) }
    html += "<span class=\"status "
    // The class of a status, for the colour, and that of the icon.
    switch state.kind {
    case .merged: html += "completed i-merged"
    case .open: html += "running i-open"
    case .draft: html += "archived i-draft"
    case .closed: html += "failed i-closed"
    case .hidden: html += "archived i-hidden"
    }
    html += "\">"
    html.append(text: state.kind.name)
    html += "</span>"
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
      append(pullRequests, texts: job.pullRequestTexts, to: &html)
    }
  }

  /// How a pull request stands as icon and word, and its link.
  static func append(row pullRequest: PullRequest, to html: inout HTML) {
    if let state = pullRequest.state {
      PullMark.append(state, to: &html)
      html += " "
    }
    append(pullRequest, to: &html)
  }

  private static func append(_ pullRequest: PullRequest, to html: inout HTML) {
    html += "<a href=\""
    html.append(destination: pullRequest.destination)
    html += "\" rel=\"noopener noreferrer nofollow\"><bdi>"
    html.append(text: pullRequest.label)
    html += "</bdi></a>"
  }

  static func append(_ pullRequests: [PullRequest], texts: [String] = [], to html: inout HTML) {
    if pullRequests.isEmpty, texts.isEmpty { html += "<span class=\"none\">none</span>" }
    for (number, pullRequest) in pullRequests.enumerated() {
      if number > 0 { html += ", " }
      append(pullRequest, to: &html)
      guard let state = pullRequest.state else { continue }
      html += " <span class=\"none\">"
      html.append(text: state.words)
      html += "</span>"
    }
    for (number, text) in texts.enumerated() {
      if number > 0 || !pullRequests.isEmpty { html += ", " }
      html += "<code>"
      html.append(text: text)
      html += "</code>"
    }
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
