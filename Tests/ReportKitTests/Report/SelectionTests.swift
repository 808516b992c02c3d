import Testing

@testable import ReportKit

@Suite struct SelectionTests {
  static let march = Timestamp("2026-03-01T00:00:00Z")
  static let april = Timestamp("2026-04-01T00:00:00Z")

  @Test(
    "The first moment belongs to a period, the last past it does not",
    arguments: [
      (march, april, "2026-02-28T23:59:59.999Z", false), (march, april, "2026-03-01T00:00:00Z", true),
      (march, april, "2026-03-31T23:59:59.999Z", true), (march, april, "2026-04-01T00:00:00Z", false),
      (march, nil, "2026-02-28T23:59:59.999Z", false), (march, nil, "2030-01-01T00:00:00Z", true),
      (nil, april, "2000-01-01T00:00:00Z", true), (nil, april, "2026-04-01T00:00:00Z", false),
      (march, april, nil, false), (march, nil, nil, false), (nil, april, nil, false), (nil, nil, nil, true),
      (nil, nil, "2000-01-01T00:00:00Z", true),
    ] as [(Timestamp?, Timestamp?, String?, Bool)])
  func period(from: Timestamp?, before: Timestamp?, createdAt: String?, isIn: Bool) throws {
    let date = createdAt.map { "\"\($0)\"" } ?? "null"
    let job = try JobSummary("{\"haultReason\":\"error\",\"createdAt\":\(date)}")
    let selection = Selection(from: from, before: before)
    #expect(selection.contains(job) == isIn)
    #expect(selection.hasPeriod == (from != nil || before != nil))
  }

  @Test(
    "As of a moment, what started by then is there, and what has no date",
    arguments: [
      ("2026-03-01T00:00:00Z", true), ("2026-02-01T00:00:00Z", true), ("2026-03-01T00:00:00.001Z", false),
      (nil, true),
    ] as [(String?, Bool)])
  func asOf(createdAt: String?, isIn: Bool) throws {
    let date = createdAt.map { "\"\($0)\"" } ?? "null"
    var selection = Selection()
    selection.startedBy = Self.march
    #expect(selection.contains(try JobSummary("{\"createdAt\":\(date)}")) == isIn)
  }

  @Test(
    "Statuses and ids; none named means all",
    arguments: [
      ([], [], true), ([.failed], [], true), ([.running, .failed], [], true), ([.running], [], false),
      ([], ["a"], true), ([], ["b", "a"], true), ([], ["b"], false), ([], ["A"], false),
      ([.failed], ["b"], false), ([.running], ["a"], false), ([.failed], ["a"], true),
    ] as [(Set<Status>, Set<ID>, Bool)])
  func statusesAndIDs(statuses: Set<Status>, ids: Set<ID>, isIn: Bool) throws {
    let job = try JobSummary(#"{"haultReason":"error"}"#)
    #expect(job.key.id == "a")
    #expect(Selection(statuses: statuses, ids: ids).contains(job) == isIn)
  }
}
