import GRDB
import ReportKit

/// One run from its beginning to its row in the archive. Its row stands beside its first answer, as that of a run
/// that was interrupted, which it is for as long as it has not ended: one that is killed leaves that and the
/// answers that it got.
struct RunRecorder {
  let archive: Archive
  /// Takes the answers.
  let keeper: AnswerKeeper
  private var run: ArchivedRun

  /// Begins a run. Its time lies behind the end of every run before, whatever the clock says, so that what
  /// it adds can be told from what they had.
  init(
    in archive: Archive, asked: String, tool: String, rule: AnswerKeeper.Rule = .differsFromLatest,
    now: @escaping @Sendable () -> Timestamp
  ) throws(ArchiveError) {
    let newest = try archive.read { try RunTable.newestEnd(in: $0) }.flatMap { Timestamp(iso8601: $0) }
    let earliest = newest.map { Timestamp(milliseconds: $0.milliseconds + 1) }
    let moving: @Sendable () -> Timestamp = { [now] in earliest.map { max($0, now()) } ?? now() }
    self.archive = archive
    run = ArchivedRun(began: moving().iso8601Milliseconds, tool: tool, asked: asked)
    run.outcome = .interrupted
    keeper = AnswerKeeper(archive, rule: rule, run: run, now: moving)
    clock = moving
  }

  private let clock: @Sendable () -> Timestamp

  /// When it began.
  var began: Timestamp { Timestamp(iso8601: run.began) ?? clock() }

  /// Writes the answers that wait, and the run's row as it ended behind them.
  mutating func finish(
    _ outcome: ArchivedRun.Outcome, requests: Int, problems: [FetchProblem], complete: [ID]
  ) throws(ArchiveError) -> AnswerTally {
    let kept = try keeper.tally()
    let tally = try archive.read { try kept.withOwners(in: $0) }
    run.outcome = outcome
    run.requests = requests
    run.jobs = tally.seen.count
    run.new = tally.new
    run.changed = tally.changed
    run.setProblems(problems.map { ($0.project, $0.id, $0.reason) })
    run.setComplete(complete)
    let ended = clock().iso8601Milliseconds
    var run = run
    run = try archive.write { writer in
      let newest = try Row.fetchOne(
        writer.database, sql: "SELECT id, sha256 FROM answers NOT INDEXED ORDER BY id DESC LIMIT 1")
      // A row's time may be later than the clock's, when another machine's clock is ahead.
      run.ended = max(ended, run.began)
      if let newest {
        run.through = newest.number(0)
        run.throughDigest = RowDigest(bytes: try newest.bytes(1))?.description ?? ""
      }
      if let begun = keeper.runRow { try writer.remove(run: begun) }
      try writer.insert(run)
      return run
    }
    self.run = run
    return tally
  }
}
