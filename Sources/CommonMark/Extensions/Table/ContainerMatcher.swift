import CCmark

/// Follows the containers of a block through the lines of its source (CommonMark 0.30, 5), to tell where
/// the content of a line starts and whether the line continues lazily.
struct ContainerMatcher {
  private enum Container {
    case quote
    /// A list item, and the columns by which its content is indented.
    case item(Int)
  }

  private var containers: [Container] = []
  private let lines: SourceLines

  /// The containers around a block.
  init(around block: Node, in lines: SourceLines, lineOffset: Int) {
    self.lines = lines
    var ancestors: [Node] = []
    var node = block.parent
    while let current = node {
      if current.type == CMARK_NODE_ITEM || current.type == CMARK_NODE_BLOCK_QUOTE {
        ancestors.append(current)
      }
      node = current.parent
    }
    for ancestor in ancestors.reversed() {
      if ancestor.type == CMARK_NODE_BLOCK_QUOTE {
        containers.append(.quote)
      } else {
        containers.append(.item(indent(of: ancestor, lineOffset)))
      }
    }
  }

  /// Where the text of a line starts, and how far it is indented in its containers.
  struct Content {
    var start: Int
    var indent: Int
    /// Whether the line lies in all containers; a lazy one does not.
    var isInside: Bool
  }

  func content(ofLine line: Int) -> Content {
    var cursor = LineCursor(lines.line(line))
    var isInside = true
    for container in containers {
      isInside = match(container, &cursor)
      guard isInside else { break }
    }
    let indent = cursor.indent
    cursor.skip(columns: indent)
    return Content(start: cursor.offset, indent: indent, isInside: isInside)
  }

  private func match(_ container: Container, _ cursor: inout LineCursor) -> Bool {
    let indent = cursor.indent
    switch container {
    case .quote:
      guard indent < 4, cursor.byte(afterIndent: indent) == UInt8(ascii: ">") else { return false }
      cursor.skip(columns: indent)
      cursor.skipMark()
      return true
    case .item(let columns):
      guard indent >= columns else { return false }
      cursor.skip(columns: columns)
      return true
    }
  }

  /// The marker and the spaces around it decide the indentation of an item (CommonMark 0.30, 5.2).
  private func indent(of item: Node, _ lineOffset: Int) -> Int {
    let line = lines.line(item.startLine - lineOffset)
    let mark = item.startColumn - 1
    var cursor = LineCursor(line)
    // Outer containers either start on this line, in front of the mark, or are continued on it.
    for container in containers {
      var next = cursor
      if match(container, &next), next.offset <= mark { cursor = next }
    }
    let start = cursor.column
    while cursor.offset < mark { cursor.step() }
    let markColumn = cursor.column
    while cursor.offset < line.count, cursor.isDigit { cursor.step() }
    cursor.step()
    let width = cursor.column - markColumn
    let spaces = cursor.indent
    let padding = (1...4).contains(spaces) && !cursor.isBlank ? spaces : 1
    return markColumn - start + width + padding
  }
}

/// A place in a line, in bytes and in columns; a tab goes to the next multiple of four.
struct LineCursor {
  private let line: UnsafeBufferPointer<UInt8>
  private(set) var offset = 0
  private(set) var column = 0

  init(_ line: UnsafeBufferPointer<UInt8>) { self.line = line }

  /// The columns of white space ahead.
  var indent: Int {
    var column = column
    var offset = offset
    while offset < line.count, line[offset].isSpaceOrTab {
      column += line[offset] == 0x09 ? 4 - column % 4 : 1
      offset += 1
    }
    return column - self.column
  }

  var isDigit: Bool { offset < line.count && line[offset].isDigit }
  var isBlank: Bool { line[min(offset, line.count)...].allSatisfy(\.isSpaceOrTab) }

  func byte(afterIndent indent: Int) -> UInt8? {
    var copy = self
    copy.skip(columns: indent)
    return copy.offset < line.count ? line[copy.offset] : nil
  }

  /// Skips white space. A tab that is wider is left with the rest of its columns.
  mutating func skip(columns: Int) {
    var left = columns
    while left > 0, offset < line.count {
      let width = line[offset] == 0x09 ? 4 - column % 4 : 1
      column += min(width, left)
      if width <= left { offset += 1 }
      left -= width
    }
  }

  mutating func step() {
    guard offset < line.count else { return }
    column += line[offset] == 0x09 ? 4 - column % 4 : 1
    offset += 1
  }

  /// Skips `>` and one column of white space behind it.
  mutating func skipMark() {
    step()
    if offset < line.count, line[offset].isSpaceOrTab { skip(columns: 1) }
  }
}
