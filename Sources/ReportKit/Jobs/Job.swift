import CommonMark

/// What a job is known by: the ids of two projects, or of two providers, may be the same.
public struct JobKey: Hashable, Comparable, Sendable {
  /// The id of its provider.
  public var provider: ID
  /// The project; nil when no answer names one.
  public var project: ID?
  /// The id within the project, as it was sent.
  public let id: ID
  /// The id as it may be shown; nil where that is all of it.
  let redactedID: String?

  /// A key, of whose id some things are not to be shown.
  public init(provider: ID, project: ID?, id: ID, hiding redaction: Redaction = .shapes) {
    self.provider = provider
    self.project = project
    self.id = id
    let shown = PlainField.limited(redaction.redact(id.text))
    redactedID = ID(shown) == id ? nil : shown
  }

  /// A key that was made before.
  init(provider: ID, project: ID?, id: ID, redactedID: String?) {
    (self.provider, self.project, self.id, self.redactedID) = (provider, project, id, redactedID)
  }

  /// The id without keys, cut to a ``PlainField``: all that files and messages show of it.
  public var shownID: String { redactedID ?? id.text }

  /// Whether all of the id may be shown.
  var showsID: Bool { redactedID == nil }

  /// Whether all parts are the same.
  public static func == (left: JobKey, right: JobKey) -> Bool {
    left.id == right.id && left.project == right.project && left.provider == right.provider
  }

  /// By id and project.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(project)
  }

  /// By provider, project and id.
  public static func < (left: JobKey, right: JobKey) -> Bool {
    (left.provider, left.project ?? "", left.id) < (right.provider, right.project ?? "", right.id)
  }
}

/// A job of a coding agent, whatever provider ran it.
public struct Job: Sendable {
  /// What it is known by.
  public var key: JobKey
  /// How it stands.
  public var status: Status
  /// The provider's word for it; nil when it gave none.
  public var statusRaw: String?
  /// Whether it was archived, which says nothing of how it ended.
  public var isArchived: Bool
  /// When it was archived, if known.
  public var archivedAt: Timestamp?
  /// Its title as the provider gives it; see ``name`` for what to show.
  public var title: String?
  /// The branch it works on.
  public var branch: String?
  /// The address of its repository, as every file has it.
  public var repository: String?
  /// The language model.
  public var model: String?
  /// The agent that works on it, by its id; nil where nothing tells.
  public var agent: String?
  /// How the agent was told, where only signs tell it: a raw value of ``AgentSighting/Rule``.
  public var detectedBy: String?
  /// Who asked for it, by the id that its provider knows that person by.
  public var requestedBy: String?
  /// What to call that person; nil where no record tells.
  public var requestedByName: String?
  /// Where a person looks at it: an address, as every file has it.
  public var url: String?
  /// When it changed last.
  public var updatedAt: Timestamp?
  /// When it ended.
  public var endedAt: Timestamp?
  /// What it is sorted under.
  public var labels: [String]?
  /// What it used up, each unit once.
  public var cost: [Cost]
  /// When it was created.
  public var createdAt: Timestamp?
  /// The pull requests it opened.
  public var pullRequests: [PullRequest]
  /// What answers name in the place of one that is not an address: text to show.
  public var pullRequestTexts: [String]
  /// Its checklist.
  public var todos: [Todo]
  /// Where its checklist stands, if it is not a plan of the agent.
  public var todosFrom: TodoSource?
  /// Whether any answer has todos.
  public var knowsTodos: Bool
  /// Whether any answer has a message.
  public var knowsMessage: Bool
  /// What the newest answers that have a field's key say of it and could not be read.
  public var unread: [Unread]
  /// What the agent said at the end: Markdown in UTF-8, untrusted; nil when there is none.
  public var message: [UInt8]?
  /// Whether the lines of its message stay lines, as where it is a comment or the description of a pull request; in
  /// a file, which the message of most services is like, the lines of a paragraph are joined.
  public var messageKeepsLines = false
  /// How it came to be so, as far as an archive knows; empty without one.
  public var history = JobHistory()

  /// The job that answers about it give together, the oldest first: each field is of the newest answer
  /// that has its key. Records of several versions of an API with the same id are taken for the same job.
  public init(key: JobKey, merging answers: [JobPatch], showsMessage: Bool = true) {
    var merged = MergedPatches()
    for answer in answers { merged.add(answer) }
    self.init(key: key, merged, showsMessage: showsMessage)
  }

