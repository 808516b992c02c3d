extension TransportError {
  /// How a request failed, to stand behind its name: `was not answered: connection refused`.
  func words(_ redact: (String) -> String) -> String {
    switch self {
    case .timedOut(let seconds): "was not answered to the end within \(seconds) s"
    case .silent(let seconds): "was not answered to the end: no byte came for \(seconds) s"
    case .noConnection(let reason): "was not answered: \(redact(reason))"
    case .cutShort: "was answered with a body that breaks off"
    case .notHTTP(let reason): "was answered with what is not HTTP: \(redact(reason))"
    case .unknownEncoding(let name): "was answered in an encoding that was not asked for: '\(redact(name))'"
    case .tooLarge(let bytes): "was answered with more than \(bytes >> 20) MiB"
    case .untrusted(let reason): "was not sent: \(redact(reason))"
    case .proxyRefused(let proxy): "was not sent: the proxy \(proxy) wants a user and a password"
    case .invalidCall: "cannot be sent"
    }
  }

  /// How many tries are made while nothing was answered yet: an address that nothing is at may be a wrong one.
  var mostAtFirst: Int {
    switch self {
    case .noConnection, .notHTTP: 3
    default: .max
    }
  }
}
