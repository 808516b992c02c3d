import CommonMark

/// What stands on a job's page, in HTML and in Markdown.
///
/// It cannot be copied: it is large, and both files ask for its parts slot by slot.
struct JobContent: ~Copyable {
  let summary: JobSummary
  /// The line of outcome.
  let standing: StandingLine
  private let index: Int
  private let site: Site
  private let root: String
  private let message: Renderer.Rendered?
  /// What stands in the place of a message where there is none to show; nothing where no answer can have one.
  private let noMessage: String?
  /// Where the job itself is looked at, where a pull request is not all there is of it.
  private let service: LinkDestination?
  private let landing: LandingBlock
  private let facts: FactList
  private let todos: TodoList
  private let history: HistoryList
  private let turn: PreviousNext

  /// The content of the page of a job, which stands at an index of ``Report/jobs``.
  init(_ job: borrowing Job, at index: Int, site: Site) {
    self.index = index
    self.site = site
    summary = site.report.jobs[index]
    root = summary.page.pathToRoot
    standing = StandingLine(summary, site: site)
    let message = JobContent.message(of: job, site)
    self.message = message?.html.isEmpty == false ? message : nil
    noMessage = JobContent.noMessage(of: job)
    service = JobContent.service(of: job)
    landing = LandingBlock(job, site: site)
    facts = FactList(job, summary, leftOut: message?.commentCount ?? 0, site: site, root: root)
    todos = TodoList(job)
    history = HistoryList(job.history, site: site)
    turn = JobContent.turn(at: index, site, root: root)
  }

  /// Writes what stands in a slot of the HTML file.
  func write(_ slot: JobSlot, into page: inout SlotPlace) {
    switch slot {
    case .title: page.field(summary.name)
    case .crumbs: page.html { writeCrumbs(into: &$0) }
    case .outcome:
      page.html { html in
        standing.write(into: &html)
        writeWays(into: &html)
      }
    case .landing: page.html { landing.write(into: &$0) }
    case .facts: page.html { facts.write(into: &$0) }
    case .plan: if isPlan { page.html { todos.write(into: &$0) } }
    case .done: page.text(done)
    case .todos: page.html { todos.write(into: &$0) }
    case .message: page.html(message?.html ?? noMessage.map { "<p class=\"none\">\($0)</p>" } ?? HTML())
    case .history: page.html { history.write(into: &$0) }
    case .turn: page.html { turn.write(into: &$0) }
    }
  }

  /// Writes what stands in a slot of the Markdown file.
  func write(_ slot: JobMarkdownSlot, into page: inout SlotPlace) {
    switch slot {
    case .title: page.field(summary.name)
    case .outcome: page.markdown { standing.writeMarkdown(into: &$0) }
    case .facts: page.markdown { facts.writeMarkdown(into: &$0) }
    case .plan: if isPlan { page.markdown { todos.writeMarkdown(into: &$0) } }
    case .done: page.text(done)
    case .todos: page.markdown { todos.writeMarkdown(into: &$0) }
    case .message: page.markdown(message?.markdown ?? noMessage.map { "\(text: $0)\n" } ?? Markdown())
    case .history: page.markdown { history.writeMarkdown(into: &$0) }
    case .turn: page.markdown { writeMarkdownTurn(into: &$0) }
    }
  }

  /// Whether the checklist stands in front of the message, as something of it is open.
  private var isPlan: Bool { summary.todos.open > 0 || summary.todos.total == 0 }

  /// `3 of 3 done`, on the checklist that is folded behind the message.
  private var done: String { isPlan ? "" : "\(summary.todos.done) of \(summary.todos.total) done" }

  /// ` · Open at Acme · Markdown`: the ways to the job itself and to the Markdown file, which stands beside the page alone.
  private func writeWays(into html: inout HTML) {
    guard service != nil || !site.templates.areForSections else { return }
    html += "<span class=\"ways\">"
    if let service {
      html += " · <a href=\""
      html.append(destination: service)
      html += "\" rel=\"noopener noreferrer nofollow\">Open at "
      html.append(text: Provider.named(summary.provider)?.name ?? summary.provider.text)
      html += "</a>"
    }
    if !site.templates.areForSections {
      html += " · <a class=\"markdown\" href=\""
      html.append(text: summary.page.lastComponent)
      html += ".md\">Markdown</a>"
    }
    html += "</span>"
  }

  private static func service(of job: borrowing Job) -> LinkDestination? {
    guard let url = job.url, !job.pullRequests.contains(where: { $0.url == url }) else { return nil }
    return LinkDestination(url)
  }

  private static func noMessage(of job: borrowing Job) -> String? {
    if job.hasMessage { return "Nothing but HTML comments." }
    return job.words(unread: .message) ?? (job.knowsMessage ? "The agent left no message." : nil)
  }

  private static func message(of job: borrowing Job, _ site: Site) -> Renderer.Rendered? {
    guard let message = job.message, job.hasMessage else { return nil }
    var renderer = site.messages
    renderer.policy.repository = job.knownRepository
    renderer.policy.keepsLines = job.messageKeepsLines
    return renderer.rendered(message)
  }

  private func writeCrumbs(into html: inout HTML) {
    func open(_ path: String) {
      html += "<a href=\""
      html.append(text: root)
      html.append(text: path)
      html += ".html\">"
    }
    open("index")
    html += "Overview</a> / "
    if let week = site.report.week(ofJobAt: index) {
      open("weeks/\(week.description)")
      html += "Week "
      html.append(week.week)
      html += ", "
      html.append(week.year)
    } else {
      open("jobs/index")
      html += "All jobs"
    }
    html += "</a>"
  }

  private static func turn(at index: Int, _ site: Site, root: String) -> PreviousNext {
    func neighbour(_ index: Int) -> PreviousNext.Neighbour? {
      guard site.report.jobs.indices.contains(index) else { return nil }
      let job = site.report.jobs[index]
      return PreviousNext.Neighbour(path: "\(root)\(job.page.description)", name: job.name)
    }
    return PreviousNext(older: neighbour(index - 1), newer: neighbour(index + 1))
  }

  private func writeMarkdownTurn(into markdown: inout Markdown) {
    markdown += "[Overview]("
    markdown.append(destination: "\(root)index.md")
    markdown += ")"
    if let week = site.report.week(ofJobAt: index) {
      markdown += " · [Week "
      markdown.append(week.week)
      markdown += ", "
      markdown.append(week.year)
      markdown += "]("
      markdown.append(destination: "\(root)weeks/\(week.description).md")
      markdown += ")"
    }
    turn.writeMarkdown(into: &markdown)
  }
}
