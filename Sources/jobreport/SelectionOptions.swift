import ArgumentParser
import ReportKit

/// Which of the jobs a report is about; the same in every command that takes jobs.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Jobs that started on this day or later: 2026-08-17, or with a time, 2026-08-17T09:00, in --time-zone unless it ends in Z or an offset.",
      valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Jobs that started on this day or earlier.", valueName: "date"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Jobs that started in this ISO week: 2026-W34, or 'last' for the last whole week.", valueName: "week"))
  var week: String?

  @Option(
    name: .customLong("status"),
    help: ArgumentHelp(
      "Only jobs with this status; repeat it for several: \(Status.allCases.map(\.slug).joined(separator: ", ")).",
      valueName: "slug"))
  var statuses: [Status] = []

  @Option(help: ArgumentHelp("The time zone of days and weeks, such as Europe/Berlin.", valueName: "name"))
  var timeZone = "UTC"

  @Option(
    help: ArgumentHelp(
      "The report as it would have been at the end of this day, or at a time: ages count to then, and of an archive it shows what was known by then.",
      valueName: "date"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "With an archive: say what changed since the end of this day, or since a time; 7 days before its newest run unless told otherwise.",
      valueName: "date"))
  var compareTo: String?

  mutating func validate() throws {
    if week != nil, since != nil || until != nil {
      throw ValidationError("--week is a period of its own; leave out --since and --until")
    }
  }

  /// The zone that the options name.
  func zone() throws -> ReportTimeZone {
    guard let zone = ReportTimeZone(named: timeZone) else {
      let advice =
        ReportTimeZone.suggestion(for: timeZone).map { "did you mean '\($0)'?" }
        ?? "give a name of the IANA database, such as Europe/Berlin or UTC"
      throw ValidationError("there is no time zone '\(timeZone)'; \(advice)")
    }
    return zone
  }

  /// The selection that the options name, and the one week it is about, if it is.
  func selection(ids: Set<String>, now: Timestamp, zone: ReportTimeZone) throws -> (Selection, WeekID?) {
    var selection = Selection(statuses: Set(statuses), ids: ids)
    if let week {
      let id = try weekID(week, now: now, zone: zone)
      selection.from = zone.start(of: id.monday)
      selection.before = zone.start(of: id.next.monday)
      return (selection, id)
    }
    if let since {
      switch try moment(since, option: "--since", zone: zone) {
      case .day(let day): selection.from = zone.start(of: day)
      case .time(let time): selection.from = time
      }
    }
    if let until {
      switch try moment(until, option: "--until", zone: zone) {
      case .day(let day): selection.before = zone.start(of: day.adding(days: 1))
      case .time(let time): selection.before = Timestamp(milliseconds: time.milliseconds + 1)
      }
    }
    if let from = selection.from, let before = selection.before, from >= before {
      throw ValidationError("--until lies before --since; no job can be in that period")
    }
    return (selection, nil)
  }

  /// The moment of `--as-of`: the last of a day.
  func asOf(in zone: ReportTimeZone) throws -> Timestamp? {
    try asOf.map { try end($0, option: "--as-of", in: zone) }
  }

  /// The moment of `--compare-to`: the last of a day.
  func compareTo(in zone: ReportTimeZone) throws -> Timestamp? {
    try compareTo.map { try end($0, option: "--compare-to", in: zone) }
  }

  private func end(_ text: String, option: String, in zone: ReportTimeZone) throws -> Timestamp {
    switch try moment(text, option: option, zone: zone) {
    case .day(let day): Timestamp(milliseconds: zone.start(of: day.adding(days: 1)).milliseconds - 1)
    case .time(let time): time
    }
  }

  private enum Moment {
    case day(CivilDate)
    case time(Timestamp)
  }

  private func moment(_ text: String, option: String, zone: ReportTimeZone) throws -> Moment {
    if let day = CivilDate(text) { return .day(day) }
    if let local = Timestamp(iso8601: text + "Z") { return .time(zone.moment(ofLocal: local)) }
    if let time = Timestamp(iso8601: text) { return .time(time) }
    throw ValidationError("\(option) '\(text)' is no date; write 2026-08-17 or 2026-08-17T09:00:00Z")
  }

  private func weekID(_ text: String, now: Timestamp, zone: ReportTimeZone) throws -> WeekID {
    if text == "last" { return WeekID(containing: zone.date(of: now)).previous }
    guard let id = WeekID(text) else {
      throw ValidationError("--week '\(text)' is no ISO week; write 2026-W34, or last")
    }
    return id
  }
}

extension Status: ExpressibleByArgument {
  /// A status by its slug.
  public init?(argument: String) { self.init(rawValue: argument) }
}
