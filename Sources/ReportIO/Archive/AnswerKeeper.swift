import GRDB
import ReportKit
import Synchronization

/// Puts answers into an archive while they come, a batch a transaction. An answer that says the same as the
/// newest one about its job from its endpoint adds nothing.
final class AnswerKeeper: Sendable {
  /// What is compared before an answer is added.
  enum Rule {
    /// The newest row of the job from the endpoint: what is asked for anew may go back to what it was.
    case differsFromLatest
    /// Every row of the job from the endpoint: what was saved once is imported once, in any order.
    case differsFromAll
  }

  /// A list of saved answers: its file among those of the run, and its number there.
  struct ListID: Hashable, Sendable {
    var file: Int
    var number: Int32

    /// The list that an answer of a file stood in; nil when it stood in none.
    init?(_ place: SnapshotReference, file: Int) {
      guard place.list >= 0 else { return nil }
      self.file = file
      number = place.list
    }
  }

  private struct State {
    var waiting: [(answer: ArchivedAnswer, isRepeated: Bool)] = []
    var tally = AnswerTally()
    /// The jobs of the list that is being read.
    var list: (id: ListID, jobs: Set<JobKey>)?

    /// Whether a list had the job of an answer before.
    mutating func isRepeated(_ answer: ArchivedAnswer, in list: ListID?) -> Bool {
      guard let list, !answer.id.isEmpty else { return false }
      if self.list?.id != list { self.list = (list, []) }
      return self.list?.jobs.insert(answer.jobKey).inserted == false
    }
  }

  /// What may be lost when the power goes: a batch. What a finished run reports is never lost.
  private static let batch = 100

  private let path: String
  private let queue: DatabaseQueue
  private let rule: Rule
  private let now: @Sendable () -> Timestamp
  private let state = Mutex(State())

  init(path: String, queue: DatabaseQueue, rule: Rule, now: @escaping @Sendable () -> Timestamp) {
    self.path = path
    self.queue = queue
    self.rule = rule
    self.now = now
  }

  /// What was kept, of all that was handed over.
  func tally() throws(ArchiveError) -> AnswerTally {
    try flush()
    return state.withLock(\.tally)
  }

  /// Takes an answer that came just now. Of two about one job in one list, which were had at once, the one
  /// that was created later stands later.
  func keep(_ snapshot: Snapshot, in list: ListID? = nil) throws(ArchiveError) {
    let answer = ArchivedAnswer(snapshot, at: now())
    let isFull = state.withLock { state in
      state.waiting.append((answer, state.isRepeated(answer, in: list)))
      return state.waiting.count >= Self.batch
    }
    if isFull { try flush() }
  }

  /// Writes what waits.
  func flush() throws(ArchiveError) {
    let answers = state.withLock { state in
      defer { state.waiting.removeAll(keepingCapacity: true) }
      return state.waiting
    }
    guard !answers.isEmpty else { return }
    let verdicts = try ArchiveError.mapping(path) {
      try queue.writeWithoutTransaction { database in
        var verdicts: [AnswerTally.Verdict] = []
        try database.inTransaction(.immediate) {
          var own: Set<JobKey> = []
          for (answer, isRepeated) in answers {
            let verdict = try add(answer, isRepeated: isRepeated, to: database) { job in
              own.contains(job) || state.withLock { $0.tally.isNew(job) }
            }
            if verdict == .new { own.insert(answer.jobKey) }
            verdicts.append(verdict)
          }
          return .commit
        }
        return verdicts
      }
    }
    state.withLock { state in
      for (waiting, verdict) in zip(answers, verdicts) { state.tally.count(waiting.answer, verdict) }
    }
  }

  private func add(
    _ answer: ArchivedAnswer, isRepeated: Bool, to database: Database, isNew: (JobKey) -> Bool
  ) throws -> AnswerTally.Verdict {
    var answer = answer
    let latest = try AnswerTable.latest(like: answer, in: database)
    if isRepeated, let latest, answer.isCreated(before: latest.bytes),
      let time = Timestamp(iso8601: latest.time)
    {
      if try AnswerTable.hasSame(as: answer, in: database) { return .same }
      answer.time = Timestamp(milliseconds: time.milliseconds - 1).iso8601Milliseconds
      try AnswerTable.insert(answer, digest: answer.digest, into: database)
      return .changed
    }
    // Jobs without an id are no versions of one another.
    if rule == .differsFromAll || answer.id.isEmpty {
      if try AnswerTable.hasSame(as: answer, in: database) { return .same }
    } else if let latest, CanonicalJSON.areSame(latest.bytes, answer.bytes) {
      return .same
    }
    if let latest, !answer.id.isEmpty, latest.time >= answer.time, let time = Timestamp(iso8601: latest.time)
    {
      // The clocks of two machines may differ: what came later stands later.
      answer.time = Timestamp(milliseconds: time.milliseconds + 1).iso8601Milliseconds
    }
    let isKnown = try isKnown(answer, in: database, isNew: isNew)
    try AnswerTable.insert(answer, digest: answer.digest, into: database)
    if latest != nil, !answer.id.isEmpty { return .changed }
    return isKnown ? .otherEndpoint : .new
  }

  /// Whether the archive has a row about the job. One without a project is about it, too; where this run added
  /// it, the job is as new as that.
  private func isKnown(
    _ answer: ArchivedAnswer, in database: Database, isNew: (JobKey) -> Bool
  ) throws -> Bool {
    func has(_ project: String) throws -> Bool {
      try AnswerTable.has(provider: answer.provider, project: project, job: answer.id, in: database)
    }
    if try has(answer.project) { return true }
    let homeless = JobKey(provider: answer.provider, project: nil, id: answer.id)
    return try !answer.project.isEmpty && !isNew(homeless) && has("")
  }
}

extension ArchivedAnswer {
  /// Whether this job was created before the one that another answer from the same endpoint tells of.
  fileprivate func isCreated(before other: [UInt8]) -> Bool {
    var newer = self
    newer.bytes = other
    guard let own = try? Providers.decode(snapshot).createdAt.value,
      let others = try? Providers.decode(newer.snapshot).createdAt.value
    else { return false }
    return own < others
  }
}
