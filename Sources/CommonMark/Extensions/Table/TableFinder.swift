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
    let last = block.endLine - lineOffset
    var matcher: ContainerMatcher?
    for line in (first + 1)...last {
      let bytes = lines.line(line)
      let start = bytes.firstIndex { !$0.isSpaceOrTab && $0 != UInt8(ascii: ">") } ?? bytes.count
      guard TableRow.isDelimiterLike(bytes, from: start) else { continue }
      let containers = matcher ?? ContainerMatcher(around: block, in: lines, lineOffset: lineOffset)
      matcher = containers
      if let table = table(delimiter: line, of: block, containers, first...last) { return table }
    }
    return nil
  }

  private func table(
    delimiter: Int, of block: Node, _ containers: ContainerMatcher, _ blockLines: ClosedRange<Int>
  ) -> Found? {
    guard let content = containers.content(ofLine: delimiter) else { return nil }
    let delimiterRow = UnsafeBufferPointer(rebasing: lines.line(delimiter)[content...])
    guard !TableRow.endsTable(delimiterRow), let alignments = TableRow.alignments(delimiterRow) else {
      return nil
    }
    let header = delimiter - 1
    let isFirst = header == blockLines.lowerBound
    let headerContent = isFirst ? block.startColumn - 1 : containers.lazyContent(ofLine: header)
    let headerLine = lines.line(header)
    guard headerContent <= headerLine.count else { return nil }
    let headerRow = UnsafeBufferPointer(rebasing: headerLine[headerContent...])
    guard TableRow.cells(headerRow).count == alignments.count else { return nil }

    var contents = [headerContent, content]
    var last = delimiter
    while last < blockLines.upperBound, let start = containers.content(ofLine: last + 1),
      !TableRow.endsTable(UnsafeBufferPointer(rebasing: lines.line(last + 1)[start...]))
    {
      contents.append(start)
      last += 1
    }
    let prefix = isFirst ? headerLine[..<headerContent] : lines.line(delimiter)[..<content]
    return Found(
      lines: header...last, prefix: Array(prefix), contents: contents, alignments: alignments,
      endsBlock: last == blockLines.upperBound)
  }
}
