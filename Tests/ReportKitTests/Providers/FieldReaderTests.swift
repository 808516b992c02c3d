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
    #expect(words(reader.text("f")) == expected)
    #expect(reader.problems == (problem.map { [$0] } ?? []))
  }

  @Test("A text of more than 64 KiB is cut between characters, with a notice")
  func longText() throws {
    let long = String(repeating: "é", count: 40_000)
    var reader = try reader("\"a\(long)\"")
    let cut = "a" + String(repeating: "é", count: 32_767)
    #expect(words(reader.text("f")) == cut + " … (14466 bytes are not shown)")
    #expect(JobKey(provider: "", project: nil, id: "a" + long).shownID == words(reader.text("f")))
    #expect(reader.problems.isEmpty)
  }

  @Test(
    "A text that must show something",
    arguments: [(#""a ""#, "a "), (#""""#, "null"), (#"" \n\t""#, "null"), ("null", "null"), ("0", "0")])
  func visibleText(value: String, expected: String) throws {
    var reader = try reader(value)
    #expect(words(reader.visibleText("f")) == expected)
    #expect(reader.problems.isEmpty)
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
    #expect(words(reader.boolean("f")) == expected)
    #expect(reader.problems == (problem.map { [$0] } ?? []))
  }

  @Test(
    "A moment",
    arguments: [
      (#""2026-03-01T00:00:00+01:00""#, "2026-02-28T23:00:00Z", nil), ("null", "null", nil),
      (#""""#, "null", nil),
      (#""soon""#, "absent", #"'f' is no date: "soon""#),
      ("1775000159", "absent", #"'f' is no date: "1775000159""#),
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
    #expect(words(reader.timestamp("f").map(\.iso8601)) == expected)
    #expect(reader.problems == (problem.map { [$0] } ?? []))
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
    #expect(words(reader.object("f").map(\.members.count)) == members)
    #expect(reader.problems == (problem.map { [$0] } ?? []))
  }

  @Test(
    "A list of objects",
    arguments: [
      (#"[{},{}]"#, "2", nil), ("[]", "0", nil), ("null", "null", nil),
      ("{}", "absent", "'f' is an object, not a list"),
      (#""x""#, "absent", "'f' is a string, not a list"),
      ("false", "absent", "'f' is true or false, not a list"),
      (#"[{},[]]"#, "1", "'f', item 2, is a list, not an object"),
    ])
  func objects(value: String, count: String, problem: String?) throws {
    var reader = try reader(value)
    #expect(words(reader.objects("f").map(\.count)) == count)
    #expect(reader.problems == (problem.map { [$0] } ?? []))
  }

  @Test("A key that is not there is absent, whatever is asked for")
  func absent() throws {
    var reader = try reader("1")
    #expect(reader.text("h").isAbsent && reader.visibleText("h").isAbsent && reader.boolean("h").isAbsent)
    #expect(reader.timestamp("h").isAbsent && reader.object("h").isAbsent && reader.objects("h").isAbsent)
    #expect(reader.problems.isEmpty)
  }
}
