/// Something that could not be had or read. It is listed on the overview and in `report.json`.
public struct Problem: Hashable, Sendable {
  /// The job it is about, or the project; nil when not even that is known.
  public var id: String?
  /// What happened, in words that stand behind the id.
  public var reason: String
  /// Whether a whole job is missing from the report because of it.
  public var losesJob: Bool

  /// A problem.
  public init(id: String?, reason: String, losesJob: Bool) {
    self.id = id
    self.reason = reason
    self.losesJob = losesJob
  }
}
