#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ReportKit
import Synchronization

/// The requests of one fetch: counted, tried again, and explained when they come to nothing.
final class FetchSession: Sendable {
  /// What the API holds.
  enum Resource: Sendable {
    case list(project: String, skip: Int, take: Int)
    case job(version: APIVersion, project: String, id: String)
  }

  /// An answer as read, or the news that there is no such thing (404, 410 or 501).
  enum Reply<Value: Sendable>: Sendable {
    case value(Value)
    case absent(status: Int, place: String)
  }

  /// Why a body with status 200 is no answer.
  enum UnreadableBody: Error {
    /// It is cut or no JSON: another try may bring a whole one.
    case broken(String)
    /// It is JSON of another kind: another try would bring the same.
    case foreign(String)
  }

  /// Why one try came to nothing, and whether another may do better.
  struct Failure: Error {
    var reason: String
    var advice: String
    var retries = true
    /// How many tries are made while the API has answered nothing yet, when a wrong address may be the cause,
    /// where waiting is of no use.
    var mostAtFirst = Int.max
    var minimumWait: Duration?
  }

  private struct Tally {
    var requests = 0
    var jobs = 0
    var waited = Duration.zero
    var waitsUntil = Date.distantPast
    var detailsRefused = false
    /// Whether the API has answered anything that it can answer.
    var hasAnswered = false
  }

  let client: MintlifyClient
  private let progress: (@Sendable (FetchProgress) -> Void)?
  private let tally = Mutex(Tally())

  init(client: MintlifyClient, progress: (@Sendable (FetchProgress) -> Void)?) {
    self.client = client
    self.progress = progress
  }

  /// How many requests were sent.
  var requests: Int { tally.withLock { $0.requests } }

  /// Whether v2 refused the key for details; then no more are asked for.
  var detailsRefused: Bool { tally.withLock { $0.detailsRefused } }

  /// Notes that v2 refused the key for details; tells whether that was known already.
  func refuseDetails() -> Bool {
    tally.withLock { tally in
      defer { tally.detailsRefused = true }
      return tally.detailsRefused
    }
  }

  /// An id as messages show it.
  func shown(_ id: String) -> String { Excerpt.oneLine(client.key.redact(id), limit: 100) }

  /// Counts a delivered job and tells about it.
  func delivered(jobs: Int, project: String) {
    tally.withLock { $0.jobs += jobs }
    report(project: project, waiting: nil)
  }

  /// Gets a resource; throws ``FetchError``, or `CancellationError`.
  func get<Value: Sendable>(
    _ resource: Resource, read: @Sendable ([UInt8]) throws(UnreadableBody) -> Value
  ) async throws -> Reply<Value> {
    let place = place(of: resource)
    let start = client.clock.now()
    var attempt = 0
    while true {
      try Task.checkCancellation()
      attempt += 1
      tally.withLock { $0.requests += 1 }
      var failure: Failure
      do {
        let answer = try await client.transport.send(call(for: resource))
        let reply = try reply(to: answer, place: place, read: read)
        tally.withLock { $0.hasAnswered = true }
        return reply
      } catch let error as Failure {
        failure = error
      } catch let error as TransportError {
        failure = self.failure(for: error)
      }
      let seconds = max(0, client.clock.now().timeIntervalSince(start))
      let wait = client.retry.wait(
        attempt: attempt, minimum: failure.minimumWait, random: client.clock.random())
      let isLost = attempt >= failure.mostAtFirst && !tally.withLock { $0.hasAnswered }
      guard failure.retries, !isLost, mayWait(wait, after: seconds) else {
        if let minimum = failure.minimumWait {
          failure.reason += " and asks to wait \(minimum.components.seconds) s"
        }
        throw FetchError.failed(
          place: place, reason: failure.reason, attempts: attempt, seconds: Int(seconds.rounded()),
          advice: failure.advice)
      }
      report(project: resource.project, waiting: failure.reason)
      try await client.clock.sleep(wait)
    }
  }

  private func mayWait(_ wait: Duration, after seconds: Double) -> Bool {
    guard .seconds(seconds) + wait <= client.retry.budget else { return false }
    let now = client.clock.now()
    let end = now.addingTimeInterval(wait / .seconds(1))
    return tally.withLock { tally in
      // Requests that wait side by side cost the time of one.
      let cost = max(0, end.timeIntervalSince(max(now, tally.waitsUntil)))
      guard tally.waited + .seconds(cost) <= client.retry.totalBudget else { return false }
      tally.waited += .seconds(cost)
      tally.waitsUntil = max(tally.waitsUntil, end)
      return true
    }
  }

  private func report(project: String, waiting: String?) {
    guard let progress else { return }
    let (jobs, requests) = tally.withLock { ($0.jobs, $0.requests) }
    progress(FetchProgress(project: project, jobs: jobs, requests: requests, waiting: waiting))
  }

  private func call(for resource: Resource) -> HTTPCall {
    HTTPCall(
      url: client.baseURL.description + resource.path { PathSegment.encode($0) },
      headers: [
        ("Authorization", "Bearer \(client.key.exposed)"),
        ("Accept", "application/json"),
        ("User-Agent", "jobreport"),
      ],
      deadline: client.limits.deadline, maximumBytes: client.limits.maximumBytes)
  }

  /// The request as messages name it. A key that was given where an id belongs is taken out before
  /// the encoding, and whatever else looks like one behind it.
  func place(of resource: Resource) -> String {
    let path = resource.path { id in
      PathSegment.encode(client.key.redact(id)).replacing("%5Bredacted%5D", with: "[redacted]")
    }
    return client.key.redact("GET \(client.baseURL)\(path)")
  }
}

extension FetchSession.Resource {
  var project: String {
    switch self {
    case .list(let project, _, _), .job(_, let project, _): project
    }
  }

  /// The path behind the base URL, with the ids encoded as told.
  func path(encode: (String) -> String) -> String {
    switch self {
    case .list(let project, let skip, let take):
      "/v1/agent/\(encode(project))/jobs?skip=\(skip)&take=\(take)"
    case .job(let version, let project, let id):
      "/\(version == .v2 ? "v2" : "v1")/agent/\(encode(project))/job/\(encode(id))"
    }
  }
}
