import Foundation

/// The time zone that days, weeks and months of a report are counted in.
public struct ReportTimeZone: Sendable, Equatable {
  /// Its name in the IANA database, such as `Europe/Berlin`, or `UTC`.
  public let name: String
  /// From each moment (seconds since 1970, ascending) on, seconds east of Greenwich.
  private let offsets: [(from: Int64, seconds: Int)]

  /// Coordinated universal time.
  public static let utc = ReportTimeZone(name: "UTC", offsets: [(Int64.min, 0)])

  private init(name: String, offsets: [(from: Int64, seconds: Int)]) {
    self.name = name
    self.offsets = offsets
  }

  /// A zone by its name in the IANA database, in any case; nil when there is none of that name. An offset such as
  /// `+02:00` is not a name: it has no summer time, and so would be wrong for half of a year's weeks.
  public init?(named name: String) {
    if ["UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "UCT", "ZULU"].contains(name.uppercased()) {
      self = .utc
      return
    }
    guard let zone = ReportTimeZone.zone(name) else { return nil }
    // A question to Foundation costs microseconds and a report asks for every job several times, so the
    // changes of offset are looked up once. A date outside of these years takes the nearest offset.
    var date = Date(timeIntervalSince1970: 946_684_800)
    let last = Date(timeIntervalSince1970: 2_840_140_800)
    var offsets = [(from: Int64.min, seconds: zone.secondsFromGMT(for: date))]
    while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date, next < last {
      offsets.append((Int64(next.timeIntervalSince1970), zone.secondsFromGMT(for: next)))
      date = next
    }
    self.init(name: zone.identifier, offsets: offsets)
  }

  private static func zone(_ name: String) -> TimeZone? {
    let wanted = name.lowercased()
    // Foundation knows more names than it lists, and takes offsets and abbreviations for names, too.
    let known = names.first { $0.lowercased() == wanted } ?? (name.contains("/") ? name : nil)
    return known.flatMap(TimeZone.init(identifier:))
  }

  /// The names to choose from.
  private static let names: [String] =
    TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }
    // Of the database's files `northamerica`, `europe` and `backward`.
    + [
      "EST", "MST", "HST", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "WET", "CET", "MET", "EET", "Cuba",
      "Egypt",
      "Eire", "GB", "GB-Eire", "Greenwich", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan",
      "Kwajalein", "Libya", "Navajo", "NZ", "NZ-CHAT", "Poland", "Portugal", "PRC", "ROC", "ROK", "Singapore",
      "Turkey", "W-SU",
    ]
    + [
      "Alaska", "Aleutian", "Arizona", "Central", "East-Indiana", "Eastern", "Hawaii", "Indiana-Starke",
      "Michigan", "Mountain", "Pacific", "Samoa",
    ].map { "US/\($0)" }
    + ["Atlantic", "Central", "Eastern", "Mountain", "Newfoundland", "Pacific", "Saskatchewan", "Yukon"]
    .map { "Canada/\($0)" }
    + (1...14).map { "Etc/GMT-\($0)" } + (1...12).map { "Etc/GMT+\($0)" }

  /// The name that is meant by one that there is not: of a city, of summer time, or one with a slip of the pen; nil
  /// when none is near.
  public static func suggestion(for name: String) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    if let zone = TimeZone.abbreviationDictionary[name.uppercased()], zone.contains("/") { return zone }
    let cities = names.filter { $0.contains("/") && !$0.hasPrefix("Etc/") }.map { zone in
      (city: String(zone.split(separator: "/").last ?? ""), zone: zone)
    }
    let city = name.replacing(" ", with: "_")
    if let near = Suggestion.nearest(to: city, among: cities.map(\.city)) {
      return cities.first { $0.city == near }?.zone
    }
    return Suggestion.nearest(to: name, among: names.filter { $0.contains("/") })
  }

  /// The same zone by name.
  public static func == (left: ReportTimeZone, right: ReportTimeZone) -> Bool { left.name == right.name }

  /// Seconds east of Greenwich at a moment.
  public func offset(at moment: Timestamp) -> Int {
    guard offsets.count > 1 else { return offsets[0].seconds }
    let seconds = moment.seconds
    var low = 0
    var high = offsets.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsets[middle].from <= seconds { low = middle } else { high = middle }
    }
    return offsets[low].seconds
  }

  /// The day that a moment falls on.
  public func date(of moment: Timestamp) -> CivilDate {
    CivilDate(daysSince1970: Int((moment.seconds + Int64(offset(at: moment))).flooredQuotient(by: 86_400)))
  }

  /// Minutes since midnight at a moment.
  func minuteOfDay(of moment: Timestamp) -> Int {
    let local = moment.seconds + Int64(offset(at: moment))
    return Int(local - local.flooredQuotient(by: 86_400) * 86_400) / 60
  }

  /// The moment that clocks of the zone show a time, which is given as if it were in UTC. Of a time that
  /// comes twice it is one of the two, of one that is left out a moment near it.
  public func moment(ofLocal local: Timestamp) -> Timestamp {
    let guess = Timestamp(milliseconds: local.milliseconds - Int64(offset(at: local)) * 1000)
    return Timestamp(milliseconds: local.milliseconds - Int64(offset(at: guess)) * 1000)
  }

  /// The moment that a day begins, which is not midnight where the clock skips it.
  public func start(of date: CivilDate) -> Timestamp {
    let local = Int64(date.daysSince1970) * 86_400
    let candidates = [-86_400, 86_400].map { around in
      Timestamp(seconds: local - Int64(offset(at: Timestamp(seconds: local + around))))
    }
    return candidates.filter { self.date(of: $0) == date }.min() ?? candidates[0]
  }
}
