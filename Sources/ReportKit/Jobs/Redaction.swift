/// Takes keys out of text that a job carries. A Mintlify key is `mint_` and more; anything of that shape
/// with 16 or more characters behind the prefix is shown as `mint_[redacted]`.
public enum Redaction {
  static let prefix = Array("mint_".utf8)
  static let replacement = Array("mint_[redacted]".utf8)
  static let minimumLength = 16

  /// The text without keys; nil when there are none, so that the usual case copies nothing.
  @Sendable
  public static func redact(_ text: [UInt8]) -> [UInt8]? {
    var redacted: [UInt8]?
    var kept = 0
    var index = 0
    let span = text.span
    while index + prefix.count + minimumLength <= span.count {
      guard span[index] == prefix[0], matchesPrefix(span, at: index) else {
        index += 1
        continue
      }
      var end = index + prefix.count
      while end < span.count, isKeyCharacter(span[end]) { end += 1 }
      guard end - index - prefix.count >= minimumLength else {
        index += prefix.count
        continue
      }
      redacted = (redacted ?? []) + text[kept..<index] + replacement
      kept = end
      index = end
    }
    return redacted.map { $0 + text[kept...] }
  }

  /// The text without keys.
  public static func redact(_ text: String) -> String {
    guard text.utf8.count >= prefix.count + minimumLength else { return text }
    return redact(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  private static func matchesPrefix(_ span: Span<UInt8>, at index: Int) -> Bool {
    for offset in prefix.indices where span[index + offset] != prefix[offset] { return false }
    return true
  }

  private static func isKeyCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
