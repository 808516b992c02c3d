/// One HTTP request and the limits on its answer.
public struct HTTPCall: Sendable {
  /// Such as `GET`.
  public var method: String
  /// An absolute URL, percent-encoded.
  public var url: String
  /// Header fields, in order.
  public var headers: [(name: String, value: String)]
  /// The body; nil for none.
  public var body: [UInt8]?
  /// How long the whole exchange may take, up to the last byte of the answer.
  public var deadline: Duration
  /// How long the server may send nothing.
  public var silence: Duration
  /// How many bytes the body of the answer may have, decompressed.
  public var maximumBytes: Int

  /// A call; one minute, 20 seconds and 64 MiB unless told otherwise.
  public init(
    method: String = "GET", url: String, headers: [(name: String, value: String)] = [],
    body: [UInt8]? = nil, deadline: Duration = .seconds(60), silence: Duration = .seconds(20),
    maximumBytes: Int = 64 << 20
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.deadline = deadline
    self.silence = silence
    self.maximumBytes = maximumBytes
  }
}

extension HTTPCall: CustomStringConvertible, CustomReflectable {
  /// Method and URL: header fields and bodies may hold a key.
  public var description: String { "\(method) \(Secret.redactKeys(in: url))" }

  /// A mirror without header fields and body.
  public var customMirror: Mirror { Mirror(self, children: ["call": description]) }
}

/// What a server answered.
public struct HTTPAnswer: Sendable {
  /// The status code.
  public var status: Int
  /// Header fields, in order.
  public var headers: [(name: String, value: String)]
  /// The body, decompressed. When the status is not 2xx: what could be had of it, 64 KiB at most.
  public var body: [UInt8]

  /// An answer.
  public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of the first field with a name, which is compared without case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Why there is no whole answer.
public enum TransportError: Error, Equatable, Sendable {
  /// The deadline passed.
  case timedOut(seconds: Int)
  /// No byte came for so long.
  case silent(seconds: Int)
  /// No connection, or it broke before the answer began; the text says why.
  case noConnection(String)
  /// The connection broke inside the body, or the body cannot be decompressed.
  case cutShort
  /// What came is not an answer in HTTP/1.1 that two readers would read alike; the text says why.
  case notHTTP(String)
  /// The body is compressed in a way that was not asked for.
  case unknownEncoding(String)
  /// The body is longer than allowed.
  case tooLarge(maximumBytes: Int)
  /// The server's certificate is not trusted; the text says why.
  case untrusted(String)
  /// The proxy wants a user and a password, or other ones.
  case proxyRefused(proxy: String)
  /// The call itself cannot be sent.
  case invalidCall

  /// Whether the same call may succeed a little later.
  public var isTransient: Bool {
    switch self {
    case .timedOut, .silent, .noConnection, .notHTTP, .cutShort: true
    case .unknownEncoding, .tooLarge, .untrusted, .proxyRefused, .invalidCall: false
    }
  }
}

/// Sends requests. No redirect is followed, and every limit of the call holds while the body streams.
public struct HTTPTransport: Sendable {
  /// Sends one call; throws ``TransportError``, or `CancellationError` when the task is cancelled.
  public var send: @Sendable (HTTPCall) async throws -> HTTPAnswer
  /// Closes what is open; nothing can be sent afterwards.
  public var shutdown: @Sendable () async -> Void

  /// A transport.
  public init(
    send: @escaping @Sendable (HTTPCall) async throws -> HTTPAnswer,
    shutdown: @escaping @Sendable () async -> Void = {}
  ) {
    self.send = send
    self.shutdown = shutdown
  }
}
