import GRDB
import ReportKit

/// Counts the answers of a run by what each was to the archive, job by job.
struct AnswerTally: Sendable {
  /// What one answer was to the archive.
  enum Verdict {
    case same, new, changed, otherRecord
  }

  /// Rows that were added.
  private(set) var added = 0
  /// Jobs that answers were about.
  private(set) var seen: Set<JobKey> = []
  private var newJobs: Set<JobKey> = []
  private var changedJobs: Set<JobKey> = []

  /// Jobs that the archive did not know.
  var new: Int { newJobs.count }
  /// Jobs that it knew otherwise.
  var changed: Int { changedJobs.count }

  /// Whether the archive did not know a job.
  func isNew(_ job: JobKey) -> Bool { newJobs.contains(job) }

  /// Whether a job was new or had changed.
  func isFresh(_ job: JobKey) -> Bool { isNew(job) || changedJobs.contains(job) }

  /// Counts an answer. One without an id is about no job.
  mutating func count(_ answer: ArchivedRecord, _ verdict: Verdict) {
    if verdict != .same { added += 1 }
    guard !answer.id.isEmpty else { return }
    let job = answer.jobKey
    seen.insert(job)
    // A job with answers of two records is counted once.
    guard !isFresh(job) else { return }
    switch verdict {
    case .same, .otherRecord: break
    case .new: newJobs.insert(job)
    case .changed: changedJobs.insert(job)
    }
  }

  /// The tally with answers that name no project counted as those of the job that has their id, as reports
  /// take them; where several projects have the id, they are of none.
  func withOwners(in database: Database) throws -> AnswerTally {
    let homeless = Set(seen.filter { $0.project == nil })
    guard !homeless.isEmpty else { return self }
    var owners: [JobKey: [JobKey]] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT DISTINCT provider, project, job FROM answers INDEXED BY answers_by_job
        WHERE project <> '' AND job <> ''
        """)
    while let row = try rows.next() {
      let owner = JobKey(provider: try row.id(0), project: try row.id(1), id: try row.id(2))
      let key = JobKey(provider: owner.provider, project: nil, id: owner.id)
      if homeless.contains(key) { owners[key, default: []].append(owner) }
    }
    func owner(_ job: JobKey) -> JobKey? {
      guard let found = owners[job], found.count == 1 else { return nil }
      return found[0]
    }
    var tally = self
    tally.seen = Set(seen.map { owner($0) ?? $0 })
    // A new job whose owner is new is counted there; else it is one that was known.
    tally.newJobs = newJobs.filter { owner($0) == nil }
    tally.changedJobs = Set(changedJobs.map { owner($0) ?? $0 }).subtracting(tally.newJobs)
    return tally
  }
}

extension ArchivedRecord {
  /// The job that it is about.
  var jobKey: JobKey { JobKey(provider: provider, project: project.isEmpty ? nil : project, id: id) }
}
