import CCmark

/// Tables back in their places.
extension DocumentBuilder {
  mutating func appendTable(_ table: Table) {
    guard !table.isTooLarge(expansion) else {
      appendCodeBlock(
        table.source.withUnsafeBufferPointer(unmarked), info: UnsafeBufferPointer(start: nil, count: 0))
      return
    }
    var event = Event(.table, .enter)
    event.number = Int32(table.alignments.count)
    document.events.append(event)
    for (index, row) in table.rows.enumerated() { appendRow(row, of: table, isHead: index == 0) }
    event.edge = .exit
    document.events.append(event)
  }

  private mutating func appendRow(_ row: [Table.Cell], of table: Table, isHead: Bool) {
    var event = Event(.tableRow, .enter)
    event.isHead = isHead
    document.events.append(event)
    for (column, alignment) in table.alignments.enumerated() {
      var cell = Event(.tableCell, .enter)
      cell.isHead = isHead
      cell.alignment = alignment
      document.events.append(cell)
      appendContent(column < row.count ? row[column] : .empty)
      cell.edge = .exit
      document.events.append(cell)
    }
    event.edge = .exit
    document.events.append(event)
  }

  private mutating func appendContent(_ cell: Table.Cell) {
    startContent()
    switch cell {
    case .empty: break
    case .text(let text):
      openRun()
      text.withUnsafeBufferPointer { appendText($0) }
    case .code(let code): code.withUnsafeBufferPointer { appendCode($0) }
    case .paragraph(let index):
      guard index < cells.count else { return }
      dropped = 2
      walk(cells[index])
    }
    endContent()
  }
}
