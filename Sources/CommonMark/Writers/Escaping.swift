/// The escaping of plain text for each place it can stand in. Nothing else builds such text.
///
/// The places in HTML are here; those in Markdown are in `Escaping+Markdown.swift`, those in XML in
/// `Escaping+XML.swift`.
enum Escaping {
  /// Text as element content or in a quoted attribute (HTML, 13.1.2.3 and 13.1.2.4).
  static func html(_ text: String, into bytes: inout some Output) {
    var text = text
    text.withUTF8 { buffer in
      if InvisibleText.isPlain(buffer) {
        html(buffer, into: &bytes)
      } else {
        var visible = InvisibleText.marked(String(decoding: buffer, as: UTF8.self))
        visible.withUTF8 { html($0, into: &bytes) }
      }
    }
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
    for index in 0..<text.count {
      let byte = text[index]
      // The five characters lie below 0x3F.
      guard byte < 0x3F, byte >= 0x22 else { continue }
      let entity: StaticString
      switch byte {
      case UInt8(ascii: "&"): entity = "&amp;"
      case UInt8(ascii: "<"): entity = "&lt;"
      case UInt8(ascii: ">"): entity = "&gt;"
      case UInt8(ascii: "\""): entity = "&quot;"
      case UInt8(ascii: "'"):
        guard quotesApostrophe else { continue }
        entity = "&#39;"
      default: continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(start: base + copied, count: index - copied))
      bytes.append(literal: entity)
      copied = index + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: base + copied, count: text.count - copied))
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
