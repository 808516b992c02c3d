/// What the pages that list jobs need of one. A report holds one of these for every job, and a job's
/// message only while its page is written.
///
/// What sorting and counting look at stands apart; all else is packed, and becomes a value when it is asked for: values of
/// everything would take six times the room, and to hand them on would cost more than to read them.
public struct JobSummary: Sendable {
  /// How it stands.
  public let status: Status
  /// When it started.
  public let createdAt: Timestamp?
  /// Its page without the file's extension, such as `jobs/2026-08/3f2a…`; set by ``Report``.
  public internal(set) var page = SitePath()
  /// Whether it says what its one record says, byte for byte as that stands there, and nothing else: another run may take it
  /// for the same record.
  private(set) var isOfOneRecord = false
  /// Whether it says what it said in the record of the last run, which was searched for what is not to be shown.
  private(set) var isOfLastRun = false
  private var places: Places
  private var parts: PackedParts {
    didSet { (isOfOneRecord, isOfLastRun) = (false, false) }
  }

  /// Where its answers are. Apart from what they say, so that a record which moved takes no second copy of that.
  private enum Places: Sendable {
    case one(RecordReference)
    case several([RecordReference])

    init(_ places: [RecordReference]) { self = places.count == 1 ? .one(places[0]) : .several(places) }
  }

  /// What is packed, in the order in which it stands: what is asked for most comes first.
  private enum Part: Int, CaseIterable {
    case status, createdAt, project, content, figures, pullRequests, requestedByName, provider, id, redactedID
    case agent, detectedBy, model, name, requestedBy, unread, endedAt, absentAt, history, statusRaw,
      pullRequestTexts,
      branch
    case cost, todosFrom, openTodos, checklist
  }

  /// The most open todos that a summary keeps.
  static let openTodoLimit = 5

  /// The summary of a job.
  public init(
    _ job: borrowing Job, answers: [RecordReference], content: Fingerprint, history: [JobStep] = []
  ) {
    status = job.status
    createdAt = job.createdAt
    places = Places(answers)
    var writer = PackedParts.Writer(count: Part.allCases.count)
    for part in Part.allCases {
      switch part {
      case .status: writer.add(job.status.rawValue)
      case .createdAt: writer.add(part: job.createdAt.map(Self.packed))
      case .project: writer.add(job.key.project?.text)
      case .content: writer.add(part: content.bytes)
      case .figures: writer.add(part: PackedWriter.bytes(JobFigures(job).pack))
      case .pullRequests: writer.add(part: Self.packed(job.pullRequests))
      case .requestedByName: writer.add(job.requestedByName.flatMap(Job.shown))
      case .provider: writer.add(job.key.provider.text)
      case .id: writer.add(job.key.id.text)
      case .redactedID: writer.add(job.key.redactedID)
      case .agent: writer.add(job.agent)
      case .detectedBy: writer.add(job.detectedBy)
      case .model: writer.add(job.model.flatMap(Job.shown))
      case .name: writer.add(job.name)
      case .requestedBy: writer.add(job.requestedBy.flatMap(Job.shown))
      case .unread: writer.add(part: Self.packed(job.unread))
      case .endedAt: writer.add(part: job.endedAt.map(Self.packed))
      case .absentAt: writer.add(part: nil)
      case .history: writer.add(part: Self.packed(history))
      case .statusRaw: writer.add(job.statusRaw.flatMap(Job.shown))
      case .pullRequestTexts: writer.add(part: Self.packed(job.pullRequestTexts))
      case .branch: writer.add(job.branch.flatMap(Job.shown))
      case .cost: writer.add(part: Self.packed(job.cost))
      case .todosFrom: writer.add(job.todosFrom?.rawValue)
      case .openTodos: writer.add(part: Self.packed(Self.openTodos(of: job)))
      case .checklist: writer.add(part: Self.checklist(job.todos))
      }
    }
    parts = PackedParts(writer)
  }

  /// The summary of a job of which there is one record; `isPlain` says that nothing was taken out of that before it was read.
  init(
    _ job: borrowing Job, of record: RecordReference, isPlain: Bool, content: Fingerprint, history: [JobStep]
  ) {
    self.init(job, answers: [record], content: content, history: history)
    isOfOneRecord = isPlain
  }

