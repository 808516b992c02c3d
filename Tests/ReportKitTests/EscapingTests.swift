import CommonMark
import Testing

@testable import ReportKit

@Suite("A plain field in every place")
struct EscapingTests {
  static let texts: [String] = [
    "plain é 😀 text", "Update foo_bar.md (see x)", "# heading", "- item", "1. one", "> quote", "+ plus",
    "---",
    "===", "```", "~~~ js", "[ ] task", "[x] task", "[a]: https://evil.example", "[^1]: note",
    "| a | b |\n|---|---|",
    "a | b \\| c `|` d", "*b* _i_ ~~s~~ `c` ``d``", "![x](https://evil.example/p.png)",
    "[x](javascript:alert(1))", "https://evil.example www.evil.example a@evil.example",
    "</p><script>alert(1)</script>", "</title><script>alert(1)</script>", "</text><script>alert(1)</script>",
    "</svg><foreignObject/>", "<img src=x onerror=alert(1)>", "<!-- marker -->", "<![CDATA[x]]>", "]]>",
    "<?xml?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;", "&amp; &lt; &copy; &#60; &#x3c; &nbsp",
    "\" onclick=\"alert(1)", "' onclick='alert(1)", "\"", "'", "\\", "ends with \\", "a\\\nb", "`", "``",
    "a`",
    "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"https://evil.example\",\"x\")", "\t=1", "\r=1", "\u{1}=1",
    "a,b;c\td", "a\r\nb", "a\nb", "a\n\n# b", "  a  ", "{{title}} {{{message}}} {{#x}}",
    "${alert(1)} `${x}`", "`);alert(1);//", "\u{2028}\u{2029}", "//]]></script>", "%s %n \\(x)",
    "::error file=a::b", "x\n::set-output name=x::y", "  ::stop-commands::x", "##[command]x",
    "x ##vso[task.x]y",
    "##[[x", "::\u{301}error::x", "##[\u{301}group]x",
    "\u{1B}[31mred\u{1B}]0;title\u{7}", "\0", "\u{8}\u{B}\u{C}\u{7F}\u{85}\u{9B}31m", "\u{202E}gnp.exe",
    "a\u{200B}b\u{FEFF}c", "\u{E0069}\u{E0067}\u{E006E}", "\u{FFFE}\u{FFFF}\u{1FFFF}", "../../etc/passwd",
    "..", "con", "index", "-rf", "A", "a", "\u{C5}", "A\u{30A}", "a/b", "a\\b", "a b", "mint_[redacted]",
    "Use C ##", "ends in hash #", "$x$ and $$y$$", "US$5", ":tada: :+1:", "[!NOTE] a",
  ]

