import Testing

@testable import ReportKit

/// A summary holds its job's facts as bytes, and gives back what it was made from.
@Suite struct JobSummaryPackingTests {
  static let key = JobKey(provider: "mintlify", project: "acme", id: "job-1")

  /// A job that has something of everything.
  static func job() throws -> Job {
    var job = Job(key: key, merging: [])
    job.status = .waiting
    job.statusRaw = "needs_input"
    job.isArchived = true
    job.title = "Añadir la página"
    job.branch = "agent/pagina"
    job.model = "m-1"
    job.agent = "devin"
    job.detectedBy = "login"
    job.requestedBy = "user_1"
    job.requestedByName = "Ann"
    job.createdAt = Timestamp("2026-03-01T00:00:00Z")
    job.endedAt = Timestamp(milliseconds: -1)
    job.cost = [Cost(millionths: 1_500_000, .usd), Cost(millionths: 0, .tokens)]
    var merged = try #require(PullRequest("https://github.com/acme/docs/pull/7"))
    merged.state = PullRequestState(kind: .merged)
    merged.state?.createdAt = Timestamp("2026-03-01T00:00:00Z")
    merged.state?.mergedBy = "ann"
    merged.state?.lines = PullRequestState.Lines(added: .max, removed: .min)
    merged.state?.checks = .failing
    merged.state?.review = .changesRequested
    job.pullRequests = [merged, try #require(PullRequest("https://git.acme.example/docs/merge_requests/8"))]
    job.pullRequestTexts = ["none", ""]
    job.todos = [
      Todo(content: "One\nline", state: .pending), Todo(content: "Two", state: .completed),
      Todo(content: "", state: .inProgress),
    ]
    job.todosFrom = .description
    job.knowsTodos = true
    job.unread = [Unread(.todos, isPartial: true, reason: "'todos' is long"), Unread(.cost, reason: "no")]
    return job
  }

  static let answers = [
    RecordReference(source: 0, list: -1, offset: 0, length: 10, number: 1),
    RecordReference(source: .max, list: 3, offset: .max, length: .max),
  ]

  static func summary() throws -> JobSummary {
    let job = try job()
    var later = job
    later.status = .failed
    var summary = JobSummary(
      job, answers: answers, content: Fingerprint(of: [1]),
      history: [
        JobStep(job, at: Timestamp("2026-03-01T00:00:00Z")),
        JobStep(later, at: Timestamp("2026-03-02T00:00:00Z")),
      ])
    summary.absentAt = Timestamp("2026-02-28T00:00:00Z")
    return summary
  }

  @Test func everythingComesOutAsItWasPutIn() throws {
    let job = try Self.job()
    let made = try Self.summary()
    for summary in [made, try #require(JobSummary(kept: made.packed, isOfOneRecord: false))] {
      #expect(summary.key == Self.key && summary.key.showsID)
      #expect(summary.provider == "mintlify" && summary.project == "acme")
      #expect(summary.status == .waiting)
      #expect(summary.statusRaw == "needs_input")
      #expect(summary.isArchived && summary.knowsTodos && summary.isFoundByMarks)
      #expect(summary.name == "Añadir la página")
      #expect(summary.branch == "agent/pagina")
      #expect(summary.model == "m-1")
      #expect(summary.agent == "devin")
      #expect(
        summary.requestedBy == "user_1" && summary.requestedByName == "Ann" && summary.requester == "Ann")
      #expect(summary.createdAt == job.createdAt)
      #expect(summary.absentAt == Timestamp("2026-02-28T00:00:00Z"))
      #expect(summary.endedAt == nil)
      #expect(summary.cost == job.cost)
      #expect(summary.pullRequests == job.pullRequests)
      #expect(summary.pullRequestStates == [job.pullRequests[0].state])
      #expect(summary.pullRequestCount == 2 && summary.hasPullRequests)
      #expect(summary.pullRequestTexts == ["none", ""])
      #expect(summary.todos == job.todoCount)
      #expect(summary.openTodos == ["One\nline", "(no text)"])
      #expect(summary.checklist == "One line\nTwo")
      #expect(summary.todosFrom == .description)
      #expect(summary.unread == job.unread)
      #expect(summary.isUnread(.cost) && !summary.isUnread(.todos))
      #expect(summary.history.map(\.status) == [.waiting, .failed])
      #expect(summary.history.map(\.todos) == [job.todoCount, job.todoCount])
      #expect(summary.answers == Self.answers)
      #expect(summary.content == Fingerprint(of: [1]))
      #expect(summary.packed == made.packed)
    }
  }

