import CCmark

/// Lifts tables out of a text; see `Table`.
struct TableLifter {
  /// Each look at the tree finds the tables up to the first whose end changes what follows it. Texts
  /// have one look; more than this many have been written to be slow.
  private static let mostParses = 8

  /// The text with a comment in place of every table.
  private var main: [UInt8]
  private(set) var tables: [Table] = []
  /// The tables by the lines of `main` their comments are on.
  private var placeholders: [Int: Int] = [:]
  /// The contents of the cells that are parsed.
  private var cells: [UInt8] = []
  private(set) var cellCount = 0
  private var parses = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    main = Array(text)
    let lines = SourceLines(text)
    let found = PlainTables.find(in: lines)
    if !found.isEmpty { replace(found, lines) }
  }

  /// What is to be parsed: the cells, then the text.
  var source: [UInt8] { cells + main }

  /// The table whose comment is on a line of the source.
  func table(atLine line: Int) -> Table? {
    placeholders[line - 2 * cellCount].map { tables[$0] }
  }

  /// Looks for tables in the tree of `source`; false when there are none, and the tree is the final one.
  mutating func lift(from tree: borrowing SyntaxTree, _ limits: Limits) -> Bool {
    parses += 1
    guard parses < Self.mostParses else { return false }
    if main.withUnsafeBufferPointer(limits.survey) == .hasNoTables { return false }
    let offset = 2 * cellCount
    let text = main
    return text.withUnsafeBufferPointer { text in
      let lines = SourceLines(text)
      let found = TableFinder(lines: lines, lineOffset: offset).find(in: tree.root)
      if !found.isEmpty { replace(found, lines) }
      return !found.isEmpty
    }
  }

  private mutating func replace(_ found: [TableFinder.Found], _ lines: SourceLines) {
    let buffer = lines.text
    do {
      var moved: [Int: Int] = [:]
      var removed = 0
      var copied = 0
      var output: [UInt8] = []
      output.reserveCapacity(buffer.count)
      var kept = placeholders.sorted { $0.key < $1.key }[...]
      for table in found {
        while let next = kept.first, next.key < table.lines.lowerBound {
          moved[next.key - removed] = next.value
          kept.removeFirst()
        }
        output.append(contentsOf: buffer[copied..<lines.start(table.lines.lowerBound)])
        output.append(contentsOf: table.prefix)
        output.append(literal: "<!-- -->\n")
        moved[table.lines.lowerBound - removed] = tables.count
        copied = lines.start(table.lines.upperBound + 1)
        removed += table.lines.count - 1
        tables.append(make(table, lines))
      }
      for next in kept { moved[next.key - removed] = next.value }
      output.append(contentsOf: buffer[copied...])
      main = output
      placeholders = moved
    }
  }

  private mutating func make(_ found: TableFinder.Found, _ lines: SourceLines) -> Table {
    let columns = found.alignments.count
    var source: [UInt8] = []
    source.reserveCapacity(
      lines.start(found.lines.upperBound + 1) - lines.start(found.lines.lowerBound) + 1)
    var table: [Table.Cell] = []
    table.reserveCapacity(found.lines.count * columns)
    var ranges: [Range<Int>] = []
    for (index, line) in found.lines.enumerated() {
      let content = UnsafeBufferPointer(rebasing: lines.line(line)[found.contents[index]...])
      let start = source.count
      source.append(contentsOf: content)
      source.append(UInt8(ascii: "\n"))
      guard index != 1 else { continue }
      TableRow.cells(content, into: &ranges)
      for column in 0..<columns {
        table.append(column < ranges.count ? cell(content[ranges[column]], at: start) : .empty)
      }
    }
    return Table(cells: table, alignments: found.alignments, source: source)
  }

  /// What stands in a code span that is the whole cell and has nothing in it to be read twice.
  private static func code(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>>?
  {
    guard content.count > 2, content.first == UInt8(ascii: "`"), content.last == UInt8(ascii: "`") else {
      return nil
    }
    let code = content.dropFirst().dropLast()
    guard code.first != 0x20, !code.contains(where: { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "\\") })
    else { return nil }
    return code
  }

  /// A cell of a row that starts at an offset of the table's source.
  private mutating func cell(_ content: Slice<UnsafeBufferPointer<UInt8>>, at row: Int) -> Table.Cell {
    func range(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Range<Int> {
      row + part.startIndex..<row + part.endIndex
    }
    guard !content.isEmpty else { return .empty }
    guard content.contains(where: ByteSet.cellMarkup.contains) else { return .text(range(content)) }
    if let code = Self.code(content) { return .code(range(code)) }
    cells.append(0xC2)
    cells.append(0xA0)
    if content.contains(UInt8(ascii: "\\")) {
      for (index, byte) in zip(content.indices, content) {
        if byte == UInt8(ascii: "\\"), index + 1 < content.endIndex, content[index + 1] == UInt8(ascii: "|") {
          continue
        }
        cells.append(byte)
      }
    } else {
      cells.append(contentsOf: UnsafeBufferPointer(rebasing: content))
    }
    cells.append(literal: "\n\n")
    cellCount += 1
    return .paragraph(cellCount - 1)
  }
}
