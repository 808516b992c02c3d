/// A data file with an entry a job, written while the jobs' pages are. A new format is one file beside this
/// one and one line in ``OutputFormats``.
public protocol OutputFormat: Sendable {
  /// Where the file stands.
  var path: SitePath { get }
  /// What stands before the first entry.
  var head: [UInt8] { get }
  /// Appends the entry of a job.
  func append(_ job: Job, _ summary: JobSummary, to bytes: inout [UInt8])
}

/// The catalogue of formats.
public enum OutputFormats {
  /// All of them, in the order of their paths.
  public static let all: [any OutputFormat] = [CSVFormat(), JSONLinesFormat()]
}
