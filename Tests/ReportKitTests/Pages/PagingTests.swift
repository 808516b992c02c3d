import Testing

@testable import ReportKit

@Suite struct PagingTests {
  @Test(
    "Numbered pages have 100 jobs each, the front page the newest 100 to 199",
    arguments: [
      (0, 0, 0..<0), (1, 0, 0..<1), (99, 0, 0..<99), (100, 0, 0..<100), (199, 0, 0..<199),
      (200, 1, 100..<200),
      (299, 1, 100..<299), (300, 2, 200..<300), (301, 2, 200..<301), (399, 2, 200..<399), (400, 3, 300..<400),
      (100_000, 999, 99_900..<100_000),
    ])
  func paging(count: Int, pages: Int, front: Range<Int>) {
    let paging = Paging(count: count)
    #expect(paging.pages == pages)
    #expect(paging.front == front)
  }

  @Test("Together the pages have every job once", arguments: [0, 1, 100, 199, 200, 299, 300, 1234])
  func everyJobOnce(count: Int) {
    let paging = Paging(count: count)
    let numbered = (0..<paging.pages).flatMap { Array(paging.range(ofPage: $0 + 1)) }
    #expect(numbered + Array(paging.front) == Array(0..<count))
    #expect(count < 200 || (100...199).contains(paging.front.count))
  }
}
