/// What the pages that list jobs need of one. A report holds one of these for every job, and a job's
/// message only while its page is written.
///
/// Everything but its page stands behind one reference: summaries are sorted and handed on, and a copy of
/// every text for each step would cost more than the step.
public struct JobSummary: Sendable {
  private var kept: Kept
  /// Its page without the file's extension, such as `jobs/2026-08/3f2a…`; set by ``Report``.
  public internal(set) var page = SitePath()

  /// What the job is known by.
  public internal(set) var key: JobKey {
    get { kept.facts.key }
    set { change { $0.key = newValue } }
  }
  /// Where its answers are, the oldest first.
  public internal(set) var answers: [RecordReference] {
    get { kept.facts.answers }
    set { change { $0.answers = newValue } }
  }
  /// When a list of its project was read last that did not have it yet, before an archive first saw it; nil where
  /// nothing tells.
  public internal(set) var absentAt: Timestamp? {
    get { kept.facts.absentAt }
    set { change { $0.absentAt = newValue } }
  }
  /// The states of its pull requests that are known.
  var pullRequestStates: [PullRequestState] { pullRequests.compactMap(\.state) }

  /// Sets the states of its pull requests.
  public mutating func set(_ states: [PullRequestAddress: PullRequestState]) {
    guard !states.isEmpty, !kept.facts.pullRequests.isEmpty else { return }
    let asked = kept.facts.pullRequests.map { pullRequest in
      var pullRequest = pullRequest
      if let state = PullRequestAddress(pullRequest.url).flatMap({ states[$0] }) { pullRequest.state = state }
      return pullRequest
    }
    change { $0.asked = asked }
  }

  /// What to call it.
  public var name: String { kept.facts.name }
  /// How it stands.
  public var status: Status { kept.facts.status }
  /// The provider's word for that.
  public var statusRaw: String? { kept.facts.statusRaw }
  /// Whether it was archived.
  public var isArchived: Bool { kept.facts.isArchived }
  /// The branch it works on, cut to what a list can show.
  public var branch: String? { kept.facts.branch }
  /// The pull requests it opened.
  public var pullRequests: [PullRequest] { kept.facts.asked ?? kept.facts.pullRequests }
  /// What answers name in the place of one that is not an address: text to show.
  public var pullRequestTexts: [String] { kept.facts.pullRequestTexts }
  /// What of it could not be read.
  public var unread: [Unread] { kept.facts.unread }
  /// Whether any answer has todos.
  public var knowsTodos: Bool { kept.facts.knowsTodos }
  /// The figures of its checklist.
  public var todos: TodoCount { kept.facts.todos }
  /// Whether nothing that a field says could be read.
  func isUnread(_ field: JobField) -> Bool { unread.contains { $0.field == field && !$0.isPartial } }
  /// The first items of its checklist that are open, cut to what a list can show.
  public var openTodos: [String] { kept.facts.openTodos }
  /// When it started.
  public var createdAt: Timestamp? { kept.facts.createdAt }
  /// The agent that works on it, by its id.
  public var agent: String? { kept.facts.agent }
  /// Whether its agent was told by marks.
  var isFoundByMarks: Bool { kept.facts.isFoundByMarks }
  /// The language model, cut to what a list can show.
  public var model: String? { kept.facts.model }
  /// Who asked for it, by the id that its provider knows that person by.
  public var requestedBy: String? { kept.facts.requestedBy }
  /// What to call that person, where anything tells.
  public internal(set) var requestedByName: String? {
    get { kept.facts.requestedByName }
    set { change { $0.requestedByName = newValue.flatMap(Job.shown) } }
  }
  /// Who asked for it, as pages show it: the name, else the id.
  var requester: String? { requestedByName ?? requestedBy }
  /// What it cost.
  public var cost: [Cost] { kept.facts.cost }
  /// Where its checklist stands, if it is not a plan of the agent.
  public var todosFrom: TodoSource? { kept.facts.todosFrom }
  /// The fingerprint of all of its answers.
  public var content: Fingerprint { kept.facts.content }
  /// How it stood over time, as an archive saw it; empty without one.
  public var history: [JobStep] { kept.facts.history }
  /// When it ended; nil while it goes on, and where nothing tells.
  ///
  /// Where no answer does, an archive tells it by the first look at which the job had ended, if it saw or knew of the job
  /// before, or first saw it on the day it started. Of a job that went on again the last end counts.
  public var endedAt: Timestamp? {
    guard status.hasEnded else { return nil }
    if let told = kept.facts.endedAt { return told }
    guard let step = firstSeenEnded else { return nil }
    let isFirst = step.time == history.first?.time
    guard isFirst, absentAt == nil else { return step.time }
    return createdAt.flatMap { step.time < $0.adding(hours: 24) ? step.time : nil }
  }

  /// How it stood when it was first seen ended, after it was last seen at work.
  private var firstSeenEnded: JobStep? {
    history[(history.lastIndex { !$0.status.hasEnded }.map { $0 + 1 } ?? 0)...].first
  }

