/// A field of a job, by its name in data.
public enum JobField: String, CaseIterable, Sendable {
  case project, title, status, branch, repository, model, createdAt, archivedAt, pullRequests, todos, message
  case agent, requestedBy, updatedAt, endedAt, url, labels, cost

  /// Whether a ``JobSummary`` has it, so that who has one need not read it again.
  var isSummed: Bool {
    switch self {
    case .project, .status, .branch, .model, .createdAt, .pullRequests, .agent, .requestedBy, .endedAt, .cost:
      true
    case .title, .repository, .archivedAt, .todos, .message, .updatedAt, .url, .labels: false
    }
  }

  /// What a sentence calls it.
  var words: String {
    switch self {
    case .createdAt: "start"
    case .archivedAt: "date of archiving"
    case .pullRequests: "pull requests"
    case .requestedBy: "person who asked"
    case .updatedAt: "date of the last change"
    case .endedAt: "end"
    case .url: "address"
    case .agent, .labels, .cost, .project, .title, .status, .branch, .repository, .model, .todos, .message:
      rawValue
    }
  }
}

/// What an answer says of a field and could not be read. No answer without the key, and no `null`, is that.
public struct Unread: Hashable, Sendable {
  /// The field.
  public var field: JobField
  /// Whether a part of the field was read.
  public var isPartial: Bool
  /// Why, in one line: `'todos' is a number, not a list`.
  public var reason: String

  /// What could not be read of a field.
  public init(_ field: JobField, isPartial: Bool = false, reason: String) {
    self.field = field
    self.isPartial = isPartial
    self.reason = reason
  }

  /// The reasons in one line.
  static func words(_ unread: some Sequence<Unread>) -> String {
    unread.map(\.reason).joined(separator: "; ")
  }

  /// `todos and parts of the message could not be read`; nil when all was.
  static func sentence(_ unread: some Sequence<Unread>) -> String? {
    var isPartial: [JobField: Bool] = [:]
    for one in unread { isPartial[one.field] = one.isPartial && isPartial[one.field] ?? true }
    let names = JobField.allCases.compactMap { field in
      isPartial[field].map { $0 ? "parts of the \(field.words)" : field.words }
    }
    guard let last = names.last else { return nil }
    return (names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " : "") + last
      + " could not be read"
  }
}
