import Testing

@testable import ReportKit

@Suite struct TextBytesTests {
  @Test(
    "A text is found where it stands first, at every place of a text of any length",
    arguments: 0..<20)
  func found(before: Int) {
    for behind in 0..<10 {
      let around = { String(repeating: "Çh", count: $0 / 3) + String(repeating: "t", count: $0 % 3) }
      let (head, tail) = (around(before), around(behind))
      let start = head.utf8.count
      for (word, ignoresCase) in [("https://x", false), ("https://x", true), ("HttpS://X", true)] {
        let text = Array("\(head)\(word)\(tail)https://x".utf8)[...].dropFirst(0)
        #expect(text.firstRange(of: "https://x", ignoringCase: ignoresCase) == start..<start + 9)
      }
      #expect(!Array("\(head)https:/\(tail)".utf8)[...].contains("https://x", ignoringCase: true))
      #expect(!Array("\(head)Https://x".utf8)[...].contains("https://x"))
    }
  }

  @Test("Places are those of the whole text, and nothing outside of a part is looked at")
  func parts() {
    let text = Array("one two one".utf8)
    #expect(text[4...].firstRange(of: "one") == 8..<11)
    #expect(text[4..<10].firstRange(of: "one") == nil)
    #expect(text[4..<7].firstRange(of: "two") == 4..<7)
    #expect(text[...].firstRange(of: "") == nil)
    #expect(text[...].occurrences(of: "one") == 2)
    // In lower case `@` and `` ` `` are not one.
    #expect(Array("`@x".utf8)[...].firstRange(of: "@x", ignoringCase: true) == 1..<3)
  }

  @Test(
    "Lines end at every line break, and at nothing like one",
    arguments: [
      ("", [""]), ("a", ["a"]), ("a\n", ["a", ""]), ("\n\n", ["", "", ""]),
      ("a\r\nb\rc\nd", ["a", "b", "c", "d"]), ("a\n\rb", ["a", "", "b"]),
      ("a\u{0B}b\u{0C}c\u{85}d\u{2028}e\u{2029}f", ["a", "b", "c", "d", "e", "f"]),
      ("a — b… Â \u{0E}\t\u{84} “c”", ["a — b… Â \u{0E}\t\u{84} “c”"]),
      (
        "a line of more than eight bytes\r\nand another one\u{2028}",
        [
          "a line of more than eight bytes", "and another one", "",
        ]
      ),
    ] as [(String, [String])])
  func lines(text: String, lines: [String]) {
    let bytes = Array("##\(text)##".utf8)
    let part = bytes[2..<bytes.count - 2]
    #expect(part.lines.map { String(decoding: $0, as: UTF8.self) } == lines)
  }

  @Test("Half of a line break at the end of a text is none", arguments: [[0xC2], [0xE2], [0xE2, 0x80]])
  func halves(end: [UInt8]) {
    #expect(([0x61] + end)[...].lines.map(Array.init) == [[0x61] + end])
  }
}
