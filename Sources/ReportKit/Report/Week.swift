/// A week of ISO 8601: Monday to Sunday, the first of a year holding its first Thursday.
public struct WeekID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The year that the week belongs to, which near New Year may differ from that of its days.
  public var year: Int
  /// 1 to 53.
  public var week: Int

  /// The week that holds a day.
  public init(containing date: CivilDate) {
    let thursday = date.adding(days: 4 - date.weekday)
    year = thursday.components.year
    let first = CivilDate(january: 1, of: year)
    week = (thursday.daysSince1970 - first.daysSince1970) / 7 + 1
  }

  /// `2026-W34`; nil for anything else and for a 53rd week of a year without one.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.take(anyOf: "-"), reader.take(anyOf: "Ww"),
      let week = reader.number(digits: 2), reader.isAtEnd, (1...53).contains(week),
      let january4 = CivilDate(year: year, month: 1, day: 4)
    else { return nil }
    let monday = january4.adding(days: 1 - january4.weekday + (week - 1) * 7)
    self.init(containing: monday)
    // The Monday after it, which ends it, must be a day that can be written.
    guard self.week == week, next.monday.components.year <= 9999 else { return nil }
  }

  /// Of a text that is written as a week, the year and how many weeks that has: 52 or 53.
  public static func year(ofText text: String) -> (year: Int, weeks: Int)? {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.take(anyOf: "-"), reader.take(anyOf: "Ww"),
      text.utf8.dropFirst(6).allSatisfy(\.isDigit), let december28 = CivilDate(year: year, month: 12, day: 28)
    else { return nil }
    return (year, WeekID(containing: december28).week)
  }

  /// Its Monday.
  public var monday: CivilDate {
    let january4 = CivilDate(january: 4, of: year)
    return january4.adding(days: 1 - january4.weekday + (week - 1) * 7)
  }

  /// Its Sunday.
  public var sunday: CivilDate { monday.adding(days: 6) }

  /// The week before.
  public var previous: WeekID { WeekID(containing: monday.adding(days: -7)) }

  /// The week after.
  public var next: WeekID { WeekID(containing: monday.adding(days: 7)) }

  /// `2026-W34`.
  public var description: String {
    ASCIIText.text(capacity: 8) { text in
      text.add(year, digits: 4)
      text.add("-W")
      text.add(week, digits: 2)
    }
  }

  /// The earlier first.
  public static func < (left: WeekID, right: WeekID) -> Bool {
    (left.year, left.week) < (right.year, right.week)
  }
}

/// What happened in one week.
public struct Week: Sendable {
  /// Which week.
  public var id: WeekID
  /// Where the jobs that started in it stand in ``Report/jobs``.
  public var jobs: Range<Int>
  /// The jobs that are known to have ended in it, by their index in ``Report/jobs``, the oldest first.
  public var ended: [Int] = []
  /// The pull requests that were merged in it, by their index in ``Report/pulls``, the earliest first.
  public var merged: [Int] = []
  /// Those that were closed unmerged.
  public var closed: [Int] = []
  /// Those that were opened.
  public var opened: [Int] = []

  /// The jobs that it tells of, by their index in ``Report/jobs``: those that started or ended in it, and those whose
  /// pull requests came to an end in it.
  func allJobs(in report: Report) -> [Int] {
    Set(Array(jobs) + ended + (merged + closed).map { report.pulls[$0].job }).sorted()
  }

  /// Whether nothing happened.
  var isEmpty: Bool { jobs.isEmpty && ended.isEmpty && merged.isEmpty && closed.isEmpty && opened.isEmpty }

  /// The weeks that something happened in, the oldest first: those that jobs started in, and those of what came of
  /// them later, up to a moment.
  static func all(
    startedIn weeks: [Week], jobs: [JobSummary], pulls: [TrackedPullRequest], options: ReportOptions
  ) -> [Week] {
    var byID = Dictionary(weeks.map { ($0.id, $0) }) { first, _ in first }
    func add(_ moment: Timestamp?, _ add: (inout Week) -> Void) {
      guard let moment, moment <= options.asOf, options.selection.holds(moment) else { return }
      let id = WeekID(containing: options.timeZone.date(of: moment))
      add(&byID[id, default: Week(id: id, jobs: 0..<0)])
    }
    for index in jobs.indices {
      add(jobs[index].endCountsAt(in: options.timeZone)) { $0.ended.append(index) }
    }
    for (index, pull) in pulls.enumerated() {
      add(pull.state.createdAt) { $0.opened.append(index) }
      switch pull.state.kind {
      case .merged: add(pull.state.endedAt) { $0.merged.append(index) }
      case .closed: add(pull.state.endedAt) { $0.closed.append(index) }
      case .open, .draft, .hidden: break
      }
    }
    return byID.values.sorted { $0.id < $1.id }.map { week in
      var week = week
      let ends = { (index: Int) in pulls[index].state.endedAt?.milliseconds ?? 0 }
      week.merged.sort { ends($0) < ends($1) }
      week.closed.sort { ends($0) < ends($1) }
      return week
    }
  }
}
