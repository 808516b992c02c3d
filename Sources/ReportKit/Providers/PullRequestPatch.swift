/// What the pull requests of all forges have in common as jobs.
extension JobPatch {
  /// Takes over whose a pull request is, how it stands and what its description says.
  mutating func take(
    _ sighting: AgentSighting?, _ state: PullRequestState?, description name: StaticString,
    of reader: FieldReader,
    words: PullRequestWords
  ) {
    if case .value(var list) = pullRequests, let state {
      list.set(state)
      pullRequests = .value(list)
    }
    isJob = sighting != nil
    agent = sighting.map { .value($0.agent.id) } ?? .null
    detectedBy = sighting.map { .value($0.rule.rawValue) } ?? .null
    var isAtWork = false
    if let value = reader.json.value(name, in: reader.members) {
      let body = reader.utf8(name)
      isAtWork = sighting?.agent.isAtWork(body) ?? false
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
    outcome = JobPatch.outcome(state, words, isAtWork: isAtWork)
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
