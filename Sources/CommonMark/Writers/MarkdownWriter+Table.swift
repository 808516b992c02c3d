extension MarkdownWriter {
  /// The rows of a table (GFM 0.29, 4.10), every cell between bars.
  mutating func table(_ start: Int) -> Int {
    startBlock()
    var index = start + 1
    var alignments: [Event.Alignment] = []
    alignments.reserveCapacity(Int(document.events[start].number))
    while document.events[index].kind != .table {
      let event = document.events[index]
      switch (event.kind, event.edge) {
      case (.tableRow, .enter):
        if !event.isHead { startLine() }
        bytes.append(UInt8(ascii: "|"))
      case (.tableRow, .exit):
        if event.isHead { delimiterRow(alignments) }
      case (.tableCell, .enter):
        if event.isHead { alignments.append(event.alignment) }
        bytes.append(0x20)
        index = InlineWriter.write(&self, from: index + 1, until: .tableCell, place: .cell)
        bytes.append(literal: " |")
      default: break
      }
      index += 1
    }
    return index
  }

  private mutating func delimiterRow(_ alignments: [Event.Alignment]) {
    startLine()
    bytes.append(UInt8(ascii: "|"))
    for alignment in alignments {
      switch alignment {
      case .none: bytes.append(literal: " --- |")
      case .left: bytes.append(literal: " :-- |")
      case .center: bytes.append(literal: " :-: |")
      case .right: bytes.append(literal: " --: |")
      }
    }
  }
}
