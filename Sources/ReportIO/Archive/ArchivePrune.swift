import GRDB
import ReportKit

/// Removes old rows from an archive, the only thing that ever takes anything out of one.
public struct ArchivePrune: Sendable {
  let rules: PruneRules
  let now: Timestamp

  /// A pruning by rules at a time.
  public init(_ rules: PruneRules, now: Timestamp) {
    self.rules = rules
    self.now = now
  }

  /// What is removed, or would be.
  public struct Plan: Sendable, Equatable {
    /// All rows of answers, about jobs and about pull requests.
    public var rows = 0
    /// All jobs, as a list of the archive has them.
    public var jobs = 0
    /// The numbers of the rows that no rule keeps.
    public var removed: [Int64] = []
  }

  /// What would be removed.
  public func plan(of archive: ArchiveReader) throws(ArchiveError) -> Plan {
    try archive.read { try rowsToRemove($0) }
  }

  /// Removes, and gives the space back to the disk.
  public func run(on archive: Archive) throws(ArchiveError) -> Plan {
    let plan = try archive.write { database in
      // What is removed is overwritten, as there may be a key in it.
      try database.execute(sql: "PRAGMA secure_delete = ON")
      let plan = try rowsToRemove(database)
      let statement = try database.makeStatement(sql: "DELETE FROM answers WHERE id = ?")
      for number in plan.removed { try statement.execute(arguments: [number]) }
      return plan
    }
    if !plan.removed.isEmpty {
      try ArchiveError.mapping(archive.path) { try archive.queue.vacuum() }
    }
    return plan
  }

  private func rowsToRemove(_ database: Database) throws -> Plan {
    var plan = Plan()
    var current: [[UInt8]] = []
    var rows: [PruneRules.Row] = []
    // Answers without a project, which sort first, are about the job of a project that has their id.
    var homeless: Set<[[UInt8]]> = []
    func end() {
      guard !rows.isEmpty else { return }
      let job = [current[0], current[2]]
      if current[1].isEmpty {
        homeless.insert(job)
      } else if !current[0].elementsEqual(PullRequestTable.provider.utf8) {
        homeless.remove(job)
        plan.jobs += 1
      }
      plan.rows += rows.count
      plan.removed += rules.removed(
        of: rows.sorted { ($0.time, $0.number) < ($1.time, $1.number) }, at: now)
      rows.removeAll(keepingCapacity: true)
    }
    let cursor = try Row.fetchCursor(
      database,
      sql: """
        SELECT provider, project, job, endpoint, time, id FROM answers INDEXED BY answers_by_job
        ORDER BY provider, project, job
        """)
    while let row = try cursor.next() {
      let job = [try row.bytes(0), try row.bytes(1), try row.bytes(2)]
      if job != current {
        end()
        current = job
      }
      // Answers without an id are of no job, so that none of them is an older one of another.
      guard !job[2].isEmpty, let time = Timestamp(iso8601: try row.text(4)) else {
        plan.rows += 1
        continue
      }
      rows.append(PruneRules.Row(number: row[5], endpoint: try row.text(3), time: time))
    }
    end()
    plan.jobs += homeless.count
    return plan
  }
}
