import FlyingFox
import FlyingSocks
import Foundation
import ReportKit
import Synchronization

/// The APIs of all providers on loopback, as their descriptions have them, over jobs given as bytes, and the part of
/// GitHub that reports are posted to and ask, with faults on request.
///
/// For tests, and for trying a set-up with no key. It answers as the real ones do: the key is checked, pages have as
/// many jobs as they may, and jobs come in the order given.
public final class SampleAPI: Sendable {
  /// A request as it came in.
  public struct Request: Sendable, Equatable {
    /// Such as `GET`.
    public var method: String
    /// Path and query as they were sent, percent-encoded.
    public var target: String
    /// Header fields by name, as it was written.
    public var headers: [String: String]
    /// What was sent behind them.
    public var body: [UInt8]

    /// The value of a header field; its name is compared without case.
    public func header(_ name: String) -> String? {
      headers.first { $0.key.lowercased() == name.lowercased() }?.value
    }
  }

  /// The key that is accepted unless another one is asked for.
  public static let sampleKey = sampleKey(of: .standard)

  /// The key of a provider that is accepted unless another one is asked for.
  public static func sampleKey(of provider: Provider) -> String {
    "\(provider.key.beginning ?? "")sample_key_1029384756"
  }

  private struct State {
    var jobs: SampleJobs
    var faults: [SampleFault]
    var gitHub: SampleGitHub
    var requests: [Request] = []
  }

