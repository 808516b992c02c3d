/// A piece of HTML: a tag, a comment, or what stands between them.
struct HTMLToken {
  enum Kind {
    case text, comment
    /// A tag of an element of ``HTMLElement``.
    case start, end
    /// A tag of any other element.
    case other
  }

  typealias Text = UnsafeBufferPointer<UInt8>

  var kind: Kind
  var range: Range<Int>
  var element: HTMLElement?
  /// Whether the tag that it pairs up with is there, where it needs one.
  var isPaired = false

  /// Tags that are longer are text: one that has no end is looked at no further.
  private static let longestTag = 4096

  /// The pieces of a text, in order.
  static func all(in text: Text) -> [HTMLToken] {
    var tokens: [HTMLToken] = []
    var index = 0
    var copied = 0
    /// Whether a comment that starts may have an end.
    var endsComments = true
    while true {
      index = text.index(of: UInt8(ascii: "<"), from: index)
      guard index < text.count else { break }
      guard let token = token(at: index, in: text, &endsComments) else {
        index += 1
        continue
      }
      if copied < index { tokens.append(HTMLToken(kind: .text, range: copied..<index)) }
      tokens.append(token)
      index = token.range.upperBound
      copied = index
    }
    if copied < text.count { tokens.append(HTMLToken(kind: .text, range: copied..<text.count)) }
    return tokens
  }

  /// The only piece of a text; nil if it is not one of HTML's.
  static func only(in text: Text) -> HTMLToken? {
    var endsComments = true
    guard text.first == UInt8(ascii: "<"), let token = token(at: 0, in: text, &endsComments),
      token.range.upperBound == text.count
    else { return nil }
    return token
  }

  private static func token(at start: Int, in text: Text, _ endsComments: inout Bool) -> HTMLToken? {
    guard start + 2 < text.count else { return nil }
    let next = text[start + 1]
    if next.isLetter || next == UInt8(ascii: "/") { return tag(at: start, in: text) }
    guard next == UInt8(ascii: "!"), text[(start + 2)...].starts(with: "--".utf8), endsComments else {
      return nil
    }
    guard let end = commentEnd(from: start + 2, in: text) else {
      endsComments = false
      return nil
    }
    return HTMLToken(kind: .comment, range: start..<end)
  }

  /// Where a comment ends whose first two dashes may be those of its end (HTML, 13.2.5.43 to 13.2.5.51).
  private static func commentEnd(from start: Int, in text: Text) -> Int? {
    var end = text.index(of: UInt8(ascii: ">"), from: start + 2)
    while end < text.count {
      let dash = UInt8(ascii: "-")
      if text[end - 1] == dash, text[end - 2] == dash { return end + 1 }
      // `--!>` ends one, too.
      if text[end - 1] == UInt8(ascii: "!"), end > start + 4, text[end - 2] == dash, text[end - 3] == dash {
        return end + 1
      }
      end = text.index(of: UInt8(ascii: ">"), from: end + 1)
    }
    return nil
  }

  /// A complete tag (CommonMark 0.30, 6.6).
  private static func tag(at start: Int, in text: Text) -> HTMLToken? {
    let isEnd = text[start + 1] == UInt8(ascii: "/")
    let nameStart = start + (isEnd ? 2 : 1)
    var nameEnd = nameStart
    let limit = min(text.count, start + longestTag)
    while nameEnd < limit, text[nameEnd].isAlphanumeric || text[nameEnd] == UInt8(ascii: "-") { nameEnd += 1 }
    guard nameEnd > nameStart, text[nameStart].isLetter else { return nil }
    var attributes = HTMLAttributes(text, nameEnd..<limit)
    while let _ = attributes.next() { if isEnd { return nil } }
    guard let end = attributes.tagEnd else { return nil }
    let element = HTMLElement(text[nameStart..<nameEnd])
    return HTMLToken(
      kind: element == nil ? .other : isEnd ? .end : .start, range: start..<end, element: element)
  }

