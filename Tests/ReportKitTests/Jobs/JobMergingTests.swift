import Testing

@testable import ReportKit

@Suite struct JobMergingTests {
  @Test("A job without answers knows nothing")
  func nothing() throws {
    let job = try Job()
    #expect(job.status == .unknown)
    #expect(job.statusRaw == nil)
    #expect(!job.isArchived)
    #expect(job.title == nil && job.branch == nil && job.repository == nil && job.model == nil)
    #expect(job.createdAt == nil && job.archivedAt == nil && job.message == nil)
    #expect(job.pullRequests.isEmpty && job.todos.isEmpty)
  }

  /// Each field: the older answer's member, a newer value, how to read it, and what the two values are.
  static let fields:
    [(
      name: String, older: String, newer: String, null: String, read: @Sendable (Job) -> String?,
      values: [String]
    )] = [
      (
        "title", #""haulted":false,"title":"T1""#, #""haulted":false,"title":"T2""#,
        #""haulted":false,"title":null"#, \.title, ["T1", "T2"]
      ),
      (
        "v1 branch", #""haulted":false,"branch":"b1""#, #""haulted":false,"branch":"b2""#,
        #""haulted":false,"branch":null"#, \.branch, ["b1", "b2"]
      ),
      (
        "v2 branch", #""source":{"ref":"b1"}"#, #""source":{"ref":"b2"}"#, #""source":{"ref":null}"#,
        \.branch, ["b1", "b2"]
      ),
      (
        "repository", #""source":{"repository":"r1"}"#, #""source":{"repository":"r2"}"#,
        #""source":{"repository":null}"#, \.repository, ["r1", "r2"]
      ),
      ("model", #""model":"opus""#, #""model":"sonnet""#, #""model":null"#, \.model, ["opus", "sonnet"]),
      (
        "createdAt", #""createdAt":"2026-03-01""#, #""createdAt":"2026-03-02""#, #""createdAt":null"#,
        { $0.createdAt?.iso8601 }, ["2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"]
      ),
      (
        "archivedAt", #""archivedAt":"2026-03-01""#, #""archivedAt":"2026-03-02""#, #""archivedAt":null"#,
        { $0.archivedAt?.iso8601 }, ["2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"]
      ),
      (
        "v1 pull request", #""haulted":false,"pullRequestLink":"https://a.example/1""#,
        #""haulted":false,"pullRequestLink":"https://a.example/2""#,
        #""haulted":false,"pullRequestLink":null"#, { $0.pullRequests.first?.url },
        ["https://a.example/1", "https://a.example/2"]
      ),
      (
        "text in the place of a pull request", #""haulted":false,"pullRequestLink":"p1""#,
        #""haulted":false,"pullRequestLink":"p2""#,
        #""haulted":false,"pullRequestLink":null"#, \.pullRequestTexts.first, ["p1", "p2"]
      ),
      (
        "v2 pull request", #""prLink":"https://a.example/1""#, #""prLink":"https://a.example/2""#,
        #""prLink":null"#, { $0.pullRequests.first?.url }, ["https://a.example/1", "https://a.example/2"]
      ),
      (
        "todos", #""haulted":false,"todos":[{"content":"x"}]"#, #""haulted":false,"todos":[{"content":"y"}]"#,
        #""haulted":false,"todos":null"#, { $0.todos.first?.content }, ["x", "y"]
      ),
      (
        "message", #""messageToUser":"m1""#, #""messageToUser":"m2""#, #""messageToUser":null"#,
        { $0.message?.text },
        ["m1", "m2"]
      ),
    ]

  @Test(
    "Each field is of the newest answer that has its key, and null takes it back",
    arguments: fields.map(\.name))
  func field(name: String) throws {
    let field = try #require(Self.fields.first { $0.name == name })
    let (older, newer, null) = (
      "{\"id\":\"a\",\(field.older)}", "{\"id\":\"a\",\(field.newer)}", "{\"id\":\"a\",\(field.null)}"
    )
    #expect(try field.read(Job(older)) == field.values[0])
    #expect(try field.read(Job(older, newer)) == field.values[1])
    #expect(try field.read(Job(newer, older)) == field.values[0])
    #expect(try field.read(Job(older, #"{"id":"a"}"#)) == field.values[0])
    #expect(try field.read(Job(older, #"{"sessionId":"a"}"#)) == field.values[0])
    #expect(try field.read(Job(older, null)) == nil)
    #expect(try field.read(Job(older, null, newer)) == field.values[1])
  }

  @Test("A field that could not be read takes nothing back")
  func unreadable() throws {
    let job = try Job(
      #"{"haulted":false,"title":"T","createdAt":"2026-03-01"}"#,
      #"{"haulted":false,"title":[],"createdAt":"soon"}"#)
    #expect(job.title == "T")
    #expect(job.createdAt?.iso8601 == "2026-03-01T00:00:00Z")
  }

  @Test(
    "The outcome of several answers, the oldest first",
    arguments: [
      // A cause that version 1 names is not taken back by a bare failure of version 2.
      (["v1 error", "v2 failed"], "failed (error)"),
      (["v1 github_missconfigured", "v2 failed"], "blocked (github_missconfigured)"),
      (["v1 interrupted", "v2 failed"], "interrupted (interrupted)"),
      (["v1 interrupted", "v2 failed", "v2 failed"], "interrupted (interrupted)"),
      (["v2 failed", "v1 github_missconfigured"], "blocked (github_missconfigured)"),
      // Anything else that is newer holds.
      (["v1 interrupted", "v2 active"], "running (active)"),
      (["v1 interrupted", "v2 active", "v2 failed"], "failed (failed)"),
      (["v1 error", "v2 completed"], "completed (completed)"),
      (["v1 error", "v1 processing"], "running (processing)"),
      (["v1 completed", "v2 failed"], "failed (failed)"),
      (["v1 processing", "v2 failed"], "failed (failed)"),
      (["v2 failed", "v2 active"], "running (active)"),
      (["v1 error", "v1 interrupted"], "interrupted (interrupted)"),
      (["v1 paused", "v2 failed"], "failed (failed)"), (["v2 completed", "v1 paused"], "unknown (paused)"),
      (["v1 error", "v2 -"], "failed (error)"),
      // Archived is a flag beside the status.
      (["v2 archived"], "archived (archived) archived"),
      (["v1 error", "v2 archived"], "failed (error) archived"),
      (["v2 archived", "v1 completed"], "completed (completed) archived"),
      (["v2 completed", "v2 archived"], "completed (completed) archived"),
      (["v2 archived", "v2 active"], "running (active)"),
      (["v1 error", "v2 archived", "v2 failed"], "failed (error)"),
    ])
  func outcome(answers: [String], outcome: String) throws {
    let merged = Job(
      key: JobKey(provider: "mintlify", project: nil, id: "a"),
      merging: try answers.map { words in
        let word = words.dropFirst(3)
        if word == "-" { return try answer(#"{"id":"a"}"#) }
        return try answer(
          words.hasPrefix("v1") ? "{\"haultReason\":\"\(word)\"}" : "{\"id\":\"a\",\"status\":\"\(word)\"}")
      })
    let words = "\(merged.status.slug) (\(merged.statusRaw ?? "-"))" + (merged.isArchived ? " archived" : "")
    #expect(words == outcome)
  }

  @Test("A date of archiving archives, whatever the status says")
  func archivedAt() throws {
    let job = try Job(#"{"id":"a","status":"failed","archivedAt":"2026-03-01"}"#)
    #expect(job.status == .failed)
    #expect(job.isArchived)
    let dateOnly = try Job(#"{"id":"a","archivedAt":"2026-03-01"}"#)
    #expect(dateOnly.status == .archived)
    #expect(dateOnly.statusRaw == "archived")
  }
}
