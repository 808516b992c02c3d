/// One item of an agent's checklist.
public struct Todo: Hashable, Sendable {
  /// What is to be done: plain text.
  public var content: String
  /// How far it is.
  public var state: State
  /// How urgent it is; nil when the answer does not say.
  public var priority: Priority?

  /// How far an item is. An unknown word counts as open and is shown.
  public enum State: Hashable, Sendable {
    case pending, inProgress, completed, cancelled
    case unknown(String)

    /// The state that a word in data says.
    init(word: String) {
      self =
        switch word {
        case "pending": .pending
        case "in_progress": .inProgress
        case "completed": .completed
        case "cancelled": .cancelled
        default: .unknown(word)
        }
    }

    /// The word in data.
    public var word: String {
      switch self {
      case .pending: "pending"
      case .inProgress: "in_progress"
      case .completed: "completed"
      case .cancelled: "cancelled"
      case .unknown(let word): word
      }
    }
  }

  /// How urgent an item is.
  public enum Priority: Hashable, Sendable {
    case high, medium, low
    case unknown(String)

    /// The priority that a word in data says.
    init(word: String) {
      self =
        switch word {
        case "high": .high
        case "medium": .medium
        case "low": .low
        default: .unknown(word)
        }
    }

    /// The word in data and on pages.
    public var word: String {
      switch self {
      case .high: "high"
      case .medium: "medium"
      case .low: "low"
      case .unknown(let word): word
      }
    }
  }

  /// The most items of a list that are read: a page with more would be of no use.
  static let limit = 1000

  /// An item.
  public init(content: String, state: State, priority: Priority? = nil) {
    self.content = content
    self.state = state
    self.priority = priority
  }
}

/// Where a checklist stands that is not a plan of the agent.
public enum TodoSource: String, Sendable {
  /// In the description of a pull request: a template of the repository may have brought it.
  case description
}

/// The figures of a checklist. Cancelled items leave the total.
public struct TodoCount: Hashable, Sendable {
  /// Items that are completed.
  public var done: Int
  /// Items that are not cancelled.
  public var total: Int
  /// Items that are neither completed nor cancelled, and that somebody may still do.
  public var open: Int

  /// No items.
  public static let none = TodoCount(done: 0, total: 0)

  /// Figures.
  public init(done: Int, total: Int) {
    self.done = done
    self.total = total
    open = total - done
  }

  /// The figures of a list; one that is settled has nothing open, whatever its boxes say.
  public init(_ todos: [Todo], isSettled: Bool = false) {
    self = .none
    for todo in todos where todo.state != .cancelled {
      total += 1
      if todo.state == .completed { done += 1 }
    }
    open = isSettled ? 0 : total - done
  }

  /// Both together.
  public static func += (left: inout TodoCount, right: TodoCount) {
    left.done += right.done
    left.total += right.total
    left.open += right.open
  }
}
