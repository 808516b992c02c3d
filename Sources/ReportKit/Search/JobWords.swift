import CommonMark

extension WordTable {
  /// Adds what the job at an index of a report is found by, as the one at a place: the words of its texts, and its tags.
  public mutating func add(_ job: Job, at index: Int, in report: Report, as place: Int) {
    func add(_ fact: String?) {
      if let fact { self.add(fact.utf8, of: place, as: .fact) }
    }
    let summary = report.jobs[index]
    let tags = report.searchTags(ofJobAt: index)
    var word: [UInt8] = []
    self.add(summary.name.utf8, of: place, as: .name)
    for pullRequest in summary.pullRequests {
      if let number = pullRequest.number {
        word.append(UInt8(ascii: "#"))
        word += number
        self.add(&word, of: place, as: .name)
      }
      add(pullRequest.label)
      add(PullRequestAddress(pullRequest.url)?.repository)
    }
    for text in summary.pullRequestTexts { add(text) }
    for state in tags.states { add(state.word) }
    add(summary.branch)
    add(summary.shownID)
    add(job.repository.map(PullRequest.label))
    add(summary.project?.text)
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
    tags.each { name, value in
      SearchTags.append(name, value, to: &word)
      self.add(&word, of: place, as: .fact)
    }
  }

  /// Adds a word, and leaves its bytes for the next.
  private mutating func add(_ word: inout [UInt8], of place: Int, as kind: Kind) {
    word.withUnsafeBufferPointer { add(Word($0), of: place, as: kind) }
    word.removeAll(keepingCapacity: true)
  }
}

/// What a job can be filtered by, as it is shown.
struct SearchTags {
  /// What a query names a value by: `agent:acme`.
  enum Name: String {
    case status, `is`, agent, project, model, by, week
  }

  /// What stands in the place of a project that nothing names.
  static let noProject = "unknown"

  let status: String
  /// How its pull requests stand, each way once, in the order of their words.
  let states: [PullRequestState.Kind]
  let agent: String?
  let project: String
  let model: String?
  let person: String?
  let week: String?

  func each(_ use: (Name, String) -> Void) {
    use(.status, status)
    for state in states { use(.is, state.rawValue) }
    if let agent { use(.agent, agent) }
    use(.project, project)
    if let model { use(.model, model) }
    if let person { use(.by, person) }
    if let week { use(.week, week) }
  }

  /// A word that no text has: `:by:Jo%20Doe`, the value as `encodeURIComponent` has it but for ``!'()*``.
  static func append(_ name: Name, _ value: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: ":"))
    bytes += name.rawValue.utf8
    bytes.append(UInt8(ascii: ":"))
    URIComponent.append(value, to: &bytes)
  }
}

extension Report {
  /// The tags of the job at an index.
  func searchTags(ofJobAt index: Int) -> SearchTags {
    let job = jobs[index]
    let states = job.pullRequestStates.map(\.kind)
    return SearchTags(
      status: job.status.slug,
      states: states.count > 1 ? Set(states).sorted { $0.rawValue < $1.rawValue } : states,
      agent: job.agent.map(InvisibleText.marked),
      project: InvisibleText.marked(job.project?.text ?? SearchTags.noProject),
      model: job.model.map(InvisibleText.marked),
      person: job.requester.map(InvisibleText.marked),
      week: week(ofJobAt: index)?.description)
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