  /// The value of an attribute of a start tag, as it stands there; empty where it has none, nil without the
  /// attribute.
  func attribute(_ name: StaticString, in text: Text) -> Slice<Text>? {
    let nameEnd = text[range].dropFirst().prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }.endIndex
    var attributes = HTMLAttributes(text, nameEnd..<range.upperBound)
    while let attribute = attributes.next() {
      let isSame = name.withUTF8Buffer { name in
        text[attribute.name].elementsEqual(name) { $0.lowercased == $1 }
      }
      if isSame { return text[attribute.value] }
    }
    return nil
  }

  /// Finds which tags that lie in a line have their partners, by what stands between blocks: tags pair up like
  /// brackets, and one without the other is text.
  static func pair(_ tokens: inout [HTMLToken]) {
    var pairs = Pairs()
    for index in tokens.indices { pairs.add(tokens[index], at: index) }
    for index in pairs.paired { tokens[index].isPaired = true }
  }

  /// Tags that pair up.
  struct Pairs {
    private var open: [(element: HTMLElement, index: Int)] = []
    private(set) var paired: [Int] = []

    /// How many may lie in each other; HTML itself has no limit, browsers have.
    private static let deepest = 32

    mutating func add(_ token: HTMLToken, at index: Int) {
      guard let element = token.element else { return }
      if element.isBlock {
        open.removeAll(keepingCapacity: true)
        return
      }
      guard element.needsPair else { return }
      if token.kind == .start {
        if open.count < Self.deepest { open.append((element, index)) }
      } else if let start = open.lastIndex(where: { $0.element == element }) {
        paired.append(open[start].index)
        paired.append(index)
        open.removeSubrange(start...)
      }
    }
  }
}

/// The attributes of a start tag, one after the other (CommonMark 0.30, 6.6).
struct HTMLAttributes {
  private let text: UnsafeBufferPointer<UInt8>
  private var index: Int
  private let limit: Int
  /// Where the tag ends, once all are read; nil where it has no end, or another form.
  private(set) var tagEnd: Int?

  init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.text = text
    index = range.lowerBound
    limit = range.upperBound
  }

  mutating func next() -> (name: Range<Int>, value: Range<Int>)? {
    let isBehindSpace = skipSpace()
    guard index < limit else { return nil }
    if text[index] == UInt8(ascii: ">") {
      tagEnd = index + 1
      return nil
    }
    if text[index] == UInt8(ascii: "/") {
      if index + 1 < limit, text[index + 1] == UInt8(ascii: ">") { tagEnd = index + 2 }
      return nil
    }
    let start = index
    guard isBehindSpace,
      text[index].isLetter || text[index] == UInt8(ascii: "_") || text[index] == UInt8(ascii: ":")
    else { return nil }
    while index < limit, text[index].isAlphanumeric || "_.:-".utf8.contains(text[index]) { index += 1 }
    let name = start..<index
    var value = index
    while value < limit, Self.isSpace(text[value]) { value += 1 }
    guard value < limit, text[value] == UInt8(ascii: "=") else { return (name, index..<index) }
    index = value + 1
    _ = skipSpace()
    guard index < limit else { return nil }
    let quote = text[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = UnsafeBufferPointer(rebasing: text[..<limit]).index(of: quote, from: index + 1)
      guard end < limit else {
        index = limit
        return nil
      }
      defer { index = end + 1 }
      return (name, index + 1..<end)
    }
    let first = index
    while index < limit, !Self.isSpace(text[index]), !"\"'=<>`".utf8.contains(text[index]) { index += 1 }
    guard index > first else {
      index = limit
      return nil
    }
    return (name, first..<index)
  }

  private mutating func skipSpace() -> Bool {
    let start = index
    while index < limit, Self.isSpace(text[index]) { index += 1 }
    return index > start
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
