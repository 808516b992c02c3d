/// Something that could not be had or read. It is listed on the overview and in `report.json`.
public struct Problem: Hashable, Sendable {
  /// The job it is about, or the project (see ``isOfProject``); nil when not even that is known.
  public var id: ID?
  /// What happened, in words that stand behind the id.
  public var reason: String
  /// Whether a whole job is missing from the report because of it.
  public var losesJob: Bool
  /// How many records are missing, where a job is: items and lines that follow each other are one problem.
  public var records: Int
  /// Whether it is about a whole project, of which jobs are missing that nobody can count.
  public var isOfProject: Bool
  /// Whether a field, or details, of a job that is in the report could not be read or had.
  public var losesDetails: Bool

  /// What is missing for some problems: `1 project and 2 records`; nil when nothing is.
  public static func missing(_ problems: [Problem]) -> String? {
    let projects = problems.count { $0.losesJob && $0.isOfProject }
    let records = lostRecords(problems)
    var words: [String] = []
    if projects > 0 { words.append(projects == 1 ? "1 project" : "\(projects) projects") }
    if records > 0 { words.append(records == 1 ? "1 record" : "\(records) records") }
    return words.isEmpty ? nil : words.joined(separator: " and ")
  }

  /// How many records are missing, apart from those of whole projects.
  public static func lostRecords(_ problems: [Problem]) -> Int {
    problems.reduce(0) { $0 + ($1.losesJob && !$1.isOfProject ? $1.records : 0) }
  }

  /// `fields or details of 2 jobs`, for jobs that are in the report with less than there is; nil when all is.
  public static func incomplete(_ problems: [Problem]) -> String? {
    let jobs = problems.lazy.filter { $0.losesDetails && !$0.losesJob && !$0.isOfProject }
    let ids = Set(jobs.compactMap(\.id))
    return ids.isEmpty ? nil : "fields or details of \(ids.count == 1 ? "1 job" : "\(ids.count) jobs")"
  }

  /// A problem.
  public init(
    id: ID?, reason: String, losesJob: Bool, records: Int = 1, isOfProject: Bool = false,
    losesDetails: Bool = false
  ) {
    self.id = id
    self.reason = reason
    self.losesJob = losesJob
    self.records = records
    self.isOfProject = isOfProject
    self.losesDetails = losesDetails
  }

  /// The most records of a source whose reasons are kept: a reason takes far more room than a record may.
  public static let reasonLimit = 1000

  /// Stands for the records behind those whose reasons are kept, in a file where one is named.
  public static func more(_ records: Int, of place: String? = nil) -> Problem {
    let place = place.map { " of \($0)" } ?? ""
    return Problem(
      id: nil, reason: "and \(records) more records\(place) that could not be read", losesJob: true,
      records: records)
  }

  /// The same without what is not to be shown.
  func redacted(by redaction: Redaction) -> Problem {
    var problem = self
    problem.id = id.map(redaction.redact)
    problem.reason = redaction.redact(reason)
    return problem
  }
}
