import CommonMark

/// What stands in the source of a text and is not seen, with letters on both sides that are then seen as one word:
/// a tag, a comment, the destination of a link.
enum Joint {
  /// How far the end of a tag or a destination is looked for.
  private static let longest = 2048

  /// The index behind the tag or comment that begins with the `<` at an index, or behind the destination or
  /// label that follows the `]` there; nil when none does.
  static func end(_ text: Span<UInt8>, from index: Int, limit: Int) -> Int? {
    guard index + 1 < limit else { return nil }
    let near = min(limit, index + longest)
    switch (text[index], text[index + 1]) {
    case (UInt8(ascii: "<"), UInt8(ascii: "!")):
      guard ("<!--" as StaticString).begins(text, at: index, limit: limit) else { return nil }
      var end = index + 4
      while true {
        end = text.index(of: UInt8(ascii: ">"), in: end..<near)
        guard end < near else { return nil }
        if text[end - 1] == UInt8(ascii: "-"), text[end - 2] == UInt8(ascii: "-") { return end + 1 }
        end += 1
      }
    case (UInt8(ascii: "<"), _):
      // JSON may have a backslash before the slash.
      let name = text.endOfRun(of: UInt8(ascii: "\\"), from: index + 1, limit: near)
      guard name < near, text[name] == UInt8(ascii: "/") || Alphabet.letters.contains(text[name]) else {
        return nil
      }
      return closing(UInt8(ascii: ">"), text, name + 1..<near)
    case (UInt8(ascii: "]"), UInt8(ascii: "(")): return closing(UInt8(ascii: ")"), text, index + 2..<near)
    case (UInt8(ascii: "]"), UInt8(ascii: "[")):
      // A key that was taken out stands in brackets itself.
      guard !Redaction.mark.begins(text, at: index + 1, limit: limit) else { return nil }
      return closing(UInt8(ascii: "]"), text, index + 2..<near)
    default: return nil
    }
  }

  private static func closing(_ byte: UInt8, _ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let index = text.index(of: byte, in: range)
    return index < range.upperBound ? index + 1 : nil
  }

  /// Whether a joint of a text holds a blank, so that what it joins does not stand between two blanks.
  static func isWide(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    holdsBlank(UInt8(ascii: "<"), text, range) || holdsBlank(UInt8(ascii: "]"), text, range)
  }

  private static func holdsBlank(_ byte: UInt8, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while true {
      index = text.index(of: byte, in: index..<range.upperBound)
      guard index < range.upperBound else { return false }
      if index > range.lowerBound, text[index - 1] > 0x20,
        let end = end(text, from: index, limit: range.upperBound), end < range.upperBound,
        text[end] != 0x20, text.index(of: 0x20, in: index..<end) < end
      {
        return true
      }
      index += 1
    }
  }
}

extension StaticString {
  /// Whether a text has these bytes at an index, before a limit.
  func begins(_ text: Span<UInt8>, at index: Int, limit: Int) -> Bool {
    guard index >= 0, index + utf8CodeUnitCount <= limit else { return false }
    return isAll(of: text, in: index..<index + utf8CodeUnitCount)
  }

  /// Whether a part of a text is these bytes.
  func isAll(of text: Span<UInt8>, in range: Range<Int>) -> Bool {
    guard range.count == utf8CodeUnitCount else { return false }
    return withUTF8Buffer { bytes in
      for offset in bytes.indices where text[range.lowerBound + offset] != bytes[offset] { return false }
      return true
    }
  }
}

extension Span<UInt8> {
  /// Where a byte stands no more, from an index on.
  func endOfRun(of byte: UInt8, from start: Int, limit: Int) -> Int {
    var end = start
    while end < limit, self[end] == byte { end += 1 }
    return end
  }
}
