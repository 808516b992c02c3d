import Testing

@testable import ReportKit

@Suite struct TerminalTextTests {
  @Test(
    "What acts in a terminal or a CI log does not come through",
    arguments: [
      ("plain é 😀 'x'", "plain é 😀 'x'"), ("two\nlines\n", "two\nlines\n"), ("", ""),
      ("\u{1B}[31mred\u{1B}[0m", #"\u{1b}[31mred\u{1b}[0m"#), ("\u{9B}31m", #"\u{9b}31m"#),
      ("a\rb", #"a\u{d}b"#),
      ("a\r\nb", "a\\u{d}\nb"), ("a\tb\u{7}\u{8}\0", #"a\u{9}b\u{7}\u{8}\u{0}"#), ("\u{7F}", #"\u{7f}"#),
      ("a\u{2028}b\u{2029}c\u{85}d", #"a\u{2028}b\u{2029}c\u{85}d"#),
      ("\u{202E}abc\u{200B}\u{FEFF}", #"\u{202e}abc\u{200b}\u{feff}"#),
      // Commands of GitHub Actions at the start of a line, also behind white space.
      ("::error::x", #"\::error::x"#), ("ok\n::add-mask::x\n", "ok\n\\::add-mask::x\n"),
      ("  ::error::x", #"\  ::error::x"#),
      ("\u{A0}::error::x", "\\\u{A0}::error::x"), ("a ::error::", "a ::error::"), (":: ", #"\:: "#),
      (":x", ":x"),
      ("a\r\n::error::x", "a\\u{d}\n\\::error::x"), ("::\u{301}error::", "\\::\u{301}error::"),
      // Those of Azure Pipelines and the older ones of GitHub anywhere.
      ("##[error]x", "## [error]x"), ("a ##[group]b ##[endgroup]", "a ## [group]b ## [endgroup]"),
      ("###[[x", "### [[x"), ("##vso[task.setvariable]x", "## vso[task.setvariable]x"),
      ("a ##vso[x", "a ## vso[x"),
      ("##[\u{301}error]", "## [\u{301}error]"), ("# heading ## [x]", "# heading ## [x]"),
      // Keys.
      ("key mint_0123456789abcdef!", "key mint_[redacted]!"),
    ])
  func escape(text: String, escaped: String) {
    #expect(
      TerminalText.escape(text, hiding: .shapes).unicodeScalars.elementsEqual(escaped.unicodeScalars),
      "\(TerminalText.escape(text, hiding: .shapes))")
  }

  @Test("JSON in a log has no command either, and says the same")
  func json() throws {
    let text = ###"{"a":"##[error]x ##vso[task] mint_0123456789abcdef ###[[ ## [x]","b":["c"]}"###
    let escaped = TerminalText.escape(json: [UInt8](text), hiding: .shapes).text
    #expect(
      escaped == ###"{"a":"##\u005berror]x ##vso\u005btask] mint_[redacted] ###\u005b[ ## [x]","b":["c"]}"###)
    let json = JSONText([UInt8](escaped))
    let value = try #require(json.value("a", in: try json.members()))
    #expect(json.string(value) == "##[error]x ##vso[task] mint_[redacted] ###[[ ## [x]")
  }

  @Test("No byte below 0x20 but the line feed, and no command, whatever comes in")
  func property() {
    let parts = [
      "::", "##[", "##vso[", " ", "\t", "\n", "\r", "\u{1B}", "x", "\u{301}", "\u{A0}", "\u{200B}", "#", ":",
      "[",
    ]
    for first in parts {
      for second in parts {
        for third in parts {
          let escaped = TerminalText.escape(first + second + third, hiding: .shapes)
          let lines = escaped.unicodeScalars.split(separator: "\n")
          let isInert =
            escaped.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A }
            && lines.allSatisfy { !$0.drop { $0.properties.isWhitespace }.starts(with: "::".unicodeScalars) }
            && !escaped.utf8.containsRun(of: "##[") && !escaped.utf8.containsRun(of: "##vso[")
          #expect(isInert, "\(escaped.debugDescription)")
        }
      }
    }
  }
}

extension String.UTF8View {
  /// Whether these bytes stand somewhere.
  fileprivate func containsRun(of text: String) -> Bool {
    indices.contains { self[$0...].starts(with: text.utf8) }
  }
}
