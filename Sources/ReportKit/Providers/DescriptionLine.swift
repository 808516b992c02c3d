/// A line of a pull request's description, and whether it is text: not code, and not inside a comment of HTML.
struct DescriptionLine {
  let text: TextBytes
  let isText: Bool

  /// The lines of a text.
  static func all(of text: TextBytes) -> All { All(lines: text.lines) }

  /// The lines of a text, one after the other.
  struct All: Sequence, IteratorProtocol {
    fileprivate var lines: TextLines
    private var fence: (mark: UInt8, count: Int)?
    private var isInComment = false

    fileprivate init(lines: TextLines) { self.lines = lines }

    mutating func next() -> DescriptionLine? {
      guard let line = lines.next() else { return nil }
      let words = line.drop(while: \.isSpaceOrTab)
      let mark = words.first ?? 0x20
      let count = words.prefix { $0 == mark }.count
      let isFence = !isInComment && (mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")) && count >= 3
      var isText = fence == nil && !isFence && !isInComment
      if let open = fence {
        if isFence, mark == open.mark, count >= open.count, words.dropFirst(count).isBlank { fence = nil }
      } else if isFence {
        fence = (mark, count)
      } else {
        if let begin = line.lastComment, !line[begin...].contains("-->") {
          isInComment = true
        } else if isInComment, line.contains("-->") {
          isInComment = false
        } else if words.hasPrefix("<!--") {
          isText = false
        }
      }
      return DescriptionLine(text: line, isText: isText)
    }
  }

  /// Whether there is nothing to see.
  var isBlank: Bool { text.isBlank }

  /// How far in the line begins; a tab counts as four.
  var indent: Int { text.prefix(while: \.isSpaceOrTab).reduce(0) { $0 + ($1 == 0x09 ? 4 : 1) } }

  /// The text behind the mark of a list item, or the whole line, without white space around it.
  var withoutMarker: TextBytes { (item ?? text).trimmed }

  /// What stands behind `-`, `*`, `+`, `1.` or `1)`; nil where the line begins no item.
  private var item: TextBytes? {
    var rest = text.drop(while: \.isSpaceOrTab)
    if let first = rest.first, "-*+".utf8.contains(first) {
      rest = rest.dropFirst()
    } else {
      let digits = rest.prefix(while: \.isDigit)
      guard (1...9).contains(digits.count) else { return nil }
      rest = rest.dropFirst(digits.count)
      guard let end = rest.popFirst(), end == UInt8(ascii: ".") || end == UInt8(ascii: ")") else {
        return nil
      }
    }
    guard let space = rest.first, space.isSpaceOrTab else { return nil }
    return rest.drop(while: \.isSpaceOrTab)
  }

  /// The task of an item such as `- [x] Test it` (GFM, section 5.3).
  var task: (content: TextBytes, isDone: Bool)? {
    guard var rest = item, rest.popFirst() == UInt8(ascii: "["), let state = rest.popFirst(),
      " xX".utf8.contains(state), rest.popFirst() == UInt8(ascii: "]")
    else { return nil }
    let content = rest.trimmed
    guard !content.isEmpty, content.startIndex > rest.startIndex else { return nil }
    return (content, state != 0x20)
  }
}

extension TextBytes {
  /// Where the last comment of HTML begins, behind its mark.
  fileprivate var lastComment: Int? {
    var (last, rest): (Int?, TextBytes) = (nil, self)
    while let found = rest.firstRange(of: "<!--") {
      last = found.upperBound
      rest = rest[found.upperBound...]
    }
    return last
  }
}
