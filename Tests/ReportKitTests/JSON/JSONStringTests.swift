import Foundation
import Testing

@testable import ReportKit

@Suite struct JSONStringTests {
  @Test(
    "Reading takes the escapes away",
    arguments: [
      ("", ""), ("plain é 😀", "plain é 😀"),
      (#"\" \\ \/ \b\f\n\r\t"#, "\" \\ / \u{8}\u{C}\n\r\t"),
      (#"\u0041\u00e9\u20AC"#, "Aé€"), (#"\ud83d\ude00"#, "😀"), (#"\uD834\uDD1Ex"#, "𝄞x"), (#"\u0000"#, "\0"),
      (#"a\q"#, "aq"),
    ])
  func unescape(source: String, text: String) {
    let bytes = [UInt8](source)
    #expect(JSONString.unescape(bytes, 0..<bytes.count) == [UInt8](text))
  }

  @Test(
    "What is no character becomes U+FFFD and costs nothing beside it",
    arguments: [
      (#"a\ud83db"#, "a\u{FFFD}b"),
      (#"a\ude00b"#, "a\u{FFFD}b"),
      (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
      (#"\ud83d\u0041"#, "\u{FFFD}A"),
      (#"\ud83d\n"#, "\u{FFFD}\n"),
      (#"\uZZ12x"#, "\u{FFFD}ZZ12x"),
      (#"a\u12"#, "a\u{FFFD}12"),
      (#"\ud83d\u12"#, "\u{FFFD}\u{FFFD}12"),
    ])
  func lone(source: String, text: String) {
    let bytes = [UInt8](source)
    #expect(JSONString.unescape(bytes, 0..<bytes.count) == [UInt8](text))
  }

  @Test(
    "Bytes that are no UTF-8 become U+FFFD",
    arguments: [
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0xC3], "\u{FFFD}"), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xF0, 0x9F, 0x98, 0x78], "\u{FFFD}x"),
    ] as [([UInt8], String)])
  func invalid(bytes: [UInt8], text: String) {
    #expect(JSONString.unescape(bytes, 0..<bytes.count) == [UInt8](text))
  }

  @Test("Only the given range is read")
  func range() {
    #expect(JSONString.unescape([UInt8](#"\n"a\n"\n"#), 3..<6) == [UInt8]("a\n"))
  }

  /// Eight bytes are looked at together.
  @Test("What is escaped is escaped wherever it stands, and nothing else", arguments: 0..<18)
  func anywhere(offset: Int) {
    func written(_ text: String) -> [UInt8] {
      var bytes: [UInt8] = []
      JSONString.write(text, into: &bytes)
      return Array(bytes.dropFirst().dropLast())
    }
    let letters = String(repeating: "a", count: offset)
    let scalars = (0..<0x100).map { $0 } + [0x2027, 0x2028, 0x2029, 0x202A, 0x2100, 0x1F600]
    for sign in scalars.compactMap(Unicode.Scalar.init).map({ String($0) }) {
      for rest in ["", "b", "<", sign, String(repeating: "b", count: 9)] {
        #expect(
          written(letters + sign + rest) == [UInt8](letters.utf8) + written(sign) + written(rest),
          "\(sign.unicodeScalars.map(\.value)) behind \(offset) letters")
      }
    }
  }

  @Test(
    "Writing escapes what ends a string, a line or a script",
    arguments: [
      ("", #""""#), ("é😀>'", #""é😀>'""#), ("\"\\", #""\"\\""#), ("\n\r\t", #""\n\r\t""#),
      ("\0\u{8}\u{1F}\u{7F}", #""\u0000\u0008\u001f\u007f""#),
      ("</script><!--&amp;", #""\u003c/script>\u003c!--\u0026amp;""#),
      ("a\u{2028}b\u{2029}c\u{2027}\u{202A}", "\"a\\u2028b\\u2029c\u{2027}\u{202A}\""),
    ])
  func write(text: String, source: String) {
    var bytes: [UInt8] = []
    JSONString.write(text, into: &bytes)
    #expect(bytes.text == source)
    var same: [UInt8] = []
    JSONString.write([UInt8](text), into: &same)
    #expect(same == bytes)
  }

  @Test("Every character of the first planes comes back, here and in Foundation")
  func roundTrip() throws {
    let scalars = (0...0x1F000).compactMap(Unicode.Scalar.init)
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    var bytes: [UInt8] = []
    JSONString.write(text, into: &bytes)
    #expect(JSONString.unescape(bytes, 1..<bytes.count - 1) == [UInt8](text))
    let decoded = try JSONDecoder().decode([String].self, from: Data([UInt8]("[") + bytes + [UInt8]("]")))
    #expect(decoded.map { [UInt8]($0) } == [[UInt8](text)])
  }
}
