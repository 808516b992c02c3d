import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A self-signed certificate and its key in a temporary folder, made by the `openssl` command.
struct TestCertificate {
  /// What the certificate is for.
  static let names = "DNS:localhost,DNS:api.example.test,IP:127.0.0.1"

  let folder: URL

  var certificate: String { folder.appending(path: "certificate.pem").path() }
  var key: String { folder.appending(path: "key.pem").path() }

  /// Whether there is an `openssl` to call.
  static let isPossible = openssl != nil

  private static let openssl = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl", "/usr/local/bin/openssl"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "jobreport-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(filePath: Self.openssl ?? "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=jobreport test",
      "-addext", "subjectAltName=\(Self.names)", "-keyout", key, "-out", certificate,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// Answers every request over TLS with one JSON body, and writes down what was asked.
final class TLSServer: Sendable {
  private let channel: any Channel
  private let log: RequestLog

  private init(channel: any Channel, log: RequestLog) {
    self.channel = channel
    self.log = log
  }

  var port: Int { channel.localAddress?.port ?? 0 }

  /// Method, path and `Authorization` of each request.
  var requests: [String] { log.lines }

  static func start(_ certificate: TestCertificate, body: String) async throws -> TLSServer {
    let chain = try NIOSSLCertificate.fromPEMFile(certificate.certificate).map {
      NIOSSLCertificateSource.certificate($0)
    }
    let key = NIOSSLPrivateKeySource.privateKey(
      try NIOSSLPrivateKey(file: certificate.key, format: .pem))
    let context = try NIOSSLContext(
      configuration: .makeServerConfiguration(certificateChain: chain, privateKey: key))
    let log = RequestLog()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(OneAnswer(body: body, log: log))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return TLSServer(channel: channel, log: log)
  }

  func stop() async { try? await channel.close() }
}

/// Lines in the order they were written.
final class RequestLog: Sendable {
  private let written = Mutex<[String]>([])

  var lines: [String] { written.withLock { $0 } }

  func write(_ line: String) { written.withLock { $0.append(line) } }
}

private final class OneAnswer: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let body: String
  private let log: RequestLog

  init(body: String, log: RequestLog) {
    self.body = body
    self.log = log
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data) else { return }
    log.write("\(head.method) \(head.uri) \(head.headers["authorization"].joined())")
    let headers: HTTPHeaders = [
      "content-type": "application/json", "content-length": "\(body.utf8.count)",
    ]
    let answer = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
    context.write(wrapOutboundOut(.head(answer)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}
