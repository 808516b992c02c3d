import Foundation
import ReportKit
import Testing

@testable import ReportIO

/// What a file has in the place of jobs takes no more room than the jobs would.
@Suite struct StrangersTests {
  private static let job = #"{"sessionId":"a","title":"A","haultReason":"error"}"#

  private static let cases: [(text: String, problems: Int, first: String, last: String, lost: Int)] = [
    (
      "[\(job),7,\(job),[8]]", 2, "item 2 of 'saved.json': a number, not a job",
      "item 1 of list 2 of 'saved.json': a number, not a job", 2
    ),
    (
      "[\(job)\(String(repeating: ",[7,8]", count: 1200))]", 1001,
      "items 1–2 of list 2 of 'saved.json': a number, not a job",
      "and 400 more records of 'saved.json' that could not be read", 2400
    ),
    (
      "\(job)\n" + String(repeating: "no\n{}\n", count: 1200), 2002,
      "line 2 of 'saved.json': no JSON (an object or a list expected at byte 0)",
      "and 200 more records that could not be read", 2400
    ),
  ]

  @Test(
    "Of a great many items and lines that are no jobs the first are told and the rest are counted",
    arguments: cases)
  func strangers(text: String, problems: Int, first: String, last: String, lost: Int) async throws {
    let folder = try ArchiveFolder()
    let path = folder.path("saved.json")
    try Data(text.utf8).write(to: URL(filePath: path))
    var collection = JobCollection(workers: 2, hiding: .shapes)
    let temporary = TemporaryFolder(path: URL(filePath: path).deletingLastPathComponent().path)
    try await collection.read(SavedAnswers(path: path, temporaryFolder: temporary))
    let found = try await collection.finish(wanting: []).problems.map { problem in
      var problem = problem
      problem.reason = problem.reason.replacing(path, with: "saved.json")
      return problem
    }
    #expect(found.count == problems)
    #expect(found.first?.reason == first)
    #expect(found.last?.reason == last)
    #expect(Problem.lostRecords(found) == lost)
  }
}
