import CCmark

/// Finds the tables that cmark read as paragraphs, or as headings over a rule that follows a table.
struct TableFinder {
  struct Found {
    /// The lines, header and delimiter row first.
    var lines: ClosedRange<Int>
    /// What stands in front of the table on its first line.
    var prefix: [UInt8]
    /// Where the content starts on each line.
    var contents: [Int]
    var alignments: [Event.Alignment]
    /// Whether the block ends with the table, so that nothing after it is read anew.
    var endsBlock: Bool
  }

  let lines: SourceLines
  /// How many lines of the parsed text stand before the first of `lines`.
  let lineOffset: Int

  func find(in root: Node) -> [Found] {
    var found: [Found] = []
    var node = root.firstChild
    while let current = node {
      let isLeaf = current.type == CMARK_NODE_PARAGRAPH || current.type == CMARK_NODE_HEADING
      if isLeaf, current.startLine > lineOffset, current.endLine > current.startLine,
        let table = table(in: current)
      {
        found.append(table)
        if !table.endsBlock { return found }
      }
      node = (isLeaf ? nil : current.firstChild) ?? following(current, root)
    }
    return found
  }

  private func following(_ node: Node, _ root: Node) -> Node? {
    var node = node
    while true {
      if let next = node.next { return next }
      guard let parent = node.parent, parent != root else { return nil }
      node = parent
    }
  }

  private func table(in block: Node) -> Found? {
    let first = block.startLine - lineOffset
    var containers: ContainerMatcher?
    var number = first + 1
    let last = lastLine(of: block)
    while number <= last {
      let line = lines.line(number)
      number += 1
      guard TableRow.isDelimiterLike(line, from: Self.contentStart(line)) else { continue }
      let matcher = containers ?? ContainerMatcher(around: block, in: lines, lineOffset: lineOffset)
      containers = matcher
      if let table = table(delimiter: number - 1, of: block, matcher, last) { return table }
    }
    return nil
  }

  private func table(
    delimiter: Int, of block: Node, _ containers: ContainerMatcher, _ lastLine: Int
  ) -> Found? {
    let content = containers.content(ofLine: delimiter)
    let delimiterRow = UnsafeBufferPointer(rebasing: lines.line(delimiter)[content.start...])
    guard content.isInside, !TableRow.endsTable(delimiterRow, indent: content.indent),
      let alignments = TableRow.alignments(delimiterRow)
    else { return nil }
    let header = delimiter - 1
    let isFirst = header == block.startLine - lineOffset
    let headerStart = isFirst ? block.startColumn - 1 : containers.content(ofLine: header).start
    let headerLine = lines.line(header)
    guard headerStart <= headerLine.count else { return nil }
    let headerRow = UnsafeBufferPointer(rebasing: headerLine[headerStart...])
    guard TableRow.cellCount(headerRow) == alignments.count else { return nil }

    var contents = [headerStart, content.start]
    var last = delimiter
    while last < lastLine, let row = row(last + 1, containers) {
      contents.append(row)
      last += 1
    }
    let prefix = isFirst ? headerLine[..<headerStart] : lines.line(delimiter)[..<content.start]
    return Found(
      lines: header...last, prefix: Array(prefix), contents: contents, alignments: alignments,
      endsBlock: block.type == CMARK_NODE_PARAGRAPH && last == lastLine)
  }

  private static func contentStart(_ line: UnsafeBufferPointer<UInt8>) -> Int {
    line.firstIndex { !$0.isSpaceOrTab && $0 != UInt8(ascii: ">") } ?? line.count
  }

  /// The last line of a block. For a setext heading cmark gives the one behind it, unless it is the last of
  /// the text.
  private func lastLine(of block: Node) -> Int {
    let last = block.endLine - lineOffset
    guard block.type == CMARK_NODE_HEADING else { return last }
    let first = block.startLine - lineOffset + 1
    return (first...max(first, last)).first {
      TableRow.isUnderline(lines.line($0), from: Self.contentStart(lines.line($0)))
    } ?? last
  }

  /// Where a row starts on a line; nil when the line is none.
  private func row(_ number: Int, _ containers: ContainerMatcher) -> Int? {
    let content = containers.content(ofLine: number)
    let line = UnsafeBufferPointer(rebasing: lines.line(number)[content.start...])
    guard content.isInside, !TableRow.endsTable(line, indent: content.indent) else { return nil }
    return content.start
  }
}
