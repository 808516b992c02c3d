import ReportKit

/// Jobs as a server holds them: each its own bytes, found by id, in the order of their files.
public struct SampleJobs: Sendable {
  private var v1: [ArraySlice<UInt8>] = []
  private var v2: [ArraySlice<UInt8>] = []
  /// Where a v1 job stands, counted from the first one that was not put in front.
  private var v1Places: [String: Int] = [:]
  private var v2Places: [String: Int] = [:]
  private var inFront = 0

  /// No jobs.
  public init() {}

  /// The jobs of files; see ``add(file:)``.
  public init(files: [[UInt8]]) throws(SampleJobsError) {
    for file in files { try add(file: file) }
  }

  /// How many v1 jobs there are: the length of the list.
  public var count: Int { v1.count }

  /// The ids of v1 and v2 jobs, v1 first, sorted.
  public var ids: (v1: [String], v2: [String]) { (v1Places.keys.sorted(), v2Places.keys.sorted()) }

  /// Adds the jobs of a file: `{"allSessions": […]}`, an array of jobs, one job, or JSON Lines.
  ///
  /// A job with `status` or `source` and without `sessionId` and `haulted` is one of v2; the others are
  /// of v1. A job whose id is there already takes the place of the earlier one.
  public mutating func add(file: [UInt8]) throws(SampleJobsError) {
    let text = JSONText(file)
    guard let root = try? text.root() else { return try add(lines: file) }
    do {
      switch root.kind {
      case .array:
        try add(text, try text.elements(of: root))
      case .object:
        if let list = text.value("allSessions", in: try text.members(of: root)), list.kind == .array {
          try add(text, try text.elements(of: list))
        } else {
          try add(text, [root])
        }
      default: throw SampleJobsError(line: nil, reason: "\(root.kind.rawValue) is no job")
      }
    } catch let error as SampleJobsError {
      throw error
    } catch {
      throw SampleJobsError(line: nil, reason: "\(error)")
    }
  }

  /// Puts v1 jobs before all others, as if they had just been started; the first of them comes first.
  public mutating func putInFront(_ jobs: [[UInt8]]) {
    v1.insert(contentsOf: jobs.map { $0[...] }, at: 0)
    inFront += jobs.count
    for (index, job) in jobs.enumerated() {
      let text = JSONText(job)
      if let id = SampleJobs.id(text, (try? text.members()) ?? []) { v1Places[id] = index - inFront }
    }
  }

  /// The pull requests on GitHub that v1 jobs name, each of them open.
  public var openPullRequests: [String: SampleGitHub.PullRequest] {
    var found: [String: SampleGitHub.PullRequest] = [:]
    for job in v1 {
      let link = JSONPath(Array(job))?["pullRequestLink"]?.string
      guard let address = link.flatMap(PullRequestAddress.init) else { continue }
      found["\(address.repository)#\(address.number)"] = SampleGitHub.PullRequest(state: "OPEN")
    }
    return found
  }

  /// A v1 job.
  public func v1Job(_ id: String) -> [UInt8]? { v1Places[id].map { Array(v1[$0 + inFront]) } }

  /// A v2 job.
  public func v2Job(_ id: String) -> [UInt8]? { v2Places[id].map { Array(v2[$0]) } }

  /// The answer of the list: `take` jobs behind the first `skip`.
  public func page(skip: Int, take: Int) -> [UInt8] {
    var body = Array("{\"allSessions\":[".utf8)
    let start = min(max(0, skip), v1.count)
    for (index, job) in v1[start..<min(start + max(0, take), v1.count)].enumerated() {
      if index > 0 { body.append(UInt8(ascii: ",")) }
      body += job
    }
    body += "]}".utf8
    return body
  }

  private mutating func add(lines file: [UInt8]) throws(SampleJobsError) {
    for (number, line) in file.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { continue }
      let text = JSONText(Array(line))
      do {
        try add(text, [try text.root()])
      } catch let error as JSONError {
        throw SampleJobsError(line: number + 1, reason: error.description)
      } catch {
        throw SampleJobsError(line: number + 1, reason: "\(error)")
      }
    }
  }

  private mutating func add(_ text: JSONText, _ values: [JSONText.Value]) throws {
    for value in values {
      let members = value.kind == .object ? try text.members(of: value) : []
      let bytes = text.bytes[value.range]
      let id = SampleJobs.id(text, members)
      if SampleJobs.isV2(text, members) {
        SampleJobs.put(bytes, id, in: &v2, &v2Places, inFront: 0)
      } else {
        SampleJobs.put(bytes, id, in: &v1, &v1Places, inFront: inFront)
      }
    }
  }

  private static func put(
    _ bytes: ArraySlice<UInt8>, _ id: String?, in jobs: inout [ArraySlice<UInt8>],
    _ places: inout [String: Int], inFront: Int
  ) {
    if let id, let place = places[id] {
      jobs[place + inFront] = bytes
      return
    }
    if let id { places[id] = jobs.count - inFront }
    jobs.append(bytes)
  }

  private static func id(_ text: JSONText, _ members: [JSONText.Member]) -> String? {
    for name in ["sessionId", "id"] as [StaticString] {
      if let value = text.value(name, in: members), let id = text.string(value) { return id }
    }
    return nil
  }

  private static func isV2(_ text: JSONText, _ members: [JSONText.Member]) -> Bool {
    func has(_ name: StaticString) -> Bool { text.value(name, in: members) != nil }
    return (has("status") || has("source")) && !has("sessionId") && !has("haulted")
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
