import ReportKit

/// What an answer, or none, comes to.
extension APIClient {
  /// Sorts an answer and reads it; throws ``FetchError`` when it is final, and ``Failure`` otherwise.
  func value<Value>(
    of answer: HTTPAnswer, to request: APIRequest, place: String,
    read: (HTTPAnswer) throws(UnreadableBody) -> Value
  ) throws -> Value {
    if let wait = service.limitWait(answer, clock) {
      throw Failure(
        reason: "answered \(answer.status)\(explanation(answer))", advice: service.words.limited,
        minimumWait: wait, wasRefused: true)
    }
    func refused(_ kind: FetchError.Refusal, _ words: String) -> FetchError {
      .refused(kind, place: place, status: answer.status, words: words, reason: explanation(answer))
    }
    switch answer.status {
    case 200..<300: return try body(of: answer, to: request, read: read)
    case 401: throw refused(.unauthorized, service.words.unauthorized)
    case 403: throw refused(.forbidden, service.words.forbidden)
    case 404, 410, 501: throw refused(.absent, request.absence(answer.status))
    case 300..<400:
      let origin = redirectOrigin(answer)
      let redirect: Service.Redirect =
        origin == service.baseURL.origin ? .samePlace : .elsewhere(origin: origin)
      throw refused(.redirected, service.words.redirected(redirect))
    case let status:
      throw Failure(
        reason: "answered \(status)\(explanation(answer))", advice: advice(status: status),
        retries: retry.retries(status: status), minimumWait: retryAfter(answer), wasRefused: status == 429)
    }
  }

  private func body<Value>(
    of answer: HTTPAnswer, to request: APIRequest, read: (HTTPAnswer) throws(UnreadableBody) -> Value
  ) throws -> Value {
    let type = answer.header("Content-Type") ?? ""
    guard !request.wantsJSON || type.isEmpty || isJSON(type) else {
      let type = Excerpt.oneLine(service.key.redact(type), limit: 60)
      throw Failure(
        reason: "answered \(answer.status) with '\(type)' instead of JSON: \(excerpt(answer))",
        advice: service.words.otherService, mostAtFirst: 5)
    }
    var answer = answer
    // The mark of its encoding, which some servers put in front (RFC 8259, section 8.1).
    if request.wantsJSON, answer.body.starts(with: [0xEF, 0xBB, 0xBF]) { answer.body.removeFirst(3) }
    do {
      return try read(answer)
    } catch {
      switch error {
      case .broken(let reason):
        throw Failure(
          reason: "answered \(answer.status) with a body that is no JSON (\(reason)): \(excerpt(answer))",
          advice: service.words.otherService + ", or try again later")
      case .absent:
        throw FetchError.refused(
          .absent, place: place(of: request), status: answer.status, words: request.absence(404), reason: "")
      case .refused(let words):
        throw Failure(
          reason:
            "answered \(answer.status) with an error: \(Excerpt.oneLine(service.key.redact(words), limit: 200))",
          advice: service.words.down)
      case .foreign(let reason):
        throw Failure(
          reason: "answered \(answer.status) with \(reason): \(excerpt(answer))",
          advice: service.words.otherAnswer, retries: false)
      }
    }
  }

  private func isJSON(_ type: String) -> Bool {
    let type = type.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    return type == "application/json" || type == "text/json" || type.hasSuffix("+json")
  }

  private func excerpt(_ answer: HTTPAnswer) -> String {
    if let words = ErrorBody.words(answer.body) {
      return Excerpt.oneLine(service.key.redact(words), limit: 200)
    }
    let text = Excerpt.body(answer.body, redact: service.key.redact)
    return text.isEmpty ? "it is empty" : text
  }

  /// What the body of an error says, in brackets, when it is meant to be read.
  func explanation(_ answer: HTTPAnswer) -> String {
    if ErrorBody.words(answer.body) != nil { return " (\(excerpt(answer)))" }
    let type = answer.header("Content-Type") ?? ""
    guard isJSON(type) || type.hasPrefix("text/plain"), !answer.body.isEmpty else { return "" }
    return " (\(excerpt(answer)))"
  }

  private func advice(status: Int) -> String {
    switch status {
    case 429: service.words.limited
    case 500...: service.words.down
    case 407: "Put user and password into the proxy's address (https_proxy)"
    default: service.words.other
    }
  }

  private func retryAfter(_ answer: HTTPAnswer) -> Duration? {
    answer.header("Retry-After").flatMap { RetryAfter.wait($0, now: clock.now()) }
  }

  /// Only the origin: the rest of the address may carry whatever the redirecting server likes.
  private func redirectOrigin(_ answer: HTTPAnswer) -> String? {
    guard let location = answer.header("Location") else { return nil }
    let absolute = location.hasPrefix("//") ? "\(service.baseURL.scheme):\(location)" : location
    if absolute.hasPrefix("/") { return service.baseURL.origin }
    guard let parts = try? URLParts(absolute) else { return nil }
    return Excerpt.oneLine(service.key.redact(parts.origin), limit: 200)
  }

  /// What a request that was not answered in full means.
  func failure(for error: TransportError) -> Failure {
    let advice =
      switch error {
      case .timedOut, .silent, .noConnection, .cutShort: service.words.unreachable
      case .notHTTP: service.words.otherService + ", or try again later"
      case .unknownEncoding: service.words.otherService
      case .tooLarge: service.words.otherAnswer
      case .untrusted: "If a proxy of your company is in between, name its certificates in SSL_CERT_FILE"
      case .proxyRefused: "Put them into its address (https_proxy)"
      case .invalidCall: service.words.invalid
      }
    return Failure(
      reason: error.words(service.key.redact), advice: advice, retries: error.isTransient,
      mostAtFirst: error.mostAtFirst)
  }
}
