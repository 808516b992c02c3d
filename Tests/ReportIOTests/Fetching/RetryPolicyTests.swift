import Foundation
import Testing

@testable import ReportIO

/// When requests are sent again.
@Suite struct RetryPolicyTests {
  @Test(
    "Statuses that mean: not now",
    arguments: [200, 301, 400, 401, 403, 404, 408, 410, 429, 500, 501, 502, 503, 504, 505])
  func statuses(status: Int) {
    #expect(RetryPolicy().retries(status: status) == [429, 500, 502, 503, 504].contains(status))
  }

  @Test(
    "Waits double up to a limit, drawn from nothing on, on top of what the server asks for",
    arguments: [
      (1, nil, 0.0, 0), (1, nil, 1.0, 500), (1, nil, 0.5, 250), (2, nil, 1.0, 1000),
      (6, nil, 1.0, 16_000), (7, nil, 1.0, 20_000), (1_000_000, nil, 1.0, 20_000),
      (1, 3, 0.0, 3000), (2, 3, 1.0, 4000), (1, 0, 0.5, 250),
    ] as [(Int, Int?, Double, Int)])
  func waits(attempt: Int, minimum: Int?, random: Double, milliseconds: Int) {
    let wait = RetryPolicy().wait(
      attempt: attempt, minimum: minimum.map { .seconds($0) }, random: random)
    #expect(wait == .milliseconds(milliseconds))
  }

  /// 1994-11-06 08:49:37 is 784111777 seconds after 1970.
  @Test(
    "Retry-After in seconds and in the three forms of dates",
    arguments: [
      ("0", 0), ("120", 120), (" 7 ", 7), ("99999999999999999999999", 1_000_000_000),
      ("Sun, 06 Nov 1994 08:49:37 GMT", 37), ("Sunday, 06-Nov-94 08:49:37 GMT", 37),
      ("Sun Nov  6 08:49:37 1994", 37), ("Sun, 06 Nov 1994 08:48:00 GMT", 0),
      ("Wed, 06 Nov 1996 08:49:00 GMT", 731 * 86_400),
      ("", nil), ("-1", nil), ("1.5", nil), ("soon", nil), ("Sun, 06 Foo 1994 08:49:37 GMT", nil),
      ("Sun, 06 Nov 1994 25:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49:37 CET", nil),
    ] as [(String, Int?)])
  func retryAfter(value: String, seconds: Int?) {
    let now = Date(timeIntervalSince1970: 784_111_740)
    #expect(RetryAfter.wait(value, now: now) == seconds.map { .seconds($0) })
  }
}
