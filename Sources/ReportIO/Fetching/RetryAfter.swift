#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The header `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date in one of HTTP's three forms.
enum RetryAfter {
  /// How long to wait from `now`; nil when the value is neither. A date that passed is not a wait.
  static func wait(_ value: String, now: Date) -> Duration? {
    let value = value.trimmingSpaces
    if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      // A number beyond every budget, however long it is.
      return .seconds(min(Int64(value) ?? .max, 1_000_000_000))
    }
    guard let seconds = seconds(httpDate: value) else { return nil }
    return .milliseconds(Int64(max(0, (seconds - now.timeIntervalSince1970) * 1000).rounded(.up)))
  }

  /// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or
  /// `Sun Nov  6 08:49:37 1994`.
  static func seconds(httpDate: String) -> Double? {
    let parts = httpDate.split { $0 == " " || $0 == "," || $0 == "-" }
    // The day of the week says nothing that the date does not.
    guard parts.count == 5 || (parts.count == 6 && parts[5] == "GMT") else { return nil }
    let isASCTime = parts.count == 5
    guard let day = Int(parts[isASCTime ? 2 : 1]), (1...31).contains(day),
      let month = months.firstIndex(where: { parts[isASCTime ? 1 : 2] == $0 }),
      var year = Int(parts[isASCTime ? 4 : 3])
    else { return nil }
    if parts[isASCTime ? 4 : 3].count == 2 { year += year < 70 ? 2000 : 1900 }
    let clock = parts[isASCTime ? 3 : 4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]),
      (0...60).contains(clock[2]), (1970...9999).contains(year)
    else { return nil }
    let days = daysSince1970(year: year, month: month + 1, day: day)
    return Double(((days * 24 + clock[0]) * 60 + clock[1]) * 60 + clock[2])
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Days from 1970-01-01, counting years from March so that a leap day is a year's last.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = Substring(self)
    while text.first == " " || text.first == "\t" { text = text.dropFirst() }
    while text.last == " " || text.last == "\t" { text = text.dropLast() }
    return String(text)
  }
}
