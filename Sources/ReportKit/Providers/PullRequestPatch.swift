/// What the pull requests of all forges have in common as jobs.
extension JobPatch {
  /// Takes over whose a pull request is, by the agent and the body of its description, and how it stands.
  mutating func take(
    _ sighting: AgentSighting?, _ state: PullRequestState?, body: [UInt8], words: PullRequestWords
  ) {
    if case .value(var list) = pullRequests, let state {
      list.set(state)
      pullRequests = .value(list)
    }
    isJob = sighting != nil
    agent = sighting.map { .value($0.agent.id) } ?? .null
    detectedBy = sighting.map { .value($0.rule.rawValue) } ?? .null
    let isAtWork = sighting?.agent.isAtWork(body) ?? false
    outcome = JobPatch.outcome(state, words, isAtWork: isAtWork)
  }

  /// Takes over what the description of a pull request says, the member of a name with a body.
  mutating func takeDescription(_ name: StaticString, _ body: [UInt8], of reader: FieldReader) {
    guard let value = reader.json.value(name, in: reader.members) else { return }
    let description = PullRequestDescription(body)
    let checklist = description.checklist.prefix(Todo.limit).map { item in
      Todo(content: reader.plain(item.content), state: item.isDone ? .completed : .pending)
    }
    todos = .value(Array(checklist))
    todosFrom = .value(.description)
    switch value.kind {
    case .null: message = .null
    case .string: message = .value(MessageText(description, of: reader.json))
    default: message = .value(MessageText(value, of: reader.json))
    }
  }

  /// Merged and closed ones are completed; open ones as well, as they wait for review, unless their checks fail or
  /// changes are asked for: then they wait for a person.
  private static func outcome(_ state: PullRequestState?, _ words: PullRequestWords, isAtWork: Bool)
    -> Outcome
  {
    guard let state else { return Outcome(status: .unknown, raw: words.state) }
    guard state.isOpen else { return Outcome(status: .completed, raw: words.state) }
    if isAtWork { return Outcome(status: .running, raw: words.state) }
    if state.asksForChanges { return Outcome(status: .waiting, raw: words.changes) }
    if state.failsChecks { return Outcome(status: .waiting, raw: words.checks) }
    return Outcome(status: .completed, raw: words.state)
  }
}

/// A forge's own words for how a pull request stands.
struct PullRequestWords {
  /// Whether it is open.
  var state: String?
  /// That changes are asked for.
  var changes: String?
  /// That its checks fail.
  var checks: String?
}
