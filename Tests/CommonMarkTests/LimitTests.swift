import Testing

@testable import CommonMark

@Suite("Limits")
struct LimitTests {
  let renderer: Renderer

  init() {
    var policy = Policy(links: .external)
    policy.repository = Repository("acme/docs")
    renderer = Renderer(policy: policy)
  }

  func html(_ text: String) -> String { String(renderer.html(Array(text.utf8))) }

  @Test("a text that is too long is cut at a character, with a notice")
  func length() {
    let text = String(repeating: "é", count: 40_000)
    let cut = String(repeating: "é", count: 32_768)
    #expect(
      html(text) == """
        <pre><code>\(cut)
        </code></pre>
        <p>Shown as plain text: longer than 65536 bytes. 14464 bytes are not shown.</p>

        """)
    #expect(html("a" + text).contains("14466 bytes are not shown"))
  }

  @Test("containers deeper than 32 are shown as they stand")
  func depth() {
    let notice = "<p>Shown as plain text: its structure is too deep or too large to be drawn.</p>\n"
    #expect(html(String(repeating: "> ", count: 32) + "a").hasPrefix("<blockquote>"))
    #expect(html(String(repeating: "> ", count: 33) + "a").hasSuffix(notice))
    #expect(html(String(repeating: "- ", count: 33) + "a").hasSuffix(notice))
    #expect(html((0..<33).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()).hasSuffix(notice))
    #expect(
      html((0..<33).map { String(repeating: " ", count: $0 * 3) + "1. a\n" }.joined()).hasSuffix(notice))
    // Deep indentation opens nothing by itself.
    let code = "```\n\(String(repeating: " ", count: 100))a\n\(String(repeating: " ", count: 90))- b\n```\n"
    #expect(html(code).hasPrefix("<pre><code>  "))
    #expect(html(String(repeating: "- a\n", count: 100)).hasPrefix("<ul>"))
  }

  @Test("no Markdown of our own gets larger than its limit")
  func ownExpansion() {
    let head = String(repeating: "|a", count: 400) + "|\n" + String(repeating: "|-", count: 400) + "|\n"
    let table = Markdown(trusted: Array((head + String(repeating: "|b|\n", count: 4000)).utf8))
    let html = renderer.html(table).bytes
    #expect(html.count <= table.bytes.count * 64 + 1024)
    #expect(String(decoding: html, as: UTF8.self).hasPrefix("<pre><code>|a|a"))
  }

  @Test("no shape gets larger than its limit", arguments: Shapes.all)
  func expansion(shape: Shapes.Shape) {
    let text = Array(shape.text(60_000).utf8)
    let html = renderer.html(text).bytes
    #expect(html.count <= text.count * 12 + 1024, "\(html.count) of \(text.count)")
    #expect(Markup.problem(in: html) == nil)
    #expect(renderer.markdown(text).bytes.count <= text.count * 12 + 1024)
  }
}

/// Shapes of text that are hard on parsers.
enum Shapes {
  struct Shape: Sendable, CustomTestStringConvertible {
    var name: String
    var unit: String
    var start = ""
    var end = ""

    func text(_ size: Int) -> String {
      start + String(repeating: unit, count: size / unit.utf8.count) + end
    }

    var testDescription: String { name }
  }

