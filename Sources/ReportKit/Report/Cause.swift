/// Why a job needs a person, the most severe first.
public enum Cause: String, CaseIterable, Sendable {
  case failed, blocked, unknown, unread, waiting, closed, checks, changes, running, review, unfinished,
    interrupted

  /// The word that stands before it, one of the vocabulary of statuses and pull requests: `Closed unmerged`.
  public var name: String {
    switch self {
    case .failed: Status.failed.name
    case .blocked: Status.blocked.name
    case .unknown: Status.unknown.name
    case .unread: "Not read"
    case .waiting: Status.waiting.name
    case .closed: "Closed unmerged"
    case .checks: "Checks fail"
    case .changes: "Changes asked for"
    case .running: Status.running.name
    case .review: "Waiting for review"
    case .unfinished: "Unfinished"
    case .interrupted: Status.interrupted.name
    }
  }

  /// The word for jobs of this kind inside a sentence: `5 of them failed`.
  var adjective: String {
    switch self {
    case .unread: "not read in full"
    case .waiting: "waiting for a person"
    case .checks: "with failing checks"
    case .changes: "with changes asked for"
    case .running: "running for over \(Attention.staleHours) h"
    default: name.prefix(1).lowercased() + name.dropFirst()
    }
  }

  /// What so many jobs have in common: `5 jobs stopped on an error`.
  func clause(_ count: Int) -> Sentence.Clause {
    let jobs = count == 1 ? "1 job" : "\(count) jobs"
    let one = count == 1
    var clause = Sentence.Clause(figure: jobs, path: JobListSubject.cause(self).front)
    switch self {
    case .failed: clause.after = " stopped on an error"
    case .blocked: clause.after = " cannot reach the repository"
    case .unknown: clause.after = " \(one ? "has" : "have") a status that is not known here"
    case .unread:
      clause.before = "Of "
      clause.after = " something could not be read"
    case .waiting: clause.after = one ? " waits for a person" : " wait for a person"
    case .closed:
      clause.after =
        " completed, but \(one ? "its pull request was" : "their pull requests were") closed unmerged"
    case .checks:
      clause.after = one ? " has a pull request whose checks fail" : " have pull requests whose checks fail"
    case .changes:
      clause.after = " \(one ? "has a pull request" : "have pull requests") with changes asked for"
    case .running: clause.after = " \(one ? "runs" : "run") for over \(Attention.staleHours) h"
    case .review: clause.after = " \(one ? "waits" : "wait") for review"
    case .unfinished: clause.after = " completed with todos open and no pull request"
    case .interrupted: clause.after = " \(one ? "was" : "were") interrupted with todos open"
    }
    return clause
  }

  /// What to do about so many jobs, a sentence.
  func advice(_ count: Int) -> String {
    let one = count == 1
    switch self {
    case .failed:
      return one
        ? "Read the last message, then start the job again."
        : "Read the last message of each, then start the jobs again."
    case .blocked:
      return "Give the GitHub app access to the repository; then the \(one ? "job goes" : "jobs go") on."
    case .unknown:
      return "Look at \(one ? "the job" : "each") where it runs to see what the status means."
    case .unread:
      return one
        ? "The page of the job says what; look at the job where it runs."
        : "The page of each job says what; look at the jobs where they run."
    case .waiting: return "Open \(one ? "the job" : "each") where it runs, and answer what it asks."
    case .closed:
      return one
        ? "Say why in the pull request and start again, or acknowledge the job."
        : "Say why in the pull requests and start again, or acknowledge the jobs."
    case .checks:
      return one
        ? "Open the check, and ask the agent to mend it on the same branch."
        : "Open the checks, and ask the agents to mend them on the same branches."
    case .changes:
      return one
        ? "Ask the agent to make them on the same branch, or close the pull request."
        : "Ask the agents to make them on the same branches, or close the pull requests."
    case .running:
      return one
        ? "Look at it where it runs, and stop it if it hangs."
        : "Look at each where it runs, and stop what hangs."
    case .review: return one ? "Review or close it." : "Review or close them, the oldest first."
    case .unfinished: return "Read the message\(one ? "" : " of each"), then start again with what is left."
    case .interrupted: return one ? "Continue it, or acknowledge it." : "Continue them, or acknowledge them."
    }
  }

  /// Whether it is about how pull requests stand.
  var isAboutPulls: Bool { self == .closed || self == .checks || self == .changes || self == .review }

  /// Whether the jobs are listed from the oldest: how long they have waited is the point.
  var listsOldestFirst: Bool { [.review, .running, .checks, .changes].contains(self) }

  /// Whether age takes it off the list of what needs a person.
  var agesOut: Bool { self != .review }
}
