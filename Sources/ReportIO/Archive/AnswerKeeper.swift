import GRDB
import ReportKit
import Synchronization

/// Puts answers into an archive while they come, a batch a transaction. An answer that says the same as the
/// newest one of its record adds nothing.
final class AnswerKeeper: Sendable {
  /// What is compared before an answer is added.
  enum Rule {
    /// The newest row of the job's record: what is asked for anew may go back to what it was.
    case differsFromLatest
    /// Every row of the job's record: what was saved once is imported once, in any order.
    case differsFromAll
  }

  /// A list of saved answers: its file among those of the run, and its number there.
  struct ListID: Hashable, Sendable {
    var file: Int
    var number: Int32

    /// The list that an answer of a file stood in; nil when it stood in none.
    init?(_ place: RecordReference, file: Int) {
      guard place.list >= 0 else { return nil }
      self.file = file
      number = place.list
    }
  }

  private struct State {
    var waiting: [(answer: ArchivedRecord, isRepeated: Bool)] = []
    var tally = AnswerTally()
    /// The jobs of the list that is being read.
    var list: (id: ListID, jobs: Set<JobKey>)?
    /// The run that the answers come from, and where its row is once it has one.
    var run: (ArchivedRun, row: Int64?)?

    /// Whether a list had the job of an answer before.
    mutating func isRepeated(_ answer: ArchivedRecord, in list: ListID?) -> Bool {
      guard let list, !answer.id.isEmpty else { return false }
      if self.list?.id != list { self.list = (list, []) }
      return self.list?.jobs.insert(answer.jobKey).inserted == false
    }
  }

  /// What may be lost when the power goes: a batch. What a finished run reports is never lost.
  private static let batch = 100

  private let archive: Archive
  private let rule: Rule
  private let now: @Sendable () -> Timestamp
  private let state: Mutex<State>

  /// A keeper of what a run gets, whose row is written with the first answer that is; without a run none is.
  init(
    _ archive: Archive, rule: Rule, run: ArchivedRun? = nil, now: @escaping @Sendable () -> Timestamp
  ) {
    self.archive = archive
    self.rule = rule
    self.now = now
    state = Mutex(State(run: run.map { ($0, nil) }))
  }

  /// The number of the row that says that the run began; nil when nothing was kept.
  var runRow: Int64? { state.withLock { $0.run?.row } }

  /// What was kept, of all that was handed over.
  func tally() throws(ArchiveError) -> AnswerTally {
    try flush()
    return state.withLock(\.tally)
  }

  /// Takes an answer that came just now. Of two about one job in one list, which were had at once, the one
  /// that was created later stands later.
  func keep(_ record: ReportKit.Record, in list: ListID? = nil) throws(ArchiveError) {
    let answer = ArchivedRecord(record, at: now())
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
    let run = state.withLock(\.run)
    let (verdicts, row) = try archive.write { writer in
      var verdicts: [AnswerTally.Verdict] = []
      var own: Set<JobKey> = []
      for (answer, isRepeated) in answers {
        let verdict = try add(answer, isRepeated: isRepeated, to: &writer) { job in
          own.contains(job) || state.withLock { $0.tally.isNew(job) }
        }
        if verdict == .new { own.insert(answer.jobKey) }
        verdicts.append(verdict)
      }
      var row = run?.row
      if let run, row == nil, verdicts.contains(where: { $0 != .same }) { row = try writer.insert(run.0) }
      return (verdicts, row)
    }
    state.withLock { state in
      state.run?.row = row
      for (waiting, verdict) in zip(answers, verdicts) { state.tally.count(waiting.answer, verdict) }
    }
  }

  private func add(
    _ answer: ArchivedRecord, isRepeated: Bool, to writer: inout RowWriter, isNew: (JobKey) -> Bool
  ) throws -> AnswerTally.Verdict {
    var answer = answer
    let database = writer.database
    let latest = try AnswerTable.latest(like: answer, in: database)
    if isRepeated, let latest, answer.isCreated(before: latest.bytes),
      let time = Timestamp(iso8601: latest.time)
    {
      if try AnswerTable.hasSame(as: answer, in: database) { return .same }
      answer.time = Timestamp(milliseconds: time.milliseconds - 1).iso8601Milliseconds
      try writer.insert(answer)
      return .changed
    }
    // Jobs without an id are not versions of one another.
    if rule == .differsFromAll || answer.id.isEmpty {
      if try AnswerTable.hasSame(as: answer, in: database) { return .same }
    } else if let latest, try saysNothingNew(answer, after: latest.bytes, in: database) {
      return .same
    }
    if let latest, !answer.id.isEmpty, latest.time >= answer.time, let time = Timestamp(iso8601: latest.time)
    {
      // The clocks of two machines may differ: what came later stands later.
      answer.time = Timestamp(milliseconds: time.milliseconds + 1).iso8601Milliseconds
    }
    let isKnown = try isKnown(answer, in: database, isNew: isNew)
    try writer.insert(answer)
    if latest != nil, !answer.id.isEmpty { return .changed }
    return isKnown ? .otherRecord : .new
  }

  /// Whether an answer adds nothing to the newest of its record: it says the same, or it is what its own endpoint
  /// said last and what another endpoint said since, which may have more members, does not differ from it.
  private func saysNothingNew(
    _ answer: ArchivedRecord, after latest: [UInt8], in database: Database
  ) throws -> Bool {
    if CanonicalJSON.areSame(latest, answer.bytes) { return true }
    guard answer.comparableEndpoints.count > 1,
      let own = try AnswerTable.latest(like: answer, ofOwnEndpoint: true, in: database)
    else { return false }
    return CanonicalJSON.areSame(own.bytes, answer.bytes) && CanonicalJSON.agree(latest, answer.bytes)
  }

  /// Whether the archive has a row about the job. One without a project is about it, too; where this run added
  /// it, the job is as new as that.
  private func isKnown(
    _ answer: ArchivedRecord, in database: Database, isNew: (JobKey) -> Bool
  ) throws -> Bool {
    func has(_ project: ID) throws -> Bool {
      try AnswerTable.has(provider: answer.provider, project: project, job: answer.id, in: database)
    }
    if try has(answer.project) { return true }
    let homeless = JobKey(provider: answer.provider, project: nil, id: answer.id)
    return try !answer.project.isEmpty && !isNew(homeless) && has("")
  }
}

extension ArchivedRecord {
  /// Whether this job was created before the one that another answer from the same endpoint tells of.
  fileprivate func isCreated(before other: [UInt8]) -> Bool {
    var newer = self
    newer.bytes = other
    guard let record, let other = newer.record,
      let own = try? Providers.decode(record, hiding: .shapes).createdAt.value,
      let others = try? Providers.decode(other, hiding: .shapes).createdAt.value
    else { return false }
    return own < others
  }
}
