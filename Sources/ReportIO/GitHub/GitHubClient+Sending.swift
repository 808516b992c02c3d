#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ReportKit

/// Sending, with tries, limits and words for what goes wrong.
extension GitHubClient {
  /// Why one try came to nothing.
  private struct Failure: Error {
    var reason: String
    var advice: String
    var retries: Bool
    /// How many tries are made while GitHub has answered nothing yet.
    var mostAtFirst = Int.max
    /// The least wait before the next try.
    var minimum: Duration?
    /// Whether it is sure that nothing was done, so that even a creation may be sent again.
    var wasRefused = false
  }

  /// Sends a request until it is answered with a 2xx; throws ``GitHubError``, or `CancellationError`.
  func send(_ request: GitHubRequest) async throws -> HTTPAnswer {
    let url = request.path.map { "\(api)\($0)" } ?? graphQL
    let place = token.redact("\(request.method) \(url)")
    let start = clock.now()
    var attempt = 0
    while true {
      try Task.checkCancellation()
      attempt += 1
      var failure: Failure
      do {
        let answer = try await transport.send(call(request, url))
        hasAnswered.set()
        if let found = try self.failure(in: answer, place: place) { failure = found } else { return answer }
      } catch let error as TransportError {
        failure = Failure(
          reason: error.words(token.redact),
          advice: "Check the network and GITHUB_API_URL, or try again later", retries: error.isTransient,
          mostAtFirst: error.mostAtFirst)
      }
      let seconds = max(0, clock.now().timeIntervalSince(start))
      let wait = retry.wait(attempt: attempt, minimum: failure.minimum, random: clock.random())
      let mayRepeat = request.isIdempotent || failure.wasRefused
      let isLost = attempt >= failure.mostAtFirst && !hasAnswered.isSet
      guard failure.retries, mayRepeat, !isLost, .seconds(seconds) + wait <= retry.budget else {
        if let minimum = failure.minimum {
          failure.reason += " and asks to wait \(minimum.components.seconds) s"
        }
        throw GitHubError.failed(
          place: place, reason: failure.reason, attempts: attempt, seconds: Int(seconds.rounded()),
          advice: failure.advice,
          isUncertain: !request.isIdempotent && !failure.wasRefused && failure.retries)
      }
      try await clock.sleep(wait)
    }
  }

  private func call(_ request: GitHubRequest, _ url: String) -> HTTPCall {
    var headers = [
      ("Authorization", "Bearer \(token.exposed)"), ("Accept", "application/vnd.github+json"),
      ("X-GitHub-Api-Version", "2022-11-28"), ("User-Agent", "jobreport"),
    ]
    if request.body != nil { headers.append(("Content-Type", "application/json")) }
    return HTTPCall(method: request.method, url: url, headers: headers, body: request.body)
  }

  /// Why an answer is none; nil for a 2xx. Throws what no other try would change.
  private func failure(in answer: HTTPAnswer, place: String) throws(GitHubError) -> Failure? {
    switch answer.status {
    case 200..<300:
      guard isLimit(answer) else { return nil }
      return Failure(
        reason: "answered \(answer.status)\(explanation(answer))", advice: Self.limitAdvice, retries: true,
        minimum: limitWait(answer), wasRefused: true)
    case 300..<400: throw .redirected(place: place, status: answer.status)
    case 401: throw .unauthorized(place: place)
    case 403, 429:
      let minimum = limitWait(answer)
      guard answer.status == 429 || minimum != nil else {
        let explanation = explanation(answer)
        if explanation.lowercased().contains("locked") { throw .locked(place: place, reason: explanation) }
        throw .forbidden(place: place, reason: explanation)
      }
      return Failure(
        reason: "answered \(answer.status)\(explanation(answer))",
        advice: Self.limitAdvice, retries: true, minimum: minimum, wasRefused: true)
    case 404, 410: throw .notFound(place: place, status: answer.status)
    default:
      return Failure(
        reason: "answered \(answer.status)\(explanation(answer))",
        advice: answer.status >= 500
          ? "GitHub may be down: try again later" : "Check --repository, --pull-request and GITHUB_API_URL",
        retries: retry.retries(status: answer.status),
        minimum: answer.header("Retry-After").flatMap { RetryAfter.wait($0, now: clock.now()) })
    }
  }

  private static let limitAdvice =
    "GitHub limits how often it is asked (a workflow's token 1,000 times an hour): try again later"

  /// Whether GraphQL refused a request for a limit, which it does with status 200
  /// (https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api).
  private func isLimit(_ answer: HTTPAnswer) -> Bool {
    JSONPath(answer.body)?["errors"]?.elements.contains { $0["type"]?.string == "RATE_LIMITED" } ?? false
  }

  /// How long a limit asks to wait; nil when none was hit.
  ///
  /// Primary limits name the time of their end, secondary ones a number of seconds, or nothing: then it is a
  /// minute (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api).
  private func limitWait(_ answer: HTTPAnswer) -> Duration? {
    if let wait = answer.header("Retry-After").flatMap({ RetryAfter.wait($0, now: clock.now()) }) {
      return wait
    }
    if answer.header("X-RateLimit-Remaining") == "0",
      let reset = answer.header("X-RateLimit-Reset").flatMap(Double.init), reset.magnitude < 1e11
    {
      return .seconds(max(1, Int64(reset - clock.now().timeIntervalSince1970) + 1))
    }
    let says = String(decoding: answer.body.prefix(4096), as: UTF8.self).lowercased()
    return says.contains("rate limit") || says.contains("abuse detection") ? .seconds(60) : nil
  }

  /// What the body says, in brackets: its message, and what it names as wrong
  /// (https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed).
  func explanation(_ answer: HTTPAnswer) -> String {
    let body = JSONPath(answer.body)
    let errors = (body?["errors"]?.elements ?? []).prefix(3).compactMap { error -> String? in
      if let text = error.string ?? error["message"]?.string { return text }
      guard let code = error["code"]?.string else { return nil }
      return error["field"]?.string.map { "'\($0)' is \(code)" } ?? code
    }
    let message = body?["message"]?.string
    let parts = [message, errors.isEmpty ? nil : errors.joined(separator: "; ")].compactMap(\.self)
    guard !parts.isEmpty else { return "" }
    return " (\(Excerpt.oneLine(token.redact(parts.joined(separator: ": ")), limit: 200)))"
  }
}
