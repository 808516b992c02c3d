import CommonMark

/// The page of one job, which reads like a letter: title, one line of outcome, the checklist, the message;
/// the facts stand aside.
///
/// Facts, todos and message are sections in Markdown. The `.md` file is these sections set into `job.md`;
/// for the `.html` file each section goes through cmark by itself, so that nothing in a message can reach
/// out of it.
public struct JobPage: Page {
  private var job: Job
  private let index: Int
  /// By the month it started.
  public let path: SitePath
  /// Every job has one.
  public var hasMarkdown: Bool { true }

  /// The page of a job, which stands at an index of ``Report/jobs``.
  public init(job: Job, index: Int, site: Site) {
    self.job = job
    // The summary knows how they stand.
    self.job.pullRequests = site.report.jobs[index].pullRequests
    self.index = index
    path = site.report.jobs[index].page
  }

  /// What the page of the job at an index is made from: its answers, what the time makes of it, and its
  /// neighbours.
  public static func fingerprint(ofJobAt index: Int, site: Site) -> Fingerprint {
    let report = site.report
    let job = report.jobs[index]
    var parts = Fingerprint.Parts()
    parts.add(row: job)
    let asOf = report.options.asOf
    parts.add(Attention.reason(for: job, at: asOf, in: site.words) ?? "")
    for state in job.pullRequestStates where state.isOpen {
      parts.add(state.createdAt.flatMap { AgeStep(from: $0, to: asOf) }?.words ?? "")
    }
    for neighbour in [index - 1, index + 1] {
      let isThere = report.jobs.indices.contains(neighbour)
      parts.add(isThere ? report.jobs[neighbour].page : SitePath())
      parts.add(isThere ? report.jobs[neighbour].name : "")
    }
    return parts.fingerprint
  }

  /// What this page is made from.
  public func fingerprint(site: Site) -> Fingerprint? { JobPage.fingerprint(ofJobAt: index, site: site) }

  private static let own = Renderer(policy: Policy(links: .site))

  /// The HTML and the Markdown file.
  public func files(site: Site) -> [OutputFile] {
    let summary = site.report.jobs[index]
    var frame = PageFrame(
      path: summary.page, kind: .job, title: summary.name,
      icons: [Icon(job.status)] + job.todos.map { Icon($0.state) }
        + job.pullRequests.compactMap(\.state).map { PullMark.icon($0) }
        + job.history.entries.map { Icon($0.status) }, hasMarkdown: true)
    let root = summary.page.pathToRoot
    let standing = StandingLine(summary, site: site)
    frame.description = standing.text
    let message = message(site)
    let shown = message?.html.isEmpty == false ? message : nil
    let leftOut = message?.commentCount ?? 0
    let todos = todos
    let isPlan = summary.todos.open > 0 || summary.todos.total == 0
    let done = "\(summary.todos.done) of \(summary.todos.total) done"
    let checklist = todos ?? unreadTodos.map { "\(text: $0)" } ?? Markdown()
    let html = frame.html(site: site) { bytes in
      site.templates.job.render(into: &bytes) { slot in
        switch slot {
        case .title: .field(summary.name)
        case .crumbs: .html(crumbs(site, root: root))
        case .outcome: .html(standing.html + ways(site))
        case .landing: .html(LandingBlock(job, site: site).html)
        case .facts: .html(JobPage.own.html(facts(site, for: .html, root: root, leftOut: leftOut)))
        case .plan: .html(isPlan ? checklistHTML(todos) : HTML())
        case .done: .text(isPlan ? "" : done)
        case .todos: .html(checklistHTML(todos))
        case .message:
          .html(shown?.html ?? noMessage.map { "<p class=\"none\">\($0)</p>" } ?? HTML())
        case .history: .html(HistoryList(job.history, site: site).html)
        case .turn: .html(turn(site, root: root).html)
        }
      }
    }
    let markdown = frame.markdown { bytes in
      site.templates.jobMarkdown.render(into: &bytes) { slot in
        switch slot {
        case .title: .field(summary.name)
        case .outcome: .markdown(standing.markdown)
        case .facts: .markdown(facts(site, for: .md, root: root, leftOut: leftOut))
        case .plan: .markdown(isPlan ? checklist : Markdown())
        case .done: .text(isPlan ? "" : done)
        case .todos: .markdown(checklist)
        case .message:
          .markdown(shown?.markdown ?? noMessage.map { "\(text: $0)\n" } ?? Markdown())
        case .history: .markdown(HistoryList(job.history, site: site).markdown)
        case .turn: .markdown(markdownTurn(site, root: root))
        }
      }
    }
    return [html, markdown]
  }

