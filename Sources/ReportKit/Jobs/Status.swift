/// How a job stands, in the one vocabulary of the report. The words of a provider are its decoder's.
public enum Status: String, CaseIterable, Sendable {
  case running, completed, failed, blocked, interrupted, archived, unknown

  /// The word in file names, options and data: `blocked`.
  public var slug: String { rawValue }

  /// The words shown: `Needs GitHub setup`.
  public var name: String {
    switch self {
    case .running: "Running"
    case .completed: "Completed"
    case .failed: "Failed"
    case .blocked: "Needs GitHub setup"
    case .interrupted: "Interrupted"
    case .archived: "Archived"
    case .unknown: "Unknown"
    }
  }

  /// Whether the agent works no more; an unknown status may be anything.
  public var hasEnded: Bool {
    switch self {
    case .running, .unknown: false
    case .completed, .failed, .blocked, .interrupted, .archived: true
    }
  }
}
