/// What the last run found in records, to be taken where the same bytes are met again, read with the same options and had
/// in the same way. A fingerprint cannot be forged by whoever writes a record; of two jobs with one, one is taken.
public struct KnownJobs: Sendable {
  private var jobs: [Fingerprint: JobSummary] = [:]

  /// Nothing.
  public init() {}

  /// What is known by the summaries of jobs: nothing by one that several records or another service told.
  public init(_ summaries: [JobSummary]) {
    jobs.reserveCapacity(summaries.count)
    for summary in summaries where summary.isOfOneRecord { jobs[summary.content] = summary }
  }

  /// Lets go of jobs whose records were met. One that is met again is read.
  public mutating func remove(_ contents: [Fingerprint]) {
    if !jobs.isEmpty { for content in contents { jobs[content] = nil } }
  }

  /// How many records are known.
  public var count: Int { jobs.count }

  /// The job of a record, by the fingerprint of all of its bytes.
  func job(of content: Fingerprint) -> JobSummary? { jobs[content] }
}
