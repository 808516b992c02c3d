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
    "What happened to a job later belongs to a period, too",
    arguments: [
      // Started, ended, and opened and ended of its pull request.
      ("02-10", "02-11", nil, nil, false), ("02-10", "03-02", nil, nil, true),
      ("02-10", "02-11", "02-11", "02-12", false), ("02-10", "02-11", "02-11", "03-02", true),
      ("02-10", "02-11", "03-02", nil, true), ("02-10", nil, "04-02", nil, false),
      ("04-02", "04-03", nil, nil, false),
    ] as [(String, String?, String?, String?, Bool)])
  func later(started: String, ended: String?, opened: String?, closed: String?, isIn: Bool) throws {
    func date(_ day: String?) -> String { day.map { "\"2026-\($0)T12:00:00Z\"" } ?? "null" }
    let pull =
      #"{"url":"https://git.example/a/b/pull/1","state":"\#(closed == nil ? "open" : "merged")","createdAt":\#(date(opened)),"endedAt":\#(date(closed))}"#
    let line =
      #"{"id":"a","provider":"own","status":"completed","createdAt":\#(date(started)),"endedAt":\#(date(ended)),"pullRequests":[\#(opened == nil ? "" : pull)]}"#
    let report = try TestSite([line], selection: Selection(from: Self.march, before: Self.april)).report
    #expect(report.jobs.count == (isIn ? 1 : 0))
    // Weeks outside of the period have no page, and nothing leads to one.
    #expect(report.weeks.allSatisfy { $0.id.monday.components.month == 3 || $0.id.description == "2026-W09" })
    #expect(report.jobs.indices.allSatisfy { report.week(ofJobAt: $0).map(report.hasPage) ?? true })
  }

  @Test(
    "Of jobs that began up to four weeks before a period it is asked how their pull requests stand",
    arguments: [("2026-02-10", true), ("2026-01-10", false), ("2026-03-10", true), ("2026-04-10", false)])
  func mayContain(started: String, isAsked: Bool) throws {
    let job = try JobSummary(
      #"{"haultReason":"completed","createdAt":"\#(started)","pullRequestLink":"https://git.example/a/b/pull/1"}"#
    )
    #expect(Selection(from: Self.march, before: Self.april).mayContain(job) == isAsked)
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
