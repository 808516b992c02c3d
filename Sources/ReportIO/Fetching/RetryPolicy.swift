/// When a request is sent again, and after how long.
///
/// The n-th wait is drawn evenly between nothing and `firstWait` doubled n − 1 times, `longestWait` at
/// most (full jitter), on top of what the server asks for with `Retry-After`. What one request may cost
/// is bounded, and so is what all requests of a fetch wait together.
public struct RetryPolicy: Sendable, Equatable {
  /// The most that the first wait can be.
  public var firstWait: Duration
  /// The most that any wait can be, before `Retry-After`.
  public var longestWait: Duration
  /// How long one request may be tried, from its first sending on; no wait goes past it.
  public var budget: Duration
  /// How long the requests of one fetch may wait, waits side by side counted once; after that each is
  /// sent once.
  public var totalBudget: Duration

  /// A policy; half a second, 20 seconds, 2 minutes and 10 minutes unless told otherwise.
  public init(
    firstWait: Duration = .milliseconds(500), longestWait: Duration = .seconds(20),
    budget: Duration = .seconds(120), totalBudget: Duration = .seconds(600)
  ) {
    self.firstWait = firstWait
    self.longestWait = longestWait
    self.budget = budget
    self.totalBudget = totalBudget
  }

  /// No request is sent twice.
  public static let never = RetryPolicy(budget: .zero, totalBudget: .zero)

  /// Whether a status means that the same request may succeed a little later.
  public func retries(status: Int) -> Bool {
    switch status {
    case 429, 500, 502, 503, 504: true
    default: false
    }
  }

  /// How long to wait after the `attempt`-th failure (from 1).
  ///
  /// - Parameters:
  ///   - attempt: How often the request failed.
  ///   - minimum: What `Retry-After` asks for.
  ///   - random: From 0 up to 1.
  public func wait(attempt: Int, minimum: Duration?, random: Double) -> Duration {
    var ceiling = firstWait
    for _ in 1..<max(1, attempt) where ceiling < longestWait { ceiling = ceiling * 2 }
    return (minimum ?? .zero) + min(ceiling, longestWait) * random
  }
}
