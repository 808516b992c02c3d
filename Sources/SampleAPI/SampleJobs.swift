import FlyingFox
import ReportKit

/// Jobs as the servers of providers hold them: each its own bytes, found by id, in the order of their files.
public struct SampleJobs: Sendable {
  /// The records of one kind.
  private struct Records {
    var all: [ArraySlice<UInt8>] = []
    /// The project that each names; empty where none does.
    var projects: [ID] = []
    /// Where a record stands, counted from the first one that was not put in front.
    var places: [ID: Int] = [:]
    var inFront = 0

    func record(_ id: ID) -> [UInt8]? { places[id].map { Array(all[$0 + inFront]) } }

    mutating func put(
      _ bytes: ArraySlice<UInt8>, id: ID?, project: ID, keepsKnown: Bool
    ) {
      if let id, let place = places[id] {
        if keepsKnown { return }
        all[place + inFront] = bytes
        projects[place + inFront] = project
        return
      }
      if let id { places[id] = all.count - inFront }
      all.append(bytes)
      projects.append(project)
    }
  }

  private var records: [String: Records] = [:]
  private var parts: [Endpoint.ID: [ID: [[UInt8]]]] = [:]

  /// No jobs.
  public init() {}

  /// The jobs of files of a provider; see ``add(file:of:)``.
  public init(files: [[UInt8]], of provider: Provider = .standard) throws(SampleJobsError) {
    for file in files { try add(file: file, of: provider) }
  }

  /// The newest of what dated files of a provider hold, named `2026-08-10T09.PROVIDER.…`: a later file has what is new or
  /// changed, the newest jobs first.
  public init(
    dated files: [(name: String, text: StaticString)], of provider: Provider = .standard
  ) throws(SampleJobsError) {
    for file in files.sorted(by: { $0.name > $1.name })
    where file.name.dropFirst(14).hasPrefix("\(provider.id.text).") {
      try add(file: Array("\(file.text)".utf8), of: provider, keepsKnown: true)
    }
  }

  /// How many jobs the list of the standard provider has.
  public var count: Int { records[Provider.standard.endpoints[0].record]?.all.count ?? 0 }

  /// The ids of a record, sorted.
  public func ids(of record: String) -> [ID] { records[record]?.places.keys.sorted() ?? [] }

  /// Adds the jobs of a file: a list as the provider answers with it, an array of jobs, one job, or JSON Lines.
  ///
  /// The members of a job tell which record of the provider it is. A job whose id is there already takes the place of
  /// the earlier one, or none where known ones are kept.
  public mutating func add(
    file: [UInt8], of provider: Provider = .standard, keepsKnown: Bool = false
  ) throws(SampleJobsError) {
    let text = JSONText(file)
    guard let root = try? text.root() else {
      return try add(lines: file, of: provider, keepsKnown: keepsKnown)
    }
    do {
      switch root.kind {
      case .array:
        try add(text, try text.elements(of: root), of: provider, keepsKnown: keepsKnown)
      case .object:
        for endpoint in provider.lists() {
          if let list = try text.value(at: endpoint.answer.path, from: root), list.kind == .array {
            return try add(text, try text.elements(of: list), of: provider, keepsKnown: keepsKnown)
          }
        }
        try add(text, [root], of: provider, keepsKnown: keepsKnown)
      default: throw SampleJobsError(line: nil, reason: "\(root.kind.rawValue) is no job")
      }
    } catch let error as SampleJobsError {
      throw error
    } catch {
      throw SampleJobsError(line: nil, reason: "\(error)")
    }
  }

  /// Puts jobs before all others of a provider's list, as if they had just been started; the first of them comes first.
  public mutating func putInFront(_ jobs: [[UInt8]], of provider: Provider = .standard) {
    let endpoint = provider.endpoints[0]
    var kind = records[endpoint.record] ?? Records()
    kind.all.insert(contentsOf: jobs.map { $0[...] }, at: 0)
    kind.projects.insert(contentsOf: jobs.map { project(of: $0, endpoint, provider) }, at: 0)
    kind.inFront += jobs.count
    for (index, job) in jobs.enumerated() {
      if let id = endpoint.id(in: job) { kind.places[id] = index - kind.inFront }
    }
    records[endpoint.record] = kind
  }

