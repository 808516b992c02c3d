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
    parts.add(report.rows[index])
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
    let landing = LandingBlock(job, site: site)
    let history = HistoryList(job.history, site: site)
    let todos = TodoList(job)
    let count = summary.todos
    let isPlan = count.open > 0 || count.total == 0
    let done = isPlan ? "" : "\(count.done) of \(count.total) done"
    let html = frame.html(site: site) { bytes in
      site.templates.job.render(into: &bytes) { slot in
        switch slot {
        case .title: .field(summary.name)
        case .crumbs: .written { writeCrumbs(site, root: root, into: &$0) }
        case .outcome:
          .written { html in
            standing.write(into: &html)
            writeWays(site, into: &html)
          }
        case .landing: .written(landing.write)
        case .facts: .written(facts.write)
        case .plan: isPlan ? .written(todos.write) : .text("")
        case .done: .text(done)
        case .todos: .written(todos.write)
        case .message:
          .html(shown?.html ?? noMessage.map { "<p class=\"none\">\($0)</p>" } ?? HTML())
        case .history: .written(history.write)
        case .turn: .written(turn(site, root: root).write)
        }
      }
    }
    let markdown = frame.markdown { bytes in
      site.templates.jobMarkdown.render(into: &bytes) { slot in
        switch slot {
        case .title: .field(summary.name)
        case .outcome: .writtenMarkdown(standing.writeMarkdown)
        case .facts: .writtenMarkdown(facts.writeMarkdown)
        case .plan: isPlan ? .writtenMarkdown { todos.writeMarkdown(into: &$0) } : .text("")
        case .done: .text(done)
        case .todos: .writtenMarkdown { todos.writeMarkdown(into: &$0) }
        case .message:
          .markdown(shown?.markdown ?? noMessage.map { "\(text: $0)\n" } ?? Markdown())
        case .history: .writtenMarkdown(history.writeMarkdown)
        case .turn: .writtenMarkdown { writeMarkdownTurn(site, root: root, into: &$0) }
        }
      }
    }
    return [html, markdown]
  }

  /// ` · Open at Acme · Markdown`: the ways to the job itself, where a pull request is not all there is of it, and to the
  /// Markdown file, which stands beside the page alone.
  private func writeWays(_ site: Site, into html: inout HTML) {
    let isElsewhere = !job.pullRequests.contains { $0.url == job.url }
    let service = isElsewhere ? job.url.flatMap { LinkDestination($0) } : nil
    guard service != nil || !site.templates.areForSections else { return }
    html += "<span class=\"ways\">"
    if let service {
      html += " · <a href=\""
      html.append(destination: service)
      html += "\" rel=\"noopener noreferrer nofollow\">Open at "
      html.append(text: Provider.named(job.key.provider)?.name ?? job.key.provider.text)
      html += "</a>"
    }
    if !site.templates.areForSections {
      html += " · <a class=\"markdown\" href=\""
      html.append(text: path.lastComponent)
      html += ".md\">Markdown</a>"
    }
    html += "</span>"
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

  private func writeCrumbs(_ site: Site, root: String, into html: inout HTML) {
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

  private func turn(_ site: Site, root: String) -> PreviousNext {
    func neighbour(_ index: Int) -> PreviousNext.Neighbour? {
      guard site.report.jobs.indices.contains(index) else { return nil }
      let job = site.report.jobs[index]
      return PreviousNext.Neighbour(path: "\(root)\(job.page.description)", name: job.name)
    }
    return PreviousNext(older: neighbour(index - 1), newer: neighbour(index + 1))
  }

  private func writeMarkdownTurn(_ site: Site, root: String, into markdown: inout Markdown) {
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
    turn(site, root: root).writeMarkdown(into: &markdown)
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
