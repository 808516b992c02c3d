import Testing

@testable import ReportKit

@Suite struct MintlifyV2Tests {
  private func decode(_ members: String) throws -> JobPatch {
    try Providers.decode(
      Record(provider: "mintlify", project: nil, endpoint: .v2Job, bytes: [UInt8]("{\(members)}")),
      hiding: .shapes)
  }

  @Test("A whole answer")
  func whole() throws {
    let answer = try decode(
      #"""
      "id":"a","status":"completed","source":{"repository":"https://github.com/acme/docs","ref":"acme/x"},
      "model":"opus","prLink":"https://github.com/acme/docs/pull/1","createdAt":"2026-03-31T23:35:59.000Z",
      "archivedAt":"2026-04-01T00:00:00.000Z","new":[{}]
      """#)
    #expect(answer.id == "a")
    #expect(answer.project == nil)
    #expect(answer.outcome == JobPatch.Outcome(status: .completed, raw: "completed"))
    #expect(answer.repository.value == "https://github.com/acme/docs")
    #expect(answer.branch.value == "acme/x")
    #expect(answer.model.value == "opus")
    #expect(answer.pullRequests.value?.opened.map(\.url) == ["https://github.com/acme/docs/pull/1"])
    #expect(answer.createdAt.value?.iso8601 == "2026-03-31T23:35:59Z")
    #expect(answer.archivedAt.value?.iso8601 == "2026-04-01T00:00:00Z")
    #expect(answer.isArchived.value == true)
    #expect(answer.title.isAbsent && answer.todos.isAbsent && answer.message.isAbsent)
    #expect(answer.unread.isEmpty)
  }

  @Test("An answer without any known member says nothing, and that is no problem")
  func nothing() throws {
    let answer = try decode(#""else":1"#)
    #expect(answer.id == nil && answer.outcome == nil)
    #expect(answer.branch.isAbsent && answer.repository.isAbsent && answer.model.isAbsent)
    #expect(answer.createdAt.isAbsent && answer.archivedAt.isAbsent && answer.isArchived.isAbsent)
    #expect(answer.pullRequests.isAbsent)
    #expect(answer.unread.isEmpty)
  }

  @Test(
    "Every status; archived is none of how a job ended",
    arguments: [
      (#""status":"active""#, "running active", false),
      (#""status":"completed""#, "completed completed", false),
      (#""status":"failed""#, "failed failed", false), (#""status":"archived""#, "none", true),
      (#""status":"queued""#, "unknown queued", false), (#""status":"Failed""#, "unknown Failed", false),
      (#""status":3"#, "unknown 3", false), (#""status":null"#, "none", nil), (#""status":"""#, "none", nil),
      (#""status":{}"#, "none", nil),
      (#""status":"failed","archivedAt":"2026-04-01""#, "failed failed", true),
      (#""status":"active","archivedAt":null"#, "running active", false),
      (#""archivedAt":"2026-04-01""#, "none", true),
    ] as [(String, String, Bool?)])
  func status(members: String, outcome: String, isArchived: Bool?) throws {
    let answer = try decode(members)
    #expect((answer.outcome.map { "\($0.status.slug) \($0.raw ?? "-")" } ?? "none") == outcome)
    #expect(answer.outcome?.namesCause != true)
    #expect(answer.isArchived.value == isArchived)
  }

  @Test(
    "What cannot be read is named; the rest is read",
    arguments: [
      // Two fields stand in it.
      (
        #""source":"https://github.com/acme/docs""#,
        ["'source' is a string, not an object", "'source' is a string, not an object"]
      ),
      (
        #""source":{"ref":["x"],"repository":{}}"#,
        ["'repository' is an object, not a text", "'ref' is a list, not a text"]
      ),
      (#""prLink":{"number":1}"#, ["'prLink' is an object, not an address"]),
      (
        #""createdAt":"x","archivedAt":[]"#,
        [#"'createdAt' is no date: "x""#, "'archivedAt' is a list, not a text"]
      ),
    ])
  func problems(members: String, problems: [String]) throws {
    let answer = try decode("\"id\":\"a\",\"model\":\"opus\",\(members)")
    #expect(Set(answer.unread.map(\.reason)) == Set(problems) && answer.unread.count == problems.count)
    #expect(answer.id == "a")
    #expect(answer.model.value == "opus")
  }

  @Test("Null and empty take a field back", arguments: ["null", #""""#])
  func null(value: String) throws {
    let answer = try decode(
      "\"source\":{\"ref\":\(value),\"repository\":\(value)},\"prLink\":\(value),\"model\":\(value)")
    #expect(
      answer.branch.isNull && answer.repository.isNull && answer.pullRequests.isNull && answer.model.isNull)
  }
}
