import CommonMark

/// One job in a comment: what it is called and how it stands, which its summary tells, and its checklist and message.
struct CommentJob {
  let summary: JobSummary
  let report: Report
  let target: CommentTarget

  /// Whether the job needs a person, so that its part is not folded away.
  var isUrgent: Bool { reason != nil }

  private var words: DateWords { DateWords(report.options.timeZone) }
  private var reason: String? { Attention.reason(for: summary, at: report.options.asOf, in: words) }

  private var renderer: Renderer {
    Renderer(policy: Policy(links: .external, headingsBelow: 3, redact: report.options.redaction.redact))
  }

  /// Checklist and message, folded where that is possible; empty when the job has neither.
  func details(of job: Job, isOpen: Bool) -> Markdown {
    let todos = todos(of: job)
    let message = message(of: job)
    guard !todos.isEmpty || !message.isEmpty else { return Markdown() }
    var details = Markdown()
    if target.folds {
      let fold: Markdown = isOpen ? "<details open>" : "<details>"
      details +=
        "\n\(fold)<summary>\(contents(hasTodos: !todos.isEmpty, hasMessage: !message.isEmpty))</summary>\n"
    }
    if !todos.isEmpty { details += "\n\(todos)\n" }
    if !message.isEmpty { details += "\n\(message)" }
    if target.folds { details += "\n</details>\n" }
    return details
  }

  /// Its heading.
  var heading: Markdown { "\n### \(title)\n" }

  /// Its heading, and all but checklist and message.
  var brief: Markdown { "\(heading)\n\(facts)\n" }

  private var title: Markdown {
    "\(mark)\(text: summary.status.name): \(Self.name(of: summary, report: report, for: target))"
  }

  /// The name of a job inside a line, a link where the address of the report is known.
  static func name(of job: JobSummary, report: Report, for target: CommentTarget) -> Markdown {
    let name: Markdown = "\(field: job.name, for: target.profile)"
    return page(of: job, report: report).map { "[\(name)](\(destination: $0, for: target.profile))" } ?? name
  }

  private static func page(of job: JobSummary, report: Report) -> String? {
    report.options.reportURL.map { "\($0)\(job.page.description).html" }
  }

  private var mark: Markdown {
    target.folds ? "\(CommentMark.status(summary.status)) " : Markdown()
  }

  private func contents(hasTodos: Bool, hasMessage: Bool) -> Markdown {
    var contents: Markdown = hasTodos ? "Checklist" : "Message"
    if hasTodos, summary.todos.total > 0 {
      contents += " (\(summary.todos.done) of \(summary.todos.total) done)"
    }
    return hasTodos && hasMessage ? contents + " and message" : contents
  }

  /// One line: `stopped on an error · 2 of 4 todos done · opened docs#12 · branch x · started 21 Aug 2026 …`.
  /// The heading has the status.
  private var facts: Markdown {
    let standing = Standing(summary, at: report.options.asOf, in: words)
    var facts: [Markdown] = []
    if let raw = standing.statusRaw { facts.append("status \(code: raw)") }
    if standing.isArchived { facts.append("archived") }
    for part in standing.parts {
      switch part {
      case .reason(let reason): facts.append("\(text: reason, for: target.profile)")
      case .todos(let count): facts.append("\(text: count.words, for: target.profile)")
      case .opened(let pullRequests, let texts): facts.append("opened \(list(pullRequests, texts))")
      case .noPullRequest(let texts):
        facts.append(texts.isEmpty ? "no pull request" : "no pull request (\(list([], texts)))")
      }
    }
    if let branch = summary.branch { facts.append("branch \(code: branch)") }
    if report.projects.count > 1, let project = summary.key.project.flatMap({ Job.shown($0.text) }) {
      facts.append("project \(text: project, for: target.profile)")
    }
    if let person = summary.requester { facts.append("asked for by \(text: person, for: target.profile)") }
    if let createdAt = summary.createdAt {
      facts.append("started \(text: words.momentAndZone(createdAt), for: target.profile)")
    }
    var line = Markdown()
    for fact in facts { line += line.isEmpty ? fact : " · \(fact)" }
    return line.isEmpty ? "nothing else is known of it" : line
  }

  private func list(_ pullRequests: [PullRequest], _ texts: [String]) -> Markdown {
    PullRequestLink.markdown(pullRequests, texts: texts, for: target.profile)
  }

  private func todos(of job: Job) -> Markdown {
    guard !job.todos.isEmpty else { return unread(.todos, of: job) }
    var list = Markdown()
    TodoList(job).writeMarkdown(for: target.profile, into: &list)
    return list
  }

  /// What stands in the place of a field that could not be read.
  private func unread(_ field: JobField, of job: Job) -> Markdown {
    let unread = job.unread.filter { $0.field == field }
    guard !unread.isEmpty else { return Markdown() }
    let words = "The \(field.words) could not be read: \(Unread.words(unread))"
    return "\(text: words, for: target.profile)"
  }

  private func message(of job: Job) -> Markdown {
    guard let message = job.message, message.contains(where: { $0 > 0x20 }) else {
      let unread = unread(.message, of: job)
      return unread.isEmpty ? unread : unread + "\n"
    }
    var renderer = renderer
    renderer.policy.keepsLines = job.messageKeepsLines
    return renderer.markdown(message, for: target.profile)
  }
}
