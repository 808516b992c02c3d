import ReportKit

/// Reads single jobs of one project by id.
struct JobReader: Sendable {
  /// What could be had of a job.
  struct Reply: Sendable {
    /// Answers, in the order of the provider's endpoints.
    var records: [Record] = []
    /// What could not be had.
    var error: FetchError?
    /// Whether the project has no such job.
    var isAbsent = false
  }

  let session: FetchSession
  let project: ID

  /// A job from the first endpoint that has it, and more about it where details of what that answers are wanted.
  func job(_ id: ID, version: APIVersion, details: (@Sendable (Record) -> Bool)?) async throws -> Reply {
    let endpoints = session.provider.jobs(version).filter { endpoint in
      PathSegment.isUsable(id.text)
        && endpoint.request.names(session.provider.values(project: project, id: id))
    }
    guard !endpoints.isEmpty else { return Reply(error: unfit(id), isAbsent: true) }
    var first = Reply()
    for endpoint in endpoints {
      first = try await answer(endpoint, id)
      if first.isAbsent { continue }
      guard let details, first.error == nil, first.records.allSatisfy(details) else { return first }
      let more = try await self.details(of: id, behind: endpoint, knowing: first.records.first?.bytes ?? [])
      return Reply(records: first.records + more.records, error: more.error)
    }
    return first
  }

  /// That no job of the provider can have an id.
  private func unfit(_ id: ID) -> FetchError {
    let name = session.provider.name
    let words = session.provider.exampleID.map { "can be no id of a \(name) job, which looks like \($0)" }
    return .badID(
      reason: "'\(session.shown(id))' \(words ?? "can be no job id"); check --job and --jobs-from")
  }

  /// More about a job that an endpoint told of with some bytes: what goes wrong is a problem of its details only.
  func details(of id: ID, behind endpoint: Endpoint, knowing bytes: [UInt8]) async throws -> Reply {
    guard PathSegment.isUsable(id.text) else { return Reply() }
    let values = session.provider.values(project: project, id: id)
    var all = Reply()
    for endpoint in session.provider.details(behind: endpoint)
    where !session.refusesDetails(endpoint) && endpoint.request.names(values) && endpoint.adds(to: bytes) {
      let answer = try await answer(endpoint, id)
      all.records += answer.records
      guard let error = answer.error else { continue }
      // What one has said is said.
      if error.refusesKey, session.refuseDetails(endpoint) || endpoint.isOptional { continue }
      if error.isAbsence, endpoint.isOptional { continue }
      all.error = all.error ?? error
    }
    return all
  }

  private func answer(_ endpoint: Endpoint, _ id: ID) async throws -> Reply {
    do {
      let values = session.provider.values(project: project, id: id)
      let bytes: [UInt8]
      if case .part(let path, let paging) = endpoint.answer {
        bytes = try await part(endpoint, values, at: path, paging)
      } else {
        let request = APIRequest(endpoint, values, session: session)
        bytes = try await session.get(request, of: project) { (answer) throws(UnreadableBody) in
          try Self.object(answer.body, at: endpoint.answer.path, endpoint.errors)
        }
      }
      let provider = session.provider
      let record = Record(
        provider: provider.id, project: provider.answersNameProject ? nil : project, endpoint: endpoint.id,
        job: endpoint.answer.isPart ? id : nil, bytes: JSONText.removing(endpoint.secrets, from: bytes))
      return Reply(records: [record])
    } catch let error as FetchError {
      return Reply(error: error, isAbsent: error.isAbsence)
    }
  }

  /// A part of a job: of one page as it was sent; of a list the items of all its pages.
  private func part(
    _ endpoint: Endpoint, _ values: RequestTemplate.Values, at path: [StaticString], _ paging: ListPaging
  ) async throws -> [UInt8] {
    guard case .cursor(let cursor, let more, let size, _) = paging, let name = path.last else {
      let request = APIRequest(endpoint, values, session: session)
      return try await session.get(request, of: project) { (answer) throws(UnreadableBody) in
        try Self.object(answer.body, at: [], endpoint.errors)
      }
    }
    var values = values
    values[.size] = String(size)
    var bytes = Array("{\"\(name)\":[".utf8)
    var isFirst = true
    for _ in 0..<Listing.maximumPages {
      let request = APIRequest(endpoint, values, session: session)
      let page = try await session.get(request, of: project) { (answer) throws(UnreadableBody) in
        try PartPage(answer.body, at: path, cursor: cursor, more: more)
      }
      for item in page.items {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        bytes += item
        isFirst = false
      }
      guard let next = page.next, next != values[.cursor] else { break }
      values[.cursor] = next
    }
    return bytes + "]}".utf8
  }

  private static func object(
    _ body: [UInt8], at path: [StaticString], _ errors: Endpoint.ErrorPlace
  ) throws(UnreadableBody) -> [UInt8] {
    let text = JSONText(body)
    let value: JSONText.Value?
    let faults: [AnswerFault]
    do {
      let root = try text.wholeRoot()
      value = try text.value(at: path, from: root)
      faults = errors == .inAnswer ? AnswerFault.all(in: text, root) : []
    } catch {
      throw .broken("\(error)")
    }
    if value?.kind != .object {
      if faults.contains(where: \.isAbsence) { throw .absent }
      if let fault = faults.first { throw .refused(fault.message) }
      if errors == .inAnswer, value?.kind == .null { throw .absent }
    }
    guard let value, value.kind == .object else { throw .foreign("JSON that is no job") }
    return Array(body[value.range])
  }
}

/// A page of a list that is a part of a job.
private struct PartPage: Sendable {
  var items: [[UInt8]] = []
  var next: String?

  init(
    _ body: [UInt8], at path: [StaticString], cursor: [StaticString], more: [StaticString]
  ) throws(UnreadableBody) {
    let text = JSONText(body)
    var items: [[UInt8]] = []
    do {
      let root = try text.wholeRoot()
      if let list = try text.value(at: path, from: root), list.kind == .array {
        try text.eachElement(of: list) { items.append(Array(body[$0.range])) }
      }
      next = try text.cursor(at: cursor, more: more, from: root)
    } catch {
      throw .broken("\(error)")
    }
    self.items = items
  }
}
