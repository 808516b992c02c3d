/// A text as one component of a URI, such as a segment of its path.
public enum URIComponent {
  /// Writes it with everything but the unreserved characters percent-encoded (RFC 3986, sections 2.1 and 2.3), so that
  /// no text can start another component.
  public static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      var run = 0
      for index in utf8.indices where !isUnreserved(utf8[index]) {
        bytes.append(contentsOf: utf8[run..<index])
        Escaping.percentEncode(utf8[index], into: &bytes)
        run = index + 1
      }
      bytes.append(contentsOf: utf8[run...])
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
