import CommonMark

/// The facts of a job, without what the line of outcome has. What of a field could not be read stands behind what could.
struct FactList: ~Copyable {
  private let summary: JobSummary
  private let site: Site
  private let root: String
  /// How many comments of HTML the message is shown without.
  private let leftOut: Int
  /// Both forms are written from them.
  private var facts: [Fact] = []

  private struct Fact {
    var name: StaticString
    var value: Phrase
    /// Whether it says how a pull request stands, which has a part of its own in HTML.
    var isLanding = false
  }

  /// The facts of a job on a page from which a path leads to the root.
  init(_ job: borrowing Job, _ summary: JobSummary, leftOut: Int, site: Site, root: String) {
    self.summary = summary
    self.leftOut = leftOut
    self.site = site
    self.root = root
    addFacts(of: job)
  }

  /// Writes a list, each fact with its name in bold, without how pull requests stand: that has a part of its own.
  func write(into html: inout HTML) {
    html += "<ul>\n"
    for fact in facts where !fact.isLanding {
      html += "<li><strong>"
      html += fact.name
      html += ":</strong> "
      html.append(fact.value)
      html += "</li>\n"
    }
    html += "</ul>\n"
  }

  /// Writes the same list with how pull requests stand.
  func writeMarkdown(into markdown: inout Markdown) {
    for (number, fact) in facts.enumerated() {
      markdown += number == 0 ? "- **" : "\n- **"
      markdown += fact.name
      markdown += ":** "
      markdown.append(fact.value)
    }
  }

  private mutating func add(_ name: StaticString, _ value: Phrase) {
    facts.append(Fact(name: name, value: value))
  }

  private mutating func addUnread(_ field: JobField, _ name: StaticString, of job: Job) {
    guard !job.unread.isEmpty else { return }
    if let words = job.words(unread: field) { add(name, "\(text: words)") }
  }

  private mutating func addMoment(
    _ name: StaticString, _ moment: Timestamp?, _ field: JobField, of job: Job
  ) {
    if let moment { add(name, "\(text: site.words.momentAndZone(moment))") }
    addUnread(field, name, of: job)
  }

  private mutating func addFacts(of job: Job) {
    facts.reserveCapacity(16)
    addUnread(.title, "Title", of: job)
    addUnread(.status, "Status", of: job)
    addLanding(of: job)
    addUnread(.pullRequests, "Pull request", of: job)
    if let branch = job.branch { add("Branch", "\("\(code: branch)", to: job.branchLink)") }
    addUnread(.branch, "Branch", of: job)
    if let repository = job.repository {
      add(
        "Repository",
        LinkDestination(repository).map { "\("\(text: PullRequest.label(repository))", to: $0)" }
          ?? "\(code: repository)")
    }
    addUnread(.repository, "Repository", of: job)
    addMoment("Started", job.createdAt, .createdAt, of: job)
    addMoment("Changed", job.updatedAt, .updatedAt, of: job)
    addMoment("Ended", job.endedAt, .endedAt, of: job)
    addMoment("Archived", job.archivedAt, .archivedAt, of: job)
    if let agent = agent(of: job) { add("Agent", agent) }
    addUnread(.agent, "Agent", of: job)
    if let person = summary.requester { add("Asked for by", "\(text: person)") }
    addUnread(.requestedBy, "Asked for by", of: job)
    if let project = job.key.project { add("Project", link(project.text, .project, project)) }
    addUnread(.project, "Project", of: job)
    if let model = job.model { add("Model", "\(text: model)") }
    addUnread(.model, "Model", of: job)
    if let labels = job.labels, !labels.isEmpty { add("Labels", "\(text: labels.joined(separator: ", "))") }
    addUnread(.labels, "Labels", of: job)
    if !job.cost.isEmpty { add("Cost", "\(text: job.cost.map(\.words).joined(separator: ", "))") }
    addUnread(.cost, "Cost", of: job)
    if job.todosFrom == .description, !job.todos.isEmpty { add("Checklist", "of the description") }
    // The message alone stands in its part of the page.
    if job.hasMessage { addUnread(.message, "Message", of: job) }
    if leftOut > 0 {
      add(
        "Left out",
        "\(text: leftOut == 1 ? "1 HTML comment of the message" : "\(leftOut) HTML comments of the message")")
    }
    add("Job", "\("\(code: job.key.shownID)", to: job.url.flatMap { LinkDestination($0) })")
    addUnread(.url, "Job", of: job)
  }

  private mutating func addLanding(of job: Job) {
    for pullRequest in job.pullRequests {
      guard let state = pullRequest.state else { continue }
      facts.append(
        Fact(name: "Pull request", value: PullRequestLink.phrase([pullRequest]), isLanding: true))
      for (name, value) in LandingBlock(job, site: site).facts(state) {
        facts.append(Fact(name: name, value: value, isLanding: true))
      }
    }
  }

  /// The agent, where it is not the one of every job of its provider, with how it was told.
  private func agent(of job: Job) -> Phrase? {
    guard let agent = job.agent,
      agent != job.key.provider.text || job.detectedBy != nil || site.report.hasSeveral(.agent)
    else { return nil }
    let name = link(Agent.named(agent)?.name ?? agent, .agent, ID(agent))
    let rule = job.detectedBy.flatMap(AgentSighting.Rule.init(rawValue:))
    return rule.map { "\(name) (told by \(text: $0.words))" } ?? name
  }

  /// A name, which leads to the page of the agent or project where there are several.
  private func link(_ name: String, _ facet: Facet, _ value: ID) -> Phrase {
    "\("\(text: name)", toPage: site.report.page(of: facet, value).map { "\(root)\($0)" })"
  }
}
