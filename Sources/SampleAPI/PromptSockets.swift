import FlyingSocks
import Foundation

/// A pool whose sockets send at once.
///
/// The server writes head and body of an answer apart. Without `TCP_NODELAY` the body waits for the
/// client to acknowledge the head, which clients put off: 40 ms a request.
struct PromptSockets: AsyncSocketPool {
  let base: any AsyncSocketPool

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}