  /// Adds an answer about a part of a job, with all that it has.
  public mutating func add(part answer: [UInt8], at id: Endpoint.ID, of job: ID) throws(SampleJobsError) {
    guard let endpoint = Providers.endpoint(id)?.endpoint, endpoint.answer.isPart else {
      throw SampleJobsError(line: nil, reason: "'\(id.rawValue)' is no part of a job")
    }
    let text = JSONText(answer)
    do {
      guard let value = try text.value(at: endpoint.answer.path, from: text.root()) else { return }
      let items = value.kind == .array ? try text.elements(of: value) : [value]
      parts[id, default: [:]][job] = items.map { Array(answer[$0.range]) }
    } catch {
      throw SampleJobsError(line: nil, reason: "\(error)")
    }
  }

  /// The pull requests on GitHub that jobs name, each of them open.
  public var openPullRequests: [String: SampleGitHub.PullRequest] {
    var found: [String: SampleGitHub.PullRequest] = [:]
    for endpoint in Provider.all.flatMap({ $0.lists() }) {
      for job in records[endpoint.record]?.all ?? [] {
        let record = Record(provider: "", project: nil, endpoint: endpoint.id, bytes: Array(job))
        let answer = try? Providers.decode(record, hiding: .shapes)
        for pullRequest in answer?.pullRequests.value?.opened ?? [] {
          guard let address = PullRequestAddress(pullRequest.url) else { continue }
          found["\(address.repository)#\(address.number)"] = SampleGitHub.PullRequest(state: "OPEN")
        }
      }
    }
    return found
  }

  /// A record by its id.
  public func job(_ id: ID, of record: String) -> [UInt8]? { records[record]?.record(id) }

  /// The answer of the standard provider's list: `take` jobs behind the first `skip`.
  public func page(skip: Int, take: Int) -> [UInt8] {
    let route = Provider.standard.endpoints[0]
    return page(of: records[route.record]?.all ?? [], route, skip: skip, take: take).body
  }

  /// The answer to a request; nil when there is none.
  func answer(_ route: Route) -> SampleReply? {
    let (endpoint, values) = (route.endpoint, route.values)
    switch endpoint.answer {
    case .job(let path):
      return route.id.flatMap { job($0, of: endpoint.record) }.map { .json(AnswerTree.object($0, at: path)) }
    case .part:
      guard let id = route.id,
        let items = parts[endpoint.id]?[id] ?? (knows(id, of: route.provider) ? [] : nil)
      else { return nil }
      return endpoint.answer.path.isEmpty
        ? items.first.map(SampleReply.json) : page(of: items.map { $0[...] }, endpoint, values)
    case .list:
      let kind = records[endpoint.record] ?? Records()
      guard route.provider.answersNameProject else { return page(of: kind.all, endpoint, values) }
      let own = zip(kind.all, kind.projects).filter { route.covers($1) }.map(\.0)
      return own.isEmpty ? nil : page(of: own.filter { endpoint.lists(Array($0)) }, endpoint, values)
    }
  }

  private func knows(_ id: ID, of provider: Provider) -> Bool {
    provider.endpoints.contains { job(id, of: $0.record) != nil }
  }

  private func page(
    of all: [ArraySlice<UInt8>], _ endpoint: Endpoint, _ values: RequestTemplate.Values
  ) -> SampleReply? {
    let size: Int
    switch endpoint.answer.paging {
    case .offset(let most, let unasked):
      guard let asked = values[.size].map({ Int($0) }) ?? unasked, (1...most).contains(asked) else {
        return nil
      }
      size = asked
    case .page(let most, _, _), .cursor(_, _, let most, _):
      guard let asked = values[.size].map({ Int($0) }) ?? most, (1...most).contains(asked) else { return nil }
      size = asked
    case .whole: size = .max
    }
    let skip: Int?
    switch endpoint.answer.paging {
    case .offset: skip = values[.offset].map { Int($0) } ?? 0
    case .page: skip = values[.page].map { Int($0).map { ($0 - 1) * size } } ?? 0
    case .cursor: skip = values[.cursor].map { Int($0.dropFirst()) } ?? 0
    case .whole: skip = 0
    }
    guard let skip, skip >= 0 else { return nil }
    let page = page(of: all, endpoint, skip: skip, take: size, until: values[.until])
    var reply = SampleReply.json(page.body)
    if case .page(_, let next, let pages) = endpoint.answer.paging {
      reply.headers.setValues([page.isLast ? "" : String(skip / size + 2)], for: HTTPHeader(next))
      reply.headers.setValues([String((page.found + size - 1) / size)], for: HTTPHeader(pages))
    }
    return reply
  }

