import Testing

@testable import ReportKit

@Suite struct MintlifyV1Tests {
  private func decode(_ members: String) throws -> JobPatch {
    try Providers.decode(
      Record(provider: "mintlify", project: nil, endpoint: .v1Job, bytes: [UInt8]("{\(members)}")),
      hiding: .shapes)
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
    #expect(answer.outcome == JobPatch.Outcome(status: .completed, raw: "completed"))
    #expect(answer.title.value == "T")
    #expect(answer.branch.value == "acme/x")
    #expect(answer.createdAt.value?.iso8601 == "2026-03-31T23:35:59Z")
    #expect(answer.pullRequests.value?.opened.map(\.url) == ["https://github.com/acme/docs/pull/1"])
    #expect(answer.message.value?.utf8.text == "Done\n*now*")
    #expect(
      answer.todos.value == [
        Todo(content: "A", state: .completed, priority: .high), Todo(content: "B", state: .pending),
      ])
    #expect(answer.unread.isEmpty)
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
    #expect(answer.unread.isEmpty)
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
    #expect(answer.unread.isEmpty)
  }

  @Test(
    "Todos in every shape that they can be found in, as `content status priority`",
    arguments: [
      ("[]", [], []), ("null", nil, []), (#"" ""#, nil, []), (#"[{"status":"pending"}]"#, [" pending"], []),
      (#"["Write","Check"]"#, ["Write ", "Check "], []),
      (
        #""[{\"content\":\"A\",\"status\":\"completed\",\"priority\":\"high\"},\"B\"]""#,
        ["A completed high", "B "], []
      ),
      (#"["{\"content\":\"A\",\"status\":\"pending\"}","{no JSON"]"#, ["A pending", "{no JSON "], []),
      (#"{"content":"A","status":"pending"}"#, ["A pending"], []),
      (#""{\"content\":\"A\"}""#, ["A "], []), (#""[]""#, [], []),
      (
        #"[{"content":"A"}, 5, "x", null, {"content":"B"}, [1]]"#, ["A ", "x ", "B "],
        [
          "'todos', item 2, is a number, not a todo (partial)",
          "'todos', item 4, is null, not a todo (partial)",
          "'todos', item 6, is a list, not a todo (partial)",
        ]
      ),
      (
        #"[{}, {"content":" ","id":"1"}, ""]"#, nil,
        ["'todos', item 1, is empty", "'todos', item 2, is empty", "'todos', item 3, is empty"]
      ),
      (#"[5, {}]"#, nil, ["'todos', item 1, is a number, not a todo", "'todos', item 2, is empty"]),
      (
        #"[{"content":["A"],"status":"pending"}]"#, [" pending"],
        ["'todos', item 1: 'content' is a list, not a text (partial)"]
      ),
      (#"{"1":{"content":"A"}}"#, nil, ["'todos' is an object, not a list"]),
      (
        #"{"content":{}}"#, nil,
        ["'todos': 'content' is an object, not a text"]
      ),
      ("7", nil, ["'todos' is a number, not a list"]),
      ("true", nil, ["'todos' is true or false, not a list"]),
      (#""none""#, nil, [#"'todos' is a string, not a list: "none""#]),
      (
        #""[{'content': 'mint_0123456789abcdef'}]""#, nil,
        [#"'todos' is a string, not a list: "[{'content': 'mint_[redacted]'}]""#]
      ),
    ] as [(String, [String]?, [String])])
  func todos(value: String, todos: [String]?, problems: [String]) throws {
    let answer = try decode("\"todos\":\(value)")
    let found = answer.todos.value.map { todos in
      todos.map { "\($0.content) \($0.state.word)\($0.priority.map { " \($0.word)" } ?? "")" }
    }
    #expect(found == todos)
    #expect(answer.unread.allSatisfy { $0.field == .todos })
    #expect(answer.unread.map { $0.reason + ($0.isPartial ? " (partial)" : "") } == problems)
  }

  @Test("Of a list without end a page's worth is read, and the rest is said")
  func manyTodos() throws {
    let answer = try decode("\"todos\":[\(repeatElement(#""x""#, count: 1001).joined(separator: ","))]")
    #expect(answer.todos.value?.count == 1000)
    #expect(answer.unread.map(\.reason) == ["of the 1001 items of 'todos' only the first 1000 are read"])
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
