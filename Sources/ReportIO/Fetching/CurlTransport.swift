import Curl
import Foundation
import Synchronization

extension HTTPTransport {
  /// The network: HTTP/1.1 by libcurl, through the proxies and with the certificates of the settings.
  ///
  /// Certificate files are read here; threads and connections wait for the first call. Throws
  /// ``FetchError/badSetting(variable:reason:)``.
  public static func live(_ settings: NetworkSettings) throws(FetchError) -> HTTPTransport {
    let network = Network(settings, authorities: try settings.certificates.authorities())
    return HTTPTransport(
      send: { call in try await withDeadline(call.deadline) { try await network.send(call) } },
      shutdown: { network.shutdown() })
  }
}

/// Runs work against a deadline, which holds whatever the thread that does the work is waiting for.
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

/// Sends each call on a thread of its own, which blocks in libcurl until the answer is there: a slow look-up of a
/// name blocks nobody else. A task that waits for an answer is told at once when it is cancelled; its thread
/// follows within a second.
private final class Network: Sendable {
  /// A handle that waits in the pool for the next thread.
  ///
  /// Sending it is safe: it is made here alone, of a handle whose thread puts it down for good, and taken out of the
  /// pool by one thread, which is the only one to have it then. The lock of the pool orders the two.
  private struct Idle: @unchecked Sendable {
    let handle: Handle
  }

  private struct Pool {
    /// The handles of calls that ended, with their connections.
    var idle: [Idle] = []
    var isShutDown = false
  }

  private let settings: NetworkSettings
  private let authorities: [UInt8]?
  private let pool = Mutex(Pool())

  init(_ settings: NetworkSettings, authorities: [UInt8]?) {
    self.settings = settings
    self.authorities = authorities
  }

  func shutdown() { pool.withLock { $0 = Pool(isShutDown: true) } }

  func send(_ call: HTTPCall) async throws -> HTTPAnswer {
    let request = try request(for: call)
    let reply = Reply()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        guard reply.begin(continuation) else { return }
        // Not one of Dispatch's: those are no more than processors, and all other tasks need them.
        Thread.detachNewThread { [self] in
          Network.blockBrokenPipes()
          reply.end(answer(to: request, call, reply))
        }
      }
    } onCancel: {
      reply.end(.failure(CancellationError()))
    }
  }

  /// Blocks until the answer is there, or nobody waits for it.
  private func answer(
    to request: Request, _ call: HTTPCall, _ reply: Reply
  ) -> Result<HTTPAnswer, any Error> {
    let handle: Handle
    do {
      handle = try take()
    } catch {
      return .failure(error)
    }
    let exchange = Exchange(
      call, maximumBytes: min(call.maximumBytes, settings.maximumDecompressedBytes),
      isWanted: { [self] in reply.isAwaited && !pool.withLock { $0.isShutDown } })
    let ending = handle.perform(request, receiver: exchange)
    let answer = exchange.answer(
      ending, host: (try? URLParts(call.url).host) ?? "", proxy: request.proxy?.url)
    pool.withLock { if !$0.isShutDown { $0.idle.append(Idle(handle: handle)) } }
    return answer.mapError { $0 }
  }

  private func take() throws(TransportError) -> Handle {
    let (isShutDown, idle) = pool.withLock { ($0.isShutDown, $0.idle.popLast()) }
    if isShutDown { throw .noConnection("the transport was shut down") }
    guard let handle = idle?.handle ?? Handle() else {
      throw .noConnection("there is no memory for a connection")
    }
    return handle
  }

  private func request(for call: HTTPCall) throws(TransportError) -> Request {
    guard let parts = try? URLParts(call.url), ["http", "https"].contains(parts.scheme),
      call.headers.allSatisfy({ Network.isField($0.name, $0.value) }), Network.isName(call.method)
    else { throw .invalidCall }
    return Request(
      method: call.method, url: call.url,
      // A semicolon stands for a field that is empty.
      fields: call.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" },
      body: call.body, proxy: settings.proxy(scheme: parts.scheme, host: parts.host, port: parts.port)?.route,
      authorities: authorities, connectTimeout: .seconds(10), isAlone: call.method != "GET")
  }

  /// A connection that broke is an error of the call, not a signal that ends the process.
  private static func blockBrokenPipes() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// libcurl sends fields as they are, so no line break may be in them.
  private static func isField(_ name: String, _ value: String) -> Bool {
    isName(name) && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && !":;@\"(),/<=>?[\\]{}".utf8.contains($0) }
  }
}

/// Takes one answer to its caller, or the news that nobody waits any more; whatever comes later is dropped.
private final class Reply: Sendable {
  private enum State {
    case new
    case awaited(CheckedContinuation<HTTPAnswer, any Error>)
    case ended
  }

  private let state = Mutex(State.new)

  var isAwaited: Bool {
    state.withLock {
      if case .awaited = $0 { true } else { false }
    }
  }

  /// Begins to wait; false when the task was cancelled before.
  func begin(_ continuation: CheckedContinuation<HTTPAnswer, any Error>) -> Bool {
    let isNew = state.withLock { state in
      guard case .new = state else { return false }
      state = .awaited(continuation)
      return true
    }
    if !isNew { continuation.resume(throwing: CancellationError()) }
    return isNew
  }

  func end(_ result: Result<HTTPAnswer, any Error>) {
    let continuation: CheckedContinuation<HTTPAnswer, any Error>? = state.withLock { state in
      defer { state = .ended }
      guard case .awaited(let continuation) = state else { return nil }
      return continuation
    }
    continuation?.resume(with: result)
  }
}
