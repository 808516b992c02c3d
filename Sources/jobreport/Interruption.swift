import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Control-C and a polite kill: the work is cancelled and cleans up behind itself. A second signal, or work
/// that does not end within seconds, ends the process at once, which the files survive as they survive any
/// crash.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Watches for SIGINT and SIGTERM until ``end()``.
  init(left: LeftBehind, _ console: Console, cancel: @escaping @Sendable () -> Void) {
    let end: @Sendable () -> Void = {
      console.report("\(Interrupted(left: left.abruptWords))")
      _exit(ExitStatus.interrupted.rawValue)
    }
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      let isFirst = OnceFlag()
      source.setEventHandler {
        guard isFirst.take() else { return end() }
        cancel()
        DispatchQueue.global().asyncAfter(deadline: .now() + 5, execute: end)
      }
      source.resume()
      return source
    }
  }

  /// Watches no more.
  func end() { for source in sources { source.cancel() } }
}

/// A run that was asked to end before it was done.
struct Interrupted: Error, CustomStringConvertible {
  /// What it leaves.
  var left: String
  var description: String { "interrupted; \(left)" }
}

/// What a run leaves when it is ended, as far as it has come.
final class LeftBehind: Sendable {
  private static let nothing = "nothing was replaced"
  private let state = Mutex((words: nothing, abrupt: nothing))

  /// What is true when the work itself ends.
  var words: String { state.withLock { $0.words } }

  /// What is true when the process is ended, whatever it does.
  var abruptWords: String { state.withLock { $0.abrupt } }

  /// From now on this is true.
  func becomes(_ words: String) { state.withLock { $0 = (words, words) } }

  /// From now on this is true of a process that is ended.
  func becomes(abruptly words: String) { state.withLock { $0.abrupt = words } }
}

/// True once.
private final class OnceFlag: Sendable {
  private let isTaken = Atomic(false)

  /// Whether this is the first call.
  func take() -> Bool { !isTaken.exchange(true, ordering: .relaxed) }
}
