import CommonMark

extension WordTable {
  /// Adds what the job at an index of a report is found by, as the one at a place: the words of its texts, and its tags.
  public mutating func add(_ job: Job, at index: Int, in report: Report, as place: Int) {
    func add(_ fact: String?) {
      if let fact { self.add(fact.utf8, of: place, as: .fact) }
    }
    let summary = report.jobs[index]
    self.add(summary.name.utf8, of: place, as: .name)
    for pullRequest in summary.pullRequests {
      if let number = pullRequest.number { self.add(word: Array("#".utf8) + number, of: place, as: .name) }
      add(pullRequest.label)
      add(PullRequestAddress(pullRequest.url)?.repository)
    }
    for text in summary.pullRequestTexts { add(text) }
    for state in summary.pullRequestStates { add(state.kind.word) }
    add(summary.branch)
    add(summary.key.shownID)
    add(job.repository.map(PullRequest.label))
    add(summary.key.project?.text)
    add(summary.model)
    add(summary.requestedBy)
    add(summary.requestedByName)
    add(summary.statusRaw)
    add(summary.status.name)
    if summary.isArchived { add(Status.archived.name) }
    add(summary.agent)
    add(summary.agent.flatMap(Agent.named)?.name)
    for label in job.labels ?? [] { add(label) }
    for todo in job.todos { self.add(todo.content.utf8.prefix(2000), of: place, as: .text) }
    if let message = job.message { self.add(message: message, of: place) }
    SearchTags(of: index, in: report).each { self.add(word: SearchTags.word($0, $1), of: place, as: .fact) }
  }

  private mutating func add(word: [UInt8], of place: Int, as kind: Kind) {
    word.withUnsafeBufferPointer { add(Word($0), of: place, as: kind) }
  }
}

/// What a job can be filtered by, as it is shown.
struct SearchTags {
  /// What a query names a value by: `agent:acme`.
  enum Name: String {
    case status, `is`, agent, project, model, by, week
  }

  let status: String
  /// The states of its pull requests, each once.
  let states: [String]
  let agent: String?
  let project: String
  let model: String?
  let person: String?
  let week: String?

  /// The tags of the job at an index.
  init(of index: Int, in report: Report) {
    let job = report.jobs[index]
    status = job.status.slug
    let states = job.pullRequestStates.map(\.kind.rawValue)
    self.states = states.count > 1 ? Set(states).sorted() : states
    agent = job.agent.map(InvisibleText.marked)
    project = InvisibleText.marked(job.key.project?.text ?? "unknown")
    model = job.model.map(InvisibleText.marked)
    person = job.requester.map(InvisibleText.marked)
    week = report.week(ofJobAt: index)?.description
  }

  func each(_ use: (Name, String) -> Void) {
    use(.status, status)
    for state in states { use(.is, state) }
    if let agent { use(.agent, agent) }
    use(.project, project)
    if let model { use(.model, model) }
    if let person { use(.by, person) }
    if let week { use(.week, week) }
  }

  /// A word that no text has: `:by:Jo%20Doe`, the value as `encodeURIComponent` has it but for ``!'()*``.
  static func word(_ name: Name, _ value: String) -> [UInt8] {
    var bytes = Array(":\(name.rawValue):".utf8)
    URIComponent.append(value, to: &bytes)
    return bytes
  }
}

extension PullRequest {
  /// The digits of its number, where its address has one.
  fileprivate var number: Substring.UTF8View? {
    let label = label.utf8
    guard let mark = label.lastIndex(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "!") }) else {
      return nil
    }
    let number = label[label.index(after: mark)...]
    return !number.isEmpty && number.allSatisfy(\.isDigit) ? number : nil
  }
}
