import ReportKit
import Testing

/// Which rows go: those that no rule keeps, and never the newest of an endpoint.
@Suite struct PruneRulesTests {
  /// A row a day up to 24 August 2026, the number being the days since 1 August; row 1 is of another endpoint.
  private static let rows = (1...24).map { day in
    PruneRules.Row(
      number: Int64(day), endpoint: day == 1 ? "v2/job" : "v1/jobs",
      time: Timestamp(milliseconds: 1_785_542_400_000 + Int64(day - 1) * 86_400_000 + 3_600_000))
  }
  private static let now = Timestamp(milliseconds: 1_785_542_400_000 + 23 * 86_400_000 + 7_200_000)

  struct Case: Sendable, CustomTestStringConvertible {
    var rules: PruneRules
    var kept: [Int64]
    var testDescription: String { "\(rules)" }
  }

  static let cases: [Case] = [
    Case(rules: PruneRules(), kept: [1, 24]),
    Case(rules: PruneRules(last: 3), kept: [1, 22, 23, 24]),
    Case(rules: PruneRules(days: 2), kept: [1, 23, 24]),
    Case(rules: PruneRules(days: 0), kept: [1, 24]),
    // 24 August is a Monday; the weeks before it end on the 23rd and the 16th.
    Case(rules: PruneRules(weekly: 3), kept: [1, 16, 23, 24]),
    Case(rules: PruneRules(days: 2, last: 4, weekly: 3), kept: [1, 16, 21, 22, 23, 24]),
    Case(rules: PruneRules(last: 100), kept: Array(1...24)),
  ]

  @Test(arguments: cases) func kept(_ item: Case) {
    let removed = Set(item.rules.removed(of: Self.rows, at: Self.now))
    #expect(Self.rows.map(\.number).filter { !removed.contains($0) } == item.kept)
  }
}
