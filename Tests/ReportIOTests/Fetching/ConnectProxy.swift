import NIOCore
import NIOPosix

/// A proxy that answers CONNECT by a tunnel to one port of this machine, whatever host is asked for.
final class ConnectProxy: Sendable {
  private let channel: any Channel
  private let log: RequestLog

  private init(channel: any Channel, log: RequestLog) {
    self.channel = channel
    self.log = log
  }

  var port: Int { channel.localAddress?.port ?? 0 }

  /// The head of each request, as it came.
  var requests: [String] { log.lines }

  /// Starts a proxy.
  ///
  /// - Parameters:
  ///   - target: The port that tunnels lead to.
  ///   - refusal: What is answered instead, such as `407 Proxy Authentication Required`.
  static func start(target: Int, refusal: String? = nil) async throws -> ConnectProxy {
    let log = RequestLog()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            TunnelEntrance(target: target, refusal: refusal, log: log))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return ConnectProxy(channel: channel, log: log)
  }

  func stop() async { try? await channel.close() }
}

/// Reads the head of a CONNECT, opens the other end, and passes bytes on from then.
private final class TunnelEntrance: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let target: Int
  private let refusal: String?
  private let log: RequestLog
  private var head = ""
  private var other: (any Channel)?

  init(target: Int, refusal: String?, log: RequestLog) {
    self.target = target
    self.refusal = refusal
    self.log = log
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    if let other {
      other.writeAndFlush(bytes, promise: nil)
      return
    }
    head += String(buffer: bytes)
    guard head.hasSuffix("\r\n\r\n") else { return }
    log.write(head)
    if let refusal {
      answer("HTTP/1.1 \(refusal)\r\nContent-Length: 0\r\n\r\n", context)
      return
    }
    let near = context.channel
    let loopBoundSelf = NIOLoopBound(self, eventLoop: context.eventLoop)
    let loopBoundContext = NIOLoopBound(context, eventLoop: context.eventLoop)
    ClientBootstrap(group: context.eventLoop)
      .channelInitializer { far in
        far.eventLoop.makeCompletedFuture {
          try far.pipeline.syncOperations.addHandler(TunnelExit(near: near))
        }
      }
      .connect(host: "127.0.0.1", port: target)
      .whenComplete { result in
        switch result {
        case .success(let far):
          loopBoundSelf.value.other = far
          loopBoundSelf.value.answer("HTTP/1.1 200 OK\r\n\r\n", loopBoundContext.value)
        case .failure:
          loopBoundContext.value.close(promise: nil)
        }
      }
  }

  func channelInactive(context: ChannelHandlerContext) { other?.close(promise: nil) }

  private func answer(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
  }
}

private final class TunnelExit: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let near: any Channel

  init(near: any Channel) { self.near = near }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    near.writeAndFlush(unwrapInboundIn(data), promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { near.close(promise: nil) }
}
