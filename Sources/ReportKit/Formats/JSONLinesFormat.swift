/// `data/jobs.jsonl`: a line a job, the oldest first; every key is always there, null when unknown. ``JobLines``
/// reads all of it back.
struct JSONLinesFormat: OutputFormat {
  let path = SitePath("data/jobs.jsonl")
  let head: [UInt8] = []

  func append(_ job: Job, _ summary: JobSummary, to bytes: inout [UInt8]) {
    var object = JSONObjectWriter(behind: &bytes)
    object.add("id", job.key.shownID)
    object.add("provider", job.key.provider.text)
    object.add("agent", job.agent)
    object.add("detectedBy", job.detectedBy)
    object.add("project", job.key.project?.text)
    object.add("title", job.title)
    object.add("status", job.status.slug)
    object.add("statusRaw", job.statusRaw)
    object.add("branch", job.branch)
    object.add("repository", job.repository)
    object.add("model", job.model)
    object.add("requestedBy", job.requestedBy)
    object.add("requestedByName", summary.requestedByName)
    object.add("createdAt", job.createdAt?.iso8601)
    object.add("updatedAt", job.updatedAt?.iso8601)
    object.add("endedAt", job.endedAt?.iso8601)
    object.add("archived", job.isArchived)
    object.add("archivedAt", job.archivedAt?.iso8601)
    object.add("url", job.url)
    object.add("labels", texts: job.labels)
    object.add("cost", objects: job.cost.isEmpty ? nil : job.cost) { cost, object in
      object.add("amount", json: Array(cost.number.utf8))
      object.add("unit", cost.unit.rawValue)
    }
    object.add("pullRequests", objects: job.pullRequests) { pullRequest, object in
      object.add("url", pullRequest.url)
      object.add("label", pullRequest.label)
      object.add("state", pullRequest.state?.kind.rawValue)
      guard let state = pullRequest.state else { return }
      object.add("createdAt", state.createdAt?.iso8601)
      object.add("endedAt", state.endedAt?.iso8601)
      object.add("mergedBy", state.mergedBy)
      object.add("additions", state.lines?.added)
      object.add("deletions", state.lines?.removed)
      object.add("checks", state.checks?.rawValue)
      object.add("review", state.review?.rawValue)
    }
    object.add("pullRequestTexts", texts: job.pullRequestTexts)
    object.add("todos", objects: job.knowsTodos ? job.todos : nil) { todo, object in
      object.add("content", todo.content)
      object.add("status", todo.state.word)
      object.add("priority", todo.priority?.word)
    }
    object.add("todosFrom", job.todosFrom?.rawValue)
    // A text that is known to be empty is told from one that is not known.
    if let message = job.message ?? (job.knowsMessage ? [] : nil) {
      object.add("message", utf8: message)
    } else {
      object.add("message", nil as String?)
    }
    object.add("unread", objects: job.unread) { unread, object in
      object.add("field", unread.field.rawValue)
      object.add("partial", unread.isPartial)
      object.add("reason", unread.reason)
    }
    object.add("page", summary.page.description + ".html")
    object.finish(into: &bytes)
    bytes.append(0x0A)
  }
}
