import CommonMark

/// How much of their checklists the jobs of each week have done.
struct TodosChart {
  private let chart: BarChart

  init(_ report: Report) {
    let bars = JobsChart.weeks(of: report).map { week in
      var todos = TodoCount.none
      for index in week.jobs { todos += report.jobs[index].todos }
      return BarChart.Bar(
        label: "W\(twoDigits(week.id.week))",
        value: Figures.percentage(todos.done, of: todos.total).map { "\($0)%" } ?? "",
        name: "Week \(week.id.week)", detail: DateWords.range(week.id.monday, week.id.sunday),
        figures: [todos.done, todos.open], address: week.jobs.isEmpty ? nil : "weeks/\(week.id).html")
    }
    let hasTodos = bars.contains { $0.total > 0 }
    chart = BarChart(
      title: "Todos done per week\(JobsChart.limits(report))", unit: "Week",
      series: [.done, .open], bars: hasTodos ? bars : [], id: "chart-todos")
  }

  var html: HTML { chart.bars.count > 1 ? chart.html : HTML() }
}
