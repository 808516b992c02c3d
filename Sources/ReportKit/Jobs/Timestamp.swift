/// A moment, to the millisecond.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64

  /// A moment from milliseconds since 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A moment from seconds since 1970-01-01T00:00:00Z.
  public init(seconds: Int64) { milliseconds = seconds * 1000 }

  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  public var seconds: Int64 { milliseconds.flooredQuotient(by: 1000) }

  /// The earlier first.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// A moment some hours later (or, negative, earlier).
  public func adding(hours: Int) -> Timestamp {
    Timestamp(milliseconds: milliseconds + Int64(hours) * 3_600_000)
  }
}

extension Timestamp {
  /// A moment from ISO 8601 / RFC 3339 text: `2026-03-31T23:35:59.000Z`, with any number of digits in
  /// the fraction, `+02:00`, `+0200` or `Z` as the offset, a space in place of the `T`, seconds optional.
  /// A date alone is its midnight in UTC, a time without an offset is in UTC. Years 0001 to 9999.
  public init?(iso8601 text: String) {
    var reader = DigitReader(text)
    guard let date = CivilDate(reading: &reader) else { return nil }
    var milliseconds = Int64(date.daysSince1970) * 86_400_000
    if reader.isAtEnd {
      self.init(milliseconds: milliseconds)
      return
    }
    guard reader.take(anyOf: "Tt "), let hour = reader.number(digits: 2), hour < 24,
      reader.take(anyOf: ":"), let minute = reader.number(digits: 2), minute < 60
    else { return nil }
    var second = 0
    if reader.take(anyOf: ":") {
      guard let seconds = reader.number(digits: 2), seconds <= 60 else { return nil }
      second = min(seconds, 59)
      if reader.take(anyOf: ".,") {
        guard let fraction = reader.fraction() else { return nil }
        milliseconds += Int64(fraction)
      }
    }
    milliseconds += Int64(hour * 3600 + minute * 60 + second) * 1000
    if !reader.isAtEnd, !reader.take(anyOf: "Zz") {
      let negative = reader.take(anyOf: "-")
      guard negative || reader.take(anyOf: "+"), let hours = reader.number(digits: 2), hours < 24
      else { return nil }
      _ = reader.take(anyOf: ":")
      let minutes = reader.isAtEnd ? 0 : reader.number(digits: 2)
      guard let minutes, minutes < 60 else { return nil }
      milliseconds -= Int64((hours * 60 + minutes) * (negative ? -60_000 : 60_000))
    }
    guard reader.isAtEnd else { return nil }
    self.init(milliseconds: milliseconds)
  }

  /// A moment from Unix time as a number is written: seconds since 1970, or milliseconds above 1e11, which as
  /// seconds would be the year 5138. Years 0001 to 9999.
  init?(unixTime text: String) {
    guard let number = Double(text), number.magnitude < 253_402_300_800_000 else { return nil }
    let milliseconds = number.magnitude > 1e11 ? number : number * 1000
    guard (-62_135_596_800_000..<253_402_300_800_000).contains(milliseconds) else { return nil }
    self.init(milliseconds: Int64(milliseconds.rounded(.down)))
  }

  /// `2026-03-31T23:35:59.000Z`: always with milliseconds, so that texts sort as their moments do.
  public var iso8601Milliseconds: String {
    let text = iso8601
    return text.contains(".") ? text : "\(text.dropLast()).000Z"
  }

  /// `2026-03-31T23:35:59Z`, with `.123` only where there is a fraction.
  public var iso8601: String {
    let days = milliseconds.flooredQuotient(by: 86_400_000)
    let rest = Int(milliseconds - days * 86_400_000)
    return ASCIIText.text(capacity: 24) { text in
      text.add(CivilDate(daysSince1970: Int(days)))
      text.add("T")
      text.add(minutesOfDay: rest / 60_000)
      text.add(":")
      text.add(rest / 1000 % 60, digits: 2)
      if rest % 1000 != 0 {
        text.add(".")
        text.add(rest % 1000, digits: 3)
      }
      text.add("Z")
    }
  }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

extension Int64 {
  /// The quotient rounded down, also below zero.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

/// Reads fixed numbers of digits and single signs from the front of a text.
struct DigitReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = Array(text.utf8)[...] }

  var isAtEnd: Bool { rest.isEmpty }

  /// Exactly `digits` digits.
  mutating func number(digits: Int) -> Int? {
    var number = 0
    for _ in 0..<digits {
      guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
      rest.removeFirst()
    }
    return number
  }

  /// One or more digits behind a decimal point, as milliseconds.
  mutating func fraction() -> Int? {
    var milliseconds = 0
    var count = 0
    while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      if count < 3 { milliseconds = milliseconds * 10 + Int(byte - UInt8(ascii: "0")) }
      count += 1
      rest.removeFirst()
    }
    while count < 3, count > 0 {
      milliseconds *= 10
      count += 1
    }
    return count == 0 ? nil : milliseconds
  }

  /// Whether one of these signs came next and was taken.
  mutating func take(anyOf signs: String) -> Bool {
    guard let byte = rest.first, signs.utf8.contains(byte) else { return false }
    rest.removeFirst()
    return true
  }
}
