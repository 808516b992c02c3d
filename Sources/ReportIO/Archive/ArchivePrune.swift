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
    try archive.read { try rowsToRemove($0, path: archive.path) }
  }

  /// Removes, and gives the space back to the disk.
  public func run(on archive: Archive) throws(ArchiveError) -> Plan {
    let plan = try archive.write { writer in
      // What is removed is overwritten, as there may be a key in it.
      try writer.database.execute(sql: "PRAGMA secure_delete = ON")
      let plan = try rowsToRemove(writer.database, path: archive.path)
      for number in plan.removed { try writer.remove(answer: number) }
      return plan
    }
    if !plan.removed.isEmpty { try archive.vacuum() }
    return plan
  }

  /// What is damaged may be newer than it looks: nothing is removed on its word.
  private func rowsToRemove(_ database: Database, path: String) throws -> Plan {
    let inventory = try ArchiveInventory(withIndex: true) { work throws(ArchiveError) in
      try ArchiveError.mapping(path) { try work(database) }
    }
    if let finding = inventory.findings.first {
      throw ArchiveError.damaged(path: path, reason: finding.words)
    }
    var plan = Plan()
    plan.rows = inventory.rows.count
    let pullRequests = inventory.pullRequestEndpoint
    // Answers without a project, which sort first, are about the job of a project that has their id.
    var homeless: Set<ArchivePlan.JobID> = []
    for job in inventory.subjects() {
      let home = inventory.home(of: job)
      let id = ArchivePlan.JobID(job, in: inventory)
      // Answers without an id are of no job, so that none of them is an older one of another.
      if id.id.isEmpty { continue }
      if home.project.isEmpty {
        homeless.insert(id)
      } else if let row = job.rows.first, inventory.rows[Int(row)].endpoint != pullRequests {
        homeless.remove(id)
        plan.jobs += 1
      }
      let removed = rules.removed(
        of: job.rows.compactMap { row(inventory.rows[Int($0)], inventory) }, at: now)
      if removed.isEmpty { continue }
      for place in job.rows {
        let number = inventory.rows[Int(place)].number
        guard try AnswerTable.stored(number, in: database)?.isSound == true else {
          throw ArchiveError.damaged(path: path, reason: "row \(number) does not fit its SHA-256")
        }
      }
      plan.removed += removed
    }
    plan.jobs += homeless.count
    return plan
  }

  private func row(_ row: ArchiveInventory.Row, _ inventory: ArchiveInventory) -> PruneRules.Row? {
    guard row.time != .min else { return nil }
    let endpoint = String(decoding: inventory.endpoints[Int(row.endpoint)], as: UTF8.self)
    return PruneRules.Row(number: row.number, endpoint: endpoint, time: Timestamp(milliseconds: row.time))
  }
}
