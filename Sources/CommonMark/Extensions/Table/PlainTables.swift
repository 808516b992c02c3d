/// Finds the tables whose place is plain to see without parsing, which are nearly all: every line starts
/// with `|` in the first column, and blank lines or the ends of the text stand around them. In front there may
/// also be a paragraph whose lines all start with a letter in the first column.
///
/// A line in the first column behind a blank line lies in no container, so such a table is one unless a
/// fence or an HTML block is open, which goes on over blank lines. Fences in the first column are followed.
/// A line that starts with a letter is a paragraph there, or goes on one, unless a delimiter row makes it the
/// head of a table.
/// At the first line that could start HTML, or a fence anywhere else, the search ends: what comes behind
/// is left to the tree.
struct PlainTables {
  private let lines: SourceLines

  static func find(in lines: SourceLines) -> [TableFinder.Found] { PlainTables(lines: lines).find() }

  private func find() -> [TableFinder.Found] {
    var found: [TableFinder.Found] = []
    var fence: UnsafeBufferPointer<UInt8>?
    /// Whether a line in the first column lies in no container.
    var isOutside = true
    var number = 1
    while number <= lines.count {
      let line = lines.line(number)
      if let open = fence {
        if Self.closes(open, line) { fence = nil }
        isOutside = false
        number += 1
        continue
      }
      guard let mark = line.firstIndex(where: { !Self.isContainerMark($0) }) else {
        isOutside = line.allSatisfy(\.isSpaceOrTab)
        number += 1
        continue
      }
      switch line[mark] {
      case UInt8(ascii: "<"): return found
      case UInt8(ascii: "`"), UInt8(ascii: "~"):
        let length = Self.fenceLength(line, mark)
        guard length < 3 || mark == 0 else { return found }
        if length >= 3 { fence = Self.fence(line) }
      case UInt8(ascii: "|") where mark == 0 && isOutside:
        if let table = table(at: number) {
          found.append(table)
          number = table.lines.upperBound
        }
      default: break
      }
      isOutside =
        isOutside && mark == 0 && line[0].isLetter
        && !TableRow.isDelimiterLike(lines.line(number + 1), from: 0)
      number += 1
    }
    return found
  }

  private func table(at header: Int) -> TableFinder.Found? {
    guard header < lines.count, lines.line(header + 1).first == UInt8(ascii: "|"),
      let alignments = TableRow.alignments(lines.line(header + 1)),
      TableRow.cellCount(lines.line(header)) == alignments.count
    else { return nil }
    var last = header + 1
    while last < lines.count, lines.line(last + 1).first == UInt8(ascii: "|"),
      TableRow.hasCells(lines.line(last + 1))
    { last += 1 }
    guard last == lines.count || lines.line(last + 1).allSatisfy(\.isSpaceOrTab) else { return nil }
    return TableFinder.Found(
      lines: header...last, prefix: [], contents: [Int](repeating: 0, count: last - header + 1),
      alignments: alignments, endsBlock: true)
  }

  /// What can stand before the content of a line: indentation and the marks of quotes and items.
  private static func isContainerMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"),
      UInt8(ascii: "."),
      UInt8(ascii: ")"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// The fence that a line opens in the first column; nil when it opens none.
  static func fence(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let length = fenceLength(line, 0)
    guard length >= 3, isInfo(line, length) else { return nil }
    return UnsafeBufferPointer(rebasing: line[..<length])
  }

  private static func fenceLength(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    line[start...].prefix { $0 == line[start] }.count
  }

  /// The info string of a fence of backticks has none (CommonMark 0.30, 4.5).
  private static func isInfo(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    line[0] != UInt8(ascii: "`") || !line[start...].contains(UInt8(ascii: "`"))
  }

  static func closes(_ fence: UnsafeBufferPointer<UInt8>, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let rest = line.drop { $0 == 0x20 }
    guard line.count - rest.count < 4, let character = fence.first else { return false }
    let end = rest.drop { $0 == character }
    return rest.count - end.count >= fence.count && end.allSatisfy(\.isSpaceOrTab)
  }
}
