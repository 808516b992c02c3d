import ReportKit

/// Why there is nothing in an archive to make a report of.
public enum CoverageGap: Sendable, Equatable {
  /// No answer about a job, and no list that was read.
  case all
  /// Nothing of some projects; `known` are those that it has answers of.
  case projects([ID], known: [ID])
  /// Nothing that was had by a time.
  case before(Timestamp, oldest: String)

  /// How many known projects are named.
  private static let limit = 5

  /// The message for a person.
  func words(path: String) -> String {
    switch self {
    case .all:
      return "there are no jobs in '\(path)' yet; 'jobreport fetch --archive \(path)' fetches them"
    case .projects(let projects, let known):
      let some = projects.count == 1 ? "project" : "the projects"
      let names = projects.map { "'\($0.text)'" }.joined(separator: ", ")
      let others = known.prefix(Self.limit).map { "'\($0.text)'" }.joined(separator: ", ")
      let options = projects.map { "--project \($0.text)" }.joined(separator: " ")
      return
        "there are no jobs of \(some) \(names) in '\(path)', which has those of \(others)"
        + "\(known.count > Self.limit ? " and \(known.count - Self.limit) more" : ""); name another project, "
        + "or fetch with 'jobreport fetch \(options) --archive \(path)'"
    case .before(let time, let oldest):
      return
        "there is nothing in '\(path)' from before \(time.iso8601); its first answer is of \(oldest): "
        + "name a later --as-of"
    }
  }
}
