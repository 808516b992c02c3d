import CommonMark
import Testing

@testable import ReportKit

/// A row is written once while it is kept, and stands everywhere as it was written.
@Suite struct RowCacheTests {
  @Test(
    "Rows by the indices of their jobs, and how many of them are written",
    arguments: [
      ([1, 1, 1], 1), ([1, 2, 1, 2], 2), ([0, 4096, 0], 3), ([4095, 4096, 4095, 4096], 2), ([], 0),
      ([5, 4101, 5, 5, 4101], 4),
    ] as [([Int], Int)])
  func rows(jobs: [Int], written: Int) {
    let cache = RowCache()
    var html: HTML = "<table>"
    var count = 0
    for job in jobs {
      cache.write(job: job, into: &html) { row in
        count += 1
        row += "<tr>\(job)</tr>"
      }
    }
    #expect(count == written)
    let rows = jobs.map { "<tr>\($0)</tr>" }.joined()
    #expect(String(decoding: html.bytes, as: UTF8.self) == "<table>\(rows)")
  }
}
