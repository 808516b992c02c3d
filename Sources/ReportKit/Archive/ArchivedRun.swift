/// A row of an archive: one run that fetched or read jobs into it.
public struct ArchivedRun: Sendable, Equatable {
  /// When it began: ``Timestamp/iso8601Milliseconds``.
  public var began: String
  /// When it ended, in the same form.
  public var ended: String
  /// The version of the tool.
  public var tool: String
  /// How it ended.
  public var outcome: Outcome
  /// What was asked, a JSON object: `projects`, `ids`, `files`, `api`, `details`, `full`, `recheckDays`.
  public var asked: String
  /// Requests sent, retries included.
  public var requests: Int
  /// Jobs that answers were about.
  public var jobs: Int
  /// Those that were new to the archive.
  public var new: Int
  /// Those that it knew otherwise.
  public var changed: Int
  /// Jobs and projects that could not be had.
  public var failed: Int
  /// Why, a JSON list of objects: `project`, `id`, `reason`.
  public var problems: String
  /// The projects whose lists were read to their end, or to where all further jobs were known; a JSON list.
  public var complete: String
  /// The number of the newest row of an answer at the end of the run, 0 without one. A run can be built upon
  /// where this row is the one that ``throughDigest`` names, and so not in an archive that got the run by
  /// import without the answers before it.
  public var through: Int
  /// The SHA-256 of that row in hexadecimal digits; empty without one.
  public var throughDigest: String

  /// How a run ended.
  public enum Outcome: String, Sendable, CaseIterable {
    /// With all that was asked for.
    case done
    /// Without some of it.
    case partial
    /// With nothing.
    case failed
    /// By a signal.
    case interrupted
  }

  /// A run that has not done anything yet.
  public init(began: String, tool: String, asked: String) {
    self.began = began
    ended = began
    self.tool = tool
    outcome = .done
    self.asked = asked
    requests = 0
    jobs = 0
    new = 0
    changed = 0
    failed = 0
    problems = "[]"
    complete = "[]"
    through = 0
    throughDigest = ""
  }

  /// The SHA-256 over all columns.
  public var digest: RowDigest {
    var builder = RowDigest.Builder(kind: ArchivedRun.kind)
    for column in [began, ended, tool, outcome.rawValue, asked] { builder.add(Array(column.utf8)) }
    for column in [requests, jobs, new, changed, failed] { builder.add(column) }
    for column in [problems, complete] { builder.add(Array(column.utf8)) }
    builder.add(through)
    builder.add(Array(throughDigest.utf8))
    return builder.finish()
  }

  /// The projects whose lists were asked for: version 2 has none, and jobs can be asked for by id.
  public var listedProjects: [ID] {
    guard let asked = JSONPath(Array(asked.utf8)), asked["ids"]?.elements.isEmpty == true,
      let version = asked["api"]?.string, version != "v2"
    else { return [] }
    return asked["projects"]?.elements.compactMap { $0.string.map { ID($0) } } ?? []
  }

  /// Whether it read saved answers.
  public var readsFiles: Bool { JSONPath(Array(asked.utf8))?["files"] != nil }

  /// The projects of ``complete``.
  public var completeProjects: [ID] {
    let text = JSONText(Array(complete.utf8))
    guard let root = try? text.root(), root.kind == .array, let list = try? text.elements(of: root) else {
      return []
    }
    return list.compactMap { text.string($0).map { ID($0) } }
  }

  /// Sets ``complete``.
  public mutating func setComplete(_ projects: [ID]) {
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    for (index, project) in projects.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONString.write(project.text, into: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
    complete = String(decoding: bytes, as: UTF8.self)
  }

  /// Sets ``problems``, and how many there are.
  public mutating func setProblems(_ problems: [(project: ID, id: ID?, reason: String)]) {
    failed = problems.count
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    for (index, problem) in problems.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      var object = JSONObjectWriter()
      object.add("project", problem.project.text)
      object.add("id", problem.id?.text)
      object.add("reason", problem.reason)
      object.finish(into: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
    self.problems = String(decoding: bytes, as: UTF8.self)
  }

  /// What digests and lines of an export call a row of this kind.
  public static let kind = "run"
}
