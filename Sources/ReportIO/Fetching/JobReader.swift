import ReportKit

/// Reads single jobs of one project by id.
struct JobReader: Sendable {
  /// What could be had of a job.
  struct Answer: Sendable {
    /// Answers, v1 before v2.
    var snapshots: [Snapshot] = []
    /// What could not be had.
    var error: FetchError?
    /// Whether the project has no such job.
    var isAbsent = false
  }

  let session: FetchSession
  let project: String

  /// A job in the version asked for, and in v2 as well when details of what v1 answers are wanted.
  func job(_ id: String, version: APIVersion, details: (@Sendable (Snapshot) -> Bool)?) async throws -> Answer
  {
    guard PathSegment.isUsable(id) else {
      return Answer(
        error: .badRequest(reason: "'\(session.shown(id))' can be no job id; check --job and --jobs-from"))
    }
    let first = try await answer(version == .v2 ? .v2 : .v1, id)
    if first.isAbsent && version == .auto { return try await answer(.v2, id) }
    guard let details, version != .v2, first.error == nil, first.snapshots.allSatisfy(details) else {
      return first
    }
    let second = try await self.details(of: id)
    return Answer(snapshots: first.snapshots + second.snapshots, error: second.error)
  }

  /// The v2 answer to a job that is known from v1: what goes wrong is a problem of its details only.
  func details(of id: String) async throws -> Answer {
    guard PathSegment.isUsable(id), !session.detailsRefused else { return Answer() }
    var answer = try await answer(.v2, id)
    answer.isAbsent = false
    guard let error = answer.error, error.refusesKey else { return answer }
    if session.refuseDetails() { answer.error = nil }
    return answer
  }

  private func answer(_ version: APIVersion, _ id: String) async throws -> Answer {
    do {
      let request = APIRequest.job(session, version: version, project: project, id: id)
      let bytes = try await session.get(request, of: project, read: JobReader.object)
      let snapshot = Snapshot(
        provider: "mintlify", project: project, endpoint: version == .v2 ? .v2Job : .v1Job, bytes: bytes)
      return Answer(snapshots: [snapshot])
    } catch let error as FetchError {
      return Answer(error: error, isAbsent: error.isAbsence)
    }
  }

  private static func object(_ body: [UInt8]) throws(UnreadableBody) -> [UInt8] {
    let span = body.span
    let start = JSONScanner.skipWhiteSpace(span, from: 0)
    let end: Int
    do {
      end = try JSONScanner.endOfWholeValue(span, from: start)
      guard JSONScanner.skipWhiteSpace(span, from: end) == span.count else {
        throw JSONError(offset: end, reason: .expected("the end of the text"))
      }
    } catch {
      throw .broken("\(error)")
    }
    guard span[start] == UInt8(ascii: "{") else { throw .foreign("JSON that is no job") }
    return Array(body[start..<end])
  }
}
