/// Plain text in XML.
extension Escaping {
  /// Text as content (XML 1.0, 2.4), without what is not a `Char` (2.2) and without carriage returns, which a
  /// parser would turn into line feeds (2.11).
  static func xml(_ text: String, into bytes: inout [UInt8]) { html(characters(of: text), into: &bytes) }

  /// Text as the value of an attribute in quotes. Its line feeds and tabs are references: as they are, a
  /// parser would turn them into spaces (XML 1.0, 3.3.3).
  static func xmlAttribute(_ text: String, into bytes: inout [UInt8]) {
    let start = bytes.count
    xml(text, into: &bytes)
    guard bytes[start...].contains(where: { $0 == 0x09 || $0 == 0x0A }) else { return }
    let value = Array(bytes[start...])
    bytes.removeSubrange(start...)
    for byte in value {
      switch byte {
      case 0x09: bytes.append(literal: "&#9;")
      case 0x0A: bytes.append(literal: "&#10;")
      default: bytes.append(byte)
      }
    }
  }

  private static func characters(of text: String) -> String {
    guard !text.unicodeScalars.allSatisfy(isCharacter) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter(isCharacter)))
  }

  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
