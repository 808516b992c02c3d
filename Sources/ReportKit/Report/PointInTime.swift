/// A day or a time as a person writes it.
public enum PointInTime: Sendable, Equatable {
  case day(CivilDate)
  case time(Timestamp)

  /// Reads `2026-08-17`; a time of ISO 8601, in the zone where it names none; and `7d` or `2w`, the day so many whole
  /// days or weeks before that of `now`. Nil for anything else and for what is over 100 years back.
  public init?(_ text: String, now: Timestamp, zone: ReportTimeZone) {
    if let days = PointInTime.days(text) {
      self = .day(zone.date(of: now).adding(days: -days))
    } else if let day = CivilDate(text) {
      self = .day(day)
    } else if let local = Timestamp(iso8601: text + "Z") {
      self = .time(zone.moment(ofLocal: local))
    } else if let time = Timestamp(iso8601: text) {
      self = .time(time)
    } else {
      return nil
    }
  }

  /// The time, or the first moment of the day.
  public func beginning(in zone: ReportTimeZone) -> Timestamp {
    switch self {
    case .day(let day): zone.start(of: day)
    case .time(let time): time
    }
  }

  /// The time, or the last moment of the day.
  public func end(in zone: ReportTimeZone) -> Timestamp {
    switch self {
    case .day(let day): Timestamp(milliseconds: zone.start(of: day.adding(days: 1)).milliseconds - 1)
    case .time(let time): time
    }
  }

  private static func days(_ text: String) -> Int? {
    let length: [Character: Int] = ["d": 1, "w": 7]
    guard let unit = text.last.flatMap({ length[$0] }), text.utf8.dropLast().allSatisfy(\.isDigit),
      let count = Int(text.dropLast()), count <= 36_500 / unit
    else { return nil }
    return count * unit
  }
}
