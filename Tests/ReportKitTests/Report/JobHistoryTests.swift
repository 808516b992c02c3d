import Testing

@testable import ReportKit

/// How a job came to be as it is, in words, and what changed in a span of time.
@Suite struct JobHistoryTests {
  /// A job whose answers were had a day after each other from 20 August 2026 on.
  private static func findings(_ answers: [String]) throws -> (summary: JobSummary, job: Job) {
    let archived = answers.enumerated().map { day, json in
      (
        RecordReference(source: 0, list: -1, offset: Int64(day), length: Int32(json.utf8.count)),
        Record(
          provider: "mintlify", project: "acme", endpoint: .v1List, bytes: Array(json.utf8),
          time: Self.day(20 + day))
      )
    }
    var index = JobIndex(hiding: .shapes)
    for finding in JobIndex.examine(archived, hiding: .shapes) { index.add(finding) }
    let read: JobIndex.Reader = { archived[Int($0.offset)].1 }
    let summary = try #require(try index.finish(reading: read).jobs.first)
    return (summary, try JobIndex.job(summary, hiding: .shapes, reading: read))
  }

  private static func day(_ day: Int) -> Timestamp {
    Timestamp(iso8601: "2026-08-\(day)T12:00:00Z") ?? Timestamp(milliseconds: 0)
  }

  private static func todos(_ states: String...) -> String {
    states.enumerated().map { #"{"content":"item \#($0)","status":"\#($1)"}"# }.joined(separator: ",")
  }

  private static let answers = [
    #"{"sessionId":"a","createdAt":"2026-08-19T08:00:00Z","haultReason":"processing","todos":[\#(todos("completed", "pending"))]}"#,
    // The same again, and a title that a history does not tell.
    #"{"sessionId":"a","createdAt":"2026-08-19T08:00:00Z","haultReason":"processing","title":"x","todos":[\#(todos("completed", "pending"))]}"#,
    #"{"sessionId":"a","createdAt":"2026-08-19T08:00:00Z","haultReason":"processing","todos":[\#(todos("completed", "completed", "pending"))]}"#,
    #"{"sessionId":"a","createdAt":"2026-08-19T08:00:00Z","haultReason":"error","todos":[\#(todos("completed", "completed"))],"pullRequestLink":"https://github.com/acme/docs/pull/7"}"#,
  ]

  @Test("A history has an entry for each change of status, todos and pull requests")
  func words() throws {
    let (_, job) = try Self.findings(Self.answers)
    let told = job.history.entries.map { entry in
      ([entry.time.iso8601, entry.status.slug] + entry.notes + entry.opened.map(\.label)).joined(
        separator: " · ")
    }
    #expect(
      told == [
        "2026-08-20T12:00:00Z · running · 1 of 2 todos",
        "2026-08-22T12:00:00Z · running · 2 of 3 todos · one todo added",
        "2026-08-23T12:00:00Z · failed · 2 of 2 todos · one todo removed · docs#7",
      ])
  }

  @Test("Changes are counted in the span they were seen in")
  func changes() throws {
    let (summary, _) = try Self.findings(Self.answers)
    func words(after start: Int, through end: Int) -> String? {
      var changes = Changes()
      changes.add(summary, after: Self.day(start), through: Self.day(end))
      return changes.words
    }
    #expect(
      words(after: 10, through: 31)
        == "1 new job, 1 newly failed, 1 pull request opened, 2 todos done")
    #expect(words(after: 10, through: 19) == "1 new job")
    #expect(words(after: 20, through: 21) == nil)
    #expect(words(after: 21, through: 22) == "1 todo done")
    #expect(words(after: 22, through: 31) == "1 newly failed, 1 pull request opened")
    #expect(words(after: 23, through: 31) == nil)
  }

  @Test("A job that went on again ended when it did so last")
  func again() throws {
    let words = ["processing", "completed", "processing", "processing", "error", "error"]
    let (summary, _) = try Self.findings(
      words.map { #"{"sessionId":"a","createdAt":"2026-08-01T08:00:00Z","haultReason":"\#($0)"}"# })
    #expect(summary.history.map(\.status) == [.running, .completed, .running, .failed])
    #expect(summary.endedAt == summary.history.last?.time)
  }

  @Test("A job of before the span that was first seen ended in it is no change")
  func firstSeenEnded() throws {
    let (summary, _) = try Self.findings([
      #"{"sessionId":"a","createdAt":"2026-01-01T08:00:00Z","haultReason":"completed"}"#
    ])
    var changes = Changes()
    changes.add(summary, after: Self.day(10), through: Self.day(30))
    #expect(changes.words == nil)
  }
  @Test(
    "A job that was first seen ended is finished in the span in which a list did not have it yet",
    arguments: [(9, false), (10, false), (11, true), (19, true)])
  func firstSeenEndedBehindAList(absentOn day: Int, isFinished: Bool) throws {
    var (summary, _) = try Self.findings([#"{"sessionId":"a","haultReason":"completed"}"#])
    summary.absentAt = Self.day(day)
    var changes = Changes()
    changes.add(summary, after: Self.day(10), through: Self.day(30))
    #expect(changes.words == (isFinished ? "1 new job, 1 finished" : nil))
    let dated = #"{"sessionId":"a","createdAt":"2026-01-01T08:00:00Z","haultReason":"error"}"#
    (summary, _) = try Self.findings([dated])
    summary.absentAt = Self.day(day)
    changes = Changes()
    changes.add(summary, after: Self.day(10), through: Self.day(30))
    #expect(changes.words == (isFinished ? "1 newly failed" : nil))
  }
}
