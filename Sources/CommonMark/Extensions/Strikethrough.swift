/// Strikethrough (GFM 0.29, 6.5): text between runs of one or two tildes of the same length.
///
/// The runs are paired after emphasis, so a pair has to lie in the same emphasis or link. A run opens
/// and closes by the rules of `*` (CommonMark 0.30, 6.2).
struct Strikethrough {
  struct Delimiter {
    var event: Int
    var range: Range<Int>
    var canOpen: Bool
    var canClose: Bool
  }

  /// Whether a delimiter starts or ends the struck text.
  enum Role { case opens, closes }

  private var matches: [(delimiter: Delimiter, role: Role)] = []
  /// The runs that may still open, those of the innermost emphasis or link last.
  private var openers: [Delimiter] = []
  /// Where those of each open emphasis or link start.
  private var levels: [Int] = []

  /// The content of a block with its struck parts marked; nil when there are none.
  static func apply(
    to content: ArraySlice<Event>, _ text: UnsafeBufferPointer<UInt8>, isInert: (Range<Int>) -> Bool
  )
    -> [Event]?
  {
    var strikethrough = Strikethrough()
    for index in content.indices {
      let event = content[index]
      switch (event.kind, event.edge) {
      case (.text, _):
        if !event.isInert { strikethrough.scan(content, index, text, isInert) }
      case (_, .enter): strikethrough.levels.append(strikethrough.openers.count)
      case (_, .exit): strikethrough.openers.removeSubrange((strikethrough.levels.popLast() ?? 0)...)
      default: break
      }
    }
    guard !strikethrough.matches.isEmpty else { return nil }
    return strikethrough.split(content)
  }

  private mutating func scan(
    _ content: ArraySlice<Event>, _ index: Int, _ text: UnsafeBufferPointer<UInt8>,
    _ isInert: (Range<Int>) -> Bool
  ) {
    let event = content[index]
    var position = event.range.lowerBound
    while position < event.range.upperBound {
      guard text[position] == UInt8(ascii: "~") else {
        position += 1
        continue
      }
      var end = position
      while end < event.range.upperBound, text[end] == UInt8(ascii: "~") { end += 1 }
      let range = position..<end
      position = end
      guard range.count <= 2, !isInert(range) else { continue }
      let before = Flanking.before(range.lowerBound, in: event.range, text) ?? neighbour(content, index - 1)
      let after = Flanking.after(range.upperBound, in: event.range, text) ?? neighbour(content, index + 1)
      let flanking = Flanking(before: before, after: after)
      pair(
        Delimiter(event: index, range: range, canOpen: flanking.isLeft, canClose: flanking.isRight))
    }
  }

  /// What stands beside a text: white space at the ends of the block and of its lines, else a mark.
  private func neighbour(_ content: ArraySlice<Event>, _ index: Int) -> Flanking.Side {
    guard content.indices.contains(index) else { return .space }
    return content[index].kind == .softBreak || content[index].kind == .lineBreak ? .space : .punctuation
  }

  private mutating func pair(_ delimiter: Delimiter) {
    let level = levels.last ?? 0
    if delimiter.canClose {
      let opener = openers[level...].lastIndex { $0.range.count == delimiter.range.count }
      if let opener {
        matches.append((openers[opener], .opens))
        matches.append((delimiter, .closes))
        openers.removeSubrange(opener...)
        return
      }
    }
    guard delimiter.canOpen else { return }
    // The newest opener of each length is all that a later run can meet first.
    if openers.count - level > Self.mostOpeners { openers.remove(at: level) }
    openers.append(delimiter)
  }

  /// How many open runs are kept, so that looking back stays cheap.
  private static let mostOpeners = 64

  private mutating func split(_ content: ArraySlice<Event>) -> [Event] {
    matches.sort { $0.delimiter.range.lowerBound < $1.delimiter.range.lowerBound }
    var events: [Event] = []
    events.reserveCapacity(content.count + matches.count * 2)
    var next = matches[...]
    for index in content.indices {
      var event = content[index]
      while let match = next.first, match.delimiter.event == index {
        var head = event
        head.end = Int32(match.delimiter.range.lowerBound)
        if !head.range.isEmpty { events.append(head) }
        var mark = Event(.strikethrough, match.role == .opens ? .enter : .exit)
        mark.number = Int32(match.delimiter.range.count)
        events.append(mark)
        event.start = Int32(match.delimiter.range.upperBound)
        next.removeFirst()
      }
      if event.kind != .text || !event.range.isEmpty { events.append(event) }
    }
    return events
  }
}

extension DocumentBuilder {
  /// Marks what is struck in the content of the current block.
  mutating func strikeThrough() {
    let content = document.events[contentStart...]
    let marked = document.text.withUnsafeBufferPointer { text in
      Strikethrough.apply(to: content, text) { isInert($0) }
    }
    if let marked { document.events.replaceSubrange(contentStart..., with: marked) }
  }
}