  static let contexts: [FieldContext] =
    markdown
    + [
      .element("HTML text", { (text: String) -> HTML in "<p>\(text)</p>" }, "p"),
      .element("<title>", { (text: String) -> HTML in "<title>\(text)</title>" }, "title"),
      .element("SVG in HTML", { (text: String) -> HTML in "<svg><text>\(text)</text></svg>" }, "svg", "text"),
      FieldContext(
        name: "HTML attribute", write: { ("<p title=\"\($0)\">x</p>" as HTML).bytes },
        read: { try attribute("title", of: $0, ["p"]) }, shown: { onOneLine(InvisibleText.marked($0)) }),
      FieldContext(
        name: "XML text", write: { XML.document("a", [:], XML("b", [:], XML(text: $0))) },
        read: { try text(of: $0, ["a", "b"]) }, shown: { InvisibleText.marked(withoutControls($0)) }),
      FieldContext(
        name: "XML attribute", write: { XML.document("a", ["b": $0, "c": "d"], XML()) },
        read: { try attribute("b", of: $0, ["a"], beside: ["c": "d"]) },
        shown: { InvisibleText.marked(withoutControls($0)) }),
      FieldContext(
        name: "feed",
        write: { title in
          [UInt8](try TestSite(["[]"], title: title).texts()["data/feed.xml"] ?? "")
        },
        read: { bytes in
          let feed = try XMLTree(bytes).root
          #expect(feed.names == ["feed", "title", "id", "updated", "author", "name"])
          return feed.elements.first?.text ?? ""
        }, shown: { InvisibleText.marked(withoutControls($0)) }),
      FieldContext(
        name: "CSV",
        write: { text in
          var bytes = [UInt8]("a,")
          CSVFormat.write(text, into: &bytes)
          return bytes + ",b\r\n".utf8
        },
        read: { bytes in
          let rows = try CSVTable(bytes.text).rows
          try #require(rows.count == 1 && rows[0].count == 3 && rows[0][0] == "a" && rows[0][2] == "b")
          let cell = rows[0][1]
          #expect(cell.unicodeScalars.first.map { !"\t\r\n".unicodeScalars.contains($0) } ?? true)
          for part in cell.unicodeScalars.split(whereSeparator: { ";\t\r\n".unicodeScalars.contains($0) }) {
            #expect(!"=+-@＝＋－＠".unicodeScalars.contains(part[part.startIndex]))
          }
          return cell
        },
        shown: { text in
          let kept = String(
            String.UnicodeScalarView(
              text.unicodeScalars.filter {
                $0.value >= 0x20 && $0.value != 0x7F || "\t\n\r".unicodeScalars.contains($0)
              }))
          var shown = String.UnicodeScalarView()
          if let first = kept.unicodeScalars.first, "\t\r\n".unicodeScalars.contains(first) {
            shown.append("'")
          }
          for (before, scalar) in zip([nil] + kept.unicodeScalars.map(Optional.init), kept.unicodeScalars) {
            let beginsCell = before.map { ";\t\r\n".unicodeScalars.contains($0) } ?? true
            if beginsCell, "=+-@＝＋－＠".unicodeScalars.contains(scalar) { shown.append("'") }
            shown.append(scalar)
          }
          return String(shown)
        }),
      FieldContext(
        name: "JSON in a script",
        write: { text in
          var bytes: [UInt8] = []
          JSONString.write(text, into: &bytes)
          return bytes
        },
        read: { bytes in
          #expect(!bytes.contains(UInt8(ascii: "<")) && !bytes.contains { $0 < 0x20 })
          #expect(
            !bytes.text.unicodeScalars.contains("\u{2028}") && !bytes.text.unicodeScalars.contains("\u{2029}")
          )
          let json = JSONText(bytes)
          return try #require(json.string(try json.root()))
        }, shown: { $0 }),
      FieldContext(
        name: "JSON in a file of the search",
        write: { title in
          var json: [UInt8] = []
          // A field of nothing but white space is none.
          JSONString.write("x" + title, into: &json)
          let job = "{\"sessionId\":\"a\",\"branch\":\(json.text)}"
          return [UInt8](try TestSite([job]).texts()["assets/search/rows-0.js"] ?? "")
        },
        read: { bytes in
          let parts = bytes.text.split(separator: "`", omittingEmptySubsequences: false)
          try #require(
            parts.count == 3 && parts[0] == "jobreport(\"rows-0\",String.raw" && parts[2] == ");\n")
          #expect(!parts[1].contains("$") && !parts[1].contains("<"))
          let row = JSONText([UInt8](String(parts[1].dropFirst().dropLast())))
          let cells = try row.elements(of: try row.root())
          try #require(cells.count == 16)
          return row.string(cells[7]) ?? ""
        }, shown: { "x" + InvisibleText.marked($0) }),
      FieldContext(
        name: "terminal and CI log", write: { [UInt8](TerminalText.escape($0, hiding: .shapes)) },
        read: CILog.read,
        shown: { $0 }),
    ]

  private static let markdown: [FieldContext] = [
    .markdown("heading", { "# \(text: $0)\n" }, "h1"),
    .markdown("paragraph", { "\(text: $0)\n" }, "p"),
    .markdown("paragraph behind words", { "By \(text: $0)\n" }, "p", behind: "By "),
    .markdown("list item", { "- \(text: $0)\n" }, "ul", "li"),
    .markdown("list item of a task", { "- [x] \(text: $0)\n" }, "ul", "li", behind: "[x] "),
    .markdown("code span", { "\(code: $0)\n" }, "p", "code"),
    .markdown("text of a link", { "[\(text: $0)](x)\n" }, "p", "a"),
    .markdown(
      "table cell", { "| \(cell: $0) |\n|---|\n" }, "table", "thead", "tr", "th", needsTables: true),
    .markdown(
      "code in a table cell", { "| \(cellCode: $0) |\n|---|\n" }, "table", "thead", "tr", "th", "code",
      needsTables: true),
  ]

  @Test("is read back as the text it was, and does nothing there", arguments: contexts)
  func readBack(context: FieldContext) throws {
    for text in Self.texts {
      let shown = context.shown(text)
      if context.needsText, shown.isEmpty { continue }
      let bytes = try context.write(text)
      do {
        let read = try context.read(bytes)
        #expect(
          Array(read.utf8) == Array(shown.utf8), "\(text.debugDescription) in \(bytes.text.debugDescription)")
      } catch {
        Issue.record("\(text.debugDescription) in \(bytes.text.debugDescription): \(error)")
      }
    }
  }

  @Test("names a file that no other text names, on file systems that fold case and accents, too")
  func fileNames() {
    var names: Set<String> = []
    for text in Self.texts {
      let name = FileName(id: ID(text)).text
      #expect(name.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) != nil, "\(text.debugDescription)")
      #expect(!["index", "con"].contains(name))
      #expect(names.insert(name).inserted, "\(text.debugDescription)")
    }
  }
}

