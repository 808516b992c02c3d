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

  /// The HTML and the Markdown file.
  public func files(site: Site) -> [OutputFile] {
    let summary = site.report.jobs[index]
    var frame = PageFrame(
      path: summary.page, kind: .job, title: summary.name, hasMarkdown: true)
    let root = summary.page.pathToRoot
    let standing = StandingLine(summary, site: site)
    frame.description = standing.text
    let message = message(site)
    let shown = message?.html.isEmpty == false ? message : nil
    let leftOut = message?.commentCount ?? 0
    let facts = FactList(job, summary, leftOut: leftOut, site: site, root: root)
    let todos = TodoList(job)
    let isPlan = summary.todos.open > 0 || summary.todos.total == 0
    let done = "\(summary.todos.done) of \(summary.todos.total) done"
    let checklist =
      todos.isEmpty ? job.words(unread: .todos).map { "\(text: $0)" } ?? Markdown() : todos.markdown()
    let checklistHTML =
      todos.isEmpty ? job.words(unread: .todos).map { "<p class=\"none\">\($0)</p>" } ?? HTML() : todos.html
    let html = frame.html(site: site) { bytes in
      site.templates.job.render(into: &bytes) { slot in
        switch slot {
        case .title: .field(summary.name)
        case .crumbs: .html(crumbs(site, root: root))
        case .outcome: .html(standing.html + ways(site))
        case .landing: .html(LandingBlock(job, site: site).html)
        case .facts: .written(facts.write)
        case .plan: .html(isPlan ? checklistHTML : HTML())
        case .done: .text(isPlan ? "" : done)
        case .todos: .html(checklistHTML)
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
        case .facts: .markdown(facts.markdown)
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

  /// What stands in the place of a message where there is none to show; nothing where no answer can have one.
  private var noMessage: String? {
    if job.hasMessage { return "Nothing but HTML comments." }
    return job.words(unread: .message) ?? (job.knowsMessage ? "The agent left no message." : nil)
  }

  private func message(_ site: Site) -> Renderer.Rendered? {
    guard let message = job.message, job.hasMessage else { return nil }
    var renderer = site.messages
    renderer.policy.repository = job.knownRepository
    renderer.policy.keepsLines = job.messageKeepsLines
    return renderer.rendered(message)
  }

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
  /// Whether there is anything to read in its message.
  var hasMessage: Bool { message?.contains { $0 > 0x20 } ?? false }

  /// `Could not be read: 'todos' is a number, not a list`; nil when the field was read.
  func words(unread field: JobField) -> String? {
    let unread = unread.filter { $0.field == field }
    return unread.isEmpty ? nil : "Could not be read: \(Unread.words(unread))"
  }

  /// Where its branch is looked at: on a forge, while nothing tells that it was merged or closed and so most likely
  /// removed.
  var branchLink: LinkDestination? {
    guard let branch, let pullRequest = pullRequests.first,
      pullRequests.allSatisfy({ $0.state?.isOpen ?? true })
    else {
      return nil
    }
    let address = pullRequest.url
    let tree =
      address.before("/-/merge_requests/").map { "\($0)/-/tree/" }
      ?? address.before("/pull/").map { "\($0)/tree/" }
    return tree.flatMap { LinkDestination($0 + branch) }
  }
}
