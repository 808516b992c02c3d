/// Why a job needs a person.
public struct Attention: Sendable {
  /// The hours after which a running job is stale.
  public static let staleHours = 24

  /// The reason in words, which read on from the job's name: what is wrong with the job, then what of it could not
  /// be read.
  public static func reason(for job: JobSummary, at now: Timestamp, in words: DateWords) -> String? {
    let outcome = outcomeReason(for: job, at: now, in: words)
    guard !job.unread.isEmpty, let unread = Unread.sentence(job.unread) else { return outcome }
    return outcome.map { "\($0); \(unread)" } ?? unread
  }

  /// What is wrong with a job by its own words.
  static func outcomeReason(for job: JobSummary, at now: Timestamp, in words: DateWords) -> String? {
    let open = job.todos.open
    let openTodos = "\(open) \(open == 1 ? "todo" : "todos") open"
    switch job.status {
    case .failed: return open > 0 ? "stopped on an error with \(openTodos)" : "stopped on an error"
    case .blocked: return "the GitHub app cannot reach the repository"
    case .completed:
      guard open > 0, job.pullRequests.isEmpty else { return pullRequestReason(for: job, at: now) }
      return "completed with \(openTodos)" + (job.isUnread(.pullRequests) ? "" : " and no pull request")
    case .interrupted: return open > 0 ? "interrupted with \(openTodos)" : nil
    case .running:
      guard let createdAt = job.createdAt, isStale(job, at: now) else { return nil }
      return "running since \(words.dayAndMonth(createdAt)), over \(staleHours) h"
    case .waiting: return job.statusRaw.map { "waits for a person: \($0)" } ?? "waits for a person"
    case .unknown: return job.statusRaw.map { "has the unknown status “\($0)”" } ?? "gives no status"
    case .archived: return nil
    }
  }

  /// The days after which an open pull request of a completed job needs a person.
  public static let openDays = 14

  /// What speaks against a job that says it is completed.
  private static func pullRequestReason(for job: JobSummary, at now: Timestamp) -> String? {
    let kinds = job.pullRequests.map(\.state?.kind)
    let plural = kinds.count > 1
    if !kinds.isEmpty, kinds.allSatisfy({ $0 == .closed }) {
      return plural
        ? "completed, but its pull requests were closed unmerged"
        : "completed, but its pull request was closed unmerged"
    }
    guard isLongOpen(job, at: now) else { return nil }
    return "\(plural ? "a pull request of it" : "its pull request") is still open after \(openDays) days"
  }

  /// Whether a completed job has a pull request that has been open for longer than they should be.
  public static func isLongOpen(_ job: JobSummary, at now: Timestamp) -> Bool {
    guard job.status == .completed else { return false }
    let limit = now.adding(hours: -24 * openDays)
    return job.pullRequests.contains { pullRequest in
      guard let state = pullRequest.state, state.isOpen, let createdAt = state.createdAt else { return false }
      return createdAt < limit
    }
  }

  /// Whether a job has been running for longer than jobs do.
  public static func isStale(_ job: JobSummary, at now: Timestamp) -> Bool {
    guard job.status == .running, let createdAt = job.createdAt else { return false }
    return createdAt < now.adding(hours: -staleHours)
  }
}
