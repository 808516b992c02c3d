import Testing

@testable import ReportKit

/// What each kind of field does with a value of each type, with the words of the problem.
@Suite struct FieldReaderTests {
  private func reader(_ value: String) throws -> FieldReader {
    let json = JSONText([UInt8]("{\"f\":\(value),\"g\":1}"))
    return FieldReader(try json.members(), of: json)
  }

  private func words<Value>(_ field: Field<Value>) -> String {
    switch field {
    case .absent: "absent"
    case .null: "null"
    case .value(let value): "\(value)"
    }
  }

  @Test(
    "A text",
    arguments: [
      (#""a\nb""#, "a\nb", nil), (#""""#, "", nil), (#"" ""#, " ", nil), ("null", "null", nil),
      ("-1.50", "-1.50", nil),
      ("true", "true", nil), ("[1]", "absent", "'f' is a list, not a text"),
      ("{}", "absent", "'f' is an object, not a text"),
      (#""mint_0123456789abcdef""#, "mint_[redacted]", nil),
    ])
  func text(value: String, expected: String, problem: String?) throws {
    var reader = try reader(value)
    #expect(words(reader.text("f", for: .title)) == expected)
    #expect(reader.unread.map(\.reason) == (problem.map { [$0] } ?? []))
  }

  @Test("A text of more than 64 KiB is cut between characters, with a notice")
  func longText() throws {
    let long = String(repeating: "é", count: 40_000)
    var reader = try reader("\"a\(long)\"")
    let cut = "a" + String(repeating: "é", count: 32_747)
    #expect(words(reader.text("f", for: .title)) == cut + " … (14506 bytes are not shown)")
    #expect(
      JobKey(provider: "", project: nil, id: ID("a" + long)).shownID == words(reader.text("f", for: .title)))
    #expect(reader.unread.map(\.reason) == ["'f' has 80001 bytes, of which 65536 are shown"])
  }

  @Test(
    "A text that must show something",
    arguments: [(#""a ""#, "a "), (#""""#, "null"), (#"" \n\t""#, "null"), ("null", "null"), ("0", "0")])
  func visibleText(value: String, expected: String) throws {
    var reader = try reader(value)
    #expect(words(reader.visibleText("f", for: .title)) == expected)
    #expect(reader.unread.isEmpty)
  }

  @Test(
    "True or false",
    arguments: [
      ("true", "true", nil), ("false", "false", nil), (#""true""#, "true", nil), (#""false""#, "false", nil),
      ("null", "null", nil),
      (#""yes""#, "absent", #"'f' is neither true nor false: "yes""#),
      ("1", "absent", #"'f' is neither true nor false: "1""#),
      ("[]", "absent", "'f' is a list, not a text"),
    ])
  func boolean(value: String, expected: String, problem: String?) throws {
    var reader = try reader(value)
    #expect(words(reader.boolean("f", for: .title)) == expected)
    #expect(reader.unread.map(\.reason) == (problem.map { [$0] } ?? []))
  }

  @Test(
    "A moment",
    arguments: [
      (#""2026-03-01T00:00:00+01:00""#, "2026-02-28T23:00:00Z", nil), ("null", "null", nil),
      (#""""#, "null", nil),
      (#""soon""#, "absent", #"'f' is no date: "soon""#),
      ("1775000159", "2026-03-31T23:35:59Z", nil), (#""1775000159""#, "2026-03-31T23:35:59Z", nil),
      ("1775000159.25", "2026-03-31T23:35:59.250Z", nil), ("0", "1970-01-01T00:00:00Z", nil),
      ("1775000159000", "2026-03-31T23:35:59Z", nil), (#""1775000159000""#, "2026-03-31T23:35:59Z", nil),
      ("1.775000159e12", "2026-03-31T23:35:59Z", nil), ("100000000000", "5138-11-16T09:46:40Z", nil),
      ("100000000001", "1973-03-03T09:46:40.001Z", nil), ("-62135596800", "0001-01-01T00:00:00Z", nil),
      ("253402300800000", "absent", #"'f' is no date: "253402300800000""#),
      ("1775000159000000000", "absent", #"'f' is no date: "1775000159000000000""#),
      ("1e400", "absent", #"'f' is no date: "1e400""#), ("true", "absent", #"'f' is no date: "true""#),
      (#""20260331""#, "absent", #"'f' is no date: "20260331""#),
      (#"{"$date":1}"#, "absent", "'f' is an object, not a text"),
      (#""2026-02-30""#, "absent", #"'f' is no date: "2026-02-30""#),
      ("{}", "absent", "'f' is an object, not a text"),
      (#""mint_0123456789abcdef""#, "absent", #"'f' is no date: "mint_[redacted]""#),
      (
        "\"\(String(repeating: "x", count: 61))\"", "absent",
        "'f' is no date: \"\(String(repeating: "x", count: 60))…\""
      ),
    ])
  func timestamp(value: String, expected: String, problem: String?) throws {
    var reader = try reader(value)
    #expect(words(reader.timestamp("f", for: .title).map(\.iso8601)) == expected)
    #expect(reader.unread.map(\.reason) == (problem.map { [$0] } ?? []))
  }

  @Test(
    "An object",
    arguments: [
      (#"{"a":1}"#, "1", nil), ("{}", "0", nil), ("null", "null", nil),
      ("[]", "absent", "'f' is a list, not an object"),
      (#""x""#, "absent", "'f' is a string, not an object"),
      ("5", "absent", "'f' is a number, not an object"),
      ("true", "absent", "'f' is true or false, not an object"),
    ])
  func object(value: String, members: String, problem: String?) throws {
    var reader = try reader(value)
    #expect(words(reader.object("f", for: [.title]).map(\.members.count)) == members)
    #expect(reader.unread.map(\.reason) == (problem.map { [$0] } ?? []))
  }

  @Test(
    "Pull requests: the addresses that were read, texts in brackets",
    arguments: [
      (#""https://a.example/b/c/pull/1""#, "https://a.example/b/c/pull/1", nil), (#""none""#, "[none]", nil),
      (
        #"["https://a.example/1","x",{"url":"https://a.example/2"}]"#,
        "https://a.example/1 https://a.example/2 [x]", nil
      ),
      (#"{"url":"https://a.example/1","state":"open"}"#, "https://a.example/1", nil),
      ("null", "null", nil), (#"" ""#, "null", nil), ("[]", "null", nil), ("[null]", "null", nil),
      ("{}", "absent", "'f' is an object, not an address"), ("7", "[7]", nil),
      (#"{"url":{}}"#, "absent", "'f' is an object, not an address"),
      (#"["x",["y"]]"#, "[x]", "'f', item 2, is a list, not an address (partial)"),
      ("[[]]", "absent", "'f', item 1, is a list, not an address"),
      (
        "[\(repeatElement(#""x""#, count: 101).joined(separator: ","))]",
        repeatElement("[x]", count: 100).joined(separator: " "),
        "of the 101 items of 'f' only the first 100 are read (partial)"
      ),
    ])
  func pullRequests(value: String, expected: String, problem: String?) throws {
    var reader = try reader(value)
    let list = reader.pullRequests("f").map { list in
      (list.opened.map(\.url) + list.texts.map { "[\($0)]" }).joined(separator: " ")
    }
    #expect(words(list) == expected)
    #expect(notes(reader, .pullRequests) == (problem.map { [$0] } ?? []))
  }

  @Test(
    "A message: a text, or the texts of content blocks",
    arguments: [
      (#""a\nb""#, "a\nb", []), ("42", "42", []), ("true", "true", []), (#""null""#, "null", []),
      ("null", "null", []),
      (
        #"[{"type":"text","text":"a"},"b",{"type":"text","text":{"value":"c","annotations":[]}}]"#,
        "a\n\nb\n\nc", []
      ),
      (#"[{"type":"text","text":"a"},{"type":"text","text":"b"}]"#, "a\n\nb", []),
      (#"["a",null,5]"#, "a\n\n5", []), (#"{"text":"a"}"#, "a", []), ("[]", "", []),
      (#"{"role":"assistant","content":[{"type":"text","text":"a"}]}"#, "a", []),
      (#"{"content":"a"}"#, "a", []),
      (
        #"[{"type":"tool_use","input":{}},{"type":"text","text":"a"},[[[[1]]]]]"#,
        "(Item 1 could not be read: it is an object.)\n\na\n\n(Item 3 could not be read: it is a list.)",
        ["'f', item 1, is an object, not a text (partial)", "'f', item 3, is a list, not a text (partial)"]
      ),
      (#"[{"type":"image"}]"#, "absent", ["'f' is a list, not a text"]),
      ("{}", "absent", ["'f' is an object, not a text"]),
      (#"[{"text":"mint_0123456789abcdef"}]"#, "mint_[redacted]", []),
    ] as [(String, String, [String])])
  func message(value: String, expected: String, problems: [String]) throws {
    var reader = try reader(value)
    #expect(words(reader.message("f").map { $0.utf8.text }) == expected)
    #expect(notes(reader, .message) == problems)
  }

  private func notes(_ reader: FieldReader, _ field: JobField) -> [String] {
    #expect(reader.unread.allSatisfy { $0.field == field })
    return reader.unread.map { $0.reason + ($0.isPartial ? " (partial)" : "") }
  }

  @Test("Of a list that is wrong a thousand times over the first reasons are kept")
  func manyNotes() throws {
    var reader = try reader("[\(repeatElement("1", count: 1000).joined(separator: ","))]")
    #expect(reader.todos("f").isAbsent)
    #expect(reader.unread.count == 11)
    #expect(reader.unread.last?.reason == "and 990 more like these")
  }

  @Test("A key that is not there is absent, whatever is asked for")
  func absent() throws {
    var reader = try reader("1")
    #expect(
      reader.text("h", for: .title).isAbsent && reader.visibleText("h", for: .title).isAbsent
        && reader.boolean("h", for: .title).isAbsent)
    #expect(
      reader.timestamp("h", for: .title).isAbsent && reader.object("h", for: [.title]).isAbsent
        && reader.todos("h").isAbsent
        && reader.pullRequests("h").isAbsent && reader.message("h").isAbsent)
    #expect(reader.unread.isEmpty)
  }
}
