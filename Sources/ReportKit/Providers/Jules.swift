/// Google's Jules (https://jules.google/docs/api/reference/overview), whose API is an alpha.
///
/// It leaves out what is empty, as JSON of Protocol Buffers does (https://protobuf.dev/programming-guides/json): a list
/// without sessions, a session without outputs. The order of the list is not documented, so it is checked while the
/// list is read.
extension Provider {
  private static let julesKeys = "https://jules.google.com/settings"

  /// https://jules.google
  static let jules = Provider(
    id: "jules", name: "Jules", scope: "any name: a key sees the sessions of its own account",
    address: Address(url: "https://jules.googleapis.com", variable: "JULES_API_URL"),
    key: Key(
      variable: "JULES_API_KEY", madeAt: julesKeys, use: .header("x-goog-api-key"),
      unauthorized: "the key in {key} is wrong, or was removed. Make a new one at \(julesKeys)",
      forbidden: "the account of the key in {key} may not use Jules. See \(julesKeys)"),
    documentation: "https://jules.google/docs/api/reference/overview",
    endpoints: [
      Endpoint(
        Endpoint.ID(rawValue: "jules/sessions"), record: "jules/session",
        request: RequestTemplate("GET /v1alpha/sessions?pageSize={size}&pageToken={cursor}"),
        answer: .list(
          at: ["sessions"], .cursor(at: ["nextPageToken"], size: 100), order: .started("createTime")),
        omitsEmpty: true,
        marks: [["id", "sourceContext", "createTime"], ["id", "prompt", "state", "createTime"]],
        identify: JulesSession.id, decode: JulesSession.decode),
      Endpoint(
        Endpoint.ID(rawValue: "jules/session"), record: "jules/session",
        request: RequestTemplate("GET /v1alpha/sessions/{id}"), answer: .job(), identify: JulesSession.id,
        decode: JulesSession.decode),
      Endpoint(
        Endpoint.ID(rawValue: "jules/activities"),
        request: RequestTemplate("GET /v1alpha/sessions/{id}/activities?pageSize={size}&pageToken={cursor}"),
        answer: .part(at: ["activities"], .cursor(at: ["nextPageToken"], size: 100)),
        decode: JulesSession.activities),
    ])
}

private enum JulesSession {
  static let id: @Sendable (FieldReader) -> ID? = { reader in
    reader.id("id")
      ?? reader.id("name").map { name in
        name.bytes.starts(with: "sessions/".utf8) ? ID(decoding: name.bytes.dropFirst(9)) : name
      }
  }

  static let decode: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    patch.id = id(reader)
    patch.title = reader.visibleText("title", for: .title)
    patch.url = reader.visibleText("url", for: .url)
    patch.createdAt = reader.timestamp("createTime", for: .createdAt)
    patch.updatedAt = reader.timestamp("updateTime", for: .updatedAt)
    patch.isArchived = reader.boolean("archived", for: .archivedAt)
    // Outputs without a pull request hold changes alone.
    patch.pullRequests = reader.pullRequests("outputs", at: ["pullRequest", "url"], isOptional: true)
    if case .value(var context) = reader.object("sourceContext", for: [.repository, .branch]) {
      patch.repository = context.visibleText("source", for: .repository).map(repository)
      patch.branch = context.visibleText("workingBranch", for: .branch)
      reader.take(context)
    }
    patch.outcome = reader.visibleText("state", for: .status).value.map(outcome)
    if patch.outcome?.status.hasEnded == true {
      patch.endedAt = reader.timestamp("updateTime", for: .endedAt)
    }
    return patch
  }

  private static func outcome(_ word: String) -> JobPatch.Outcome {
    switch word {
    case "QUEUED", "PLANNING", "IN_PROGRESS": JobPatch.Outcome(status: .running, raw: word)
    case "AWAITING_PLAN_APPROVAL", "AWAITING_USER_FEEDBACK", "PAUSED":
      JobPatch.Outcome(status: .waiting, raw: word)
    case "COMPLETED": JobPatch.Outcome(status: .completed, raw: word)
    case "FAILED": JobPatch.Outcome(status: .failed, raw: word)
    default: JobPatch.Outcome(status: .unknown, raw: word)
    }
  }

  /// The address behind `sources/github/acme/api`; another spelling of a source stays as it is.
  private static func repository(_ source: String) -> String {
    let parts = source.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "sources", parts[1] == "github" else { return source }
    return "https://github.com/\(parts[2])/\(parts[3])"
  }

  /// The last plan, and the last words: why it failed, else what the agent said, else what it was about. Steps have no
  /// state of their own; once the session is completed all are done.
  static let activities: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    var (plan, failure, words, progress) = (
      Latest<[String]>(), Latest<MessageText>(), Latest<MessageText>(), Latest<MessageText>()
    )
    var isDone = false
    reader.each("activities", for: .message) { activity in
      let time = activity.timestamp("createTime", for: .message).value
      if case .value = activity.object("sessionCompleted", for: [.todos]) { isDone = true }
      if case .value(var failed) = activity.object("sessionFailed", for: [.message]) {
        failure.take(failed.message("reason").value, at: time)
      }
      if case .value(var messaged) = activity.object("agentMessaged", for: [.message]) {
        words.take(messaged.message("agentMessage").value, at: time)
      }
      if case .value(var updated) = activity.object("progressUpdated", for: [.message]) {
        progress.take(updated.message("description").value ?? updated.message("title").value, at: time)
      }
      guard case .value(var generated) = activity.object("planGenerated", for: [.todos]) else { return }
      var steps: [String] = []
      if case .value(var inner) = generated.object("plan", for: [.todos]) {
        inner.each("steps", for: .todos) { step in
          guard steps.count < Todo.limit, let title = step.visibleText("title", for: .todos).value else {
            return
          }
          steps.append(title)
        }
        activity.take(inner)
      }
      activity.take(generated)
      plan.take(steps, at: time)
    }
    if let message = failure.value ?? words.value ?? progress.value { patch.message = .value(message) }
    if let steps = plan.value {
      patch.todos = .value(steps.map { Todo(content: $0, state: isDone ? .completed : .unknown("")) })
    }
    return patch
  }

  /// The value of the latest time; of several with the same time, or with none, the one that stands last.
  private struct Latest<Value> {
    private(set) var value: Value?
    private var time: Timestamp?

    mutating func take(_ value: Value?, at time: Timestamp?) {
      guard let value else { return }
      if let time, let known = self.time, time < known { return }
      self.value = value
      self.time = time ?? self.time
    }
  }
}
