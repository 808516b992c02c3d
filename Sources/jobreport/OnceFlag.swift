import Synchronization

/// True once.
final class OnceFlag: Sendable {
  private let isTaken = Atomic(false)

  /// Whether this is the first call.
  func take() -> Bool { !isTaken.exchange(true, ordering: .relaxed) }
}
