/// `data/jobs.jsonl`: a line a job, the oldest first; every key is always there, null when unknown.
struct JSONLinesFormat: OutputFormat {
  let path = SitePath("data/jobs.jsonl")
  let head: [UInt8] = []

  func append(_ job: Job, _ summary: JobSummary, to bytes: inout [UInt8]) {
    var object = JSONObjectWriter(capacity: (job.message?.count ?? 0) + 1024)
    object.add("id", job.key.shownID)
    object.add("provider", job.key.provider)
    object.add("project", job.key.project)
    object.add("title", job.title)
    object.add("status", job.status.slug)
    object.add("statusRaw", job.statusRaw)
    object.add("branch", job.branch)
    object.add("repository", job.repository)
    object.add("model", job.model)
    object.add("createdAt", job.createdAt?.iso8601)
    object.add("archivedAt", job.archivedAt?.iso8601)
    object.add("pullRequests", objects: summary.pullRequests) { pullRequest, object in
      object.add("url", pullRequest.url)
      object.add("label", pullRequest.label)
      object.add("state", pullRequest.state?.kind.rawValue)
    }
    object.add("pullRequestTexts", texts: job.pullRequestTexts)
    object.add("todos", objects: job.knowsTodos ? job.todos : nil) { todo, object in
      object.add("content", todo.content)
      object.add("status", todo.state.word)
      object.add("priority", todo.priority?.word)
    }
    if let message = job.message { object.add("message", utf8: message) } else { object.add("message", nil) }
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
