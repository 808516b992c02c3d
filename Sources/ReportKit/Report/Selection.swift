/// Which jobs a report is about.
public struct Selection: Sendable, Equatable {
  /// The first moment; jobs that started before are left out.
  public var from: Timestamp?
  /// The first moment past the end.
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

  /// Whether a job belongs. One without a date is in no period.
  public func contains(_ job: JobSummary) -> Bool {
    if !statuses.isEmpty, !statuses.contains(job.status) { return false }
    if !agents.isEmpty, !agents.contains(job.agent ?? "") { return false }
    if !ids.isEmpty, !ids.contains(job.key.id) { return false }
    if let startedBy, let createdAt = job.createdAt, createdAt > startedBy { return false }
    if let pullRequest, !pullRequest.contains(job) { return false }
    guard hasPeriod else { return true }
    return job.createdAt.map(holds) ?? false
  }

  /// Whether a moment is in the period; without one every moment is.
  func holds(_ moment: Timestamp) -> Bool {
    if let from, moment < from { return false }
    if let before, moment >= before { return false }
    return true
  }
}
