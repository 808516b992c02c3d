/// The escaping of plain text for each place it can stand in. Nothing else builds such text.
enum Escaping {
  static func html(_ text: String, into bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
  }

  static func markdown(_ text: String, into bytes: inout [UInt8]) {
    for byte in text.utf8 {
      if "\\`*_{}[]()<>#+-.!|~&@:".utf8.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte < 0x20 ? 0x20 : byte)
    }
  }

  static func markdownCell(_ text: String, into bytes: inout [UInt8]) { markdown(text, into: &bytes) }

  static func codeSpan(_ text: String, into bytes: inout [UInt8]) {
    bytes += "`` ".utf8
    bytes += text.utf8
    bytes += " ``".utf8
  }

  static func cellCodeSpan(_ text: String, into bytes: inout [UInt8]) { codeSpan(text, into: &bytes) }

  static func markdownDestination(_ url: String, into bytes: inout [UInt8]) { bytes += url.utf8 }
}
