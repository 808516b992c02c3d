import CommonMark

/// How many pull requests were merged or closed in each of some weeks or days, or opened in it and are open still:
/// each stands in one bar.
struct PullsChart {
  private static let kinds: [PullRequestState.Kind] = [.merged, .open, .draft, .closed]

  private let chart: BarChart

  /// The weeks that a chart of jobs shows.
  init(weeksOf report: Report) {
    let weeks = JobsChart.weeks(of: report)
    let bars = weeks.map { week in
      let figures = Self.kinds.map { Self.count($0, in: week, of: report) }
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
  init(daysOf week: Week, in report: Report) {
    let zone = report.options.timeZone
    var days = Array(repeating: Array(repeating: 0, count: Self.kinds.count), count: 7)
    for state in (week.merged + week.closed).lazy.map({ report.pulls[$0].state }) {
      guard let endedAt = state.endedAt, let place = Self.kinds.firstIndex(of: state.kind) else { continue }
      days[zone.date(of: endedAt).weekday - 1][place] += 1
    }
    let bars = days.enumerated().map { offset, figures in
      let date = week.id.monday.adding(days: offset)
      let name = DateWords.weekday(date)
      return BarChart.Bar(
        label: "\(name.prefix(3)) \(date.components.day)", value: "\(figures.reduce(0, +))", name: name,
        detail: DateWords.day(date), figures: figures)
    }
    chart = Self.chart(bars, title: "Pull requests merged and closed per day", unit: "Day", id: "chart-pulls")
  }

  var html: HTML { chart.bars.count > 1 && chart.bars.contains { $0.total > 0 } ? chart.html : HTML() }

  /// How many pull requests came to an end of a kind in a week, or were opened in it and are of that kind still.
  private static func count(_ kind: PullRequestState.Kind, in week: Week, of report: Report) -> Int {
    switch kind {
    case .merged: week.merged.count
    case .closed: week.closed.count
    case .open, .draft, .hidden: week.opened.count { report.pulls[$0].state.kind == kind }
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
