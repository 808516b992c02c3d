import Testing

@testable import ReportKit

@Suite struct JSONScannerTests {
  @Test(
    "A value ends where its grammar says",
    arguments: [
      ("null", 4), ("true", 4), ("false", 5), ("truest", 4), ("null,", 4),
      ("0", 1), ("-0", 2), ("12", 2), ("1.50", 4), ("-1e5", 4), ("1E+05", 5), ("1e-1 ", 4),
      ("01", 1), ("1,2", 1), ("1]", 1),
      (#""""#, 2), (#""a" "#, 3), (#""\"""#, 4), (#""\\""#, 4), (#""\u00e9""#, 8), (#""{]""#, 4),
      ("[]", 2), ("[ ]x", 3), ("[1, 2]", 6), ("[[],[]]", 7),
      ("{}", 2), ("{ }}", 3), (#"{"a":1}"#, 7), ("{ \"a\" :\t[ { } ]\r\n}", 18), (#"{"a":1,"a":2}"#, 13),
    ])
  func endOfValue(text: String, end: Int) throws {
    #expect(try JSONScanner.endOfValue([UInt8](text).span, from: 0) == end)
  }

  @Test("A value is found behind what stands before it")
  func startsAnywhere() throws {
    #expect(try JSONScanner.endOfValue([UInt8](#"[1,"é",2]"#).span, from: 3) == 7)
  }

  @Test(
    "Bytes that end too early may go on",
    arguments: [
      "", "t", "tru", "nul", "-", "1.", "1e", "1e+", #"""#, #""a"#, #""a\"#, #""a\""#, "[", "[1", "[1,",
      "[[]",
      "{", #"{"a"#, #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,"#, #"{"a":{}"#,
    ])
  func incomplete(text: String) {
    let error = JSONError(offset: text.utf8.count, reason: .incomplete)
    #expect(throws: error) { try JSONScanner.endOfValue([UInt8](text).span, from: 0) }
  }

  @Test(
    "Bytes that cannot be JSON are an error where they stand, whatever may follow",
    arguments: [
      ("x", 0, "a value expected at byte 0"),
      ("trux", 0, #""true", "false" or "null" expected at byte 0"#),
      ("NaN", 0, "a value expected at byte 0"),
      ("nil", 0, #""true", "false" or "null" expected at byte 0"#),
      ("+1", 0, "a value expected at byte 0"),
      (".5", 0, "a value expected at byte 0"),
      ("-x", 1, "a digit expected at byte 1"),
      ("1.x", 2, "a digit expected at byte 2"),
      ("1e+-1", 3, "a digit expected at byte 3"),
      ("'a'", 0, "a value expected at byte 0"),
      ("\"a\nb\"", 2, "the end of a string expected at byte 2"),
      ("[,1]", 1, "a value expected at byte 1"),
      ("[1,]", 3, "a value expected at byte 3"),
      ("[1 2]", 3, "',' or ']' expected at byte 3"),
      ("[01]", 2, "',' or ']' expected at byte 2"),
      ("[1-2]", 2, "',' or ']' expected at byte 2"),
      ("[1}", 2, "',' or ']' expected at byte 2"),
      ("{1:2}", 1, "a member's name in quotes expected at byte 1"),
      ("{a:1}", 1, "a member's name in quotes expected at byte 1"),
      (#"{"a" 1}"#, 5, "':' expected at byte 5"),
      (#"{"a":}"#, 5, "a value expected at byte 5"),
      (#"{"a":1,}"#, 7, "a member's name in quotes expected at byte 7"),
      (#"{"a":1;"b":2}"#, 6, "',' or '}' expected at byte 6"),
    ])
  func wrong(text: String, offset: Int, words: String) {
    let error = #expect(throws: JSONError.self) { try JSONScanner.endOfValue([UInt8](text).span, from: 0) }
    #expect(error?.offset == offset)
    #expect(error?.description == words)
  }

  @Test(
    "What RFC 8259 forbids inside a string but for a line break is taken: agents write it",
    arguments: ["\"a\tb\"", "\"\u{1}\"", "\"\r\"", #""\q""#, #""\u12""#])
  func lenientStrings(text: String) throws {
    #expect(try JSONScanner.endOfValue([UInt8](text).span, from: 0) == text.utf8.count)
  }

  @Test("Containers nest 200 deep and no deeper", arguments: [("[", "]"), (#"{"a":"#, "}")])
  func depth(opening: String, closing: String) throws {
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth))
    }
    #expect(try JSONScanner.endOfValue(nested(200).span, from: 0) == nested(200).count)
    let error = #expect(throws: JSONError.self) { try JSONScanner.endOfValue(nested(201).span, from: 0) }
    #expect(error == JSONError(offset: 200 * opening.utf8.count, reason: .tooDeep))
    #expect(error?.description == "more than 200 levels deep at byte \(200 * opening.utf8.count)")
  }

  @Test("Depth counts what is open, not what was opened")
  func siblings() throws {
    let text = [UInt8]("[" + Array(repeating: "[]", count: 1000).joined(separator: ",") + "]")
    #expect(try JSONScanner.endOfValue(text.span, from: 0) == text.count)
  }

  @Test("An incomplete value says where the bytes end")
  func incompleteWords() {
    let error = JSONError(offset: 7, reason: .incomplete)
    #expect(error.description == "it ends in the middle of a value, at byte 7")
  }

  @Test(
    "White space is space, tab, CR and LF",
    arguments: [(" \t\r\nx", 4), ("x ", 0), ("", 0), ("\u{A0}x", 0), ("\u{0C}x", 0)])
  func whiteSpace(text: String, end: Int) {
    #expect(JSONScanner.skipWhiteSpace([UInt8](text).span, from: 0) == end)
  }

  @Test(
    "A string's end is found wherever it stands",
    arguments: [0x00, 0x21, 0x23, 0x5B, 0x5D, 0x7F, 0xA2, 0xDC, 0xFF] as [UInt8])
  func endOfString(filler: UInt8) throws {
    for length in 0..<40 {
      let content = [UInt8](repeating: filler, count: length)
      let quoted = [UInt8]("\"") + content + [UInt8]("\"")
      #expect(try JSONScanner.endOfString((quoted + content).span, from: 0) == length + 2)
      let escaped = [UInt8]("\"") + content + [UInt8](#"\""#) + content + [UInt8]("\" ")
      #expect(try JSONScanner.endOfString(escaped.span, from: 0) == 2 * length + 4)
      let broken = [UInt8]("\"") + content + [UInt8]("\n\"")
      #expect(throws: JSONError(offset: length + 1, reason: .expected("the end of a string"))) {
        try JSONScanner.endOfString(broken.span, from: 0)
      }
    }
  }
}