  /// When it ended, or where only the week of that is known, when it was first seen ended: in the week it started in.
  func endedAt(orSeenIn zone: ReportTimeZone) -> Timestamp? {
    if let endedAt { return endedAt }
    guard status.hasEnded, let createdAt, let seen = firstSeenEnded?.time,
      WeekID(containing: zone.date(of: createdAt)) == WeekID(containing: zone.date(of: seen))
    else { return nil }
    return seen
  }

  /// A moment of the week that its end counts in: of one that had ended when it was first seen, the week it started in,
  /// as most jobs end soon.
  func endCountsAt(in zone: ReportTimeZone) -> Timestamp? {
    endedAt(orSeenIn: zone) ?? (status.hasEnded && firstSeenEnded != nil ? createdAt : nil)
  }

  /// The texts of its checklist for the search, one a line, cut to what an index can hold.
  var checklist: String { kept.facts.checklist }

  /// The most open todos that a summary keeps.
  static let openTodoLimit = 5

  /// The summary of a job.
  public init(
    _ job: Job, answers: [RecordReference], content: Fingerprint, history: [JobStep] = []
  ) {
    kept = Kept(Facts(job, answers: answers, content: content, history: history))
  }

  private mutating func change(_ change: (inout Facts) -> Void) {
    var facts = kept.facts
    change(&facts)
    kept = Kept(facts)
  }

  private final class Kept: Sendable {
    let facts: Facts
    init(_ facts: Facts) { self.facts = facts }
  }

  private struct Facts: Sendable {
    var key: JobKey
    var answers: [RecordReference]
    /// Its pull requests with their states; nil while nobody asked.
    var asked: [PullRequest]?
    var absentAt: Timestamp?
    let name: String
    let status: Status
    let statusRaw: String?
    let isArchived: Bool
    let branch: String?
    let pullRequests: [PullRequest]
    let pullRequestTexts: [String]
    let unread: [Unread]
    let knowsTodos: Bool
    let todos: TodoCount
    let openTodos: [String]
    let checklist: String
    let createdAt: Timestamp?
    let endedAt: Timestamp?
    let agent: String?
    let isFoundByMarks: Bool
    let requestedBy: String?
    var requestedByName: String?
    let model: String?
    let cost: [Cost]
    let todosFrom: TodoSource?
    let content: Fingerprint
    let history: [JobStep]

    init(_ job: Job, answers: [RecordReference], content: Fingerprint, history: [JobStep]) {
      key = job.key
      self.answers = answers
      name = job.name
      status = job.status
      statusRaw = job.statusRaw.flatMap(Job.shown)
      isArchived = job.isArchived
      branch = job.branch.flatMap(Job.shown)
      pullRequests = job.pullRequests
      pullRequestTexts = job.pullRequestTexts
      unread = job.unread
      knowsTodos = job.knowsTodos
      todos = job.todoCount
      let isSettled = todos.open == 0
      openTodos = job.todos.lazy.filter { !isSettled && $0.state != .completed && $0.state != .cancelled }
        .prefix(JobSummary.openTodoLimit).map { Job.shown($0.content) ?? "(no text)" }
      checklist = Facts.checklist(job.todos)
      createdAt = job.createdAt
      endedAt = job.endedAt
      agent = job.agent
      isFoundByMarks = job.detectedBy != nil
      requestedBy = job.requestedBy.flatMap(Job.shown)
      requestedByName = job.requestedByName.flatMap(Job.shown)
      model = job.model.flatMap(Job.shown)
      cost = job.cost
      todosFrom = job.todosFrom
      self.content = content
      self.history = history
    }

    /// One string takes less room than a list of them.
    private static func checklist(_ todos: [Todo]) -> String {
      var text: [UInt8] = []
      for todo in todos {
        guard let content = Job.shown(todo.content), text.count + content.utf8.count < 2000 else { continue }
        if !text.isEmpty { text.append(0x0A) }
        text += content.utf8.lazy.map { $0 == 0x0A ? 0x20 : $0 }
      }
      return String(decoding: text, as: UTF8.self)
    }
  }
}

/// Where the bytes of an answer are kept until they are needed.
public struct RecordReference: Sendable, Hashable {
  /// Which source of the run it came from.
  public var source: Int32
  /// Which list of that source, negative for an answer that stood in none; two records with one id in one
  /// list are worth a word.
  public var list: Int32
  /// Where it begins in its source, in bytes; of an archive, the number of its row.
  public var offset: Int64
  /// Its length in bytes.
  public var length: Int32
  /// What a person finds it by: its number in its list or, outside of one, the line it begins in, from 1;
  /// 0 where neither means anything.
  public var number: Int32

  /// A reference.
  public init(source: Int32, list: Int32, offset: Int64, length: Int32, number: Int32 = 0) {
    self.source = source
    self.list = list
    self.offset = offset
    self.length = length
    self.number = number
  }

  /// Whether both answers stood in the same list.
  func isInList(of other: RecordReference) -> Bool {
    list >= 0 && list == other.list && source == other.source
  }

  /// Whether both answers stood in the same file, and in no list there, as lines do.
  func isBeside(_ other: RecordReference) -> Bool {
    list < 0 && other.list < 0 && number > 0 && other.number > 0 && source == other.source
  }
}
