import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

extension HTTPTransport {
  /// The network: HTTP/1.1 through the proxies and with the certificates of the settings.
  ///
  /// Certificate files are read here; connections and threads wait for the first call. Throws
  /// ``FetchError/badSetting(variable:reason:)``.
  public static func live(_ settings: NetworkSettings) throws(FetchError) -> HTTPTransport {
    let clients = LiveClients(settings: settings, tls: try settings.certificates.tlsConfiguration())
    return HTTPTransport(
      send: { call in
        try await withDeadline(call.deadline) { try await clients.send(call) }
      },
      shutdown: { await clients.shutdown() })
  }
}

/// Runs work against a deadline. The library's own deadline ends with the head of an answer; this
/// one holds for the body too.
private func withDeadline(
  _ deadline: Duration, _ work: @escaping @Sendable () async throws -> HTTPAnswer
) async throws -> HTTPAnswer {
  try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
    group.addTask(operation: work)
    group.addTask {
      try await Task.sleep(for: deadline)
      throw TransportError.timedOut(seconds: Int(deadline.components.seconds))
    }
    defer { group.cancelAll() }
    guard let answer = try await group.next() else { throw CancellationError() }
    return answer
  }
}

/// One client for each origin and proxy, made when it is first needed.
private final class LiveClients: Sendable {
  private struct Route: Hashable {
    var isSecure: Bool
    var host: String
    var proxy: NetworkSettings.Proxy?
  }

  private let settings: NetworkSettings
  private let tls: TLSConfiguration
  private let clients = Mutex<[Route: HTTPClient]?>([:])

  init(settings: NetworkSettings, tls: TLSConfiguration) {
    self.settings = settings
    self.tls = tls
  }

  deinit {
    // A client that was never shut down stops the program in debug builds; a caller that left on an
    // error should not pay for that.
    let open = clients.withLock { $0.take() }
    for client in (open ?? [:]).values { client.shutdown { _ in } }
  }

  func shutdown() async {
    let open = clients.withLock { $0.take() }
    for client in (open ?? [:]).values { try? await client.shutdown() }
  }

  func send(_ call: HTTPCall) async throws -> HTTPAnswer {
    do {
      let parts = try URLParts(call.url)
      let proxy = settings.proxy(scheme: parts.scheme, host: parts.host, port: parts.port)
      let client = try client(
        for: Route(isSecure: parts.scheme == "https", host: parts.host, proxy: proxy))
      var request = HTTPClientRequest(url: call.url)
      request.method = HTTPMethod(rawValue: call.method)
      for header in call.headers { request.headers.add(name: header.name, value: header.value) }
      if call.headers.allSatisfy({ $0.name.lowercased() != "accept-encoding" }) {
        request.headers.add(name: "Accept-Encoding", value: "gzip, deflate")
      }
      if let body = call.body { request.body = .bytes(ByteBuffer(bytes: body)) }
      let response = try await client.execute(request, deadline: .distantFuture)
      return HTTPAnswer(
        status: Int(response.status.code),
        headers: response.headers.map { (name: $0.name, value: $0.value) },
        body: try await body(of: response, call))
    } catch {
      // The library has its own words for a task that was cancelled.
      try Task.checkCancellation()
      throw TransportError(translating: error, maximumBytes: call.maximumBytes)
    }
  }

  private func body(of response: HTTPClientResponse, _ call: HTTPCall) async throws -> [UInt8] {
    guard (200..<300).contains(response.status.code) else { return await beginning(of: response) }
    var bytes: [UInt8] = []
    do {
      for try await chunk in response.body {
        guard bytes.count + chunk.readableBytes <= call.maximumBytes else {
          throw TransportError.tooLarge(maximumBytes: call.maximumBytes)
        }
        bytes += chunk.readableBytesView
      }
    } catch let error as TransportError {
      throw error
    } catch {
      try Task.checkCancellation()
      throw isDecompressionLimit(error)
        ? TransportError.tooLarge(maximumBytes: call.maximumBytes) : TransportError.cutShort
    }
    return bytes
  }

  /// The error's type belongs to a package that this one does not depend on, so its name has to do.
  private func isDecompressionLimit(_ error: any Error) -> Bool {
    "\(type(of: error)).\(error)" == "DecompressionError.limit"
  }

