/// How a job stands, in the one vocabulary of the report. The words of a provider are its decoder's.
public enum Status: String, CaseIterable, Sendable {
  case running, waiting, completed, failed, blocked, interrupted, archived, unknown

  /// The word in file names, options and data: `blocked`.
  public var slug: String { rawValue }

  /// The words shown: `Blocked`.
  public var name: String {
    switch self {
    case .running: "Running"
    case .waiting: "Waits for a person"
    case .completed: "Completed"
    case .failed: "Failed"
    case .blocked: "Blocked"
    case .interrupted: "Interrupted"
    case .archived: "Archived"
    case .unknown: "Unknown"
    }
  }

  /// Whether the agent works no more; an unknown status may be anything.
  public var hasEnded: Bool {
    switch self {
    case .running, .waiting, .unknown: false
    case .completed, .failed, .blocked, .interrupted, .archived: true
    }
  }
}

extension Status {
  /// A status by its slug or its name, in any case.
  public init?(spelled word: String) {
    let word = word.lowercased()
    // What `blocked` was called once, as settings may still have it.
    if word == "needs github setup" { self = .blocked; return }
    guard let status = Status.allCases.first(where: { $0.slug == word || $0.name.lowercased() == word })
    else { return nil }
    self = status
  }

  /// The status that a common word for it means: `completed` for `done`.
  public static func meant(by word: String) -> Status? {
    switch word.lowercased() {
    case "done", "finished", "success", "successful", "succeeded", "ok", "passed", "closed", "merged":
      .completed
    case "error", "errored", "broken", "crashed": .failed
    case "active", "open", "processing", "pending", "in_progress", "in-progress", "started", "working":
      .running
    case "wait", "waits", "paused", "needs_input", "approval", "changes_requested": .waiting
    case "stuck", "setup", "github", "misconfigured", "github_missconfigured": .blocked
    case "cancelled", "canceled", "stopped", "aborted", "killed": .interrupted
    default: nil
    }
  }
}
