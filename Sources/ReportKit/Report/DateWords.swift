/// Dates in the words of the report: English, day before month, 24 hours, no locale.
public struct DateWords: Sendable {
  /// The zone that times are shown in.
  public let timeZone: ReportTimeZone

  /// The year that short dates leave out; nil where there is none.
  private let thisYear: Int?

  /// Words for one zone; short dates leave out the year of `now`.
  public init(_ timeZone: ReportTimeZone, now: Timestamp? = nil) {
    self.timeZone = timeZone
    thisYear = now.map { timeZone.date(of: $0).components.year }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// `Monday`.
  static func weekday(_ date: CivilDate) -> String { weekdays[date.weekday - 1] }

  private static let shortMonths = months.map { String($0.prefix(3)) }

  static func shortMonth(_ month: Int) -> String { shortMonths[month - 1] }

  /// `21 Aug 2026`.
  public static func day(_ date: CivilDate) -> String {
    ASCIIText.text(capacity: 11) { add(date, to: &$0) }
  }

  private static func add(_ date: CivilDate, to text: inout ASCIIText) {
    let (year, month, day) = date.components
    text.add(day)
    text.add(" ")
    text.add(shortMonth(month))
    text.add(" ")
    if year < 0 { text.add("-") }
    text.add(abs(year))
  }

  /// `17 – 23 Aug 2026`, `27 Jul – 2 Aug 2026`, `28 Dec 2026 – 3 Jan 2027`, or one day.
  public static func range(_ first: CivilDate, _ last: CivilDate) -> String {
    if first == last { return day(first) }
    let (from, to) = (first.components, last.components)
    if from.year != to.year { return "\(day(first)) – \(day(last))" }
    if from.month != to.month { return "\(from.day) \(shortMonth(from.month)) – \(day(last))" }
    return "\(from.day) – \(day(last))"
  }

  /// `21 Aug 2026, 22:34`.
  public func moment(_ moment: Timestamp) -> String {
    ASCIIText.text(capacity: 20) { text in
      DateWords.add(timeZone.date(of: moment), to: &text)
      text.add(",")
      text.add(" ")
      text.add(minutesOfDay: timeZone.minuteOfDay(of: moment))
    }
  }

  /// `21 Aug 2026, 22:34 UTC`, or `…, 00:34 UTC+2`.
  public func momentAndZone(_ moment: Timestamp) -> String {
    "\(self.moment(moment)) \(offsetName(at: moment))"
  }

  /// `15 Jul`, with the year where that is another than now's.
  func shortDay(_ moment: Timestamp) -> String {
    let (year, month, day) = timeZone.date(of: moment).components
    let current = thisYear
    return "\(day) \(DateWords.shortMonth(month))" + (current == nil || current == year ? "" : " \(year)")
  }

  /// `Sun 11:20`, inside a week that is named.
  func weekdayTime(_ moment: Timestamp) -> String {
    let day = DateWords.weekday(timeZone.date(of: moment)).prefix(3)
    return "\(day) " + ASCIIText.text(capacity: 5) { $0.add(minutesOfDay: timeZone.minuteOfDay(of: moment)) }
  }

  /// `3 March`.
  func dayAndMonth(_ moment: Timestamp) -> String {
    let (_, month, day) = timeZone.date(of: moment).components
    return "\(day) \(DateWords.months[month - 1])"
  }

  private func offsetName(at moment: Timestamp) -> String {
    let minutes = timeZone.offset(at: moment) / 60
    guard minutes != 0 else { return "UTC" }
    let rest = abs(minutes) % 60
    return "UTC\(minutes < 0 ? "−" : "+")\(abs(minutes) / 60)\(rest == 0 ? "" : ":\(twoDigits(rest))")"
  }
}
