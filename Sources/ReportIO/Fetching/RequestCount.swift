import Synchronization

/// How many requests were sent, also where a fetch ends before it can tell.
final class RequestCount: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  /// A client whose requests are counted.
  func counting(_ client: MintlifyClient) -> MintlifyClient {
    var counted = client
    let send = client.transport.send
    counted.transport.send = { [self] call in
      count.withLock { $0 += 1 }
      return try await send(call)
    }
    return counted
  }
}
