/// What an answer, or none, comes to.
extension FetchSession {
  /// Sorts an answer; throws ``FetchError`` when it is final, and ``Failure`` otherwise.
  func reply<Value>(
    to answer: HTTPAnswer, place: String, read: ([UInt8]) throws(UnreadableBody) -> Value
  ) throws -> Reply<Value> {
    switch answer.status {
    case 200:
      return .value(try value(of: answer, read: read))
    case 401: throw FetchError.unauthorized(place: place, keyPlace: client.keyPlace)
    case 403: throw FetchError.forbidden(place: place, keyPlace: client.keyPlace)
    case 404, 410, 501: return .absent(status: answer.status, place: place)
    case 300..<400:
      let origin = redirectOrigin(answer)
      throw origin == client.baseURL.origin
        ? FetchError.moved(place: place, status: answer.status)
        : .redirected(place: place, status: answer.status, origin: origin)
    case let status:
      throw Failure(
        reason: "answered \(status)" + explanation(answer),
        advice: advice(status: status),
        retries: client.retry.retries(status: status),
        minimumWait: answer.header("Retry-After").flatMap {
          RetryAfter.wait($0, now: client.clock.now())
        })
    }
  }

  private func value<Value>(
    of answer: HTTPAnswer, read: ([UInt8]) throws(UnreadableBody) -> Value
  ) throws -> Value {
    let type = answer.header("Content-Type") ?? ""
    guard type.isEmpty || isJSON(type) else {
      let type = Excerpt.oneLine(client.key.redact(type), limit: 60)
      throw Failure(
        reason: "answered 200 with '\(type)' instead of JSON: \(excerpt(answer))",
        advice: "A login page or a proxy may stand before the API: check the base URL", mostAtFirst: 5)
    }
    do {
      return try read(answer.body)
    } catch {
      switch error {
      case .broken(let reason):
        throw Failure(
          reason: "answered 200 with a body that is no JSON (\(reason)): \(excerpt(answer))",
          advice: "A proxy may stand before the API: check the base URL, or try again later")
      case .foreign(let reason):
        throw Failure(
          reason: "answered 200 with \(reason): \(excerpt(answer))",
          advice: "Check that the base URL is that of the Mintlify API", retries: false)
      }
    }
  }

  private func isJSON(_ type: String) -> Bool {
    let type = type.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    return type == "application/json" || type == "text/json" || type.hasSuffix("+json")
  }

  private func excerpt(_ answer: HTTPAnswer) -> String {
    let text = Excerpt.body(answer.body, redact: client.key.redact)
    return text.isEmpty ? "it is empty" : text
  }

  /// What an error's body says, when it is meant to be read.
  private func explanation(_ answer: HTTPAnswer) -> String {
    let type = answer.header("Content-Type") ?? ""
    guard isJSON(type) || type.hasPrefix("text/plain"), !answer.body.isEmpty else { return "" }
    return " (\(excerpt(answer)))"
  }

  private func advice(status: Int) -> String {
    switch status {
    case 429: "The service limits how often it is asked: try again later"
    case 500...: "The service may be down: try again later"
    case 407: "Put user and password into the proxy's address (https_proxy)"
    default: "Check the base URL, the project id and the job ids"
    }
  }

  /// Only the origin: the rest of the address may carry whatever the redirecting server likes.
  private func redirectOrigin(_ answer: HTTPAnswer) -> String? {
    guard let location = answer.header("Location") else { return nil }
    let absolute = location.hasPrefix("//") ? "\(client.baseURL.scheme):\(location)" : location
    if absolute.hasPrefix("/") { return client.baseURL.origin }
    guard let parts = try? URLParts(absolute) else { return nil }
    return Excerpt.oneLine(client.key.redact(parts.origin), limit: 200)
  }

  /// What a request that was not answered in full means.
  func failure(for error: TransportError) -> Failure {
    let advice =
      switch error {
      case .timedOut, .silent, .noConnection, .cutShort:
        "Check the network and the base URL, or try again later"
      case .notHTTP: "Something else may answer at this address: check the base URL, or try again later"
      case .unknownEncoding: "A proxy may stand before the API: check the base URL"
      case .tooLarge: "Check that the base URL is that of the Mintlify API"
      case .untrusted: "If a proxy of your company is in between, name its certificates in SSL_CERT_FILE"
      case .proxyRefused: "Put them into its address (https_proxy)"
      case .invalidCall: "Check the base URL, the project id and the key"
      }
    return Failure(
      reason: error.words(client.key.redact), advice: advice, retries: error.isTransient,
      mostAtFirst: error.mostAtFirst)
  }
}
