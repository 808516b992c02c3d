#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ReportKit

/// Sending, with tries, limits and words for what goes wrong.
extension GitHubClient {
  /// What one try came to.
  private enum Verdict {
    case answer(HTTPAnswer)
    /// `wasRefused` tells that nothing was done, so that even a creation may be sent again.
    case failed(reason: String, advice: String, retries: Bool, minimum: Duration?, wasRefused: Bool)
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
      let verdict: Verdict
      do {
        verdict = try self.verdict(on: try await transport.send(call(request, url)), place: place)
      } catch let error as TransportError {
        verdict = failure(for: error)
      }
      guard case .failed(var reason, let advice, let retries, let minimum, let wasRefused) = verdict else {
        if case .answer(let answer) = verdict { return answer }
        continue
      }
      let seconds = max(0, clock.now().timeIntervalSince(start))
      let wait = retry.wait(attempt: attempt, minimum: minimum, random: clock.random())
      let mayRepeat = request.isIdempotent || wasRefused
      guard retries, mayRepeat, .seconds(seconds) + wait <= retry.budget else {
        if let minimum { reason += " and asks to wait \(minimum.components.seconds) s" }
        throw GitHubError.failed(
          place: place, reason: reason, attempts: attempt, seconds: Int(seconds.rounded()), advice: advice,
          isUncertain: !request.isIdempotent && !wasRefused && retries)
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

  private func verdict(on answer: HTTPAnswer, place: String) throws(GitHubError) -> Verdict {
    switch answer.status {
    case 200..<300: return .answer(answer)
    case 300..<400: throw .redirected(place: place, status: answer.status)
    case 401: throw .unauthorized(place: place)
    case 403, 429:
      let minimum = limitWait(answer)
      guard answer.status == 429 || minimum != nil else {
        throw .forbidden(place: place, reason: explanation(answer))
      }
      return .failed(
        reason: "answered \(answer.status)\(explanation(answer))",
        advice:
          "GitHub limits how often it is asked (a workflow's token 1,000 times an hour): try again later",
        retries: true, minimum: minimum, wasRefused: true)
    case 404, 410: throw .notFound(place: place, status: answer.status)
    default:
      return .failed(
        reason: "answered \(answer.status)\(explanation(answer))",
        advice: answer.status >= 500
          ? "GitHub may be down: try again later" : "Check --repository, --pull-request and GITHUB_API_URL",
        retries: retry.retries(status: answer.status),
        minimum: answer.header("Retry-After").flatMap { RetryAfter.wait($0, now: clock.now()) },
        wasRefused: false)
    }
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

  /// What the body says, in brackets.
  func explanation(_ answer: HTTPAnswer) -> String {
    guard let message = JSONPath(answer.body)?["message"]?.string else { return "" }
    return " (\(Excerpt.oneLine(token.redact(message), limit: 200)))"
  }

  private func failure(for error: TransportError) -> Verdict {
    let reason: String
    switch error {
    case .timedOut(let seconds): reason = "was not answered to the end within \(seconds) s"
    case .noConnection(let text), .untrusted(let text): reason = "was not answered: \(token.redact(text))"
    case .cutShort: reason = "was answered with a body that breaks off"
    case .tooLarge(let bytes): reason = "was answered with more than \(bytes >> 20) MiB"
    case .proxyRefused: reason = "was not sent: the proxy wants a user and a password"
    case .invalidCall: reason = "cannot be sent"
    }
    return .failed(
      reason: reason, advice: "Check the network and GITHUB_API_URL, or try again later",
      retries: error.isTransient, minimum: nil, wasRefused: false)
  }
}
