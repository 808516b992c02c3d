/// Which rows of an archive are kept. A row stays when any rule keeps it; the newest row of a job from each
/// endpoint always does.
public struct PruneRules: Sendable, Equatable {
  /// Rows that are no older than so many days.
  public var days: Int?
  /// So many newest rows of each job.
  public var last: Int?
  /// The newest row of each job in each of so many newest weeks (ISO 8601, UTC) that it has rows in.
  public var weekly: Int?

  /// Rules; without any, only the newest rows are kept.
  public init(days: Int? = nil, last: Int? = nil, weekly: Int? = nil) {
    self.days = days
    self.last = last
    self.weekly = weekly
  }

  /// A row as the rules see it.
  public struct Row: Sendable, Equatable {
    /// Its number.
    public var number: Int64
    /// The request that was answered.
    public var endpoint: String
    /// When it was had.
    public var time: Timestamp

    /// A row.
    public init(number: Int64, endpoint: String, time: Timestamp) {
      self.number = number
      self.endpoint = endpoint
      self.time = time
    }
  }

  /// The numbers of the rows of one job, given the oldest first, that no rule keeps.
  public func removed(of rows: [Row], at now: Timestamp) -> [Int64] {
    var kept: Set<Int64> = []
    var endpoints: Set<String> = []
    var weeks: Set<WeekID> = []
    for (place, row) in rows.reversed().enumerated() {
      if endpoints.insert(row.endpoint).inserted { kept.insert(row.number) }
      if let last, place < last { kept.insert(row.number) }
      if let days, row.time >= now.adding(hours: -24 * days) { kept.insert(row.number) }
      let week = WeekID(containing: ReportTimeZone.utc.date(of: row.time))
      if let weekly, !weeks.contains(week), weeks.count < weekly {
        weeks.insert(week)
        kept.insert(row.number)
      }
    }
    return rows.map(\.number).filter { !kept.contains($0) }
  }
}