  @Test func whatAJobDoesNotHaveIsMissing() throws {
    let job = Job(key: JobKey(provider: "", project: nil, id: ""), merging: [])
    let summary = try #require(
      JobSummary(
        kept: JobSummary(job, answers: [], content: Fingerprint(of: [])).packed, isOfOneRecord: false))
    #expect(summary.key == job.key && summary.project == nil)
    #expect(summary.status == .unknown && summary.createdAt == nil && summary.endedAt == nil)
    #expect(summary.statusRaw == nil && summary.branch == nil && summary.model == nil && summary.agent == nil)
    #expect(summary.requester == nil && summary.absentAt == nil && summary.todosFrom == nil)
    #expect(
      summary.pullRequests.isEmpty && summary.pullRequestStates.isEmpty && summary.pullRequestCount == 0)
    #expect(
      summary.answers.isEmpty && summary.history.isEmpty && summary.unread.isEmpty && summary.cost.isEmpty)
    #expect(summary.openTodos.isEmpty && summary.checklist.isEmpty && summary.todos == .none)
  }

  @Test("An id of which something is not to be shown keeps what may be")
  func redacted() throws {
    let key = JobKey(provider: "mintlify", project: nil, id: ID("mint_" + "0123456789abcdef0123456789"))
    let summary = JobSummary(
      Job(key: key, merging: []), answers: [], content: Fingerprint(of: []))
    #expect(!key.showsID)
    #expect(summary.key == key && summary.key.shownID == key.shownID)
  }

  @Test func aPartIsChangedByItself() throws {
    var summary = try Self.summary()
    let before = summary
    summary.requestedByName = "Somebody with a name that takes more room than the one before, by far more"
    summary.absentAt = nil
    summary.answers = [Self.answers[0]]
    summary.key.project = nil
    let address = try #require(PullRequestAddress(summary.pullRequests[1].url))
    summary.set([address: PullRequestState(kind: .closed)])
    #expect(summary.requester?.hasPrefix("Somebody") == true)
    #expect(summary.absentAt == nil)
    #expect(summary.answers == [Self.answers[0]])
    #expect(summary.key == JobKey(provider: "mintlify", project: nil, id: "job-1"))
    #expect(summary.pullRequestStates.map(\.kind) == [.merged, .closed])
    #expect(summary.name == before.name && summary.history == before.history)
    #expect(summary.checklist == before.checklist && summary.content == before.content)
  }

  @Test("Bytes that are cut or changed give some summary or none, and nothing of it is out of bounds")
  func damaged() throws {
    let whole = try Self.summary().packed
    for end in whole.indices {
      #expect(JobSummary(kept: Array(whole[..<end]), isOfOneRecord: true) == nil, "\(end) bytes")
    }
    for index in whole.indices {
      for byte in [0, 1, 0x7F, 0x80, 0xFF, whole[index] ^ 1, whole[index] &+ 1] as [UInt8] {
        var bytes = whole
        bytes[index] = byte
        guard let summary = JobSummary(kept: bytes, isOfOneRecord: true) else { continue }
        #expect(Self.size(of: summary) < 100 * whole.count, "byte \(index)")
      }
    }
  }

  /// Asks for everything.
  private static func size(of summary: JobSummary) -> Int {
    let texts =
      [
        summary.name, summary.statusRaw, summary.branch, summary.agent, summary.model, summary.requester,
        summary.requestedBy, summary.checklist, summary.key.shownID, summary.key.project?.text,
        summary.key.provider.text,
      ].compactMap(\.self) + summary.openTodos + summary.pullRequestTexts + summary.unread.map(\.reason)
      + summary.pullRequests.flatMap { [$0.url, $0.label, $0.state?.key ?? ""] } + summary.cost.map(\.words)
    let times: [Timestamp?] =
      [summary.createdAt, summary.absentAt, summary.endedAt] + summary.history.map(\.time)
      + summary.pullRequestStates.flatMap { [$0.createdAt, $0.endedAt] }
    var todos = summary.todos
    for step in summary.history { todos += step.todos }
    return texts.reduce(0) { $0 + $1.utf8.count }
      + times.compactMap { $0?.adding(hours: 24).iso8601 }.count + summary.answers.count
  }
}
