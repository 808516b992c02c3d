import Foundation

extension ArchiveLine {
  /// A row that a line of an export holds.
  public enum Row: Sendable, Equatable {
    case answer(ArchivedRecord, RowDigest)
    case run(ArchivedRun, RowDigest)
    /// A key was taken out of it.
    case redacted
  }

  /// Why a line is not a row.
  public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
    case missing(String)
    case unknownKind(String)
    case changed

    /// The reason, and what to do.
    public var description: String {
      switch self {
      case .missing(let name): "there is no '\(name)', or it is of the wrong kind; export it again"
      case .unknownKind(let kind):
        "a row of the unknown kind\(kind.isEmpty ? "" : " '\(kind)'"); a newer version of jobreport may have written it: update jobreport"
      case .changed:
        "the row does not fit its sha256: it was changed after the export; export it again"
      }
    }
  }

  /// Whether a JSON object is a line of an export, and no saved answer.
  public static func isRow(_ bytes: [UInt8]) -> Bool {
    let text = JSONText(bytes)
    guard let members = try? text.members() else { return false }
    return text.value("kind", in: members) != nil && text.value("sha256", in: members) != nil
  }

  /// The row in a line; its digest is checked.
  public static func read(_ bytes: [UInt8]) throws(Failure) -> Row {
    let reader = LineReader(bytes)
    if reader.isTrue("redacted") { return .redacted }
    let kind = try reader.text("kind")
    switch kind {
    case ArchivedRecord.kind:
      let answer = ArchivedRecord(
        provider: ID(try reader.text("provider")), project: ID(try reader.textOrNull("project")),
        id: ID(try reader.textOrNull("id")), endpoint: try reader.text("endpoint"),
        time: try reader.text("time"),
        status: try reader.textOrNull("status"), bytes: try reader.job())
      return .answer(answer, try check(answer.digest, reader))
    case ArchivedRun.kind:
      var run = ArchivedRun(
        began: try reader.text("began"), tool: try reader.text("tool"), asked: try reader.source("asked"))
      run.ended = try reader.text("ended")
      guard let outcome = ArchivedRun.Outcome(rawValue: try reader.text("outcome")) else {
        throw .missing("outcome")
      }
      run.outcome = outcome
      run.requests = try reader.number("requests")
      run.jobs = try reader.number("jobs")
      run.new = try reader.number("new")
      run.changed = try reader.number("changed")
      run.failed = try reader.number("failed")
      run.problems = try reader.source("problems")
      run.complete = try reader.source("complete")
      run.through = try reader.number("through")
      run.throughDigest = try reader.text("throughSha256")
      return .run(run, try check(run.digest, reader))
    default: throw .unknownKind(kind.utf8.count > 40 ? "" : kind)
    }
  }

  private static func check(_ digest: RowDigest, _ reader: LineReader) throws(Failure) -> RowDigest {
    guard digest.description == (try reader.text("sha256")) else { throw .changed }
    return digest
  }
}

/// The members of a line.
private struct LineReader {
  let text: JSONText
  let members: [JSONText.Member]

  init(_ bytes: [UInt8]) {
    text = JSONText(bytes)
    members = (try? text.members()) ?? []
  }

  func text(_ name: StaticString) throws(ArchiveLine.Failure) -> String {
    guard let value = text.value(name, in: members), let string = text.string(value) else {
      throw .missing(name.description)
    }
    return string
  }

  /// A text, empty for null.
  func textOrNull(_ name: StaticString) throws(ArchiveLine.Failure) -> String {
    if let value = text.value(name, in: members), value.kind == .null { return "" }
    return try text(name)
  }

  func number(_ name: StaticString) throws(ArchiveLine.Failure) -> Int {
    guard let value = text.value(name, in: members), value.kind == .number,
      let number = Int(text.source(value))
    else { throw .missing(name.description) }
    return number
  }

  /// A value as it is written.
  func source(_ name: StaticString) throws(ArchiveLine.Failure) -> String {
    guard let value = text.value(name, in: members) else { throw .missing(name.description) }
    return text.source(value)
  }

  func isTrue(_ name: StaticString) -> Bool { text.value(name, in: members).map(text.source) == "true" }

  /// The job's own bytes.
  func job() throws(ArchiveLine.Failure) -> [UInt8] {
    if text.value("base64", in: members) != nil {
      guard let data = Data(base64Encoded: try text("base64")) else { throw .missing("base64") }
      return Array(data)
    }
    guard let value = text.value("job", in: members) else { throw .missing("job") }
    return Array(text.bytes[value.range])
  }
}
