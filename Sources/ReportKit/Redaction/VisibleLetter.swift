import CommonMark

/// One step of reading a text as a person does who sees it drawn: entities, escapes and percent signs are read,
/// and what Markdown takes for marks, what cannot be seen, and backslashes are passed over.
///
/// A text may be read in several ways (`*` acts or does not, a backslash is of Markdown or of JSON): what could be
/// a mark is passed over whatever stands around it, so that a key is found however it is read.
struct VisibleLetter {
  /// The letter in ASCII; ``space`` and ``lineBreak`` for blanks, the latter for a tab too, ``other`` for what is not ASCII, ``nothing``
  /// where there is no letter.
  let code: UInt8
  /// The index behind what spells it.
  let end: Int

  static var nothing: UInt8 { 0 }
  static var space: UInt8 { 0x20 }
  static var lineBreak: UInt8 { 0x0A }
  static var other: UInt8 { 0xFF }

  /// The step that begins at an index before `limit`. Tags, comments and destinations of links are passed over
  /// with `leavesOutTags`, else they are text.
  @inline(__always)
  init(in text: Span<UInt8>, at index: Int, limit: Int, leavesOutTags: Bool) {
    let byte = text[index]
    if VisibleLetter.isPlain(byte) {
      code = byte
      end = index + 1
    } else {
      self = VisibleLetter.special(byte, text, index, limit, leavesOutTags)
    }
  }

  private init(_ code: UInt8, endingAt end: Int) {
    self.code = code
    self.end = end
  }

  /// Whether a byte is a letter wherever it stands: printable ASCII but for blanks and ``%&*<[\]`~``.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    let set: (UInt64, UInt64) = (0xEFFF_FB9E_0000_0000, 0x3FFF_FFFE_C7FF_FFFF)
    return byte < 0x80 && (byte < 64 ? set.0 : set.1) &>> UInt64(byte & 63) & 1 == 1
  }

  /// Whether a byte begins what spells another sign.
  static func isSpelling(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "%")
  }

  private static func special(
    _ byte: UInt8, _ text: Span<UInt8>, _ index: Int, _ limit: Int, _ leavesOutTags: Bool
  ) -> VisibleLetter {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: return blank(text, index, limit)
    case UInt8(ascii: "\\"): return escape(text, index, limit, leavesOutTags)
    case UInt8(ascii: "&"):
      guard let (scalar, end) = CharacterReference.read(text, from: index, limit: limit) else { break }
      return VisibleLetter(code(of: scalar), endingAt: end)
    case UInt8(ascii: "%"):
      guard let value = hexadecimal(text, index + 1, 2, limit), value < 0x7F else { break }
      return VisibleLetter(code(of: Unicode.Scalar(UInt8(value))), endingAt: index + 3)
    case UInt8(ascii: "<"):
      guard leavesOutTags, let end = Joint.end(text, from: index, limit: limit) else { break }
      return VisibleLetter(nothing, endingAt: end)
    case UInt8(ascii: "]"):
      let end = leavesOutTags ? Joint.end(text, from: index, limit: limit) : nil
      return VisibleLetter(nothing, endingAt: end ?? index + 1)
    case UInt8(ascii: "["):
      let isRedacted = Redaction.mark.begins(text, at: index, limit: limit)
      return VisibleLetter(
        isRedacted ? other : nothing, endingAt: index + (isRedacted ? Redaction.mark.utf8CodeUnitCount : 1))
    case UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "`"):
      return VisibleLetter(nothing, endingAt: index + 1)
    case 0x80...: return scalar(text, index, limit)
    default: break
    }
    return VisibleLetter(byte < 0x20 || byte == 0x7F ? nothing : byte, endingAt: index + 1)
  }

  /// Blanks, among them line breaks with the `>` of a quote behind them.
  private static func blank(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> VisibleLetter {
    var end = start
    var isBreak = false
    var hasTab = false
    while end < limit {
      switch text[end] {
      case 0x0A, 0x0D: isBreak = true
      case 0x20: break
      case 0x09: hasTab = true
      case UInt8(ascii: ">") where isBreak: break
      default: return VisibleLetter(isBreak || hasTab ? lineBreak : space, endingAt: end)
      }
      end += 1
    }
    return VisibleLetter(isBreak || hasTab ? lineBreak : space, endingAt: end)
  }

  /// Backslashes with what they stand before: JSON may have any number where Markdown has one.
  private static func escape(
    _ text: Span<UInt8>, _ start: Int, _ limit: Int, _ leavesOutTags: Bool
  ) -> VisibleLetter {
    var index = start
    while index < limit, text[index] == UInt8(ascii: "\\") { index += 1 }
    guard index < limit else { return VisibleLetter(nothing, endingAt: index) }
    switch text[index] {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return VisibleLetter(lineBreak, endingAt: index + 1)
    case UInt8(ascii: "u"):
      guard let value = hexadecimal(text, index + 1, 4, limit) else { break }
      return VisibleLetter(Unicode.Scalar(value).map(code) ?? other, endingAt: index + 5)
    case UInt8(ascii: "x"):
      guard let value = hexadecimal(text, index + 1, 2, limit) else { break }
      return VisibleLetter(code(of: Unicode.Scalar(UInt8(value))), endingAt: index + 3)
    default: break
    }
    return VisibleLetter(in: text, at: index, limit: limit, leavesOutTags: leavesOutTags)
  }

  /// A character that is not ASCII.
  private static func scalar(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> VisibleLetter {
    var end = start + 1
    var value = UInt32(text[start])
    while end < limit, end < start + 4, text[end] & 0xC0 == 0x80 {
      value = value << 6 | UInt32(text[end] & 0x3F)
      end += 1
    }
    let mask: UInt32 =
      switch end - start {
      case 2: 0x7FF
      case 3: 0xFFFF
      default: 0x1F_FFFF
      }
    return VisibleLetter(Unicode.Scalar(value & mask).map(code) ?? other, endingAt: end)
  }

  /// The letter that a character is seen as.
  static func code(of scalar: Unicode.Scalar) -> UInt8 {
    switch scalar.value {
    case 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: space
    case 0x09, 0x0A, 0x0D, 0x85: lineBreak
    case 0x2A, 0x5B, 0x5C, 0x5D, 0x60, 0x7E: nothing
    case 0x21..<0x7F: UInt8(truncatingIfNeeded: scalar.value)
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: UInt8(ascii: "-")
    // Full width forms of ASCII.
    case 0xFF01...0xFF5D: code(of: Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)))
    default: InvisibleText.isInvisible(scalar) ? nothing : other
    }
  }

  private static func hexadecimal(_ text: Span<UInt8>, _ start: Int, _ count: Int, _ limit: Int) -> UInt32? {
    guard start + count <= limit else { return nil }
    var value: UInt32 = 0
    for index in start..<start + count {
      guard let digit = HexDigits.value(of: text[index]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
