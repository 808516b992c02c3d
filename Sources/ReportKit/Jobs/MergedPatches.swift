/// Answers about one job, put together one by one, the oldest first.
struct MergedPatches {
  private(set) var merged = JobPatch()
  /// What could not be read, with the number of the record that says it, from 0.
  private(set) var unread: [(unread: Unread, record: Int)] = []
  private var count = 0

  /// Adds a newer patch: each field that it has the key of takes the place of the older one.
  mutating func add(_ patch: consuming JobPatch) {
    guard count == 0 else { return merge(patch) }
    count = 1
    unread = patch.unread.map { ($0, 0) }
    if !patch.todos.isTold { patch.todosFrom = .absent }
    merged = patch
  }

  private mutating func merge(_ patch: JobPatch) {
    unread.removeAll { patch.has($0.unread.field) }
    for unread in patch.unread { self.unread.append((unread, count)) }
    count += 1
    merged.isArchived = patch.isArchived.or(merged.isArchived)
    merged.archivedAt = patch.archivedAt.or(merged.archivedAt)
    merged.title = patch.title.or(merged.title)
    merged.branch = patch.branch.or(merged.branch)
    merged.repository = patch.repository.or(merged.repository)
    merged.model = patch.model.or(merged.model)
    merged.agent = patch.agent.or(merged.agent)
    merged.detectedBy = patch.detectedBy.or(merged.detectedBy)
    if patch.requestedBy.isTold || patch.requestedByName.isTold {
      merged.requestedBy = patch.requestedBy
      merged.requestedByName = patch.requestedByName
    }
    merged.url = patch.url.or(merged.url)
    merged.updatedAt = patch.updatedAt.or(merged.updatedAt)
    merged.endedAt = patch.endedAt.or(merged.endedAt)
    merged.labels = patch.labels.or(merged.labels)
    merged.cost = patch.cost.or(merged.cost)
    merged.createdAt = patch.createdAt.or(merged.createdAt)
    merged.pullRequests = patch.pullRequests.or(merged.pullRequests)
    if patch.todos.isTold {
      merged.todos = patch.todos
      merged.todosFrom = patch.todosFrom
    }
    merged.message = patch.message.or(merged.message)
    merged.outcome = MergedPatches.outcome(patch.outcome, after: merged.outcome)
  }

  /// A newer outcome holds, but a bare failure does not take back the cause that an older one names.
  private static func outcome(
    _ newer: JobPatch.Outcome?, after older: JobPatch.Outcome?
  ) -> JobPatch.Outcome? {
    guard let newer else { return older }
    if let older, older.namesCause, newer.status == .failed, !newer.namesCause { return older }
    return newer
  }
}
