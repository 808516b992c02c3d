/// The footnotes of a text, as cmark-gfm and GitHub read them: `[^name]: …` at the start of a line is one, and goes on
/// in lines that are indented by four columns; `[^name]` in the text refers to it.
///
/// cmark knows no footnotes. An item of a list goes on in the same way, so cmark reads a text in which each is
///
///     -   ⟨mark⟩0
///
///         …
///
/// and the items are found again by their marks. A footnote that nothing refers to stays the text it is.
struct Footnotes {
  /// The footnotes as they are written, in the order of the text.
  let names: [[UInt8]]
  /// The text with items in their places.
  let text: [UInt8]
  /// What stands in front of the number of each; one of U+1BFC to U+1BFF, as in ``EscapeMark``.
  let mark: [UInt8]

  /// More than so many are text.
  private static let most = 999
  private static let longestName = 100

  /// The footnotes of a text but those that are to stay text, by their names; nil when it has none.
  init?(of text: UnsafeBufferPointer<UInt8>, without excluded: Set<[UInt8]> = []) {
    guard Self.mayHave(text), let mark = EscapeMark.unused(in: text) else { return nil }
    let lines = SourceLines(text)
    let definitions = Self.definitions(in: lines, excluded)
    guard !definitions.isEmpty else { return nil }
    let marker = Self.marker(unusedIn: lines)
    var output: [UInt8] = []
    output.reserveCapacity(text.count + definitions.count * 16)
    var names: [[UInt8]] = []
    var copied = 0
    for definition in definitions {
      let start = lines.start(definition.line)
      output.append(contentsOf: text[copied..<start])
      output.append(marker)
      output.append(literal: "   ")
      output += mark
      output.append(number: names.count)
      output.append(literal: "\n\n    ")
      copied = start + definition.length
      while copied < text.count, text[copied].isSpaceOrTab { copied += 1 }
      names.append(definition.name)
    }
    output.append(contentsOf: text[copied...])
    self.names = names
    self.text = output
    self.mark = mark
  }

  private static func mayHave(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = text.index(of: UInt8(ascii: "^"), from: 1)
    while index < text.count {
      if text[index - 1] == UInt8(ascii: "[") { return true }
      index = text.index(of: UInt8(ascii: "^"), from: index + 1)
    }
    return false
  }

  /// Finds where a closed name stands, from the bracket at an index on; nil if there is none.
  static func name(in text: UnsafeBufferPointer<UInt8>, at bracket: Int) -> Range<Int>? {
    guard bracket + 3 < text.count, text[bracket] == UInt8(ascii: "["), text[bracket + 1] == UInt8(ascii: "^")
    else { return nil }
    var end = bracket + 2
    while end < text.count, end - bracket <= longestName, text[end] > 0x20, text[end] != UInt8(ascii: "]"),
      text[end] != UInt8(ascii: "[")
    { end += 1 }
    guard end > bracket + 2, end < text.count, text[end] == UInt8(ascii: "]") else { return nil }
    return bracket + 2..<end
  }

  // MARK: Where they are

  private struct Definition {
    var line: Int
    /// How much of the line is the mark of the footnote.
    var length: Int
    var name: [UInt8]
  }

  /// The first of each name, in the first column and in no fence that stands there.
  private static func definitions(in lines: SourceLines, _ excluded: Set<[UInt8]>) -> [Definition] {
    var found: [Definition] = []
    var names = excluded
    var fence: UnsafeBufferPointer<UInt8>?
    for number in 1...lines.count {
      let line = lines.line(number)
      if let open = fence {
        if PlainTables.closes(open, line) { fence = nil }
        continue
      }
      switch line.first {
      case UInt8(ascii: "`"), UInt8(ascii: "~"): fence = PlainTables.fence(line)
      case UInt8(ascii: "["):
        guard let name = name(in: line, at: 0), name.upperBound + 1 < line.count,
          line[name.upperBound + 1] == UInt8(ascii: ":"), found.count < most,
          names.insert(Array(line[name])).inserted
        else { continue }
        found.append(Definition(line: number, length: name.upperBound + 2, name: Array(line[name])))
      default: break
      }
    }
    return found
  }

  /// The mark of a list that the text has not, so that no item of its own is beside the footnotes.
  private static func marker(unusedIn lines: SourceLines) -> UInt8 {
    var used: Set<UInt8> = []
    for number in 1...lines.count {
      if let first = lines.line(number).first(where: { $0 != 0x20 }) { used.insert(first) }
    }
    return "+*-".utf8.first { !used.contains($0) } ?? UInt8(ascii: "+")
  }

  /// The number of the footnote that an item is; nil if it is not a footnote.
  func number(of item: Node) -> Int? {
    guard let paragraph = item.firstChild, paragraph.isParagraph, let text = paragraph.firstChild, text.isText
    else { return nil }
    let literal = text.literal
    guard literal.starts(with: mark) else { return nil }
    return Int(String(decoding: literal.dropFirst(mark.count), as: UTF8.self))
  }
}
