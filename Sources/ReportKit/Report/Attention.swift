/// Why a job needs a person.
public struct Attention: Sendable {
  /// The hours after which a running job is stale.
  public static let staleHours = 24

  /// The reason in words, which read on from the job's name.
  public static func reason(for job: JobSummary, at now: Timestamp, in words: DateWords) -> String? {
    let open = job.todos.open
    let openTodos = "\(open) \(open == 1 ? "todo" : "todos") open"
    switch job.status {
    case .failed: return open > 0 ? "stopped on an error with \(openTodos)" : "stopped on an error"
    case .blocked: return "the GitHub app cannot reach the repository"
    case .completed:
      return open > 0 && job.pullRequests.isEmpty ? "completed with \(openTodos) and no pull request" : nil
    case .interrupted: return open > 0 ? "interrupted with \(openTodos)" : nil
    case .running:
      guard let createdAt = job.createdAt, isStale(job, at: now) else { return nil }
      return "running since \(words.dayAndMonth(createdAt)), over \(staleHours) h"
    case .unknown: return job.statusRaw.map { "has the unknown status “\($0)”" } ?? "gives no status"
    case .archived: return nil
    }
  }

  /// Whether a job has been running for longer than jobs do.
  public static func isStale(_ job: JobSummary, at now: Timestamp) -> Bool {
    guard job.status == .running, let createdAt = job.createdAt else { return false }
    return createdAt < now.adding(hours: -staleHours)
  }
}
