import ReportKit

/// What the first pass found.
public struct CollectedJobs: Sendable {
  /// A summary of every job, in the order their first answers came; of the jobs of the report alone, where a record has them.
  public var jobs: [JobSummary]
  /// What could not be had or read.
  public var problems: [Problem]
  /// Whether a listing broke off.
  public var isCutShort: Bool
  /// When the newest run of the archive ended that was read; nil without one.
  public var newestRun: Timestamp?
  /// Where the answers are.
  public var store: RecordStore
  /// What the next run may know of it.
  public var memory: Memory

  /// What the next run may know of jobs that this one found.
  public enum Memory: Sendable {
    /// Nothing: their input cannot be told from another one.
    case none
    /// They stand in the report's record, which stays.
    case kept
    /// They are to be written to a record.
    case new(JobsRecord.Origin)
  }

  init(found: JobsRecord.Contents, store: RecordStore, memory: Memory) {
    jobs = found.jobs
    problems = found.problems
    isCutShort = found.isCutShort
    newestRun = found.newestRun
    self.store = store
    self.memory = memory
  }

  /// What the record of a report gets: the jobs that the selection may contain, as the input has them.
  func found(_ selection: Selection) -> JobsRecord.Contents {
    var found = JobsRecord.Contents()
    found.jobs = jobs.filter(selection.mayContain)
    found.problems = problems
    found.isCutShort = isCutShort
    found.newestRun = newestRun
    return found
  }
}
