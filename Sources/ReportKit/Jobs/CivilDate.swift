/// A day of the Gregorian calendar, in no time zone.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public var daysSince1970: Int

  /// A day from the days since 1970-01-01.
  public init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

  /// A day from its year, month (1–12) and day of the month; nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.length(ofMonth: month, year: year)
    else { return nil }
    self.init(daysSince1970: CivilDate.days(year: year, month: month, day: day))
  }

  /// A day of January, also of a year that no date is read in: a time zone can lead there.
  init(january day: Int, of year: Int) {
    self.init(daysSince1970: CivilDate.days(year: year, month: 1, day: day))
  }

  /// `2026-03-31`; nil for anything else.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let date = CivilDate(reading: &reader), reader.isAtEnd else { return nil }
    self = date
  }

  init?(reading reader: inout DigitReader) {
    guard let year = reader.number(digits: 4), reader.take(anyOf: "-"),
      let month = reader.number(digits: 2), reader.take(anyOf: "-"),
      let day = reader.number(digits: 2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The earlier first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }

  /// Year, month (1–12) and day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    // Years that begin in March make every leap day the last day of its year.
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day some days later (or, negative, earlier).
  public func adding(days: Int) -> CivilDate { CivilDate(daysSince1970: daysSince1970 + days) }

  /// Monday 1 … Sunday 7 (ISO 8601).
  public var weekday: Int {
    let weekday = (daysSince1970 + 3) % 7
    return (weekday < 0 ? weekday + 7 : weekday) + 1
  }

  private static func days(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension CivilDate: CustomStringConvertible {
  /// `2026-03-31`.
  public var description: String { ASCIIText.text(capacity: 10) { $0.add(self) } }
}
