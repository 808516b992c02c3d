/// Takes keys out of JSON, however its strings spell them.
public enum JSONRedaction {
  /// The text with every key in a string redacted; nil when there is none. What is not JSON is taken as plain
  /// text.
  public static func redact(_ bytes: [UInt8], by redaction: Redaction) -> [UInt8]? {
    let span = bytes.span
    var redacted: [UInt8] = []
    var kept = 0
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      guard let end = try? JSONScanner.endOfString(span, from: index) else { break }
      let content = index + 1..<end - 1
      // Most strings have no escapes, and are looked through where they stand.
      let mayHold =
        span.index(of: UInt8(ascii: "\\"), in: content) < content.upperBound
        || redaction.mayFind(in: span, content)
      if mayHold, let string = redaction.redact(JSONString.unescape(bytes, content)) {
        redacted += bytes[kept..<index]
        JSONString.write(string, into: &redacted)
        kept = end
      }
      index = end
    }
    redacted += bytes[kept...]
    // What stands outside of strings, or in a text that is not JSON at all.
    return redaction.redact(redacted) ?? (kept > 0 ? redacted : nil)
  }
}
