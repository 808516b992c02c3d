/// Left- and right-flanking delimiter runs (CommonMark 0.30, 6.2).
struct Flanking {
  /// What stands on one side of a run.
  enum Side { case space, punctuation, other }

  var isLeft: Bool
  var isRight: Bool

  init(before: Side, after: Side) {
    isLeft = after != .space && (after != .punctuation || before != .other)
    isRight = before != .space && (before != .punctuation || after != .other)
  }

  /// The character before an index; nil at the start of the range.
  static func before(_ index: Int, in range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Side? {
    guard index > range.lowerBound else { return nil }
    var start = index - 1
    while start > range.lowerBound, text[start] & 0xC0 == 0x80 { start -= 1 }
    return side(text, start..<index)
  }

  /// The character at an index; nil at the end of the range.
  static func after(_ index: Int, in range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Side? {
    guard index < range.upperBound else { return nil }
    var end = index + 1
    while end < range.upperBound, text[end] & 0xC0 == 0x80 { end += 1 }
    return side(text, index..<end)
  }

  private static func side(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Side {
    let byte = text[range.lowerBound]
    if byte < 0x80 { return byte <= 0x20 ? .space : byte.isPunctuation ? .punctuation : .other }
    let character = String(decoding: text[range], as: UTF8.self)
    guard let scalar = character.unicodeScalars.first else { return .other }
    switch scalar.properties.generalCategory {
    case .spaceSeparator: return .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return .punctuation
    default: return .other
    }
  }
}
