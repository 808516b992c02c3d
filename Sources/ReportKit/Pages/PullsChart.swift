import CommonMark

/// How many pull requests were merged or closed in each of some weeks or days, or opened in it and are open still:
/// each stands in one bar.
struct PullsChart {
  private static let kinds: [PullRequestState.Kind] = [.merged, .open, .draft, .closed]

  private let chart: BarChart

  /// The weeks that a chart of jobs shows.
  init(weeksOf report: Report) {
    let weeks = JobsChart.weeks(of: report)
    let events = PullsChart.moments(of: report.pulls).map { kind, moment in
      (kind, WeekID(containing: report.options.timeZone.date(of: moment)))
    }
    let counts = Dictionary(grouping: events, by: \.1)
    let bars = weeks.map { week in
      let figures = Self.kinds.map { kind in counts[week.id]?.count { $0.0 == kind } ?? 0 }
      return BarChart.Bar(
        label: "W\(twoDigits(week.id.week))", value: "\(figures.reduce(0, +))", name: "Week \(week.id.week)",
        detail: DateWords.range(week.id.monday, week.id.sunday), figures: figures,
        address: report.hasPage(week.id) ? "weeks/\(week.id).html" : nil)
    }
    chart = Self.chart(
      bars,
      title: "Pull requests per week: merged, closed, or opened and still open\(JobsChart.limits(report))",
      unit: "Week", id: "chart-pulls")
  }

  /// The days of a week.
  init(daysOf week: WeekID, in report: Report) {
    let zone = report.options.timeZone
    var days = Array(repeating: Array(repeating: 0, count: Self.kinds.count), count: 7)
    for (kind, moment) in PullsChart.moments(of: report.pulls) where !kind.isOpen {
      let date = zone.date(of: moment)
      guard WeekID(containing: date) == week, let place = Self.kinds.firstIndex(of: kind) else { continue }
      days[date.weekday - 1][place] += 1
    }
    let bars = days.enumerated().map { offset, figures in
      let date = week.monday.adding(days: offset)
      let name = DateWords.weekday(date)
      return BarChart.Bar(
        label: "\(name.prefix(3)) \(date.components.day)", value: "\(figures.reduce(0, +))", name: name,
        detail: DateWords.day(date), figures: figures)
    }
    chart = Self.chart(bars, title: "Pull requests merged and closed per day", unit: "Day", id: "chart-pulls")
  }

  var html: HTML { chart.bars.count > 1 && chart.bars.contains { $0.total > 0 } ? chart.html : HTML() }

  /// When each pull request counts: when it came to its end, and while it is open, when it was opened.
  private static func moments(
    of pulls: [TrackedPullRequest]
  ) -> [(kind: PullRequestState.Kind, moment: Timestamp)] {
    pulls.compactMap { pull in
      let moment = pull.state.isOpen ? pull.state.createdAt : pull.state.endedAt
      return moment.map { (pull.state.kind, $0) }
    }
  }

  private static func chart(_ bars: [BarChart.Bar], title: HTML, unit: HTML, id: HTML) -> BarChart {
    let shown = kinds.indices.filter { place in bars.contains { $0.figures[place] > 0 } }
    let filled = bars.map { bar in
      var bar = bar
      bar.figures = shown.map { bar.figures[$0] }
      return bar
    }
    return BarChart(
      title: title, unit: unit, series: shown.map { Swatch.pulls(kinds[$0]) }, bars: filled, id: id)
  }
}
