import CommonMark

/// UTF-8 that is looked at byte by byte: to walk a description by characters costs many times as much.
typealias TextBytes = ArraySlice<UInt8>

extension TextBytes {
  /// Where an ASCII text stands first, letters of either case where asked; nil where it does not.
  func firstRange(of text: StaticString, ignoringCase: Bool = false) -> Range<Int>? {
    let length = text.utf8CodeUnitCount
    guard length > 0, count >= length else { return nil }
    let start = startIndex
    return withUnsafeBufferPointer { $0.offset(of: text, ignoringCase: ignoringCase) }.map {
      start + $0..<start + $0 + length
    }
  }

  /// Whether an ASCII text stands in it.
  func contains(_ text: StaticString, ignoringCase: Bool = false) -> Bool {
    firstRange(of: text, ignoringCase: ignoringCase) != nil
  }

  /// How often an ASCII text stands in it, letters of either case.
  func occurrences(of text: StaticString) -> Int {
    var (count, rest) = (0, self)
    while let found = rest.firstRange(of: text, ignoringCase: true) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }

  /// Whether it begins with an ASCII text.
  func hasPrefix(_ text: StaticString) -> Bool { text.withUTF8Buffer { starts(with: $0) } }

  /// The lines, without what ends them: LF, CR, both, and the breaks of Unicode (UAX #14, class BK and NL).
  var lines: TextLines { TextLines(self) }

  /// Whether there is nothing but white space.
  var isBlank: Bool { dropFirstWhiteSpace.isEmpty }

  /// The text without white space around it.
  var trimmed: TextBytes { dropFirstWhiteSpace.dropLastWhiteSpace }

  /// The text without the white space at its beginning.
  private var dropFirstWhiteSpace: TextBytes {
    var rest = self
    while let byte = rest.first {
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3
      guard rest.prefix(length).isWhiteSpace else { break }
      rest = rest.dropFirst(length)
    }
    return rest
  }

  /// The text without the white space at its end.
  var dropLastWhiteSpace: TextBytes {
    var rest = self
    while let length = [1, 2, 3].first(where: { $0 <= rest.count && rest.suffix($0).isWhiteSpace }) {
      rest = rest.dropLast(length)
    }
    return rest
  }

  /// Whether it is one character of white space (Unicode, property White_Space).
  private var isWhiteSpace: Bool {
    guard let first else { return false }
    switch count {
    case 1: return first == 0x20 || (0x09...0x0D).contains(first)
    case 2: return elementsEqual([0xC2, 0x85]) || elementsEqual([0xC2, 0xA0])
    case 3:
      let (second, third) = (self[startIndex + 1], self[startIndex + 2])
      switch (first, second) {
      case (0xE1, 0x9A), (0xE3, 0x80): return third == 0x80
      case (0xE2, 0x80): return (0x80...0x8A).contains(third) || [0xA8, 0xA9, 0xAF].contains(third)
      case (0xE2, 0x81): return third == 0x9F
      default: return false
      }
    default: return false
    }
  }
}

/// The lines of a text, one after the other.
struct TextLines: Sequence, IteratorProtocol {
  /// What is left; nil behind the last line.
  private var rest: TextBytes?

  init(_ text: TextBytes) { rest = text }

  mutating func next() -> TextBytes? {
    guard let text = rest else { return nil }
    guard let lineBreak = text.withUnsafeBufferPointer({ $0.firstLineBreak() }) else {
      rest = nil
      return text
    }
    rest = text.dropFirst(lineBreak.upperBound)
    return text.prefix(lineBreak.lowerBound)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where an ASCII text stands first; nil where it does not. Where case is ignored, the text is in lower case.
  fileprivate func offset(of text: StaticString, ignoringCase: Bool) -> Int? {
    let pattern = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard let first = pattern.first, count >= pattern.count else { return nil }
    let capital = ignoringCase && first.isLetter ? first & ~0x20 : first
    let places = 0..<count - pattern.count + 1
    var index = 0
    while true {
      index = firstIndex(in: index..<places.upperBound) { $0.marks(first) | $0.marks(capital) }
      guard index < places.upperBound else { return nil }
      let isThere = (1..<pattern.count).allSatisfy {
        self[index + $0] == pattern[$0] || ignoringCase && self[index + $0].lowercased == pattern[$0]
      }
      if isThere { return index }
      index += 1
    }
  }

  /// The first line break; nil without one.
  fileprivate func firstLineBreak() -> Range<Int>? {
    var index = 0
    while true {
      index = firstIndex(in: index..<count) { $0.marks(below: 0x0E) | $0.marks(0xC2) | $0.marks(0xE2) }
      guard index < count else { return nil }
      let length = breakLength(at: index)
      if length > 0 { return index..<index + length }
      index += 1
    }
  }

  /// How many bytes the line break has that begins at an index; 0 where none does.
  private func breakLength(at index: Int) -> Int {
    switch self[index] {
    case 0x0D: index + 1 < count && self[index + 1] == 0x0A ? 2 : 1
    case 0x0A, 0x0B, 0x0C: 1
    case 0xC2: index + 1 < count && self[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      index + 2 < count && self[index + 1] == 0x80 && (0xA8...0xA9).contains(self[index + 2]) ? 3 : 0
    default: 0
    }
  }
}

extension String {
  /// What stands before an ASCII text, where that stands first; nil where it does not.
  func before(_ text: StaticString) -> Substring? {
    var copy = self
    let offset = copy.withUTF8 { $0.offset(of: text, ignoringCase: false) }
    return offset.map { self[..<utf8.index(startIndex, offsetBy: $0)] }
  }
}
