import Dispatch

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
  init(cancel: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      let isFirst = OnceFlag()
      source.setEventHandler {
        guard isFirst.take() else { _exit(ExitStatus.interrupted.rawValue) }
        cancel()
        DispatchQueue.global().asyncAfter(deadline: .now() + 5) { _exit(ExitStatus.interrupted.rawValue) }
      }
      source.resume()
      return source
    }
  }

  /// Watches no more.
  func end() { for source in sources { source.cancel() } }
}
