import Curl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A call and what has come of its answer, on the thread that performs it.
final class Exchange: Receiver {
  /// Why no more is wanted.
  private enum Stop {
    case unwanted
    case enough
    case failed(TransportError)
  }

  private let call: HTTPCall
  private let maximumBytes: Int
  private let isWanted: () -> Bool
  private let clock = ContinuousClock()
  private var head = AnswerHead()
  private var body: [UInt8] = []
  private var lastByte: ContinuousClock.Instant
  private var stop: Stop?

  /// How much of the body of an error is kept.
  private static let errorBytes = 65_536

  /// An exchange that begins now; `isWanted` says whether anybody still waits for its answer.
  init(_ call: HTTPCall, maximumBytes: Int, isWanted: @escaping () -> Bool) {
    self.call = call
    self.maximumBytes = maximumBytes
    self.isWanted = isWanted
    lastByte = clock.now
  }

  private var isSuccess: Bool { (200..<300).contains(head.status) }

  func take(line: UnsafeRawBufferPointer) -> Bool {
    lastByte = clock.now
    do {
      try head.take(line)
    } catch {
      return end(.failed(.notHTTP(error.reason)))
    }
    // Behind it comes another protocol, or nothing for ever.
    if head.isComplete, head.status == 101 { return end(.enough) }
    return true
  }

  func take(body bytes: UnsafeRawBufferPointer) -> Bool {
    lastByte = clock.now
    guard isSuccess else {
      body += bytes.prefix(Exchange.errorBytes - body.count)
      return body.count < Exchange.errorBytes ? true : end(.enough)
    }
    guard body.count + bytes.count <= maximumBytes else {
      return end(.failed(.tooLarge(maximumBytes: call.maximumBytes)))
    }
    body += bytes
    return true
  }

  func goesOn() -> Bool {
    guard isWanted() else { return end(.unwanted) }
    guard clock.now - lastByte < call.silence else {
      return end(.failed(.silent(seconds: Int(call.silence.components.seconds))))
    }
    return true
  }

  private func end(_ reason: Stop) -> Bool {
    stop = stop ?? reason
    return false
  }

  /// What it all came to.
  func answer(_ ending: Ending, host: String, proxy: String?) -> Result<HTTPAnswer, TransportError> {
    switch stop {
    case .failed(let error): return .failure(error)
    case .unwanted: return .failure(.noConnection("the transport was shut down"))
    case .enough: break
    case nil:
      // The status of an error counts even when its body breaks off.
      guard ending.kind == .whole || (head.isComplete && !isSuccess) else {
        return .failure(TransportError(ending, head: head, host: host, proxy: proxy ?? ""))
      }
      guard head.isComplete else { return .failure(.notHTTP("it has no head")) }
    }
    return .success(HTTPAnswer(status: head.status, headers: head.fields, body: body))
  }
}

extension TransportError {
  /// Why there is no whole answer, in words that hold nothing of the request.
  fileprivate init(_ ending: Ending, head: AnswerHead, host: String, proxy: String) {
    let proxy = Excerpt.oneLine(proxy, limit: 100)
    switch ending.proxyStatus {
    case 407:
      self = .proxyRefused(proxy: proxy)
      return
    case 300...:
      self = .noConnection("the proxy \(proxy) refused the connection")
      return
    default: break
    }
    switch ending.kind {
    case .badURL: self = .invalidCall
    case .unknownHost: self = .noConnection("the host \(Excerpt.oneLine(host, limit: 100)) is unknown")
    case .unknownProxy: self = .noConnection("the host of the proxy \(proxy) is unknown")
    case .timedOut: self = .noConnection("no connection in 10 s")
    case .untrusted: self = .untrusted("its certificate is not signed by a known authority, or not valid now")
    case .otherHost: self = .untrusted("its certificate is for another host")
    case .noAuthorities: self = .untrusted("no certificates to trust could be read on this machine")
    case .noTLS: self = .noConnection(TransportError.words(forTLS: ending.words))
    case .nothing: self = .noConnection("the connection was closed before the answer")
    case .notHTTP: self = .notHTTP(Excerpt.oneLine(ending.words, limit: 100))
    case .hugeHead where !head.isComplete: self = .notHTTP("its head has over 256 KiB, or a line of over 100")
    case .badEncoding:
      let encoding = head.fields.last { $0.name.lowercased() == "content-encoding" }?.value ?? ""
      let names = encoding.lowercased().split { $0 == "," || $0 == " " }
      self =
        names.allSatisfy { ["gzip", "x-gzip", "deflate", "br", "zstd", "identity"].contains($0) }
        ? .cutShort : .unknownEncoding(Excerpt.oneLine(encoding, limit: 60))
    case .whole, .stopped, .noConnection, .hugeHead, .other:
      self =
        head.status == 0
        ? .noConnection(
          TransportError.words(forSystem: ending.systemError) ?? Excerpt.oneLine(ending.words, limit: 100))
        : .cutShort
    }
  }

  private static func words(forTLS words: String) -> String {
    let known = words.lowercased()
    if known.contains("wrong version number") || known.contains("http request") {
      return "it does not speak TLS on this port"
    }
    if known.contains("unexpected eof") || known.contains("syscall") || known.contains("reset by peer") {
      return "it broke off the TLS handshake"
    }
    return "the TLS connection failed (\(Excerpt.oneLine(words, limit: 100)))"
  }

  private static func words(forSystem code: Int32) -> String? {
    switch code {
    case 0: nil
    case ECONNREFUSED: "the connection was refused"
    case ECONNRESET, EPIPE: "the connection was reset"
    case EHOSTUNREACH, ENETUNREACH: "the host cannot be reached"
    case ETIMEDOUT: "the connection timed out"
    case let code: "the connection failed (\(String(cString: strerror(code))))"
    }
  }
}
