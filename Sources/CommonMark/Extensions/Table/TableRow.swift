/// The rows of a table as text.
enum TableRow {
  typealias Line = UnsafeBufferPointer<UInt8>

  /// The cells of a row, with the spaces around them trimmed and `\|` still escaped.
  struct Cells: Sequence, IteratorProtocol {
    private let line: Line
    /// Where the next cell starts.
    private var start: Int
    private let end: Int

    init(_ line: Line) {
      self.line = line
      (start, end) = content(line)
      if start < end, line[start] == UInt8(ascii: "|") { start += 1 }
    }

    mutating func next() -> Range<Int>? {
      guard start < end else { return nil }
      var bar = start
      // A bar behind any backslash is text, even behind one that is escaped itself; cmark-gfm reads it so.
      while bar < end, line[bar] != UInt8(ascii: "|") || bar > 0 && line[bar - 1] == UInt8(ascii: "\\") {
        bar += 1
      }
      defer { start = bar + 1 }
      return trimmed(line, start..<bar)
    }

    /// The last cell that a row has a column for, with those behind it and the bars between them as text. GFM drops
    /// them without a word, and half of a code span with a bar in it.
    mutating func withRest(_ cell: Range<Int>) -> Range<Int> {
      var end = cell.upperBound
      while let rest = next() { if !rest.isEmpty { end = rest.upperBound } }
      return cell.lowerBound..<end
    }
  }

  static func cellCount(_ line: Line) -> Int { Cells(line).reduce(0) { count, _ in count + 1 } }

  /// Whether a line has any cell: one bar alone opens none.
  static func hasCells(_ line: Line) -> Bool {
    let (start, end) = content(line)
    return end - start > 1 || end - start == 1 && line[start] != UInt8(ascii: "|")
  }

  private static func content(_ line: Line) -> (start: Int, end: Int) {
    var start = 0
    var end = line.count
    while start < end, line[start].isSpaceOrTab { start += 1 }
    while end > start, line[end - 1].isSpaceOrTab { end -= 1 }
    return (start, end)
  }

  private static func trimmed(_ line: Line, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, line[start].isSpaceOrTab { start += 1 }
    while end > start, line[end - 1].isSpaceOrTab { end -= 1 }
    return start..<end
  }

  /// The alignments of a delimiter row; nil when the line is none.
  static func alignments(_ line: Line) -> [Event.Alignment]? {
    guard isDelimiterLike(line, from: 0) else { return nil }
    var alignments: [Event.Alignment] = []
    for cell in Cells(line) {
      guard let first = cell.first, let last = cell.last else { return nil }
      let isLeft = line[first] == UInt8(ascii: ":")
      let isRight = line[last] == UInt8(ascii: ":") && last > first
      let dashes = (isLeft ? first + 1 : first)..<(isRight ? last : last + 1)
      guard !dashes.isEmpty, dashes.allSatisfy({ line[$0] == UInt8(ascii: "-") }) else { return nil }
      alignments.append(isLeft ? (isRight ? .center : .left) : (isRight ? .right : .none))
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// Whether the rest of a line is made of what delimiter rows are made of, with at least one dash and
  /// something that a setext underline has not.
  static func isDelimiterLike(_ text: Line, from start: Int) -> Bool {
    var index = start
    var hasDash = false
    var hasMark = false
    scan: while index < text.count {
      switch text[index] {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"), UInt8(ascii: ":"): hasMark = true
      case 0x20, 0x09: break
      case 0x0A, 0x0D: break scan
      default: return false
      }
      index += 1
    }
    return hasDash && hasMark
  }

  /// Whether the rest of a line is the underline of a setext heading (CommonMark 0.30, 4.3).
  static func isUnderline(_ line: Line, from start: Int) -> Bool {
    guard start < line.count, line[start] == UInt8(ascii: "-") || line[start] == UInt8(ascii: "=") else {
      return false
    }
    let rest = line[start...].drop { $0 == line[start] }
    return rest.allSatisfy(\.isSpaceOrTab)
  }

  /// Whether a line ends a table although it would go on a paragraph: indented code, a thematic break,
  /// any list item, any HTML block (GFM 0.29, 4.10: "the beginning of another block-level structure").
  static func endsTable(_ rest: Line, indent: Int) -> Bool {
    guard indent < 4, !rest.isEmpty, hasCells(rest) else { return true }
    switch rest[0] {
    case UInt8(ascii: "-"):
      let dashes = rest.filter { $0 == UInt8(ascii: "-") }.count
      let isBreak = dashes >= 3 && rest.allSatisfy { $0 == UInt8(ascii: "-") || $0.isSpaceOrTab }
      return isBreak || rest.count == 1 || rest[1].isSpaceOrTab
    case UInt8(ascii: "+"), UInt8(ascii: "*"): return rest.count == 1 || rest[1].isSpaceOrTab
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digits = rest.prefix { $0.isDigit }.count
      guard digits < 10, digits < rest.count,
        rest[digits] == UInt8(ascii: ".") || rest[digits] == UInt8(ascii: ")")
      else { return false }
      return digits + 1 == rest.count || rest[digits + 1].isSpaceOrTab
    case UInt8(ascii: "<"): return isTag(rest)
    default: return false
    }
  }

  /// A tag that is alone on its line (CommonMark 0.30, 4.6, start condition 7).
  private static func isTag(_ line: Line) -> Bool {
    var index = 1
    if index < line.count, line[index] == UInt8(ascii: "/") { index += 1 }
    guard index < line.count, line[index].isLetter else { return false }
    var quote: UInt8?
    while index < line.count {
      let byte = line[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return line[(index + 1)...].allSatisfy(\.isSpaceOrTab)
      }
      index += 1
    }
    return false
  }
}