  /// The start of the body of an answer that is an error; its status counts even when its body breaks.
  private func beginning(of response: HTTPClientResponse) async -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      for try await chunk in response.body {
        bytes += chunk.readableBytesView.prefix(65_536 - bytes.count)
        if bytes.count == 65_536 { break }
      }
    } catch {}
    return bytes
  }

  private func client(for route: Route) throws -> HTTPClient {
    try clients.withLock { clients in
      guard clients != nil else { throw TransportError.noConnection("the transport was shut down") }
      if let client = clients?[route] { return client }
      let client = HTTPClient(configuration: configuration(route))
      clients?[route] = client
      return client
    }
  }

  private func configuration(_ route: Route) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls,
      redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(10)),
      proxy: route.proxy?.configuration,
      decompression: .enabled(limit: .size(settings.maximumDecompressedBytes)))
    configuration.httpVersion = .http1Only
    // Failed connections are the retry policy's to try again, and to explain.
    configuration.connectionPool.retryConnectionEstablishment = false
    if route.isSecure {
      configuration.http1_1ConnectionDebugInitializer = { channel in
        PeerIdentity.guardConnection(channel, host: route.host)
      }
    }
    return configuration
  }
}

extension TransportError {
  fileprivate init(translating error: any Error, maximumBytes: Int) {
    switch error {
    case let error as TransportError: self = error
    case is FetchError: self = .invalidCall
    case let error as HTTPClientError: self.init(error)
    case let error as NIOConnectionError: self = .noConnection(TransportError.words(for: error))
    case let error as IOError: self = .noConnection(TransportError.words(for: error))
    case let error as NIOSSLError: self.init(text: "\(error)")
    case let error as NIOSSLExtraError: self.init(text: "\(error)")
    case let error as BoringSSLError: self.init(text: "\(error)")
    default:
      // No more than its name: what an unknown error tells may hold a piece of the request.
      self = .noConnection("the connection broke (\(type(of: error)))")
    }
  }

  private init(_ error: HTTPClientError) {
    switch error {
    case .connectTimeout, .getConnectionFromPoolTimeout: self = .noConnection("no connection in 10 s")
    case .tlsHandshakeTimeout: self = .noConnection("the TLS handshake took over 10 s")
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
      self = .noConnection("the proxy did not answer in 10 s")
    case .proxyAuthenticationRequired: self = .proxyRefused
    case .invalidProxyResponse: self = .noConnection("the proxy refused the connection")
    case .remoteConnectionClosed: self = .noConnection("the connection was closed before the answer")
    case .uncleanShutdown: self = .cutShort
    case .invalidURL, .emptyHost, .emptyScheme: self = .invalidCall
    default:
      // Its own text may repeat header fields, so only the short form is used.
      self =
        error.shortDescription.hasPrefix("Invalid header")
        ? .invalidCall : .noConnection(error.shortDescription)
    }
  }

  /// TLS: what the library says in its own notation, in words where they are known.
  private init(text: String) {
    if text.contains("CERTIFICATE_VERIFY_FAILED") {
      self = .untrusted("its certificate is not signed by a known authority, or not valid now")
    } else if text.lowercased().contains("hostname") {
      self = .untrusted("its certificate is for another host")
    } else if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
      self = .noConnection("it does not speak TLS on this port")
    } else if text.contains("EOF during handshake") {
      self = .noConnection("it broke off the TLS handshake")
    } else {
      self = .noConnection("the TLS connection failed (\(Excerpt.oneLine(text, limit: 100)))")
    }
  }

  private static func words(for error: NIOConnectionError) -> String {
    if error.dnsAError != nil || error.dnsAAAAError != nil, error.connectionErrors.isEmpty {
      return "the host \(Excerpt.oneLine(error.host, limit: 100)) is unknown"
    }
    for single in error.connectionErrors {
      if let error = single.error as? IOError { return words(for: error) }
    }
    return "no connection"
  }

  private static func words(for error: IOError) -> String {
    switch error.errnoCode {
    case ECONNREFUSED: "the connection was refused"
    case ECONNRESET, EPIPE: "the connection was reset"
    case EHOSTUNREACH, ENETUNREACH: "the host cannot be reached"
    case ETIMEDOUT: "the connection timed out"
    case let code: "the connection failed (error \(code))"
    }
  }
}