  /// The job that merged answers give. Of a message that no one will show only what a name may need is read.
  init(key: JobKey, _ answers: MergedPatches, showsMessage: Bool = true) {
    let merged = answers.merged
    let isArchived = merged.isArchived.value ?? false
    self.key = key
    self.isArchived = isArchived
    status = merged.outcome?.status ?? (isArchived ? .archived : .unknown)
    statusRaw = merged.outcome?.raw ?? (isArchived ? Status.archived.slug : nil)
    archivedAt = merged.archivedAt.value
    title = merged.title.value
    branch = merged.branch.value
    repository = merged.repository.value.map(LinkDestination.shown)
    model = merged.model.value
    agent = merged.agent.value ?? Provider.agent(ofJobsOf: key.provider)
    detectedBy = merged.detectedBy.value
    requestedBy = merged.requestedBy.value
    requestedByName = merged.requestedByName.value
    url = merged.url.value.map(LinkDestination.shown)
    updatedAt = merged.updatedAt.value
    endedAt = merged.endedAt.value
    labels = merged.labels.value
    cost = merged.cost.value ?? []
    createdAt = merged.createdAt.value
    pullRequests = merged.pullRequests.value?.opened ?? []
    pullRequestTexts = merged.pullRequests.value?.texts ?? []
    todos = merged.todos.value ?? []
    todosFrom = merged.todosFrom.value
    let isNamed = Job.name(title: title, branch: branch) != nil
    message = showsMessage || !isNamed ? merged.message.value?.utf8 : nil
    knowsTodos = merged.todos.isTold
    knowsMessage = merged.message.isTold
    messageKeepsLines = Provider.isForge(key.provider)
    unread = answers.unread.map(\.unread)
    // That a job runs is not an outcome: an archived one does not run any more.
    if isArchived, status == .running {
      status = .archived
      statusRaw = Status.archived.slug
    }
  }
}

extension Job {
  /// Takes over the fields that a summary of it has.
  mutating func take(_ summary: JobSummary) {
    status = summary.status
    statusRaw = summary.statusRaw
    isArchived = summary.isArchived
    branch = summary.branch
    model = summary.model
    agent = summary.agent
    detectedBy = summary.detectedBy
    requestedBy = summary.requestedBy
    requestedByName = summary.requestedByName
    createdAt = summary.createdAt
    endedAt = summary.toldEnd
    cost = summary.cost
    pullRequests = summary.pullRequests
    pullRequestTexts = summary.pullRequestTexts
    unread = summary.unread
  }

  /// The figures of its checklist. The boxes of a description are settled with its pull request: nobody does what is
  /// open there any more.
  public var todoCount: TodoCount {
    let isSettled =
      todosFrom == .description && !pullRequests.isEmpty
      && pullRequests.allSatisfy { $0.state.map { !$0.isOpen && $0.kind != .hidden } ?? false }
    return TodoCount(todos, isSettled: isSettled)
  }

  /// The most characters of a name or branch that lists and headings show.
  static let nameLimit = 300

  /// What to call it: its title, else the branch in words, else the first line of the message, else the branch, else
  /// the id.
  public var name: String {
    if let text = Job.name(title: title, branch: branch) { return text }
    if let text = message.flatMap(Job.firstLine).flatMap(Job.shown) { return text }
    return branch.flatMap(Job.shown) ?? key.shownID
  }

  /// What to call a job without a look at its message; nil where only that may tell.
  private static func name(title: String?, branch: String?) -> String? {
    title.flatMap(Job.shown) ?? branch.flatMap(BranchWords.text).flatMap(Job.shown)
  }

  /// The repository on a forge that it works in, by its own answer or by its pull request.
  var knownRepository: Repository? {
    if let repository = repository.flatMap(Repository.init) { return repository }
    for pullRequest in pullRequests {
      if let repository = Repository(pullRequest.url) { return repository }
    }
    return nil
  }

  /// A field cut to what fits a line; nil when there is nothing to see in it.
  static func shown(_ text: String) -> String? {
    guard isVisible(text) else { return nil }
    guard text.utf8.count > nameLimit else { return text }
    if text.utf8.count > 16 * nameLimit {
      // The last character may have lost a part, or be one of thousands of accents.
      let cut = String(decoding: text.utf8.prefix(16 * nameLimit), as: UTF8.self)
      return cut.dropLast().prefix(nameLimit) + "…"
    }
    let start = text.prefix(nameLimit)
    return start.endIndex == text.endIndex ? text : start + "…"
  }

  /// Whether there is anything to see: blanks of other scripts are not.
  private static func isVisible(_ text: String) -> Bool {
    text.utf8.contains { (0x21...0x7E).contains($0) }
      || text.unicodeScalars.contains { scalar in
        scalar.value > 0x20 && scalar != "\u{7F}" && scalar != "\u{2800}" && scalar != "\u{3164}"
          && !scalar.properties.isWhitespace
      }
  }

  /// The first line of a message that says something, without the Markdown that opens a line.
  private static func firstLine(_ message: [UInt8]) -> String? {
    for line in message.split(separator: 0x0A, maxSplits: 20).prefix(20) {
      let start = line.firstIndex { !" \t\r#>*-+`~=_".utf8.contains($0) } ?? line.endIndex
      let end = line.lastIndex { !" \t\r".utf8.contains($0) }.map { $0 + 1 } ?? start
      let bytes = line[start..<max(start, end)]
      var text = String(decoding: bytes.prefix(16 * 160), as: UTF8.self)
      let isCut = bytes.count > 16 * 160
      // The last character may have lost a part.
      if isCut { text.removeLast() }
      let words = text.filter { $0 != "*" && $0 != "`" }
      if words.utf8.contains(where: { $0 > 0x20 }) {
        return isCut || words.count > 160 ? words.prefix(160) + "…" : words
      }
    }
    return nil
  }
}