  /// A summary that was kept, without its page; nil for bytes that are none.
  init?(kept bytes: [UInt8], isOfOneRecord: Bool) {
    var reader = PackedReader(bytes)
    guard case let place?? = reader.part(),
      let parts = PackedParts(Array(reader.rest), count: Part.allCases.count),
      let status = parts.text(at: Part.status.rawValue).flatMap(Status.init(rawValue:))
    else { return nil }
    self.status = status
    createdAt = parts.reader(at: Part.createdAt.rawValue).flatMap { Self.moment($0) }
    self.parts = parts
    var answers = reader.reader(of: place)
    places = Places(answers.values())
    self.isOfOneRecord = isOfOneRecord
    isOfLastRun = true
  }

  /// The same of a record that stands elsewhere now.
  func moved(to record: RecordReference) -> JobSummary {
    var moved = self
    moved.places = .one(record)
    return moved
  }

  /// The bytes to keep it by.
  var packed: [UInt8] {
    PackedWriter.bytes { $0.add(part: Self.packed(answers) ?? []) } + parts.bytes
  }
}

/// What stands in the parts.
extension JobSummary {
  /// What the job is known by.
  public internal(set) var key: JobKey {
    get {
      JobKey(provider: provider, project: project, id: ID(text(.id) ?? ""), redactedID: text(.redactedID))
    }
    set {
      set(newValue.project?.text, .project)
      set(newValue.provider.text, .provider)
      set(newValue.id.text, .id)
      set(newValue.redactedID, .redactedID)
    }
  }
  /// What files and messages show of its id: ``JobKey/shownID``.
  var shownID: String { text(.redactedID) ?? text(.id) ?? "" }
  /// The id of its provider.
  var provider: ID { ID(text(.provider) ?? "") }
  /// Its project; nil when no answer names one.
  var project: ID? { text(.project).map { ID($0) } }
  /// Whether an answer names its project.
  var hasProject: Bool { parts.has(Part.project.rawValue) }
  /// Whether it is of the same project, of the same provider, as another job.
  func isOfSameProject(as other: JobSummary) -> Bool {
    bytes(.provider) == other.bytes(.provider) && hasProject == other.hasProject
      && bytes(.project) == other.bytes(.project)
  }
  /// What to call it.
  public var name: String { text(.name) ?? "" }
  /// The provider's word for how it stands.
  public var statusRaw: String? { text(.statusRaw) }
  /// Whether it was archived.
  public var isArchived: Bool { figures.isArchived }
  /// The branch it works on, cut to what a list can show.
  public var branch: String? { text(.branch) }
  /// The pull requests it opened.
  public var pullRequests: [PullRequest] { values(.pullRequests) }
  /// Whether it opened any.
  var hasPullRequests: Bool { parts.has(Part.pullRequests.rawValue) }
  /// How many it opened.
  var pullRequestCount: Int {
    guard var reader = parts.reader(at: Part.pullRequests.rawValue) else { return 0 }
    var count = 0
    while PullRequest.skip(&reader) { count += 1 }
    return count
  }
  /// The states of its pull requests that are known.
  var pullRequestStates: [PullRequestState] {
    guard var reader = parts.reader(at: Part.pullRequests.rawValue) else { return [] }
    var states: [PullRequestState] = []
    while !reader.isAtEnd { if let state = PullRequest.state(unpacking: &reader) { states.append(state) } }
    return states
  }
  /// What answers name in the place of one that is not an address: text to show.
  public var pullRequestTexts: [String] { values(.pullRequestTexts) }
  /// What of it could not be read.
  public var unread: [Unread] { values(.unread) }
  /// Whether something of it could not be read.
  var hasUnread: Bool { parts.has(Part.unread.rawValue) }
  /// Whether nothing that a field says could be read.
  func isUnread(_ field: JobField) -> Bool { unread.contains { $0.field == field && !$0.isPartial } }
  /// Whether any answer has todos.
  public var knowsTodos: Bool { figures.knowsTodos }
  /// Whether its texts are all of those that records have.
  var isUncut: Bool { figures.isUncut }
  /// The figures of its checklist.
  public var todos: TodoCount { figures.todos }
  /// The first items of its checklist that are open, cut to what a list can show.
  public var openTodos: [String] { values(.openTodos) }
  /// The texts of its checklist for the search, one a line, cut to what an index can hold.
  var checklist: String { text(.checklist) ?? "" }
  /// The agent that works on it, by its id.
  public var agent: String? { text(.agent) }
  /// How its agent was told, where only signs tell it.
  var detectedBy: String? { text(.detectedBy) }
  /// Whether its agent was told by marks.
  var isFoundByMarks: Bool { parts.has(Part.detectedBy.rawValue) }
  /// The language model, cut to what a list can show.
  public var model: String? { text(.model) }
  /// Who asked for it, by the id that its provider knows that person by.
  public var requestedBy: String? { text(.requestedBy) }
  /// What to call that person, where anything tells.
  public internal(set) var requestedByName: String? {
    get { text(.requestedByName) }
    set { set(newValue.flatMap(Job.shown), .requestedByName) }
  }
  /// Who asked for it, as pages show it: the name, else the id.
  var requester: String? { requestedByName ?? requestedBy }
  /// What it cost.
  public var cost: [Cost] { values(.cost) }
  /// Where its checklist stands, if it is not a plan of the agent.
  public var todosFrom: TodoSource? { text(.todosFrom).flatMap(TodoSource.init) }
  /// The fingerprint of all of its answers.
  public var content: Fingerprint { Fingerprint(bytes: bytes(.content)) ?? .none }
  /// Where its answers are, the oldest first.
  public internal(set) var answers: [RecordReference] {
    get {
      switch places {
      case .one(let place): [place]
      case .several(let places): places
      }
    }
    set { (places, isOfOneRecord) = (Places(newValue), false) }
  }
  /// How it stood over time, as an archive saw it; empty without one.
  public var history: [JobStep] { values(.history) }
  /// When a list of its project was read last that did not have it yet, before an archive first saw it; nil where
  /// nothing tells.
  public internal(set) var absentAt: Timestamp? {
    get { moment(.absentAt) }
    set { parts.set(newValue.map(Self.packed), at: Part.absentAt.rawValue) }
  }
  /// The fingerprint of what its row in lists shows.
  var row: Fingerprint {
    var row = Fingerprint.Parts()
    for part in [Part.content, .project, .requestedByName, .pullRequests] { row.add(bytes(part)) }
    row.add(page)
    return row.fingerprint
  }
  /// When it ended, as an answer tells; nil where none does.
  var toldEnd: Timestamp? { moment(.endedAt) }

