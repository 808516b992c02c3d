import CommonMark

/// How many jobs started in each of some weeks or days, and how they stand.
struct JobsChart {
  /// The most weeks that a chart shows: about a quarter of a year.
  static let weekLimit = 12
  /// The statuses from the bottom of a bar to its top.
  private static let order: [Status] = [
    .completed, .running, .waiting, .archived, .interrupted, .unknown, .blocked, .failed,
  ]

  private let chart: BarChart

  /// The newest weeks of a report, also those between them without a job.
  init(weeksOf report: Report) {
    var bars: [(bar: BarChart.Bar, counts: [Status: Int])] = []
    for week in Self.weeks(of: report) {
      let counts = Self.counts(week.jobs, in: report)
      let bar = BarChart.Bar(
        label: "W\(twoDigits(week.id.week))", value: "\(week.jobs.count)", name: "Week \(week.id.week)",
        detail: DateWords.range(week.id.monday, week.id.sunday), figures: [],
        address: week.jobs.isEmpty ? nil : "weeks/\(week.id).html")
      bars.append((bar, counts))
    }
    // In the weeks that it shows, something may have happened to older jobs alone.
    let isEmpty = bars.allSatisfy { $0.counts.isEmpty }
    chart = Self.chart(
      isEmpty ? [] : bars, title: "Jobs per week in which they began\(Self.limits(report))", unit: "Week")
  }

  /// The days of one week.
  init(daysOf week: Week, in report: Report) {
    var jobs: [[Status: Int]] = Array(repeating: [:], count: 7)
    for index in week.jobs {
      guard let createdAt = report.jobs[index].createdAt else { continue }
      let day = report.options.timeZone.date(of: createdAt).weekday - 1
      jobs[day][report.jobs[index].status, default: 0] += 1
    }
    let bars = jobs.enumerated().map { offset, counts in
      let date = week.id.monday.adding(days: offset)
      let name = DateWords.weekday(date)
      let bar = BarChart.Bar(
        label: String(name.prefix(3)), value: "\(counts.values.reduce(0, +))", name: name,
        detail: DateWords.day(date), figures: [])
      return (bar, counts)
    }
    chart = Self.chart(week.jobs.isEmpty ? [] : bars, title: "Jobs per day on which they began", unit: "Day")
  }

  /// Nothing for a single bar, which says no more than a figure does.
  var html: HTML { chart.bars.count > 1 ? chart.html : HTML() }

  /// The newest weeks, with those between them that no job started in. A job that claims to start after the
  /// run does not push the others out of sight.
  static func weeks(of report: Report) -> [Week] {
    let now = WeekID(containing: report.options.timeZone.date(of: report.options.asOf))
    let past = report.weeks.filter { $0.id <= now }
    let known = past.isEmpty ? report.weeks : past
    guard let last = known.last else { return [] }
    let byID = Dictionary(known.suffix(weekLimit).map { ($0.id, $0) }) { first, _ in first }
    var weeks: [Week] = []
    var id = last.id
    while weeks.count < weekLimit, let first = known.first, first.id <= id {
      weeks.append(byID[id] ?? Week(id: id, jobs: 0..<0))
      id = id.previous
    }
    return weeks.reversed()
  }

  /// `, 12 weeks to 23 Aug 2026` where older weeks are left out, else nothing.
  static func limits(_ report: Report) -> HTML {
    let weeks = weeks(of: report)
    guard let first = weeks.first, let last = weeks.last, let oldest = report.weeks.first,
      oldest.id < first.id
    else { return HTML() }
    return ", \(weeks.count) weeks to \(DateWords.day(last.id.sunday))"
  }

  private static func counts(_ jobs: Range<Int>, in report: Report) -> [Status: Int] {
    var counts: [Status: Int] = [:]
    for index in jobs { counts[report.jobs[index].status, default: 0] += 1 }
    return counts
  }

  private static func chart(
    _ bars: [(bar: BarChart.Bar, counts: [Status: Int])], title: HTML, unit: HTML
  ) -> BarChart {
    let shown = order.filter { status in bars.contains { $0.counts[status] != nil } }
    let filled = bars.map { bar, counts in
      var bar = bar
      bar.figures = shown.map { counts[$0] ?? 0 }
      return bar
    }
    return BarChart(
      title: title, unit: unit, series: shown.map(Swatch.status), bars: filled, id: "chart-jobs")
  }
}
