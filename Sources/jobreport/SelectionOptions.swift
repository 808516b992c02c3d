import ArgumentParser
import ReportKit

/// Which of the jobs a report is about; the same in every command that takes jobs.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Jobs to which something happened on this day or later: they started or ended, or a pull request of theirs was \
      opened, merged or closed. 2026-08-17, a time such as 2026-08-17T09:00, or 7d or 2w for so many days or weeks back.
      """,
      valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Jobs to which something happened on this day or earlier.", valueName: "date"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Jobs to which something happened in this ISO week: 2026-W34, 'last' for the last whole week, or 'this'.",
      valueName: "week"))
  var week: String?

  @Option(
    name: .customLong("status"),
    help: ArgumentHelp("Only jobs with this status; separate several by commas.", valueName: "status"),
    completion: .list(StatusList.allValueStrings))
  var statuses: [StatusList] = []

  @Option(
    name: .customLong("agent"),
    help: ArgumentHelp("Only jobs of this agent, such as copilot; repeat it for several.", valueName: "name"))
  var agents: [String] = []

  @Option(
    help: ArgumentHelp(
      "The time zone of days and weeks, and of times that name none, such as Europe/Berlin.",
      valueName: "name"))
  var timeZone = "UTC"

  @Option(
    help: ArgumentHelp(
      "The report as of the end of this day, or as of a time: ages count to then, and of an archive it shows what was known by then.",
      valueName: "date"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "With an archive: say what changed since the end of this day, or since a time. (default: 7 days before its newest run)",
      valueName: "date"))
  var compareTo: String?

  mutating func validate() throws {
    if week != nil, since != nil || until != nil { throw UsageError.weekAndPeriod }
  }

  /// The zone that the options name.
  func zone() throws(UsageError) -> ReportTimeZone {
    guard let zone = ReportTimeZone(named: timeZone) else { throw .noTimeZone(timeZone) }
    return zone
  }

  /// The selection that the options name, and the one week it is about, if it is.
  func selection(
    ids: Set<ID>, now: Timestamp, zone: ReportTimeZone
  ) throws(UsageError) -> (Selection, WeekID?) {
    var selection = Selection(statuses: Set(statuses.flatMap(\.statuses)), ids: ids)
    selection.agents = Set(agents.map { Agent.spelled($0)?.id ?? $0 })
    if let week {
      let id = try weekID(week, now: now, zone: zone)
      selection.from = zone.start(of: id.monday)
      selection.before = zone.start(of: id.next.monday)
      return (selection, id)
    }
    if let since {
      selection.from = try moment(since, option: "since", now: now, zone: zone).beginning(in: zone)
    }
    if let until {
      switch try moment(until, option: "until", now: now, zone: zone) {
      case .day(let day): selection.before = zone.start(of: day.adding(days: 1))
      case .time(let time): selection.before = Timestamp(milliseconds: time.milliseconds + 1)
      }
    }
    if let from = selection.from, let before = selection.before, from >= before {
      throw .endsBeforeBeginning
    }
    return (selection, nil)
  }

  /// The moment of `--as-of`: the last of a day.
  func asOf(now: Timestamp, in zone: ReportTimeZone) throws(UsageError) -> Timestamp? {
    guard let asOf else { return nil }
    return try end(asOf, option: "as-of", now: now, in: zone)
  }

  /// The moment of `--compare-to`: the last of a day.
  func compareTo(now: Timestamp, in zone: ReportTimeZone) throws(UsageError) -> Timestamp? {
    guard let compareTo else { return nil }
    let point = try moment(compareTo, option: "compare-to", now: now, zone: zone)
    guard point.beginning(in: zone) <= now else { throw .compareToFuture(compareTo) }
    return point.end(in: zone)
  }

  private func end(
    _ text: String, option: String, now: Timestamp, in zone: ReportTimeZone
  ) throws(UsageError) -> Timestamp {
    try moment(text, option: option, now: now, zone: zone).end(in: zone)
  }

  private func moment(
    _ text: String, option: String, now: Timestamp, zone: ReportTimeZone
  ) throws(UsageError) -> PointInTime {
    guard let point = PointInTime(text, now: now, zone: zone) else { throw .noDate(option, text) }
    return point
  }

  private func weekID(_ text: String, now: Timestamp, zone: ReportTimeZone) throws(UsageError) -> WeekID {
    let current = WeekID(containing: zone.date(of: now))
    switch text.lowercased() {
    case "this": return current
    case "last": return current.previous
    default:
      guard let id = WeekID(text) else { throw .noWeek(text) }
      return id
    }
  }
}