extension FieldContext {
  /// A place in Markdown, read by every reference implementation that is installed.
  static func markdown(
    _ name: String, _ write: @escaping @Sendable (String) -> Markdown, _ path: String...,
    behind words: String = "",
    needsTables: Bool = false
  ) -> FieldContext {
    FieldContext(
      name: name, write: { write($0).bytes },
      read: { bytes in
        var read = ""
        for command in needsTables ? [Command.cmarkGFM].compactMap(\.self) : Command.all {
          // A rule behind it shows that the field took nothing along.
          let html = try command.html(bytes + "\n---\n".utf8)
          #expect(html.hasSuffix("<hr />\n"))
          // Dollars, which make mathematics elsewhere, are kept from it as code.
          let content = html.dropLast("<hr />\n".utf8.count).replacing(/<code>(\$+)<\/code>/) { $0.output.1 }
          let root = "<div>\(content)</div>"
          let isTask = html.contains("<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ")
          let found = try text(
            of: [UInt8](root.replacing("<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ", with: "")),
            ["div"] + path
          ).replacing("\u{2060}", with: "")
          let behind = isTask ? "" : words
          try #require(found.hasPrefix(behind))
          read = String(found.unicodeScalars.dropFirst(behind.unicodeScalars.count))
        }
        return read
      },
      shown: {
        Command.all.isEmpty || needsTables && Command.cmarkGFM == nil ? "" : InvisibleText.marked(folded($0))
      },
      needsText: true)
  }

  /// A place that is the only content of nested elements of HTML.
  static func element(_ name: String, _ write: @escaping @Sendable (String) -> HTML, _ path: String...)
    -> FieldContext
  {
    FieldContext(
      name: name, write: { write($0).bytes }, read: { try text(of: $0, path) },
      shown: { InvisibleText.marked($0) })
  }
}

/// The text of the innermost of elements that stand in each other, beside which there is nothing.
private func text(of bytes: [UInt8], _ path: [String]) throws -> String {
  let root = try XMLTree(bytes).root
  try #require(root.names == path)
  return root.text.trimmingLineFeeds(path.first == "div")
}

/// The value of an attribute of the root, which has no other and is alone.
private func attribute(
  _ name: String, of bytes: [UInt8], _ path: [String], beside others: [String: String] = [:]
) throws -> String {
  let root = try XMLTree(bytes).root
  try #require(root.names == path)
  var attributes = root.attributes
  let found = attributes.removeValue(forKey: name)
  let value = try #require(found)
  try #require(attributes == others)
  return value
}

/// A parser of XML reads line feeds and tabs of attributes as spaces, one of HTML does not.
private func onOneLine(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.map { "\n\t".unicodeScalars.contains($0) ? " " : $0 }))
}

private func withoutControls(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.filter {
        ($0.value >= 0x20 || "\n\t".unicodeScalars.contains($0)) && $0.value != 0xFFFE && $0.value != 0xFFFF
      }))
}

/// A field on one line: each run of line breaks and tabs a space, no white space around.
private func folded(_ text: String) -> String {
  var line = String.UnicodeScalarView()
  var run = false
  for scalar in text.unicodeScalars {
    if (0x09...0x0D).contains(scalar.value) {
      if !run, line.last != " " { line.append(" ") }
      run = true
    } else {
      line.append(scalar)
      run = scalar == " "
    }
  }
  while line.first?.properties.isWhitespace == true { line.removeFirst() }
  while line.last?.properties.isWhitespace == true { line.removeLast() }
  return String(line)
}

extension String {
  /// Without the line feeds that the writer of HTML sets around blocks.
  fileprivate func trimmingLineFeeds(_ isDocument: Bool) -> String {
    guard isDocument else { return self }
    var rest = unicodeScalars[...]
    while rest.first == "\n" { rest.removeFirst() }
    while rest.last == "\n" { rest.removeLast() }
    return String(rest)
  }
}