  /// The key that is accepted.
  public let key: String
  private let keys: [ID: String]
  /// The port on 127.0.0.1.
  public let port: UInt16
  private let prefix: String
  private let state: Mutex<State>
  private let server: HTTPServer
  private let running: Task<Void, Never>

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - jobs: What it serves.
  ///   - key: The key it accepts.
  ///   - keys: Those of single providers, by their ids, in its place.
  ///   - projects: The projects it knows; nil: every one, each with all the jobs.
  ///   - prefix: A path before the API's own, such as `/api`.
  ///   - port: 0: a free one.
  ///   - faults: What goes wrong; of several that a request matches, the first one that answers does.
  ///   - gitHub: What its part of GitHub holds.
  ///   - onRequest: Told about each request.
  /// - Throws: What the system says, such as that the port is taken.
  public static func start(
    _ jobs: SampleJobs, key: String = SampleAPI.sampleKey, keys: [ID: String] = [:],
    projects: Set<ID>? = nil, prefix: String = "", port: UInt16 = 0, faults: [SampleFault] = [],
    gitHub: SampleGitHub = SampleGitHub(), onRequest: (@Sendable (Request) -> Void)? = nil
  ) async throws -> SampleAPI {
    // The handler needs the object, and the object needs the port, which is known once the server runs.
    let handler = Handler()
    let server = HTTPServer(
      config: .init(
        address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), timeout: 3600,
        pool: PromptSockets(base: HTTPServer.defaultPool()), logger: .disabled),
      handler: ClosureHTTPHandler { request in await handler.answer(request) })
    let running = Task<Void, Never> { try? await server.run() }
    do {
      try await server.waitUntilListening()
    } catch {
      running.cancel()
      throw error
    }
    guard case .ip4(_, let port) = await server.listeningAddress else {
      running.cancel()
      throw SocketError.unsupportedAddress
    }
    let api = SampleAPI(
      jobs: jobs, key: key, keys: keys, prefix: prefix, port: port, faults: faults, gitHub: gitHub,
      server: server,
      running: running)
    handler.set { request in await api.answer(request, projects: projects, onRequest: onRequest) }
    return api
  }

  private init(
    jobs: SampleJobs, key: String, keys: [ID: String], prefix: String, port: UInt16,
    faults: [SampleFault],
    gitHub: SampleGitHub, server: HTTPServer, running: Task<Void, Never>
  ) {
    self.key = key
    self.keys = keys
    self.prefix = prefix
    self.port = port
    state = Mutex(State(jobs: jobs, faults: faults, gitHub: gitHub))
    self.server = server
    self.running = running
  }

  /// Starts a server, does something with it, and stops it.
  public static func serve<Result>(
    _ jobs: SampleJobs, key: String = SampleAPI.sampleKey, projects: Set<ID>? = nil,
    prefix: String = "", faults: [SampleFault] = [],
    isolation: isolated (any Actor)? = #isolation,
    _ body: (SampleAPI) async throws -> Result
  ) async throws -> Result {
    let api = try await start(jobs, key: key, projects: projects, prefix: prefix, faults: faults)
    do {
      let result = try await body(api)
      await api.stop()
      return result
    } catch {
      await api.stop()
      throw error
    }
  }

  /// The base URL, such as `http://127.0.0.1:8080`.
  public var url: String { "http://127.0.0.1:\(port)\(prefix)" }

  /// What was asked so far, in order.
  public var requests: [Request] { state.withLock { $0.requests } }

  /// Paths and queries of what was asked so far, in order.
  public var targets: [String] { requests.map(\.target) }

  /// Replaces the faults, and counts them anew.
  public func setFaults(_ faults: [SampleFault]) { state.withLock { $0.faults = faults } }

  /// Changes the jobs.
  public func withJobs(_ change: (inout SampleJobs) -> Void) {
    state.withLock { change(&$0.jobs) }
  }

  /// What the part of GitHub holds.
  public var gitHub: SampleGitHub { state.withLock { $0.gitHub } }

  /// Changes what the part of GitHub holds.
  public func withGitHub(_ change: (inout SampleGitHub) -> Void) {
    state.withLock { change(&$0.gitHub) }
  }

  /// Closes all connections.
  public func stop() async {
    await server.stop()
    running.cancel()
    await running.value
  }

  /// Waits until the server ends.
  public func run() async { await running.value }

  private func answer(
    _ request: HTTPRequest, projects: Set<ID>?, onRequest: (@Sendable (Request) -> Void)?
  ) async -> HTTPResponse {
    var headers: [String: String] = [:]
    for key in request.headers.keys { headers[key.rawValue] = request.headers[key] }
    let body = (try? await request.bodyData).map(Array.init) ?? []
    let logged = Request(
      method: request.method.rawValue, target: request.target.rawValue, headers: headers, body: body)
    onRequest?(logged)
    let route = Route(
      method: request.method.rawValue, path: request.target.path(), prefix: prefix,
      query: request.query.map { ($0.name, $0.value) }, body: body)
    if route == nil, let reply = gitHubReply(request, logged) { return reply.response }
    let fault = state.withLock { state in
      state.requests.append(logged)
      return route.flatMap { strike($0, &state) }
    }
    if case .slowHead(let wait) = fault { try? await Task.sleep(for: wait) }
    if let fault, let reply = SampleReply(fault) { return reply.response }
    return reply(to: logged, route, projects: projects, fault: fault).befallen(by: fault).response
  }

  /// The answer to a request to GitHub; nil for others.
  private func gitHubReply(_ request: HTTPRequest, _ logged: Request) -> SampleReply? {
    let path = request.target.path()
    guard path.hasPrefix(prefix) else { return nil }
    let segments = path.dropFirst(prefix.count).split(separator: "/").map { $0.removingPercentEncoding ?? "" }
    guard GitHubReply.serves(segments) else { return nil }
    let asked = GitHubReply(
      method: request.method.rawValue, path: segments,
      query: Dictionary(request.query.map { ($0.name, $0.value) }) { $1 },
      authorization: request.headers[.authorization], body: logged.body, url: url)
    return state.withLock { state in
      state.requests.append(logged)
      for index in state.faults.indices where state.faults[index].strikes(gitHub: asked.method) {
        let effect = state.faults[index].effect
        // What is cut off was done all the same.
        return SampleReply(effect) ?? asked.reply(&state.gitHub).befallen(by: effect)
      }
      return asked.reply(&state.gitHub)
    }
  }

  /// The fault that befalls a request. Jobs that appear do so here, and leave the answer alone.
  private func strike(_ route: Route, _ state: inout State) -> SampleFault.Effect? {
    for index in state.faults.indices where state.faults[index].strikes(route) {
      guard case .newJobs(let jobs) = state.faults[index].effect else {
        return state.faults[index].effect
      }
      state.jobs.putInFront(jobs, of: route.provider)
    }
    return nil
  }

  private func reply(
    to request: Request, _ route: Route?, projects: Set<ID>?, fault: SampleFault.Effect?
  ) -> SampleReply {
    guard route != nil || request.method == "GET" else { return .error(405, "only GET is served here") }
    let provider = route?.provider ?? .standard
    guard isAuthorized(request, by: provider) else {
      return .error(401, "Unauthorized: the API key is missing or wrong")
    }
    guard let route else { return .error(404, "there is nothing at this path") }
    if let projects, !route.project.isEmpty, !projects.contains(route.project) {
      return .error(404, "Project not found")
    }
    let jobs = state.withLock { $0.jobs }
    if case .list(let skip, let take) = fault { return .json(jobs.page(skip: skip, take: take)) }
    if let answer = jobs.answer(route) { return answer }
    if route.endpoint.errors == .inAnswer {
      var tree = AnswerTree()
      tree.set(Array("null".utf8), at: Array(route.endpoint.answer.path.prefix(2)))
      let words = "Could not resolve to a Repository with the name '\(route.project.text)'."
      tree.set(Array("[{\"type\":\"NOT_FOUND\",\"message\":\"\(words)\"}]".utf8), at: ["errors"])
      return .json(tree.bytes)
    }
    let template = route.endpoint.request
    guard route.endpoint.answer.isList, let size = template.name(of: .size),
      let skip = template.name(of: .offset)
    else { return .error(404, route.endpoint.answer.isList ? "Project not found" : "Job not found") }
    return .error(400, "\(skip) must be 0 or more, \(size) from 1 to \(route.endpoint.answer.paging.size)")
  }

  /// Whether a request has the key of a provider, sent as the provider takes it.
  private func isAuthorized(_ request: Request, by provider: Provider) -> Bool {
    let keys = keys[provider.id].map { [$0] } ?? [key, Self.sampleKey(of: provider)]
    switch provider.key.use {
    case .bearer: return keys.contains { request.header("Authorization") == "Bearer \($0)" }
    case .basic:
      return keys.contains {
        request.header("Authorization") == "Basic \(Data("\($0):".utf8).base64EncodedString())"
      }
    case .header(let name): return keys.contains { request.header(name) == $0 }
    }
  }
}

/// Lets a server be made before what answers its requests.
private final class Handler: Sendable {
  typealias Handler = @Sendable (HTTPRequest) async -> HTTPResponse
  private let answer = Mutex<Handler?>(nil)

  func set(_ answer: @escaping Handler) { self.answer.withLock { $0 = answer } }

  func answer(_ request: HTTPRequest) async -> HTTPResponse {
    guard let answer = answer.withLock({ $0 }) else {
      return HTTPResponse(statusCode: .serviceUnavailable)
    }
    return await answer(request)
  }
}
