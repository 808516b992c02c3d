/// What one answer says of a field: an answer without the key leaves an older one standing, an answer
/// with `null` takes it back.
public enum Field<Value: Sendable>: Sendable {
  case absent
  case null
  case value(Value)

  /// The value, if there is one.
  public var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  /// Whether the answer has the key.
  var isTold: Bool {
    if case .absent = self { false } else { true }
  }

  /// This field, or the older one where the key is absent.
  func or(_ older: Field) -> Field {
    if case .absent = self { older } else { self }
  }
}

/// What one answer says of a job, in the report's words. Every field may be absent.
public struct JobPatch: Sendable {
  /// The job's id; nil when the answer has none, and then there is no job.
  public var id: ID?
  /// The agent service that the answer itself names; nil where the request tells.
  public var provider: ID?
  /// The project that the answer itself names.
  public var project: ID?
  /// How the job ended, or that it runs.
  public var outcome: Outcome?
  /// Whether the job was archived.
  public var isArchived: Field<Bool> = .absent
  /// When it was archived.
  public var archivedAt: Field<Timestamp> = .absent
  /// Its title.
  public var title: Field<String> = .absent
  /// The branch it works on.
  public var branch: Field<String> = .absent
  /// The address of its repository.
  public var repository: Field<String> = .absent
  /// The language model.
  public var model: Field<String> = .absent
  /// The agent that works on it, by its id; nil where that is the provider's own.
  public var agent: Field<String> = .absent
  /// How the agent was told, where only signs tell it.
  public var detectedBy: Field<String> = .absent
  /// Who asked for it, by an id.
  public var requestedBy: Field<String> = .absent
  /// What to call that person.
  public var requestedByName: Field<String> = .absent
  /// Where a person looks at it.
  public var url: Field<String> = .absent
  /// When it changed last.
  public var updatedAt: Field<Timestamp> = .absent
  /// When it ended.
  public var endedAt: Field<Timestamp> = .absent
  /// What it is sorted under.
  public var labels: Field<[String]> = .absent
  /// What it used up, each unit once.
  public var cost: Field<[Cost]> = .absent
  /// When it was created.
  public var createdAt: Field<Timestamp> = .absent
  /// What it says of pull requests.
  public var pullRequests: Field<PullRequestList> = .absent
  /// Its checklist.
  public var todos: Field<[Todo]> = .absent
  /// Where the checklist stands, if it is not a plan of the agent.
  public var todosFrom: Field<TodoSource> = .absent
  /// What the agent said at the end: Markdown, UTF-8.
  public var message: Field<MessageText> = .absent
  /// Whether it is about a job at all: a list of pull requests has those of people, too.
  public var isJob = true
  /// Members of the answer that hold secrets, and are left out before it is kept.
  var secrets: [StaticString] = []
  /// What could not be read.
  public var unread: [Unread] = []

  /// An answer that says nothing yet.
  public init() {}

  /// Whether the answer has the key of a field, readable or not.
  func has(_ field: JobField) -> Bool {
    let isRead =
      switch field {
      case .project: project != nil
      case .title: title.isTold
      case .status: outcome != nil || isArchived.isTold
      case .branch: branch.isTold
      case .repository: repository.isTold
      case .model: model.isTold
      case .cost: cost.isTold
      case .createdAt: createdAt.isTold
      case .archivedAt: archivedAt.isTold
      case .pullRequests: pullRequests.isTold
      case .todos: todos.isTold
      case .message: message.isTold
      case .agent: agent.isTold
      case .requestedBy: requestedBy.isTold
      case .updatedAt: updatedAt.isTold
      case .endedAt: endedAt.isTold
      case .url: url.isTold
      case .labels: labels.isTold
      }
    return isRead || unread.contains { $0.field == field }
  }

  /// A status with the word it was made from.
  public struct Outcome: Sendable, Equatable {
    /// In the report's vocabulary.
    public var status: Status
    /// In the provider's words.
    public var raw: String?
    /// Whether it names a cause, which a bare "failed" of another answer does not take back.
    public var namesCause: Bool

    /// An outcome.
    public init(status: Status, raw: String?, namesCause: Bool = false) {
      self.status = status
      self.raw = raw
      self.namesCause = namesCause
    }
  }
}
