import Testing

@testable import CommonMark

@Suite("Plain fields in Markdown")
struct FieldTests {
  @Test(
    "escape what would act, and no more",
    arguments: [
      // What reads well stays.
      ("Update foo_bar.md (see x)", "Update foo_bar.md (see x)"),
      ("v1.2 - 50% done!", "v1.2 - 50% done!"),
      ("a * b = c_d", "a * b = c_d"),
      ("Fix #12 & co", "Fix #12 & co"),
      ("C# > Java < Swift", "C# > Java < Swift"),
      (#"C:\new folder"#, #"C:\new folder"#),
      ("thanks @octocat", "thanks @octocat"),
      // Blocks act at the start of a line only.
      ("# Heading", ##"\# Heading"##),
      ("#1 first", "#1 first"),
      ("- item", #"\- item"#),
      ("-5 degrees", "-5 degrees"),
      ("1. first", #"1\. first"#),
      ("1.5 times", "1.5 times"),
      ("> quote", #"\> quote"#),
      ("+ plus", #"\+ plus"#),
      ("---", #"\---"#),
      ("===", #"\==="#),
      ("|---|", #"\|---|"#),
      // Markup.
      ("*bold* _it_ `code` ~~gone~~", #"\*bold\* \_it\_ \`code\` \~\~gone\~\~"#),
      ("[a](b)", #"\[a\](b)"#),
      ("![x](https://evil.example/p.png)", #"!\[x\](https\://evil.example/p.png)"#),
      ("Promise<void>", #"Promise\<void>"#),
      ("<!-- marker -->", "&lt;!-- marker -->"),
      ("&amp; &copy;", #"\&amp; \&copy;"#),
      (#"ends with \"#, #"ends with \\"#),
      (#"\*"#, #"\\\*"#),
      // Extended autolinks. An address cannot be kept from being one but by a word joiner.
      ("www.example.com", #"www\.example.com"#),
      ("http://example.com", #"http\://example.com"#),
      ("me@example.com", "me@\u{2060}example.com"),
      // What GitHub makes of files beside GFM, ⁀ stands for the word joiner.
      ("costs $5", "costs $5"), ("US$5", "US`$`5"), ("$x$ $$y$$", "`$`x`$` `$$`y`$$`"),
      (":tada: :+1: 12:30:45 :100:", ":⁀tada: :⁀+1: 12:30:45 :⁀100:"), ("[!NOTE] a", #"\[⁀!NOTE\] a"#),
      // One line, nothing invisible.
      ("a\n\n# b", "a # b"),
      ("  a\tb  ", "a b"),
      ("a\u{1B}[31m\u{202E}b", #"a⟦U+001B⟧\[31m⟦U+202E⟧b"#),
    ])
  func paragraph(text: String, markdown: String) {
    #expect(String(Markdown(text: text)) == markdown.replacing("⁀", with: "\u{2060}"))
  }

  @Test("know where they stand")
  func places() {
    let hash = "# a"
    #expect(String("# \(text: hash)" as Markdown) == "# # a")
    #expect(String("- \(text: hash)" as Markdown) == ##"- \# a"##)
    #expect(String("- [ ] \(text: hash)" as Markdown) == "- [ ] # a")
    #expect(String("By \(text: hash)" as Markdown) == "By # a")
    #expect(String("# \(text: "C #")" as Markdown) == ##"# C \#"##)
    #expect(String("\(text: "Done!")[link](x)" as Markdown) == #"Done\![link](x)"#)
    #expect(String("| \(cell: "a|b") | \(cellCode: #"x|y\"#) |" as Markdown) == #"| a\|b | `x\|y\` |"#)
    #expect(String("\(code: "a`b") \(code: "`") \(code: " x ")" as Markdown) == "``a`b`` `` ` `` `x`")
  }

  @Test("keep a destination between its parentheses")
  func destinations() {
    let broken = "https://github.com/a/b/pull/1) [x](javascript:alert(1)) (y"
    #expect(
      String("[pr](\(destination: broken))" as Markdown)
        == #"[pr](https://github.com/a/b/pull/1\)%20%5Bx%5D\(javascript:alert\(1\)\)%20\(y)"#)
    #expect(String("[pr](\(destination: "javascript:alert(1)"))" as Markdown) == "[pr]()")
    #expect(String("[pr](\(destination: "//host/x"))" as Markdown) == "[pr]()")
    #expect(String("[job](\(destination: "../jobs/a.md#x"))" as Markdown) == "[job](../jobs/a.md#x)")
    #expect(
      String("[pr](\(destination: "https://github.com/a/b/pull/1", for: .github))" as Markdown)
        == "[pr](https://redirect.github.com/a/b/pull/1)")
  }

  @Test("come back as the text they were, from cmark and cmark-gfm", arguments: 0..<4)
  func parseBack(seed: Int) throws {
    var generator = Generator(seed: UInt64(seed) + 77)
    var texts = (0..<400).map { _ in generator.line() }
    if seed == 0 { texts += Self.awkward }
    texts.removeAll { Self.shown($0).isEmpty }
    for command in Command.all {
      try check(texts, command, { "\(text: $0)\n\n" }, { "<p>\($0)</p>\n" })
      try check(texts, command, { "# \(text: $0)\n\n" }, { "<h1>\($0)</h1>\n" })
      try check(texts, command, { "- \(text: $0)\n\n---\n\n" }, { "<ul>\n<li>\($0)</li>\n</ul>\n<hr />\n" })
      try check(
        texts, command, { "By **\(text: $0)**\n\n" }, { "<p>By <strong>\($0)</strong></p>\n" }, emphasis: true
      )
      try check(texts, command, { "\(code: $0)\n\n" }, { "<p><code>\($0)</code></p>\n" })
      try check(texts, command, { "[\(text: $0)](x)\n\n" }, { "<p><a href=\"x\">\($0)</a></p>\n" })
    }
    guard let gfm = Command.cmarkGFM else { return }
    let row = { (cells: String) in "<table>\n<thead>\n<tr>\n\(cells)</tr>\n</thead>\n</table>\n" }
    try check(texts, gfm, { "| \(cell: $0) | b |\n|-|-|\n\n" }, { row("<th>\($0)</th>\n<th>b</th>\n") })
    try check(
      texts, gfm, { "| \(cellCode: $0) | b |\n|-|-|\n\n" },
      { row("<th><code>\($0)</code></th>\n<th>b</th>\n") })
  }

  static let awkward = [
    "a | b | c \\| d `|` e", "![x](https://evil.example/p.png)", "</title><script>alert(1)</script>",
    "ends with backslash \\", "{{7*7}} ${x} <%= x %> \\(x) %s %n %@",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "::set-output name=x::y\n::error file=a::b", "a@b.c@d.e", "x.y+z@host.example.", "mailto:a@b.co",
    "xmpp:a@b.co",
    "(www.x.y)", "*www.x.y*", "WWW.x.y", "HTTPS://x.y", "ftp://x.y/z", "a\\\nb", "\\&#32;", "1)", "1.", "-",
    "+", "#", "######",
    "####### a", "[x] a", "[ ] a", "[^1]", "[a]: b", "~~~", "```", "a  ", "\u{A0}a\u{A0}", "é*é*é",
    "a_b_c _d_", "snake_case_",
  ]

  private func check(
    _ texts: [String], _ command: Command, _ markdown: (String) -> Markdown, _ html: (String) -> String,
    emphasis: Bool = false
  ) throws {
    var source = Markdown()
    var expected: [String] = []
    var kept: [String] = []
    for text in texts {
      let shown = Self.shown(text)
      // Emphasis of ours around a text that starts or ends with punctuation is ours to keep off words.
      source.append(markdown(text))
      expected.append(Self.withoutGuards(html(shown)))
      kept.append(text)
    }
    let result = try Self.withoutGuards(command.html(source.bytes))
    if result == expected.joined() { return }
    for (text, expected) in zip(kept, expected) {
      let one = try Self.withoutGuards(command.html(markdown(text).bytes))
      #expect(one == expected, "\(command.path): \(text.debugDescription)")
      if one != expected { return }
    }
  }

  /// What is shown without the joiners, and the code around dollars, that keep it from acting.
  private static func withoutGuards(_ html: String) -> String {
    html.replacing("\u{2060}", with: "").replacing(/<code>(\$+)<\/code>/) { $0.output.1 }
  }

  /// A field as it is shown, as HTML.
  static func shown(_ text: String) -> String {
    let lines = text.unicodeScalars.split { "\n\t\r".unicodeScalars.contains($0) }
    var bytes: [UInt8] = []
    var trimmed = InvisibleText.marked(lines.map { String($0) }.joined(separator: " ").trimmed)
    trimmed.withUTF8 { Escaping.htmlContent($0, into: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmed: String {
    var rest = unicodeScalars[...]
    while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
    while rest.last?.properties.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension String {
  init(_ markdown: Markdown) { self.init(decoding: markdown.bytes, as: UTF8.self) }
  init(_ html: HTML) { self.init(decoding: html.bytes, as: UTF8.self) }
}

@Test("A blank of Braille counts as a character that cannot be seen")
func brailleBlank() {
  #expect(InvisibleText.isInvisible("\u{2800}"))
  #expect(!InvisibleText.isInvisible("\u{2801}"))
  #expect(!InvisibleText.marked("a\u{2800}b").contains("\u{2800}"))
}
