/// Documents made from a seed: pieces of Markdown that get on badly with each other.
struct Generator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(truncatingIfNeeded: state >> 11) % bound
  }

  static let starts = [
    "", "", "", "", "- ", "* ", "+ ", "1. ", "2) ", "10. ", "> ", ">", "# ", "### ", "    ", "  ", "\t",
    "- [ ] ", "- [x] ",
    "```", "~~~", "---", "===", "***", "| ", "|-|-|", "|:-:|--:|", "[r]: /u \"t\"\n", "<div>", "<!-- c -->",
    "- - ",
    "> - ", "1. > ", "___", "-", "+", "1.", "    - ", "      ", "#", "[r]: http://r.example\n",
    "> [!NOTE]\n", "> [!tip]\n> ", "<details>\n", "<details open><summary>",
    "<summary>s *t* &amp;</summary>\n",
    "</details>\n", "<div align=center>\n", "</div>", "<p align=right>", "</p>\n", "<h2>", "<hr>", "<b>",
    "<br>\n",
    "[^1]: n\n", "[^1]: ", "[^2]:\n    ", "[^2]: - a\n    ",
  ]

  static let pieces = [
    "a", "b c", " ", " ", "*", "**", "_", "__", "~", "~~", "***", "`", "``", "`c`", "`` ` ``", "[", "]",
    "](u)", "[t](http://e.example)",
    "[r]", "![i](http://i.example \"t\")", "![", "<b>", "</b>", "<", ">", "&", "&amp;", "&#42;", "&nbsp;",
    "\\", "\\*", "\\\\",
    "|", "\\|", "http://x.example/a_b", "www.x.example", "m@x.example", "<http://l.example>", "#", "!", "(",
    ")", "\"", "'", "-",
    "é", "“", "”", "1.", "@a", "#1", ":x:", "$", "*e*", "**s**", "_u_", "~~d~~", "foo_bar", "  \n", "\\\n",
    "[a](b \"c\")",
    "&#10;", "&#9;", "&#32;", "[x]", "[ ]", "<!-- x -->", "https://y.example/?a=b&c;", "\u{202E}", "\u{200B}",
    "***x***", "**a*b*c**", "\u{301}\u{301}\u{301}", "न्\u{200D}", "می\u{200C}", "\u{3000}\u{3000}\u{3000}",
    "中", "。", "\u{1100}\u{1100}\u{1100}",
    "https://ghe.example/o/r/issues/1", "[github.com](http://e.example)",
    "<kbd>", "</kbd>", "<kbd>k</kbd>", "<code>", "</code>", "<br>", "<br/>\n", "<sup>*s*</sup>",
    "<details>", "</details>", "<summary>", "</summary>", "<summary>s</summary>", "<p>", "</p>", "<div>",
    "<div align=\"left\">", "</div>", "<h3>", "</h3>", "<hr>", "[!NOTE]", "<a href=\"http://e.example\">",
    "</a>",
    "<a name=n>", "<img alt=\"i\" src=\"http://i.example\">",
    "<picture><source srcset=s><img src=s></picture>", "<!-- c -->",
    "[^1]", "[^2]", "[^1](", "[^1]:", ":tada:", ":1234:",
  ]

  mutating func document() -> String {
    var text = ""
    for _ in 0...next(7) {
      for _ in 0..<(next(6) == 0 ? 2 : 1) { text += Self.starts[next(Self.starts.count)] }
      for _ in 0..<next(9) { text += Self.pieces[next(Self.pieces.count)] }
      text += next(3) == 0 ? "\n\n" : "\n"
    }
    return text
  }

  /// A line that is a field of something else.
  mutating func line() -> String {
    var text = ""
    if next(3) == 0 { text += Self.starts[next(Self.starts.count)] }
    for _ in 0...next(6) { text += Self.pieces[next(Self.pieces.count)] }
    return text.replacing("\n", with: " ")
  }

  static let addressStarts = [
    "https://e.example/", "http://e.example:8080/", "https://github.com/o/r/pull/1", "https://e.example?",
    "HTTPS://E.example/#", "http://[::1]:8080/", "https://gіthub.com/", "mailto:m@e.example",
    "https://u@e.example/",
    "www.e.example/", "//e.example/", "https://ghe.example/o/r/issues/1",
    "https://www.github.com./o/r/%70ull/1", "https://gitlab.example/g/p/-/issues/1", "https://e.example",
  ]

  static let addressPieces = [
    "a", "1", "/", "?", "#", "&", "&amp;", "&#42;", "=", "%", "%20", "%41", "(", ")", "[", "]", "{", "}", "|",
    "`",
    "\"", "'", "<", ">", "*", "_", "~", "!", "$", "^", ",", ";", ":", "@", "\\", "é", "日本", "。", "\u{202E}",
    "\u{200B}", "\u{E0041}", "\u{FEFF}", "\u{301}", "\u{A0}", "\u{3000}", "\u{200D}", "⟦", "…", "😀",
  ]

  /// An address, or what looks like one.
  mutating func address() -> String {
    var text = Self.addressStarts[next(Self.addressStarts.count)]
    for _ in 0..<next(6) { text += Self.addressPieces[next(Self.addressPieces.count)] }
    return text
  }

  /// Some lines behind some marks.
  mutating func lines(_ marks: [String], _ lines: [String]) -> String {
    let mark = marks[next(marks.count)]
    return (0...next(7)).map { _ in
      // cmark-gfm keeps the indentation of lazy lines, and then reads it as a cell.
      (next(4) == 0 ? marks[next(marks.count)].trimmingIndentation : mark) + lines[next(lines.count)] + "\n"
    }.joined()
  }
}

extension String {
  fileprivate var trimmingIndentation: String { String(drop { $0 == " " || $0 == "\t" }) }
}
