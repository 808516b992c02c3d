/// The escaping of plain text for each place it can stand in. Nothing else builds such text.
///
/// The places in HTML are here; those in Markdown are in `Escaping+Markdown.swift`, those in XML in
/// `Escaping+XML.swift`.
enum Escaping {
  /// Text as element content or in a quoted attribute (HTML, 13.1.2.3 and 13.1.2.4).
  static func html(_ text: String, into bytes: inout some Output) {
    var text = text
    text.withUTF8 { buffer in
      if isInert(buffer) {
        bytes.append(contentsOf: buffer)
      } else if InvisibleText.isPlain(buffer) {
        html(buffer, into: &bytes)
      } else {
        var visible = InvisibleText.marked(String(decoding: buffer, as: UTF8.self))
        visible.withUTF8 { html($0, into: &bytes) }
      }
    }
  }

  /// Whether a text is printable ASCII without a character of markup: most texts are, and are written as they are.
  private static func isInert(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let first = text.firstIndex(in: 0..<text.count) { $0.nonPrintableMarks | markup(in: $0) }
    return first == text.count
  }

  /// Text that is visible already. Quotes are escaped, too, so that it may stand in any attribute.
  static func html(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout some Output) {
    escape(text, into: &bytes, quotesApostrophe: true)
  }

  /// Text as element content, the way cmark writes it: an apostrophe stays.
  static func htmlContent(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout some Output) {
    escape(text, into: &bytes, quotesApostrophe: false)
  }

  @inline(__always)
  private static func escape(
    _ text: UnsafeBufferPointer<UInt8>, into bytes: inout some Output, quotesApostrophe: Bool
  ) {
    guard let base = text.baseAddress else { return }
    var copied = 0
    var index = markup(in: text, from: 0)
    while index < text.count {
      let entity: StaticString? =
        switch text[index] {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: quotesApostrophe ? "&#39;" : nil
        }
      if let entity {
        bytes.append(contentsOf: UnsafeBufferPointer(start: base + copied, count: index - copied))
        bytes.append(literal: entity)
        copied = index + 1
      }
      index = markup(in: text, from: index + 1)
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: base + copied, count: text.count - copied))
  }

  /// The first of the five characters that markup is made of, at or after an index; the count without any.
  @inline(__always)
  private static func markup(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    text.firstIndex(in: start..<text.count) { markup(in: $0) }
  }

  /// Looks for one of the five in eight bytes, as ``Swift/UInt64/marks(_:)`` does.
  @inline(__always)
  private static func markup(in word: UInt64) -> UInt64 {
    // `&` and `'` differ in one bit, `<` and `>` in another.
    (word | 0x0101_0101_0101_0101).marks(0x27) | (word | 0x0202_0202_0202_0202).marks(0x3E) | word.marks(0x22)
  }

  /// A destination, as `LinkDestination` has it, in an `href` attribute.
  static func href(_ destination: UnsafeBufferPointer<UInt8>, into bytes: inout some Output) {
    for byte in destination {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(literal: "&amp;")
      case UInt8(ascii: "'"): bytes.append(literal: "&#x27;")
      default: bytes.append(byte)
      }
    }
  }

  /// RFC 3986, 2.1.
  static func percentEncode(_ byte: UInt8, into bytes: inout some Output) {
    bytes.append(UInt8(ascii: "%"))
    bytes.append(hexDigit(byte >> 4))
    bytes.append(hexDigit(byte & 15))
  }

  /// A digit from 0 to 15, in upper case.
  static func hexDigit(_ digit: UInt8) -> UInt8 { digit < 10 ? digit + 0x30 : digit - 10 + 0x41 }
}
