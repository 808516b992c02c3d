import CCmark

/// Lifts tables out of a text; see `Table`.
struct TableLifter {
  /// Each look at the tree finds the tables up to the first whose end changes what follows it. Texts
  /// have one look; more than this many have been written to be slow.
  private static let mostParses = 8

  /// The text with a comment in place of every table.
  private(set) var main: [UInt8] = []
  /// The tables, in the order of their comments.
  private var tables: [Table] = []
  /// The contents of the cells that are parsed, in front of the text.
  private(set) var cells: [UInt8] = []
  private(set) var cellCount = 0
  private var parses = 0
  /// Whether a line that is left is like a delimiter row.
  private var mayHaveMore = true

  /// Lifts the tables that are plain to see. Their delimiter rows are among those that a survey of the text counted.
  init(_ text: UnsafeBufferPointer<UInt8>, delimiterRows: Int) {
    let lines = SourceLines(text)
    replace(PlainTables.find(in: lines), lines)
    mayHaveMore = tables.count < delimiterRows
  }

  /// The table whose comment is on a line of what is parsed.
  func table(atLine line: Int) -> Table? {
    let line = line - 2 * cellCount
    var low = 0
    var high = tables.count
    while low < high {
      let middle = (low + high) / 2
      if tables[middle].line < line { low = middle + 1 } else { high = middle }
    }
    return low < tables.count && tables[low].line == line ? tables[low] : nil
  }

  /// Looks for tables in the tree of the cells and the text; false when there are none, and the tree is the final
  /// one.
  mutating func lift(from tree: borrowing SyntaxTree, _ limits: Limits) -> Bool {
    parses += 1
    guard mayHaveMore, parses < Self.mostParses else { return false }
    let offset = 2 * cellCount
    let text = main
    let isFound = text.withUnsafeBufferPointer { text in
      let lines = SourceLines(text)
      let found = TableFinder(lines: lines, lineOffset: offset).find(in: tree.root)
      if !found.isEmpty { replace(found, lines) }
      return !found.isEmpty
    }
    if isFound { mayHaveMore = main.withUnsafeBufferPointer(limits.survey) != .delimiterRows(0) }
    return isFound
  }

  private mutating func replace(_ found: [TableFinder.Found], _ lines: SourceLines) {
    var output: [UInt8] = []
    output.reserveCapacity(lines.text.count)
    var all: [Table] = []
    all.reserveCapacity(tables.count + found.count)
    var kept = tables[...]
    var copied = 0
    var removed = 0
    func keep(before line: Int) {
      while var table = kept.first, table.line < line {
        table.line -= removed
        all.append(table)
        kept.removeFirst()
      }
    }
    for table in found {
      keep(before: table.lines.lowerBound)
      output.append(contentsOf: lines.text[copied..<lines.start(table.lines.lowerBound)])
      output.append(contentsOf: table.prefix)
      output.append(literal: "<!-- -->\n")
      copied = lines.start(table.lines.upperBound + 1)
      all.append(make(table, lines, atLine: table.lines.lowerBound - removed))
      removed += table.lines.count - 1
    }
    keep(before: .max)
    output.append(contentsOf: lines.text[copied...])
    main = output
    tables = all
  }

  private mutating func make(
    _ found: TableFinder.Found, _ lines: SourceLines, atLine commentLine: Int
  ) -> Table {
    let columns = found.alignments.count
    var source: [UInt8] = []
    source.reserveCapacity(
      lines.start(found.lines.upperBound + 1) - lines.start(found.lines.lowerBound) + 1)
    var table: [Table.Cell] = []
    table.reserveCapacity(found.lines.count * columns)
    for (index, line) in found.lines.enumerated() {
      let content = UnsafeBufferPointer(rebasing: lines.line(line)[found.contents[index]...])
      let start = source.count
      source.append(contentsOf: content)
      source.append(UInt8(ascii: "\n"))
      guard index != 1 else { continue }
      var cells = TableRow.Cells(content)
      for column in 0..<columns {
        guard var range = cells.next() else {
          table.append(.empty)
          continue
        }
        if column == columns - 1 { range = cells.withRest(range) }
        table.append(cell(range, of: content, at: start))
      }
    }
    return Table(line: commentLine, cells: table, alignments: found.alignments, source: source)
  }

  /// A cell of a row that starts at an offset of the table's source.
  private mutating func cell(
    _ range: Range<Int>, of line: UnsafeBufferPointer<UInt8>, at row: Int
  ) -> Table.Cell {
    guard !range.isEmpty else { return .empty }
    let content = UnsafeBufferPointer(rebasing: line[range])
    let source = row + range.lowerBound..<row + range.upperBound
    guard content.index(of: .cellMarkup, from: 0) < content.count else { return .text(source) }
    if Self.isCode(content) { return .code(source.dropFirst().dropLast()) }
    if cells.isEmpty { cells.reserveCapacity(main.count) }
    cells.append(0xC2)
    cells.append(0xA0)
    var copied = 0
    var backslash = content.index(of: UInt8(ascii: "\\"), from: 0)
    while backslash + 1 < content.count {
      if content[backslash + 1] == UInt8(ascii: "|") {
        cells.append(contentsOf: content[copied..<backslash])
        copied = backslash + 1
      }
      backslash = content.index(of: UInt8(ascii: "\\"), from: backslash + 1)
    }
    cells.append(contentsOf: content[copied...])
    cells.append(literal: "\n\n")
    cellCount += 1
    return .paragraph(cellCount - 1)
  }

  /// Whether a code span is the whole cell and has nothing in it to be read twice.
  private static func isCode(_ content: UnsafeBufferPointer<UInt8>) -> Bool {
    content.count > 2 && content[0] == UInt8(ascii: "`") && content[1] != 0x20
      && content.index(of: UInt8(ascii: "`"), from: 1) == content.count - 1
      && content.index(of: UInt8(ascii: "\\"), from: 1) == content.count
  }
}
