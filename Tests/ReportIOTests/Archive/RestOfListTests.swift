import ReportKit
import Testing

@testable import ReportIO

/// When jobs that had not ended are asked for by id, and when the list is read on.
@Suite struct RestOfListTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Known jobs that were not shown yet.
    var jobs: Int
    /// Days before the oldest that was read at which those started that had not ended; nil without a date.
    var open: [Int?]
    var withDetails = false
    var isCheaperByID: Bool
  }

  static let cases = [
    Case(testDescription: "nothing is open", jobs: 500, open: [], isCheaperByID: true),
    Case(testDescription: "one job on the next page", jobs: 500, open: [5], isCheaperByID: false),
    Case(testDescription: "one job two pages on", jobs: 500, open: [15], isCheaperByID: true),
    Case(testDescription: "two jobs two pages on", jobs: 500, open: [15, 16], isCheaperByID: false),
    Case(
      testDescription: "one job without a date, five pages left", jobs: 450, open: [nil], isCheaperByID: true),
    Case(testDescription: "one job, one page left", jobs: 50, open: [30], isCheaperByID: false),
    Case(
      testDescription: "one job, a full page and an empty one left", jobs: 100, open: [30],
      isCheaperByID: true),
    Case(
      testDescription: "as many as there are pages", jobs: 299, open: [40, 41, 42], isCheaperByID: false),
    Case(
      testDescription: "three on the next page, one far on", jobs: 900, open: [2, 3, 4, 80],
      isCheaperByID: false),
    Case(
      testDescription: "details cost a request a job", jobs: 900, open: [2, 3, 4, 80], withDetails: true,
      isCheaperByID: true),
  ]

  @Test(arguments: cases) func whatIsCheaper(_ example: Case) {
    let oldest = Timestamp(seconds: 1_787_562_000)
    let rest = RestOfList(
      jobs: example.jobs, open: example.open.map { $0.map { oldest.adding(hours: -24 * $0) } }, pageSize: 100,
      // Ten days a page.
      read: (newest: oldest.adding(hours: 24 * 20), oldest: oldest, pages: 2),
      withDetails: example.withDetails)
    #expect(rest.isCheaperByID == example.isCheaperByID)
  }

  /// Whatever the dates say, asking by id never takes more than reading to the end.
  @Test(arguments: [1, 7, 99, 100, 101, 950]) func neverMoreThanTheWholeList(jobs: Int) {
    for open in 0...min(jobs, 40) {
      let rest = RestOfList(jobs: jobs, open: Array(repeating: nil, count: open), pageSize: 100)
      #expect(!rest.isCheaperByID || open < rest.requests || open == 0, "\(open) of \(jobs)")
    }
  }
}