  /// ` · Open at Acme · Markdown`: the ways to the job itself, where a pull request is not all there is of it, and to the
  /// Markdown file, which stands beside the page alone.
  private func ways(_ site: Site) -> HTML {
    var ways = HTML()
    if let url = job.url, !job.pullRequests.contains(where: { $0.url == url }),
      let destination = LinkDestination(url)
    {
      let name = Provider.named(job.key.provider)?.name ?? job.key.provider.text
      ways +=
        " · <a href=\"\(destination: destination)\" rel=\"noopener noreferrer nofollow\">Open at \(name)</a>"
    }
    if !site.templates.areForSections {
      ways += " · <a class=\"markdown\" href=\"\(path.lastComponent).md\">Markdown</a>"
    }
    return ways.isEmpty ? ways : "<span class=\"ways\">\(ways)</span>"
  }

  /// What stands in the place of todos that could not be read; of a job without any nothing does.
  private var unreadTodos: String? { unread(.todos) }

  private func checklistHTML(_ todos: Markdown?) -> HTML {
    todos.map { JobPage.own.html($0, taskMarkers: markers) }
      ?? unreadTodos.map { "<p class=\"none\">\($0)</p>" } ?? HTML()
  }

  /// What stands in the place of a message where there is none to show; nothing where no answer can have one.
  private var noMessage: String? {
    if hasMessage { return "Nothing but HTML comments." }
    return unread(.message) ?? (job.knowsMessage ? "The agent left no message." : nil)
  }

  /// `Could not be read: 'todos' is a number, not a list`; nil when the field was read.
  private func unread(_ field: JobField) -> String? {
    let unread = job.unread.filter { $0.field == field }
    return unread.isEmpty ? nil : "Could not be read: \(Unread.words(unread))"
  }

  private func message(_ site: Site) -> Renderer.Rendered? {
    guard let message = job.message, hasMessage else { return nil }
    var renderer = site.messages
    renderer.policy.repository = job.knownRepository
    renderer.policy.keepsLines = job.messageKeepsLines
    return renderer.rendered(message)
  }

  private var hasMessage: Bool { job.message?.contains { $0 > 0x20 } ?? false }

  /// The facts as a list, each with its name in bold; without what the line of outcome has, and without how pull
  /// requests stand where that has a part of its own. They count the comments of HTML that the message is shown without.
  private func facts(_ site: Site, for file: SitePath.Ending, root: String, leftOut: Int) -> Markdown {
    let hasLanding = file == .html
    var facts = Markdown()
    /// A name, which leads to the page of the agent or project where there are several.
    func link(_ name: String, _ facet: Facet, _ value: ID) -> Markdown {
      site.report.page(of: facet, value).map {
        "[\(text: name)](\(destination: "\(root)\($0.appending(file).description)"))"
      } ?? "\(text: name)"
    }
    func add(_ name: Markdown, _ value: Markdown) {
      facts += facts.isEmpty ? "- **\(name):** \(value)" : "\n- **\(name):** \(value)"
    }
    /// What could not be read stands behind what could.
    func add(unread field: JobField, _ name: Markdown) {
      if let words = unread(field) { add(name, "\(text: words)") }
    }
    add(unread: .title, "Title")
    add(unread: .status, "Status")
    for pullRequest in job.pullRequests where !hasLanding {
      guard let state = pullRequest.state else { continue }
      add("Pull request", PullRequestLink.markdown([pullRequest]))
      for (name, value) in LandingBlock(job, site: site).facts(state) { add(name, value) }
    }
    add(unread: .pullRequests, "Pull request")
    if let branch = job.branch {
      let name: Markdown = "\(code: branch)"
      add("Branch", job.branchLink.map { "\(link: name, to: $0)" } ?? name)
    }
    add(unread: .branch, "Branch")
    if let repository = job.repository {
      add(
        "Repository",
        LinkDestination(repository).map { destination in
          "\(link: "\(text: PullRequest.label(repository))", to: destination)"
        } ?? "\(code: repository)")
    }
    add(unread: .repository, "Repository")
    if let createdAt = job.createdAt { add("Started", "\(text: site.words.momentAndZone(createdAt))") }
    add(unread: .createdAt, "Started")
    if let updatedAt = job.updatedAt { add("Changed", "\(text: site.words.momentAndZone(updatedAt))") }
    add(unread: .updatedAt, "Changed")
    if let endedAt = job.endedAt { add("Ended", "\(text: site.words.momentAndZone(endedAt))") }
    add(unread: .endedAt, "Ended")
    if let archivedAt = job.archivedAt { add("Archived", "\(text: site.words.momentAndZone(archivedAt))") }
    add(unread: .archivedAt, "Archived")
    if let agent = job.agent,
      agent != job.key.provider.text || job.detectedBy != nil || site.report.hasSeveral(.agent)
    {
      let name = link(Agent.named(agent)?.name ?? agent, .agent, ID(agent))
      let rule = job.detectedBy.flatMap(AgentSighting.Rule.init(rawValue:))
      add("Agent", rule.map { "\(name) (told by \(text: $0.words))" } ?? name)
    }
    add(unread: .agent, "Agent")
    if let person = site.report.jobs[index].requester { add("Asked for by", "\(text: person)") }
    add(unread: .requestedBy, "Asked for by")
    if let project = job.key.project { add("Project", link(project.text, .project, project)) }
    add(unread: .project, "Project")
    if let model = job.model { add("Model", "\(text: model)") }
    add(unread: .model, "Model")
    if let labels = job.labels, !labels.isEmpty { add("Labels", "\(text: labels.joined(separator: ", "))") }
    add(unread: .labels, "Labels")
    if !job.cost.isEmpty { add("Cost", "\(text: job.cost.map(\.words).joined(separator: ", "))") }
    add(unread: .cost, "Cost")
    if job.todosFrom == .description, !job.todos.isEmpty { add("Checklist", "of the description") }
    // The message alone stands in its part of the page.
    if hasMessage { add(unread: .message, "Message") }
    if leftOut > 0 {
      add(
        "Left out", leftOut == 1 ? "1 HTML comment of the message" : "\(leftOut) HTML comments of the message"
      )
    }
    let name: Markdown = "\(code: job.key.shownID)"
    add("Job", job.url.flatMap { LinkDestination($0) }.map { "\(link: name, to: $0)" } ?? name)
    add(unread: .url, "Job")
    return facts
  }

