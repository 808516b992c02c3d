import Testing

@testable import ReportKit

@Suite struct FiguresTests {
  @Test(
    "Rounded to a whole, but 100 only for all and 0 only for none",
    arguments: [
      (0, 0, nil), (0, 10, 0), (10, 10, 100), (1, 3, 33), (2, 3, 67), (1, 2, 50), (1, 200, 1), (1, 1000, 1),
      (199, 200, 99),
      (999, 1000, 99), (5, 1000, 1), (15, 1000, 2), (14, 1000, 1), (1, 1, 100),
    ] as [(Int, Int, Int?)])
  func percentage(part: Int, whole: Int, percentage: Int?) {
    #expect(Figures.percentage(part, of: whole) == percentage)
  }
}
