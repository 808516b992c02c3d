/// What `archive` commands print: rows of tables, whose cells the printer escapes and pads, and lines of JSON.
public enum ArchiveFormat {
  /// The jobs as a table with a head.
  public static func table(_ jobs: [JobSummary]) -> [[String]] {
    // In capitals, as ps and kubectl have the heads of columns.
    [["status", "started", "todos", "rows", "id", "name"].map { $0.uppercased() }]
      + jobs.map { job in
        [
          job.status.slug, job.createdAt?.iso8601 ?? "-",
          job.todos.total > 0 ? "\(job.todos.done)/\(job.todos.total)" : "-", "\(job.answers.count)",
          job.key.shownID, job.name,
        ]
      }
  }

  /// The facts of a job, a name and a value each.
  public static func facts(_ job: Job) -> [[String]] {
    var facts = [["id", job.key.shownID], ["status", job.status.slug]]
    func add(_ name: String, _ value: String?) { if let value { facts.append([name, value]) } }
    if job.status == .unknown { add("status of the provider", job.statusRaw) }
    add("project", job.key.project?.text)
    add("title", job.title)
    add("started", job.createdAt?.iso8601)
    add("archived", job.isArchived ? job.archivedAt?.iso8601 ?? "yes" : nil)
    add("branch", job.branch)
    add("repository", job.repository)
    add("model", job.model)
    for pullRequest in job.pullRequests { add("pull request", pullRequest.url) }
    for text in job.pullRequestTexts { add("no pull request", text) }
    for unread in job.unread { add("not read", unread.reason) }
    return facts
  }

  /// The checklist of a job, a line an item.
  public static func todos(_ job: Job) -> [String] {
    job.todos.isEmpty
      ? []
      : [""] + job.todos.map { "[\($0.state == .completed ? "x" : " ")] \($0.content) (\($0.state.word))" }
  }

  /// The history of a job as a table with a head.
  public static func table(_ history: JobHistory) -> [[String]] {
    [["TIME", "STATUS", "CHANGES"]]
      + history.entries.map { entry in
        let notes = entry.notes + entry.opened.map { "opened \($0.label)" }
        return [entry.time.iso8601, entry.status.slug, notes.joined(separator: " · ")]
      }
  }

  /// A job of a list as a line of JSON: `id`, `provider`, `project`, `name`, `status`, `createdAt`, `rows`,
  /// `firstSeen`, `lastChanged`.
  public static func line(_ job: JobSummary) -> [UInt8] {
    line { object in
      object.add("id", job.key.shownID)
      object.add("provider", job.key.provider.text)
      object.add("project", job.key.project?.text)
      object.add("name", job.name)
      object.add("status", job.status.slug)
      object.add("createdAt", job.createdAt?.iso8601)
      object.add("rows", job.answers.count)
      object.add("firstSeen", job.history.first?.time.iso8601)
      object.add("lastChanged", job.history.last?.time.iso8601)
    }
  }

  /// A job with all its texts as a line of JSON, with the keys of `data/jobs.jsonl`.
  public static func line(_ job: Job, _ summary: JobSummary) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONLinesFormat().append(job, summary, to: &bytes)
    return bytes
  }

  /// An entry of a history as a line of JSON: `time`, `status`, `changes`, `pullRequests`.
  public static func line(_ entry: JobHistory.Entry) -> [UInt8] {
    line { object in
      object.add("time", entry.time.iso8601)
      object.add("status", entry.status.slug)
      object.add("changes", texts: entry.notes)
      object.add("pullRequests", texts: entry.opened.map(\.url))
    }
  }

  /// What an import did: `rows`, `added`, `redacted`, `problems`.
  public static func imported(rows: Int, added: Int, redacted: Int, problems: Int) -> [UInt8] {
    line { object in
      object.add("rows", rows)
      object.add("added", added)
      object.add("redacted", redacted)
      object.add("problems", problems)
    }
  }

  /// What a check found: `answers`, `runs`, `findings`.
  public static func verified(answers: Int, runs: Int, findings: [String]) -> [UInt8] {
    line { object in
      object.add("answers", answers)
      object.add("runs", runs)
      object.add("findings", texts: findings)
    }
  }

  private static func line(_ write: (inout JSONObjectWriter) -> Void) -> [UInt8] {
    var object = JSONObjectWriter()
    write(&object)
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    bytes.append(0x0A)
    return bytes
  }
}
