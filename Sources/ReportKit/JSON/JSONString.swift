import CommonMark

/// The two directions of a JSON string (RFC 8259, section 7).
public enum JSONString {
  /// The text between the quotes of a string, without its escapes. What is not UTF-8 and every lone
  /// surrogate becomes U+FFFD. Bytes that are known to be UTF-8 (`isUTF8`) are not checked.
  static func unescape(_ bytes: [UInt8], _ range: Range<Int>, isUTF8: Bool = false) -> [UInt8] {
    let span = bytes.span
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var run = range.lowerBound
    var index = range.lowerBound
    while true {
      index = span.index(of: UInt8(ascii: "\\"), in: index..<range.upperBound)
      guard index + 1 < range.upperBound else { break }
      text += bytes[run..<index]
      switch span[index + 1] {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "u"):
        index = appendUnicodeEscape(span, index, range.upperBound, to: &text)
        run = index
        continue
      case let other: text.append(other)
      }
      index += 2
      run = index
    }
    text += bytes[run..<range.upperBound]
    return isUTF8 ? text : valid(text)
  }

  /// A string with its quotes. `<`, `&`, U+2028 and U+2029 are escaped too, so that the JSON can
  /// stand in a script.
  public static func write(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { write($0, into: &bytes) }
  }

  /// A string with its quotes, from UTF-8.
  public static func write(_ text: [UInt8], into bytes: inout [UInt8]) {
    text.withUnsafeBufferPointer { write($0, into: &bytes) }
  }

  /// How many bytes ``write(_:into:)`` takes for a text, or a few more.
  static func size(of text: [UInt8]) -> Int {
    text.reduce(2) { size, byte in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x0A, 0x0D, 0x09: size + 2
      case UInt8(ascii: "<"), UInt8(ascii: "&"), 0..<0x20, 0x7F: size + 6
      // Two characters of three bytes that begin with it are written in six.
      case 0xE2: size + 4
      default: size + 1
      }
    }
  }

  /// A string with its quotes, from UTF-8.
  static func write(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var run = 0
    var next = 0
    while true {
      let index = indexOfSign(in: text, from: next)
      guard index < text.count else { break }
      next = index + 1
      let byte = text[index]
      let escape: StaticString
      switch byte {
      case UInt8(ascii: "\""): escape = "\\\""
      case UInt8(ascii: "\\"): escape = "\\\\"
      case 0x0A: escape = "\\n"
      case 0x0D: escape = "\\r"
      case 0x09: escape = "\\t"
      case UInt8(ascii: "<"): escape = "\\u003c"
      case UInt8(ascii: "&"): escape = "\\u0026"
      case 0..<0x20, 0x7F:
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
        bytes += "\\u00".utf8
        bytes.append(hexDigits[Int(byte >> 4)])
        bytes.append(hexDigits[Int(byte & 15)])
        run = index + 1
        continue
      case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8:
        escape = text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029"
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
        escape.withUTF8Buffer { bytes.append(contentsOf: $0) }
        run = index + 3
        continue
      default: continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
      escape.withUTF8Buffer { bytes.append(contentsOf: $0) }
      run = index + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run...]))
    bytes.append(UInt8(ascii: "\""))
  }

  /// The first byte at or after an index that may have to be escaped; the number of bytes when there is none.
  @inline(__always)
  private static func indexOfSign(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    text.firstIndex(in: start..<text.count) {
      $0.marks(below: 0x20) | $0.marks(0x22) | $0.marks(0x5C) | $0.marks(0x3C) | $0.marks(0x26)
        | $0.marks(0x7F) | $0.marks(0xE2)
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)

  /// Appends the character of the escape at `start`, `\u` and four hexadecimal digits, or of the pair of them that a
  /// surrogate begins; gives the index behind.
  private static func appendUnicodeEscape(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, to text: inout [UInt8]
  ) -> Int {
    guard let first = hex(bytes, start + 2, end) else {
      text += "\u{FFFD}".utf8
      return min(start + 2, end)
    }
    var code = first
    var next = start + 6
    if (0xD800..<0xDC00).contains(first), next + 1 < end,
      bytes[next] == UInt8(ascii: "\\"), bytes[next + 1] == UInt8(ascii: "u"),
      let second = hex(bytes, next + 2, end), (0xDC00..<0xE000).contains(second)
    {
      code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      next += 6
    }
    text += Unicode.Scalar(code).flatMap(UTF8.encode) ?? UTF8.encodedReplacementCharacter
    return next
  }

  private static func hex(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    guard start + 4 <= end else { return nil }
    var code: UInt32 = 0
    for index in start..<start + 4 {
      guard let digit = HexDigits.value(of: bytes[index]) else { return nil }
      code = code << 4 | UInt32(digit)
    }
    return code
  }

  private static func valid(_ text: [UInt8]) -> [UInt8] {
    (try? UTF8Span(validating: text.span)) != nil
      ? text : Array(String(decoding: text, as: UTF8.self).utf8)
  }
}
