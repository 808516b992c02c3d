import ReportIO
import ReportKit
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One line on a terminal that says what is being done, how many of how many, and the rate. On anything
/// else than a terminal there is no such line; that a request has to wait is said once for each reason.
final class ProgressLine: Sendable {
  private struct State {
    var isShown = false
    var phase = ""
    var began = ContinuousClock.now
    var drawn: ContinuousClock.Instant?
    var waits: Set<String> = []
  }

  private let state = Mutex(State())
  private let console: Console
  private let isTerminal: Bool

  init(console: Console) {
    self.console = console
    isTerminal = !console.isQuiet && isatty(STDERR_FILENO) == 1
  }

  /// Jobs that came over the network.
  func fetched(_ progress: FetchProgress) {
    if let waiting = progress.waiting {
      let isNew = state.withLock { $0.waits.insert(waiting).inserted }
      if isNew, !isTerminal { console.note("a request \(waiting); asking again for up to two minutes") }
    }
    show(phase: "fetching '\(progress.project.text)'", count: progress.jobs, of: nil, note: progress.waiting)
  }

  /// Jobs whose answers were read.
  func read(_ count: Int) { show(phase: "reading", count: count, of: nil, note: nil) }

  /// Jobs whose pages were written.
  func wrote(_ count: Int, of total: Int) { show(phase: "writing", count: count, of: total, note: nil) }

  /// Takes the line away.
  func end() {
    state.withLock { state in
      if state.isShown { Console.draw("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  private func show(phase: String, count: Int, of total: Int?, note: String?) {
    guard isTerminal else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if state.phase != phase {
        state.phase = phase
        state.began = now
        state.drawn = nil
      }
      if let drawn = state.drawn, now - drawn < .milliseconds(100), note == nil { return }
      state.drawn = now
      let seconds = (now - state.began) / .seconds(1)
      let rate = seconds >= 1 ? ", \(Int(Double(count) / seconds))/s" : ""
      let amount = total.map { "\(count) of \($0) jobs" } ?? "\(count) jobs"
      let text = console.escaped("\(phase): \(amount)\(rate)\(note.map { "; \($0)" } ?? "")")
      Console.draw("\r\u{1B}[K\(text.prefix(Self.width))")
      state.isShown = true
    }
  }

  /// The columns of the terminal, less one, so that the line never wraps.
  private static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 79 }
    return Int(size.ws_col) - 1
  }
}
