#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Synchronization

/// Sends requests to one service: each is counted, tried again, and explained when it comes to nothing. None follows a
/// redirect, and the key goes to the service alone.
public final class APIClient: Sendable {
  /// What one answer, and all of them, may cost.
  public struct Limits: Sendable, Equatable {
    /// How long one request may take, up to the last byte of its answer.
    public var deadline: Duration
    /// How many bytes its body may have, decompressed.
    public var maximumBytes: Int
    /// How many bytes all answers of a fetch may have together: what is fetched is kept.
    public var totalBytes: Int64

    /// Limits; one minute, 64 MiB and 4 GiB unless told otherwise.
    public init(
      deadline: Duration = .seconds(60), maximumBytes: Int = 64 << 20, totalBytes: Int64 = 4 << 30
    ) {
      self.deadline = deadline
      self.maximumBytes = maximumBytes
      self.totalBytes = totalBytes
    }
  }

  /// Why one try came to nothing, and whether another may do better.
  struct Failure: Error {
    var reason: String
    var advice: String
    var retries = true
    /// How many tries are made while the service has answered nothing yet, when a wrong address may be the cause,
    /// where waiting is of no use.
    var mostAtFirst = Int.max
    /// The least wait before the next try.
    var minimumWait: Duration?
    /// Whether it is sure that nothing was done, so that even a creation may be sent again.
    var wasRefused = false
  }

  private struct State {
    var requests = 0
    var waited = Duration.zero
    var waitsUntil = Date.distantPast
    /// Whether the service has answered anything that it can answer.
    var hasAnswered = false
  }

  let service: Service
  let retry: RetryPolicy
  let clock: FetchClock
  let limits: Limits
  private let transport: HTTPTransport
  private let state = Mutex(State())

  /// A client; the caller shuts the transport down.
  init(
    _ service: Service, transport: HTTPTransport, retry: RetryPolicy, clock: FetchClock,
    limits: Limits = Limits()
  ) {
    self.service = service
    self.transport = transport
    self.retry = retry
    self.clock = clock
    self.limits = limits
  }

  /// How many requests were sent.
  var requests: Int { state.withLock { $0.requests } }

  /// Sends a request until it is answered, and reads the answer; throws ``FetchError``, or `CancellationError`.
  /// `waits` is told why it has to wait before it is sent again, where that may take long.
  func send<Value: Sendable>(
    _ request: APIRequest, waits: (@Sendable (_ reason: String) -> Void)? = nil,
    read: @Sendable (HTTPAnswer) throws(UnreadableBody) -> Value
  ) async throws -> Value {
    let place = place(of: request)
    let start = clock.now()
    var attempt = 0
    while true {
      try Task.checkCancellation()
      attempt += 1
      state.withLock { $0.requests += 1 }
      var failure: Failure
      do {
        let answer = try await transport.send(call(request))
        let value = try value(of: answer, to: request, place: place, read: read)
        state.withLock { $0.hasAnswered = true }
        return value
      } catch let error as Failure {
        failure = error
      } catch let error as TransportError {
        failure = self.failure(for: error)
      }
      let seconds = max(0, clock.now().timeIntervalSince(start))
      let wait = retry.wait(attempt: attempt, minimum: failure.minimumWait, random: clock.random())
      let mayRepeat = request.isIdempotent || failure.wasRefused
      // Over within a second or two, which is not worth a word.
      let isBrief = failure.mostAtFirst < .max && !state.withLock { $0.hasAnswered }
      let isLost = isBrief && attempt >= failure.mostAtFirst
      guard failure.retries, mayRepeat, !isLost, mayWait(wait, after: seconds) else {
        if let minimum = failure.minimumWait {
          failure.reason += " and asks to wait \(minimum.components.seconds) s"
        }
        throw FetchError.failed(
          place: place, reason: failure.reason, attempts: attempt, seconds: Int(seconds.rounded()),
          advice: failure.advice, isUncertain: !mayRepeat && failure.retries)
      }
      if !isBrief { waits?(failure.reason) }
      try await clock.sleep(wait)
    }
  }

  private func mayWait(_ wait: Duration, after seconds: Double) -> Bool {
    guard .seconds(seconds) + wait <= retry.budget else { return false }
    let now = clock.now()
    let end = now.addingTimeInterval(wait / .seconds(1))
    return state.withLock { state in
      // Requests that wait side by side cost the time of one.
      let cost = max(0, end.timeIntervalSince(max(now, state.waitsUntil)))
      guard state.waited + .seconds(cost) <= retry.totalBudget else { return false }
      state.waited += .seconds(cost)
      state.waitsUntil = max(state.waitsUntil, end)
      return true
    }
  }

  private func url(_ path: String) -> String {
    path.hasPrefix("http") ? path : service.baseURL.description + path
  }

  private func call(_ request: APIRequest) -> HTTPCall {
    var headers = service.headers(service.key)
    if request.body != nil { headers.append(("Content-Type", "application/json")) }
    return HTTPCall(
      method: request.method, url: url(request.path), headers: headers, body: request.body,
      deadline: limits.deadline, maximumBytes: limits.maximumBytes)
  }

  /// The request as messages name it, without what looks like a key.
  func place(of request: APIRequest) -> String {
    service.key.redact("\(request.method) \(url(request.shownPath))")
  }
}
