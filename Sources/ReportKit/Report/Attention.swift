/// What needs a person about one job.
public struct Attention: Sendable {
  /// The job, by its index in ``Report/jobs``.
  public let job: Int
  /// The most severe cause.
  public let cause: Cause
  /// The reason in words, which read on from the job's name: what is wrong with the job, then what of it could not
  /// be read.
  public let reason: String
  /// Since when; nil where nothing tells.
  public let since: Timestamp?

  /// The hours after which a running job is stale, and an open pull request waits for review.
  public static let staleHours = 24

  /// What needs a person about the job at an index; nil when nothing does.
  init?(_ summary: JobSummary, at index: Int, now: Timestamp, in words: DateWords) {
    guard let cause = Attention.cause(of: summary, at: now) else { return nil }
    job = index
    self.cause = cause
    reason = Attention.reason(for: summary, at: now, in: words) ?? cause.name
    since = Attention.beginning(of: cause, summary)
  }

  /// The reason in words; nil for a job that needs nobody.
  public static func reason(for job: JobSummary, at now: Timestamp, in words: DateWords) -> String? {
    let outcome = outcomeReason(for: job, at: now, in: words)
    guard !job.unread.isEmpty, let unread = Unread.sentence(job.unread) else { return outcome }
    return outcome.map { "\($0); \(unread)" } ?? unread
  }

  /// What is wrong with a job by its own words and those of its pull requests.
  static func outcomeReason(for job: JobSummary, at now: Timestamp, in words: DateWords) -> String? {
    guard let cause = outcomeCause(of: job, at: now) else { return nil }
    let open = job.todos.open
    let openTodos = "\(open) \(open == 1 ? "todo" : "todos") open"
    let plural = job.pullRequestCount > 1
    switch cause {
    case .failed: return open > 0 ? "stopped on an error with \(openTodos)" : "stopped on an error"
    case .blocked: return "the GitHub app cannot reach the repository"
    case .unfinished:
      return "completed with \(openTodos)" + (job.isUnread(.pullRequests) ? "" : " and no pull request")
    case .interrupted: return "interrupted with \(openTodos)"
    case .running: return job.createdAt.map { "running since \(words.dayAndMonth($0)), over \(staleHours) h" }
    case .waiting:
      return job.statusRaw.map { "waits for a person (\($0))" } ?? "waits for a person"
    case .unknown: return job.statusRaw.map { "has the unknown status “\($0)”" } ?? "gives no status"
    case .closed:
      return plural
        ? "completed, but its pull requests were closed unmerged"
        : "completed, but its pull request was closed unmerged"
    case .changes:
      return "changes are asked for on \(plural ? "a pull request of it" : "its pull request")"
    case .checks: return "checks fail on \(plural ? "a pull request of it" : "its pull request")"
    case .review:
      let age = beginning(of: cause, job).flatMap { AgeStep(from: $0, to: now) }
      return "\(plural ? "a pull request of it waits" : "its pull request waits") for review"
        + (age.map { ", \($0.words)" } ?? "")
    case .unread: return nil
    }
  }

  /// The most severe cause; nil for a job that needs nobody.
  static func cause(of job: JobSummary, at now: Timestamp) -> Cause? {
    let outcome = outcomeCause(of: job, at: now)
    guard !job.unread.isEmpty, Unread.sentence(job.unread) != nil else { return outcome }
    return [outcome, .unread].compactMap(\.self).min { $0.severity < $1.severity }
  }

  private static func outcomeCause(of job: JobSummary, at now: Timestamp) -> Cause? {
    switch job.status {
    case .failed: return .failed
    case .blocked: return .blocked
    case .waiting:
      let states = job.pullRequestStates
      return states.contains(where: \.failsChecks)
        ? .checks : states.contains(where: \.asksForChanges) ? .changes : .waiting
    case .unknown: return .unknown
    case .completed:
      if !job.hasPullRequests { return job.todos.open > 0 ? .unfinished : nil }
      let states = job.pullRequestStates
      if states.count == job.pullRequestCount, states.allSatisfy({ $0.kind == .closed }) { return .closed }
      if states.contains(where: \.failsChecks) { return .checks }
      if states.contains(where: \.asksForChanges) { return .changes }
      return isWaiting(job, at: now) ? .review : nil
    case .interrupted: return job.todos.open > 0 ? .interrupted : nil
    case .running: return isStale(job, at: now) ? .running : nil
    case .archived: return nil
    }
  }

  /// Since when a job needs a person for a cause: the newest moment that anything tells.
  private static func beginning(of cause: Cause, _ job: JobSummary) -> Timestamp? {
    let states = job.pullRequestStates
    switch cause {
    case .closed: return states.compactMap(\.endedAt).max() ?? job.createdAt
    case .review, .checks, .changes:
      return states.lazy.filter(\.isOpen).compactMap(\.createdAt).min() ?? job.createdAt
    case .running: return job.createdAt
    case .failed, .blocked, .waiting, .unknown, .unread, .unfinished, .interrupted:
      // That an archive first saw it so tells when it became so, unless it was never seen otherwise.
      guard let last = job.history.last, let became = job.history.last(where: { $0.status != last.status })
      else { return job.createdAt }
      return job.history.first { $0.time > became.time }?.time ?? job.createdAt
    }
  }

  /// The days after which a draft needs a person, who has not been asked for a review.
  public static let draftDays = 14

  /// Whether a completed job has a pull request that has been open for over ``staleHours``, or a draft for over
  /// ``draftDays``.
  static func isWaiting(_ job: JobSummary, at now: Timestamp) -> Bool {
    job.pullRequestStates.contains { state in
      guard state.isOpen, let createdAt = state.createdAt else { return false }
      return createdAt < now.adding(hours: -(state.kind == .draft ? 24 * draftDays : staleHours))
    }
  }

  /// Whether a job has been running for longer than jobs do.
  public static func isStale(_ job: JobSummary, at now: Timestamp) -> Bool {
    guard job.status == .running, let createdAt = job.createdAt else { return false }
    return createdAt < now.adding(hours: -staleHours)
  }
}

extension Report {
  /// What jobs have in common that need a person for a cause; statuses that are not known here by their names.
  func clause(of cause: Cause, _ needs: [Attention]) -> Sentence.Clause {
    var clause = cause.clause(needs.count)
    guard cause == .unknown else { return clause }
    let words = needs.compactMap { jobs[$0.job].statusRaw }.withoutRepeats
    if !words.isEmpty, words.count <= 3 { clause.after += ": \(words.joined(separator: ", "))" }
    return clause
  }
}

extension Cause {
  /// 0 for the most severe.
  var severity: Int { Cause.allCases.firstIndex(of: self) ?? 0 }
}

/// How long something has waited, in steps: a page changes only when the next one is reached.
struct AgeStep: Comparable, Sendable {
  private let hours: Int

  /// The longest step that is over; nil before the first, 24 hours.
  init?(from start: Timestamp, to now: Timestamp) {
    let steps = [24, 3 * 24, 7 * 24, 14 * 24, 28 * 24]
    guard let hours = steps.last(where: { start < now.adding(hours: -$0) }) else { return nil }
    self.hours = hours
  }

  /// `over 24 h`, `over 3 days`.
  var words: String { hours == 24 ? "over 24 h" : "over \(hours / 24) days" }

  /// The shorter first.
  static func < (left: AgeStep, right: AgeStep) -> Bool { left.hours < right.hours }
}