  private func page(
    of all: [ArraySlice<UInt8>], _ endpoint: Endpoint, skip: Int, take: Int, until: String? = nil
  ) -> (body: [UInt8], found: Int, isLast: Bool) {
    var all = all
    if case .list(_, _, .updated) = endpoint.answer {
      let dated = all.map { ($0, endpoint.date(in: Array($0)) ?? Timestamp(milliseconds: .min)) }
      let last = until.flatMap(Timestamp.init(iso8601:))
      all = dated.filter { entry in last.map { entry.1 <= $0 } ?? true }.sorted { $0.1 > $1.1 }.map(\.0)
    }
    let found = all.count
    if case .cursor(_, _, _, let total?) = endpoint.answer.paging { all = Array(all.prefix(total.most)) }
    let start = min(max(0, skip), all.count)
    let end = take < all.count - start ? start + max(0, take) : all.count
    var list: [UInt8] = [UInt8(ascii: "[")]
    for (index, job) in all[start..<end].enumerated() {
      if index > 0 { list.append(UInt8(ascii: ",")) }
      list += job
    }
    list.append(UInt8(ascii: "]"))
    var tree = AnswerTree()
    tree.set(list, at: endpoint.answer.path)
    if case .cursor(let cursor, let more, _, let total) = endpoint.answer.paging {
      if let total { tree.set(Array("\(found)".utf8), at: total.path) }
      let isMore = end < all.count
      tree.set(isMore ? Array("\"c\(end)\"".utf8) : Array("null".utf8), at: cursor)
      if !more.isEmpty { tree.set(Array("\(isMore)".utf8), at: more) }
    }
    return (tree.bytes, found, end == all.count)
  }

  private mutating func add(
    lines file: [UInt8], of provider: Provider, keepsKnown: Bool
  ) throws(SampleJobsError) {
    for (number, line) in file.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { continue }
      let text = JSONText(Array(line))
      do {
        try add(text, [try text.root()], of: provider, keepsKnown: keepsKnown)
      } catch let error as JSONError {
        throw SampleJobsError(line: number + 1, reason: error.description)
      } catch {
        throw SampleJobsError(line: number + 1, reason: "\(error)")
      }
    }
  }

  private mutating func add(
    _ text: JSONText, _ values: [JSONText.Value], of provider: Provider, keepsKnown: Bool
  ) throws {
    for value in values {
      let bytes = text.bytes[value.range]
      let endpoint = provider.endpoint(recognising: Array(bytes))
      records[endpoint.record, default: Records()].put(
        bytes, id: endpoint.id(in: Array(bytes)), project: project(of: Array(bytes), endpoint, provider),
        keepsKnown: keepsKnown)
    }
  }

  /// The project that a job names; empty where none does.
  private func project(of bytes: [UInt8], _ endpoint: Endpoint, _ provider: Provider) -> ID {
    guard provider.answersNameProject else { return "" }
    let record = Record(provider: provider.id, project: nil, endpoint: endpoint.id, bytes: bytes)
    return (try? Providers.decode(record, hiding: .shapes).project) ?? ""
  }
}

/// Why a file holds no jobs.
public struct SampleJobsError: Error, Equatable, CustomStringConvertible {
  /// The line, of a file of JSON Lines.
  public var line: Int?
  /// What is wrong there.
  public var reason: String

  /// Line and reason.
  public var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}
