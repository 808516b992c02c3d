import ReportKit

/// What the first pass found.
@dynamicMemberLookup
public struct CollectedJobs: Sendable {
  /// What was found: of every job a summary, in the order their first answers came, but of the jobs of the report alone where
  /// a record has them.
  public var contents: JobsRecord.Contents
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

  /// A part of what was found.
  public subscript<Value>(dynamicMember part: KeyPath<JobsRecord.Contents, Value>) -> Value {
    contents[keyPath: part]
  }

  /// What the record of a report gets: the jobs that the selection may contain, as the input has them.
  func found(_ selection: Selection) -> JobsRecord.Contents {
    var found = contents
    found.jobs.removeAll { !selection.mayContain($0) }
    return found
  }
}