  /// Sets the states of its pull requests that are among some.
  public mutating func set(_ states: [PullRequestAddress: PullRequestState]) {
    guard !states.isEmpty, hasPullRequests else { return }
    var pullRequests = pullRequests
    for index in pullRequests.indices {
      guard let state = PullRequestAddress(pullRequests[index].url).flatMap({ states[$0] }) else { continue }
      pullRequests[index].state = state
    }
    parts.set(Self.packed(pullRequests), at: Part.pullRequests.rawValue)
  }
}

/// How parts are read and written.
extension JobSummary {
  private var figures: JobFigures {
    guard var reader = parts.reader(at: Part.figures.rawValue) else { return JobFigures() }
    return JobFigures(unpacking: &reader) ?? JobFigures()
  }

  private func bytes(_ part: Part) -> ArraySlice<UInt8> { parts.reader(at: part.rawValue)?.rest ?? [] }

  private func text(_ part: Part) -> String? { parts.text(at: part.rawValue) }

  private func moment(_ part: Part) -> Timestamp? {
    parts.reader(at: part.rawValue).flatMap { Self.moment($0) }
  }

  private static func moment(_ reader: PackedReader) -> Timestamp? {
    var reader = reader
    return reader.moment()
  }

  private func values<Value: Packable>(_ part: Part) -> [Value] {
    guard var reader = parts.reader(at: part.rawValue) else { return [] }
    return reader.values()
  }

  private mutating func set(_ text: String?, _ part: Part) {
    parts.set(text.map { Array($0.utf8) }, at: part.rawValue)
  }

  private static func packed(_ moment: Timestamp) -> [UInt8] { PackedWriter.bytes { $0.add(moment) } }

  /// Values behind each other; nil for none.
  private static func packed(_ values: [some Packable]) -> [UInt8]? {
    values.isEmpty ? nil : PackedWriter.bytes { writer in for value in values { value.pack(into: &writer) } }
  }
}
