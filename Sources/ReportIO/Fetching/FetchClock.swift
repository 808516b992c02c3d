#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Time and chance, as fetching needs them.
public struct FetchClock: Sendable {
  /// The time of day; `Retry-After` may name one.
  public var now: @Sendable () -> Date
  /// Waits; throws `CancellationError` when the task is cancelled meanwhile.
  public var sleep: @Sendable (Duration) async throws -> Void
  /// A number from 0 up to but not including 1, for the jitter of waits.
  public var random: @Sendable () -> Double

  /// A clock.
  public init(
    now: @escaping @Sendable () -> Date,
    sleep: @escaping @Sendable (Duration) async throws -> Void,
    random: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.sleep = sleep
    self.random = random
  }

  /// The machine's clock and random numbers.
  public static let live = FetchClock(
    now: { Date() },
    sleep: { try await Task.sleep(for: $0) },
    random: { Double.random(in: 0..<1) })
}
