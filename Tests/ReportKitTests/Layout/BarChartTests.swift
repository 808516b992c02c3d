import CommonMark
import Testing

@testable import ReportKit

@Suite struct BarChartTests {
  private func html(_ figures: [[Int]]) -> String {
    let bars = figures.enumerated().map { number, figures in
      BarChart.Bar(
        label: "W\(number)", value: "\(figures.reduce(0, +))", name: "Week \(number)", figures: figures)
    }
    let chart = BarChart(
      title: "Jobs", unit: "Week", series: [.status(.completed), .status(.failed)], bars: bars, id: "c")
    return String(decoding: chart.html.bytes, as: UTF8.self)
  }

  /// The values of one attribute of all parts of bars.
  private func attributes(_ name: String, in html: String) -> [String] {
    html.split(separator: "<rect ").dropFirst().compactMap { rest in
      let part = rest.prefix { $0 != "/" }
      guard part.contains(" x=\"") else { return nil }
      let parts = part.split(separator: " \(name)=\"", maxSplits: 1)
      return parts.count == 2 ? parts[1].split(separator: "\"").first.map(String.init) : nil
    }
  }

  @Test func withoutBarsThereIsNoChart() { #expect(html([]).isEmpty) }

  @Test(arguments: [
    ([[10, 0]], ["114"]),
    ([[10, 10], [10, 0]], ["57", "57", "57"]),
    // One in a thousand can be seen, and the bar is no higher for it.
    ([[999, 1]], ["111", "3"]),
    ([[0, 0], [1, 1]], ["57", "57"]),
  ]) func heights(figures: [[Int]], expected: [String]) {
    #expect(attributes("height", in: html(figures)) == expected)
  }

  @Test func barsStandInEqualSlots() {
    #expect(attributes("x", in: html([[1, 0], [1, 0]])) == ["20.50%", "70.50%"])
    #expect(attributes("width", in: html([[1, 0], [1, 0]])) == ["9%", "9%"])
  }

  @Test func manyLabelsAreThinnedOutFromTheNewest() {
    let few = html(Array(repeating: [1, 0], count: 7))
    #expect(!few.contains("minor"))
    let many = html(Array(repeating: [1, 0], count: 8))
    let shown = many.matches(of: /class="label"[^>]*>(W\d)</).map { String($0.output.1) }
    #expect(shown == ["W1", "W4", "W7"])
  }

  @Test func theTableHasTheSameFigures() {
    #expect(html([[3, 4]]).contains("<th scope=\"row\">Week 0</th><td>3</td><td>4</td><td>7</td>"))
  }

  @Test func nothingCarriesAStyle() { #expect(!html([[1, 2]]).contains("style")) }
}
