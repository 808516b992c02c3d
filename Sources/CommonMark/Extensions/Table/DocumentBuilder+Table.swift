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
    table.source.withUnsafeBufferPointer { source in
      for row in 0..<table.rowCount { appendRow(row, of: table, source) }
    }
    event.edge = .exit
    document.events.append(event)
  }

  private mutating func appendRow(_ row: Int, of table: Table, _ source: UnsafeBufferPointer<UInt8>) {
    let isHead = row == 0
    var event = Event(.tableRow, .enter)
    event.isHead = isHead
    document.events.append(event)
    let columns = table.alignments.count
    for column in 0..<columns {
      var cell = Event(.tableCell, .enter)
      cell.isHead = isHead
      cell.alignment = table.alignments[column]
      document.events.append(cell)
      appendContent(table.cells[row * columns + column], source)
      cell.edge = .exit
      document.events.append(cell)
    }
    event.edge = .exit
    document.events.append(event)
  }

  private mutating func appendContent(_ cell: Table.Cell, _ source: UnsafeBufferPointer<UInt8>) {
    startContent()
    isInCell = true
    defer { isInCell = false }
    switch cell {
    case .empty: break
    case .text(let text):
      openRun()
      appendText(UnsafeBufferPointer(rebasing: source[text]))
    case .code(let code): appendCode(UnsafeBufferPointer(rebasing: source[code]))
    case .paragraph(let index):
      guard index < cells.count else { return }
      dropped = 2
      walk(cells[index])
    }
    endContent()
  }
}
