import Testing

@testable import ReportKit

@Suite struct JSONTextTests {
  @Test(
    "The root's kind comes from its first byte",
    arguments: [
      (" {} ", "an object", "{}"), ("[1]\n", "a list", "[1]"), (#""a""#, "a string", #""a""#),
      ("-1.5e3", "a number", "-1.5e3"), ("true", "true or false", "true"),
      ("false", "true or false", "false"),
      ("null", "null", "null"),
    ])
  func root(text: String, kind: String, source: String) throws {
    let json = JSONText([UInt8](text))
    let root = try json.root()
    #expect(root.kind.rawValue == kind)
    #expect(json.source(root) == source)
  }

  @Test(
    "A text holds one value",
    arguments: [
      ("", "it ends in the middle of a value, at byte 0"),
      ("  ", "it ends in the middle of a value, at byte 2"),
      ("1 2", "the end of the text expected at byte 2"), ("{}]", "the end of the text expected at byte 2"),
    ])
  func notOneValue(text: String, words: String) {
    #expect(message { _ = try JSONText([UInt8](text)).root() } == words)
  }

  @Test("Members keep their order and repeated names; the last of a name counts")
  func members() throws {
    let json = JSONText([UInt8](#" { "b" : 1, "a":[2 , {"a":9}], "b":"x\n" } "#))
    let members = try json.members()
    #expect(members.map { json.bytes[$0.name].map { $0 }.text } == ["b", "a", "b"])
    #expect(members.map { json.source($0.value) } == ["1", #"[2 , {"a":9}]"#, #""x\n""#])
    #expect(json.value("b", in: members).flatMap(json.string) == "x\n")
    #expect(json.value("a", in: members)?.kind == .array)
    #expect(json.value("c", in: members) == nil)
  }

  @Test("Names are compared byte by byte, so one with an escape is another")
  func names() throws {
    let json = JSONText([UInt8](#"{"\u0061":1,"ab":2,"A":3}"#))
    let members = try json.members()
    #expect(json.value("a", in: members) == nil)
    #expect(json.value("A", in: members).map(json.source) == "3")
  }

  @Test(
    "Members that cannot be read say why",
    arguments: [
      ("5", "an object expected at byte 0"), (" [", "an object expected at byte 1"),
      ("", "it ends in the middle of a value, at byte 0"),
      ("{", "it ends in the middle of a value, at byte 1"),
      (#"{"a":1"#, "it ends in the middle of a value, at byte 6"),
      (#"{"a":1]"#, "',' or '}' expected at byte 6"),
    ])
  func noMembers(text: String, words: String) {
    #expect(message { _ = try JSONText([UInt8](text)).members() } == words)
  }

  @Test(
    "Elements keep their order",
    arguments: [("[]", []), ("[ ]", []), (#"[1, "a",[ ],{}]"#, ["1", #""a""#, "[ ]", "{}"])])
  func elements(text: String, sources: [String]) throws {
    let json = JSONText([UInt8](text))
    #expect(try json.elements(of: json.root()).map(json.source) == sources)
  }

  @Test("Only a string has a text")
  func stringsOnly() throws {
    let json = JSONText([UInt8]("12"))
    #expect(try json.string(json.root()) == nil)
  }

  @Test(
    "Elements with their members are those that are found one by one",
    arguments: [
      "[]", "[ ]", "[1,{},[{}],\"{\",null]", #"[{"a":1,"b":[2,{"c":3}]} , {"a":"}"}]"#,
      #"[{"a":{}},{"b":1}]"#,
      "[\(String(repeating: "[", count: 300))\(String(repeating: "]", count: 300)),{\"a\":1}]",
    ])
  func elementsWithMembers(source: String) throws {
    let text = JSONText([UInt8](source))
    let list = JSONText.Value(kind: .array, range: 0..<text.bytes.count)
    var found: [(JSONText.Value, [JSONText.Member]?)] = []
    try text.eachElement(withMembersOf: list) { found.append(($0, $1)) }
    let elements = try text.elements(of: list)
    #expect(found.map(\.0.range) == elements.map(\.range) && found.map(\.0.kind) == elements.map(\.kind))
    for (element, members) in found {
      let own = element.kind == .object ? try text.members(of: element) : nil
      #expect(members?.map(\.name) == own?.map(\.name))
      #expect(members?.map(\.value.range) == own?.map(\.value.range))
    }
  }

  @Test(
    "What is broken in an element is told",
    arguments: ["[{\"a\":}]", "[{\"a\":1]", "[{\"a\":1}", "[{},", "[{} {}]"])
  func brokenElements(source: String) throws {
    let text = JSONText([UInt8](source))
    let list = JSONText.Value(kind: .array, range: 0..<text.bytes.count)
    #expect(throws: JSONError.self) { try text.eachElement(withMembersOf: list) { _, _ in } }
  }
}
