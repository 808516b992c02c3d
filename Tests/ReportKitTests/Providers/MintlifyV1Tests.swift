import Testing

@testable import ReportKit

@Suite struct MintlifyV1Tests {
  private func decode(_ members: String) throws -> Answer {
    try Providers.decode(
      Snapshot(provider: "mintlify", project: nil, endpoint: .v1Job, bytes: [UInt8]("{\(members)}")))
  }

  @Test("A whole answer")
  func whole() throws {
    let answer = try decode(
      #"""
      "sessionId":"s1","subdomain":"acme","branch":"acme/x","haulted":true,"haultReason":"completed",
      "pullRequestLink":"https://github.com/acme/docs/pull/1","messageToUser":"Done\n*now*","userId":"u",
      "title":"T","createdAt":"2026-03-31T23:35:59.000Z","extra":{"deep":[1]},
      "todos":[{"id":"1","content":"A","status":"completed","priority":"high"},{"content":"B","status":"pending"}]
      """#)
    #expect(answer.id == "s1")
    #expect(answer.project == "acme")
    #expect(answer.outcome == Answer.Outcome(status: .completed, raw: "completed"))
    #expect(answer.title.value == "T")
    #expect(answer.branch.value == "acme/x")
    #expect(answer.createdAt.value?.iso8601 == "2026-03-31T23:35:59Z")
    #expect(answer.pullRequests.value?.opened.map(\.url) == ["https://github.com/acme/docs/pull/1"])
    #expect(answer.message.value?.utf8.text == "Done\n*now*")
    #expect(
      answer.todos.value == [
        Todo(content: "A", state: .completed, priority: .high), Todo(content: "B", state: .pending),
      ])
    #expect(answer.problems.isEmpty)
  }

  @Test(
    "An answer without any known member says nothing, and that is no problem", arguments: ["", #""else":1"#])
  func nothing(members: String) throws {
    let answer = try decode(members)
    #expect(answer.id == nil)
    #expect(answer.outcome == nil)
    for isAbsent in [
      answer.title.isAbsent, answer.branch.isAbsent, answer.createdAt.isAbsent, answer.todos.isAbsent,
    ] {
      #expect(isAbsent)
    }
    #expect(answer.message.isAbsent && answer.pullRequests.isAbsent && answer.isArchived.isAbsent)
    #expect(answer.problems.isEmpty)
  }

  @Test(
    "A given reason beats haulted; halted without a reason is unknown",
    arguments: [
      (#""haultReason":"completed""#, "completed completed"),
      (#""haultReason":"processing""#, "running processing"),
      (#""haultReason":"error""#, "failed error, a cause"),
      (#""haultReason":"github_missconfigured""#, "blocked github_missconfigured, a cause"),
      (#""haultReason":"interrupted""#, "interrupted interrupted, a cause"),
      (#""haultReason":"github_misconfigured""#, "unknown github_misconfigured"),
      (#""haultReason":"Completed""#, "unknown Completed"), (#""haultReason":"timeout""#, "unknown timeout"),
      (#""haultReason":7"#, "unknown 7"), (#""haultReason":false"#, "unknown false"),
      (#""haultReason":"processing","haulted":true"#, "running processing"),
      (#""haultReason":"error","haulted":false"#, "failed error, a cause"),
      (#""haulted":false"#, "running -"), (#""haulted":true"#, "unknown -"),
      (#""haulted":"false""#, "running -"), (#""haulted":"true""#, "unknown -"),
      (#""haulted":false,"haultReason":null"#, "running -"),
      (#""haulted":true,"haultReason":null"#, "unknown -"),
      (#""haulted":true,"haultReason":" ""#, "unknown -"), (#""haulted":null,"haultReason":null"#, "none"),
      ("", "none"),
      (#""haultReason":["error"],"haulted":false"#, "running -"),
    ])
  func outcome(members: String, outcome: String) throws {
    let found = try decode(members).outcome
    let words = found.map { "\($0.status.slug) \($0.raw ?? "-")" + ($0.namesCause ? ", a cause" : "") }
    #expect((words ?? "none") == outcome)
  }

  @Test(
    "Each word of a todo",
    arguments: [
      (#""status":"pending""#, .pending, nil), (#""status":"in_progress""#, .inProgress, nil),
      (#""status":"completed""#, .completed, nil), (#""status":"cancelled""#, .cancelled, nil),
      (#""status":"canceled""#, .unknown("canceled"), nil), (#""status":null"#, .unknown(""), nil),
      (#""priority":"high""#, .unknown(""), .high), (#""priority":"medium""#, .unknown(""), .medium),
      (#""priority":"low""#, .unknown(""), .low), (#""priority":"p0""#, .unknown(""), .unknown("p0")),
      (#""priority":1"#, .unknown(""), .unknown("1")), (#""priority":null"#, .unknown(""), nil),
    ] as [(String, Todo.State, Todo.Priority?)])
  func todo(member: String, state: Todo.State, priority: Todo.Priority?) throws {
    let answer = try decode("\"todos\":[{\"content\":\"A\",\(member)}]")
    #expect(answer.todos.value == [Todo(content: "A", state: state, priority: priority)])
    #expect(answer.problems.isEmpty)
  }

  @Test(
    "Todos of which a part can be read",
    arguments: [
      (#"[]"#, 0, []), (#"[{"status":"pending"}]"#, 1, []),
      (
        #"[{"content":"A"}, 5, "x", null, {"content":"B"}]"#, 2,
        [
          "'todos', item 2, is a number, not an object", "'todos', item 3, is a string, not an object",
          "'todos', item 4, is null, not an object",
        ]
      ),
      (#"[{}, {"content":" ","id":"1"}]"#, 0, ["'todos', item 1, is empty", "'todos', item 2, is empty"]),
      (#"[5, {}]"#, 0, ["'todos', item 1, is a number, not an object", "'todos', item 2, is empty"]),
      (#"[{"content":["A"],"status":"pending"}]"#, 1, ["'todos', item 1: 'content' is a list, not a text"]),
    ] as [(String, Int, [String])])
  func partOfTodos(list: String, count: Int, problems: [String]) throws {
    let answer = try decode("\"todos\":\(list)")
    #expect(answer.todos.value?.count == count)
    #expect(answer.problems == problems)
  }
}

extension Field {
  /// Whether the answer does not have the key.
  var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }

  /// Whether the answer takes the field back.
  var isNull: Bool {
    if case .null = self { true } else { false }
  }
}
