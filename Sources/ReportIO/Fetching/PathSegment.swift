/// One segment of a URL's path (RFC 3986, section 3.3).
enum PathSegment {
  /// A text as one segment: everything but the unreserved characters is percent-encoded, so no
  /// text can start another segment, a query or a fragment.
  ///
  /// `.` and `..` are not segments in this sense (see ``isUsable(_:)``): no encoding keeps servers
  /// and proxies from walking up on them.
  static func encode(_ text: String) -> String {
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) {
        encoded.append(byte)
      } else {
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// Whether a text can be one segment: it is not empty, and neither `.` nor `..`.
  static func isUsable(_ text: String) -> Bool { !text.isEmpty && text != "." && text != ".." }

  private static let digits = Array("0123456789ABCDEF".utf8)

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
