import CommonMark

extension WordTable {
  /// Adds what the job at an index of a report is found by, as the one at a place: the words of its texts, and its tags.
  public mutating func add(_ job: Job, at index: Int, in report: Report, as place: Int) {
    let summary = report.jobs[index]
    add(summary.name.utf8, of: place, as: .name)
    for pullRequest in summary.pullRequests {
      guard let number = pullRequest.number else { continue }
      add(word: Array("#\(number)".utf8), of: place, as: .name)
    }
    let agent = summary.agent.map { [$0, Agent.named($0)?.name ?? ""] } ?? []
    let facts =
      [
        summary.branch, summary.key.shownID, job.repository.map(PullRequest.label), summary.key.project?.text,
        summary.model,
        summary.requestedBy, summary.requestedByName, summary.statusRaw, summary.status.name,
        summary.isArchived ? Status.archived.name : nil,
      ].compactMap(\.self) + agent + summary.pullRequests.map(\.label) + summary.pullRequestTexts
      + (job.labels ?? [])
      + summary.pullRequests.compactMap { PullRequestAddress($0.url)?.repository }
    for fact in facts { add(fact.utf8, of: place, as: .fact) }
    for state in summary.pullRequestStates { add(state.kind.word.utf8, of: place, as: .fact) }
    for todo in job.todos { add(todo.content.utf8.prefix(2000), of: place, as: .text) }
    if let message = job.message { add(message: message, of: place) }
    SearchTags(of: index, in: report).each { add(word: SearchTags.word($0, $1), of: place, as: .fact) }
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
    URIComponent.append(value.utf8, to: &bytes)
    return bytes
  }
}

extension PullRequest {
  /// Its number, where its address has one.
  fileprivate var number: Substring? {
    guard let mark = label.lastIndex(where: { $0 == "#" || $0 == "!" }) else { return nil }
    let number = label[label.index(after: mark)...]
    return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber } ? number : nil
  }
}