  /// The checklist as a GFM task list; nil without items.
  private var todos: Markdown? {
    job.todos.isEmpty ? nil : TodoList.markdown(job.todos, unread: job.unread, for: .page)
  }

  private var markers: [TaskMarker] {
    job.todos.map { todo in
      switch todo.state {
      case .completed: JobPage.done
      case .pending: JobPage.open
      case .inProgress: JobPage.inProgress
      case .cancelled: JobPage.cancelled
      case .unknown: JobPage.unknown
      }
    }
  }

  private static let done = TaskMarker(className: "done", icon: Icon.todoCompleted.html(label: "Done:"))
  private static let open = TaskMarker(className: "open", icon: Icon.todoPending.html(label: "Open:"))
  private static let inProgress = TaskMarker(
    className: "progress", icon: Icon.todoInProgress.html(label: "In progress:"))
  private static let cancelled = TaskMarker(
    className: "cancelled", icon: Icon.todoCancelled.html(label: "Cancelled:"))
  private static let unknown = TaskMarker(
    className: "unknown", icon: Icon.todoUnknown.html(label: "Unknown:"))

  private func crumbs(_ site: Site, root: String) -> HTML {
    var html: HTML = "<a href=\"\(root)index.html\">Overview</a> / "
    if let week = site.report.week(ofJobAt: index) {
      html += "<a href=\"\(root)weeks/\(week.description).html\">Week \(week.week), \(week.year)</a>"
    } else {
      html += "<a href=\"\(root)jobs/index.html\">All jobs</a>"
    }
    return html
  }

  private func turn(_ site: Site, root: String) -> PreviousNext {
    func neighbour(_ index: Int) -> PreviousNext.Neighbour? {
      guard site.report.jobs.indices.contains(index) else { return nil }
      let job = site.report.jobs[index]
      return PreviousNext.Neighbour(path: "\(root)\(job.page.description)", name: job.name)
    }
    return PreviousNext(older: neighbour(index - 1), newer: neighbour(index + 1))
  }

  private func markdownTurn(_ site: Site, root: String) -> Markdown {
    var markdown: Markdown = "[Overview](\(destination: root + "index.md"))"
    if let week = site.report.week(ofJobAt: index) {
      markdown +=
        " · [Week \(week.week), \(week.year)](\(destination: "\(root)weeks/\(week.description).md"))"
    }
    return markdown + turn(site, root: root).markdown
  }
}

extension Job {
  /// Where its branch is looked at: on a forge, while nothing tells that it was merged or closed and so most likely
  /// removed.
  var branchLink: LinkDestination? {
    guard let branch, let pullRequest = pullRequests.first,
      pullRequests.allSatisfy({ $0.state?.isOpen ?? true })
    else {
      return nil
    }
    for (marker, tree) in [("/-/merge_requests/", "/-/tree/"), ("/pull/", "/tree/")] {
      guard let range = pullRequest.url.firstRange(of: marker) else { continue }
      return LinkDestination(pullRequest.url[..<range.lowerBound] + tree + branch)
    }
    return nil
  }
}