  static let all: [Shape] = [
    Shape(name: "nested lists", unit: "- "), Shape(name: "quoted lists", unit: "- ", start: "> "),
    Shape(name: "quotes", unit: ">", end: "a*"), Shape(name: "images in images", unit: "![[]()"),
    Shape(name: "empty cells", unit: "|"),
    Shape(
      name: "rows of a wide table", unit: "a\n",
      start: "\(String(repeating: "|a", count: 4000))\n\(String(repeating: "|-", count: 4000))\n"),
    Shape(name: "many tables", unit: "|a|\n|-|\n\n"),
    Shape(name: "tables cut off by items", unit: "|a|\n|-|\n2. "),
    Shape(name: "tables in nested lists", unit: "- |a|\n  |-|\n"),
    Shape(name: "empty items", unit: "*\n"), Shape(name: "empty quotes", unit: ">\n\n"),
    Shape(name: "lists in turn", unit: "+\n-\n"),
    Shape(name: "addresses", unit: "a@b.c "), Shape(name: "at signs", unit: "a@"),
    Shape(name: "URLs", unit: "http://a "),
    Shape(name: "colons", unit: "http://_"), Shape(name: "www", unit: "www."),
    Shape(name: "tasks", unit: "- [ ] a\n"),
    Shape(name: "accents", unit: "\u{301}"), Shape(name: "long clusters", unit: "क्"),
    Shape(name: "Hangul", unit: "\u{1100}"), Shape(name: "spaces", unit: "\u{3000}"),
    Shape(name: "spaces too many", unit: "\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}a"),
    Shape(name: "joiners", unit: "न्\u{200D}"),
    Shape(name: "bare addresses in a word", unit: "http://a.b中"),
    Shape(name: "cells too many", unit: "|a", start: "|b\n|-\n"),
    Shape(name: "hosts in a link", unit: "a.com ", start: "[", end: "](https://a.com)"),
    Shape(name: "addresses in a link", unit: "a@a.com", start: "[", end: "](mailto:a@a.com)"),
    Shape(name: "references in links", unit: "[a](https://g.example/o/r/issues/1)"),
    Shape(name: "references in text", unit: "http\\://g/o/r/issues/1"),
    Shape(name: "controls", unit: "\u{1}a"), Shape(name: "zero width", unit: "\u{200B}a"),
    Shape(name: "tags", unit: "\u{E0041}"), Shape(name: "quotation marks", unit: "\""),
    Shape(name: "openers", unit: "*a "), Shape(name: "closers", unit: "a* "),
    Shape(name: "both", unit: "*a_ "),
    Shape(name: "emphasis", unit: "*a*"), Shape(name: "mixed emphasis", unit: "**a*b*c**"),
    Shape(name: "nested emphasis", unit: "*_", end: "a"),
    Shape(name: "strong", unit: "**a **b"), Shape(name: "tildes", unit: "~a "),
    Shape(name: "tilde pairs", unit: "~~a~~"),
    Shape(name: "mixed tildes", unit: "~a ~~b "), Shape(name: "backticks", unit: "`a``"),
    Shape(name: "brackets", unit: "["),
    Shape(name: "links", unit: "[a](b)"), Shape(name: "open links", unit: "[a]("),
    Shape(name: "references", unit: "[a]: b\n"),
    Shape(
      name: "used references", unit: "[a]",
      start: "[a]: http://e.example/\(String(repeating: "x", count: 200))\n\n"),
    Shape(name: "entities", unit: "&amp;"), Shape(name: "half entities", unit: "&a"),
    Shape(name: "escapes", unit: "\\*"),
    Shape(name: "escaped tildes", unit: "\\~"), Shape(name: "HTML", unit: "<a>"),
    Shape(name: "comments", unit: "<!--"), Shape(name: "instructions", unit: "<?"),
    Shape(name: "parentheses", unit: "http://a/((())))"), Shape(name: "semicolons", unit: "www.a.b&a;"),
    Shape(name: "hexadecimal", unit: "abcdef0"),
    Shape(name: "folds", unit: "<details>"), Shape(name: "folds in lists", unit: "- <details>\n"),
    Shape(name: "ends of folds", unit: "</details>\n\n", start: "<details>\n\n"),
    Shape(name: "summaries", unit: "<details><summary>a</summary>"), Shape(name: "bold tags", unit: "<b>"),
    Shape(name: "bold tags in emphasis", unit: "<b>*<i>*"), Shape(name: "line breaks", unit: "<br>"),
    Shape(name: "tags without end", unit: "<a b='"), Shape(name: "attributes", unit: "a=b ", start: "<a "),
    Shape(name: "pictures", unit: "<img src=a alt=b>"),
    Shape(name: "entities in HTML", unit: "&amp;", start: "<p>"),
    Shape(name: "aligned blocks", unit: "<div align=left>"), Shape(name: "paragraphs", unit: "<p>a"),
    Shape(name: "comments with end", unit: "<!---->"), Shape(name: "alerts", unit: "> [!TIP]\n> a\n\n"),
    Shape(name: "footnotes", unit: "[^1]:\n"),
    Shape(name: "used footnotes", unit: "[^1]", start: "[^1]: a\n\n"),
    Shape(name: "footnotes in turn", unit: "[^1] [^2]\n", start: "[^1]: [^2]\n\n[^2]: [^1]\n\n"),
    Shape(name: "emoji", unit: ":tada:"), Shape(name: "half emoji", unit: ":tada"),
    Shape(name: "names", unit: ":a"),
    Shape(name: "short references", unit: "#1 "), Shape(name: "commits", unit: "0a1b2c3 "),
    Shape(name: "half commits", unit: "0a1b2c3"), Shape(name: "owners", unit: "a/a#"),
    Shape(name: "hashes", unit: "#"),
    Shape(name: "headings", unit: "# a\n"), Shape(name: "breaks", unit: "a  \n"),
    Shape(name: "rules", unit: "---\n"),
    Shape(name: "setext", unit: "a\n---\n"), Shape(name: "fences", unit: "```\n"),
  ]
}
