/// Which jobs a report is about.
public struct Selection: Sendable, Equatable {
  /// The first moment of the period: jobs are left out to which nothing happened in it, see ``contains(_:)-(JobSummary)``.
  public var from: Timestamp?
  /// The first moment past its end.
  public var before: Timestamp?
  /// The moment that the report is as of: what started after it was not there yet. nil: no such moment.
  public var startedBy: Timestamp?
  /// Only these statuses; empty means all.
  public var statuses: Set<Status>
  /// Only jobs of these agents, by their ids; empty means all.
  public var agents: Set<String> = []
  /// Only these ids; empty means all.
  public var ids: Set<ID>
  /// Only the jobs that opened this pull request; nil means all.
  public var pullRequest: PullRequestSelection?

  /// A selection; without arguments all jobs.
  public init(
    from: Timestamp? = nil, before: Timestamp? = nil, statuses: Set<Status> = [], ids: Set<ID> = []
  ) {
    self.from = from
    self.before = before
    self.statuses = statuses
    self.ids = ids
  }

  /// Whether a period is asked for.
  public var hasPeriod: Bool { from != nil || before != nil }

  /// Whether the job of one answer belongs, by what that answer says; not when it cannot be read.
  public func contains(_ record: Record) -> Bool {
    let nowhere = RecordReference(source: -1, list: -1, offset: 0, length: 0)
    guard case .job(let job) = JobIndex.examine(record, at: nowhere, hiding: .shapes) else { return false }
    return contains(job)
  }

  /// Whether a job belongs. To a period do those that started or ended in it, and those of which a pull request was opened
  /// or came to an end in it; one of which no moment is known belongs to none.
  public func contains(_ job: JobSummary) -> Bool {
    guard isAsked(job) else { return false }
    guard hasPeriod else { return true }
    if [job.createdAt, job.endedAt].contains(where: isIn) { return true }
    return job.pullRequestStates.contains { isIn($0.createdAt) || isIn($0.endedAt) }
  }

  /// Whether a job may belong once it is known how its pull requests stand. Those that started over four weeks before the
  /// period are not asked for.
  public func mayContain(_ job: JobSummary) -> Bool {
    if contains(job) { return true }
    guard isAsked(job), hasPeriod, job.hasPullRequests, let createdAt = job.createdAt else {
      return false
    }
    return (from.map { createdAt >= $0.adding(hours: -24 * 28) } ?? true)
      && (before.map { createdAt < $0 } ?? true)
  }

  /// Whether a job is one that is asked for, whenever anything happened to it.
  private func isAsked(_ job: JobSummary) -> Bool {
    if !statuses.isEmpty, !statuses.contains(job.status) { return false }
    if !agents.isEmpty, !agents.contains(job.agent ?? "") { return false }
    if !ids.isEmpty, !ids.contains(job.key.id) { return false }
    if let startedBy, let createdAt = job.createdAt, createdAt > startedBy { return false }
    if let pullRequest, !pullRequest.contains(job) { return false }
    return true
  }

  private func isIn(_ moment: Timestamp?) -> Bool { moment.map(holds) ?? false }

  /// Whether a moment is in the period; without one every moment is.
  func holds(_ moment: Timestamp) -> Bool {
    if let from, moment < from { return false }
    if let before, moment >= before { return false }
    return true
  }
}
