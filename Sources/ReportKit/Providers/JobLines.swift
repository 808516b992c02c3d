/// Lines of `data/jobs.jsonl`, as ``JSONLinesFormat`` and other tools write them. `id`, `provider` and `status` are
/// always there; `null` says that a field is not known.
enum JobLines {
  static let marks: [[StaticString]] = [["id", "provider", "status"]]

  static let decode: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    patch.id = reader.id("id")
    patch.provider = reader.visibleID("provider", for: .project) ?? "unknown"
    patch.project = reader.visibleID("project", for: .project)
    patch.title = reader.visibleText("title", for: .title).known
    patch.branch = reader.visibleText("branch", for: .branch).known
    patch.repository = reader.visibleText("repository", for: .repository).known
    patch.model = reader.visibleText("model", for: .model).known
    patch.agent = reader.visibleText("agent", for: .agent).known.map { Agent.spelled($0)?.id ?? $0 }
    patch.detectedBy = reader.visibleText("detectedBy", for: .agent).known
    patch.requestedBy = reader.visibleText("requestedBy", for: .requestedBy).known
    patch.requestedByName = reader.visibleText("requestedByName", for: .requestedBy).known
    patch.url = reader.visibleText("url", for: .url).known
    patch.updatedAt = reader.timestamp("updatedAt", for: .updatedAt).known
    patch.endedAt = reader.timestamp("endedAt", for: .endedAt).known
    patch.labels = reader.texts("labels", for: .labels).known
    patch.cost = reader.costs("cost").known
    patch.createdAt = reader.timestamp("createdAt", for: .createdAt).known
    patch.archivedAt = reader.timestamp("archivedAt", for: .archivedAt).known
    patch.pullRequests = pullRequests(&reader)
    patch.todos = reader.todos("todos").known
    if let source = reader.visibleText("todosFrom", for: .todos).value.flatMap(TodoSource.init(rawValue:)) {
      patch.todosFrom = .value(source)
    }
    patch.message = reader.message("message").known
    let status = reader.visibleText("status", for: .status).value
    if status.flatMap(Status.init(spelled:)) == .archived || patch.archivedAt.value != nil {
      patch.isArchived = .value(true)
    } else {
      patch.isArchived = reader.boolean("archived", for: .archivedAt).known
    }
    patch.outcome = status.flatMap { outcome($0, raw: reader.visibleText("statusRaw", for: .status).value) }
    if !reader.leavesOutSummed { patch.unread = unread(&reader) }
    return patch
  }

  /// Archived says nothing of how a job ended, so it is not an outcome.
  private static func outcome(_ word: String, raw: String?) -> JobPatch.Outcome? {
    guard let status = Status(spelled: word) else {
      return JobPatch.Outcome(status: .unknown, raw: raw ?? word)
    }
    switch status {
    case .archived: return nil
    case .running, .waiting, .completed, .unknown: return JobPatch.Outcome(status: status, raw: raw)
    case .blocked, .interrupted: return JobPatch.Outcome(status: status, raw: raw, namesCause: true)
    case .failed: return JobPatch.Outcome(status: status, raw: raw, namesCause: raw != nil && raw != word)
    }
  }

  /// `pullRequests`, with how they stand, and beside them `pullRequestTexts`.
  private static func pullRequests(_ reader: inout FieldReader) -> Field<PullRequestList> {
    var list = PullRequestList()
    let named = reader.pullRequests("pullRequests") { PullRequestState(line: &$0) }
    if let named = named.value { list = named }
    if let texts = reader.pullRequests("pullRequestTexts").value {
      for pullRequest in texts.opened { list.add(pullRequest) }
      for text in texts.texts { list.add(text) }
    }
    return list.count > 0 || named.isTold ? .value(list) : .absent
  }

  /// `unread`: what a report before could not read.
  private static func unread(_ reader: inout FieldReader) -> [Unread] {
    guard let list = reader.json.value("unread", in: reader.members), list.kind == .array else { return [] }
    var unread: [Unread] = []
    try? reader.json.eachElement(of: list) { element in
      guard unread.count < 100, element.kind == .object, let members = try? reader.json.members(of: element)
      else { return }
      var item = FieldReader(members, of: reader.json)
      guard let field = item.visibleText("field", for: .title).value.flatMap(JobField.init(rawValue:)),
        let reason = item.visibleText("reason", for: .title).value.flatMap(Job.shown)
      else { return }
      unread.append(
        Unread(field, isPartial: item.boolean("partial", for: .title).value ?? false, reason: reason))
    }
    return unread
  }
}

extension Field {
  /// The field, where `null` says that the answer does not know it.
  fileprivate var known: Field {
    if case .null = self { .absent } else { self }
  }
}
