/// The first and the last character of a text, where it meets a delimiter.
enum TextEdge {
  typealias Text = UnsafeBufferPointer<UInt8>

  static func first(_ text: Text) -> Flanking.Side? { Flanking.after(0, in: 0..<text.count, text) }

  static func last(_ text: Text) -> Flanking.Side? { Flanking.before(text.count, in: 0..<text.count, text) }

  static func lastStart(_ text: Text) -> Int {
    var start = max(0, text.count - 1)
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// Writes the first character as an entity (CommonMark 0.30, 2.5); returns where the rest starts.
  static func writeFirst(of text: Text, into bytes: inout some Output) -> Int {
    var end = min(1, text.count)
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    for scalar in String(decoding: text[..<end], as: UTF8.self).unicodeScalars {
      bytes.append(literal: "&#")
      bytes.append(number: scalar.value)
      bytes.append(UInt8(ascii: ";"))
    }
    return end
  }
}
