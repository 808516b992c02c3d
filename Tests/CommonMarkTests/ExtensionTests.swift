import Foundation
import TestData
import Testing

@testable import CommonMark

@Suite("GFM 0.29: every example of its extensions")
struct ExtensionTests {
  /// Sections whose subject is no extension of ours, or raw HTML, which is text here.
  static let others: Set<String> = [
    "Disallowed Raw HTML (extension)", "`--full-info-string`", "Footnotes", "HTML tag filter",
    "Embedded HTML",
    "When a footnote is used multiple times, we insert multiple backrefs.",
    "Footnote reference labels are href escaped",
  ]

  @Test(
    "comes out as the specification has it, but for the policies",
    .enabled(if: SharedData.isPresent, "needs shared/data"))
  func examples() throws {
    let renderer = Renderer(policy: Policy(links: .external))
    for example in try SharedData.examples("gfm-extensions.json") where !Self.others.contains(example.section)
    {
      if example.html.contains("<IGNORE>") || example.markdown.contains("[^1]") { continue }
      let html = String(decoding: renderer.html(Array(example.markdown.utf8)).bytes, as: UTF8.self)
      // The cells past the last column are shown in two of them.
      let shown = html.replacing("<td>baz | boo</td>", with: "<td>baz</td>")
        .replacing("<td>3 | 4 | 5</td>", with: "<td>3</td>")
      #expect(shown == Self.expected(example.html), "\(example.section)\n\(example.markdown)")
    }
  }

  /// What the policies change, listed.
  static func expected(_ html: String) -> String {
    var html = html
    // Links out say so; links to other schemes and images are no links.
    html = html.replacing(/<a href="(ftp:|xmpp:)[^"]*">([^<]*)<\/a>/) { String($0.output.2) }
    // A host that is not in ASCII may look like another one.
    html = html.replacing(/<a href="http:\/\/x?%F0[^"]*">([^<]*)<\/a>/) { String($0.output.1) }
    html = html.replacing(/<a href="[^"]*"/) { "\($0.output) rel=\"noopener noreferrer nofollow\"" }
    html = Reference.markingBareLinks(html)
    // An image is a link to it.
    html = html.replacing(/<img src="([^"]*)" alt="([^"]*)" \/>/) {
      "<a href=\"\($0.output.1)\" rel=\"noopener noreferrer nofollow\">image: \($0.output.2)</a>"
    }
    // `align` is obsolete in HTML.
    html = html.replacing(/\salign="([a-z]*)"/) { " class=\"align-\($0.output.1)\"" }
    // A check box that cannot be clicked is a picture.
    let done = "<span class=\"task done\" role=\"img\" aria-label=\"done\">☑</span>"
    let open = "<span class=\"task open\" role=\"img\" aria-label=\"not done\">☐</span>"
    return html.replacing(/<input[^>]*>/) { $0.output.contains("checked") ? done : open }
  }
}

@Suite("Generated tables")
struct GeneratedTableTests {
  /// Lines that tables are made of and cut off by, and the marks they stand behind.
  static let marks = ["", "", "", "> ", "- ", "  ", "1. ", "    ", "> > ", "> - ", ">   ", "   ", "\t"]
  static let lines = [
    "| a | b |", "|-|:-:|", "|-|:-:|", "| --- | --- |", "a | b", "--- | ---", "| `x\\|y` | *b* |", "|", "x",
    "", "", "---", "# h",
    "2. x", "1. x", "- | a |", "|a|", "|-|", ":-", "| a \\| b |", "```", "| **a | b** |", "||",
    "\\| a | b |", "| a | b | c |", "`|` | b",
  ]

  @Test(
    "come out as cmark-gfm has them", .enabled(if: Command.cmarkGFM != nil, "needs cmark-gfm"),
    arguments: 0..<2)
  func tables(seed: Int) throws {
    guard let gfm = Command.cmarkGFM else { return }
    var generator = Generator(seed: UInt64(seed) + 900)
    let renderer = Renderer(policy: Policy(links: .external))
    var texts: [String] = []
    for _ in 0..<200 { texts.append(generator.lines(Self.marks, Self.lines)) }
    for text in texts {
      let html = Self.normalized(String(renderer.html(Array(text.utf8))))
      let complete = try Self.withoutExcess(text, gfm)
      let expected = Self.normalized(ExtensionTests.expected(try gfm.html(Array(complete.utf8))))
      #expect(html == expected, "\(text)")
      if html != expected { return }
    }
  }

  @Test("have the delimiter row nearest to the start of the paragraph")
  func delimiterRows() {
    let html = String(Renderer(policy: Policy(links: .external)).html(Array("a | b\n|-|-|\n|:-|-:|\n".utf8)))
    #expect(html.contains("<th>a</th>"))
    #expect(html.contains("<td>:-</td>"))
  }

  @Test(
    "show the cells past their last column, which GFM drops",
    arguments: [
      ("| `du -k | sort` |", "<code>du -k | sort</code>", "`du -k \\| sort`"),
      ("| b | c | d |", "b | c | d", #"b \| c \| d"#),
      ("| b | *c*", "b | <em>c</em>", #"b \| *c*"#), ("||c", "|c", #"\|c"#), ("| b | |", "b", "b"),
      ("| b ||||", "b", "b"),
      ("| b | | c |", "b | | c", #"b \| \| c"#), (#"| b \| c | d |"#, "b | c | d", #"b \| c \| d"#),
    ])
  func excess(cells: String, html: String, markdown: String) {
    let renderer = Renderer(policy: Policy(links: .external))
    let table = Array("| x | y |\n| --- | --- |\n| a \(cells)\n".utf8)
    #expect(String(renderer.html(table)).contains("<td>a</td>\n<td>\(html)</td>\n</tr>"))
    #expect(String(renderer.markdown(table)) == "| x | y |\n| --- | --- |\n| a | \(markdown) |\n")
  }

  /// The text with the bars behind the last column of a row escaped, so that cmark-gfm drops no cell.
  private static func withoutExcess(_ text: String, _ gfm: Command) throws -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let html = try gfm.html(Array(text.utf8), "--sourcepos")
    var columns = 0
    for tag in html.matches(of: /<thead>|<th[ >]|<tbody>|<tr data-sourcepos="(\d+)/) {
      if tag.output.0 == "<thead>" { columns = 0 }
      if tag.output.0.hasPrefix("<th"), tag.output.0 != "<thead>" { columns += 1 }
      guard columns > 0, let number = tag.output.1.flatMap({ Int($0) }) else { continue }
      lines[number - 1] = escapingExcess(lines[number - 1], columns)
    }
    return lines.joined(separator: "\n")
  }

  private static func escapingExcess(_ row: String, _ columns: Int) -> String {
    let start = row.prefix { " >\t".contains($0) }
    let bars = row.replacing("\\|", with: "~~").ranges(of: "|").map(\.lowerBound)
    let isLed = row.dropFirst(start.count).first == "|"
    let ends = isLed ? bars.dropFirst() : bars[...]
    var escaped = row
    let past = Array(ends.dropFirst(columns - 1))
    guard let last = past.last(where: { row[row.index(after: $0)...].contains { !" |".contains($0) } }) else {
      return row
    }
    for bar in past.reversed() where bar <= last { escaped.insert("\\", at: bar) }
    return escaped
  }

  /// cmark-gfm takes lists with tables in them for loose, and unescapes bars in the paragraph before a table.
  private static func normalized(_ html: String) -> String {
    html.replacing(/<\/?p>|\n/, with: "").replacing("x\\|y", with: "x|y")
  }
}
