/// Takes keys out of text that a job carries. A Mintlify key is `mint_` and more; anything of that shape
/// with 16 or more characters behind the prefix is shown as `mint_[redacted]`, also where its underscore is
/// written as Markdown writes it: `mint\_`, `mint&#95;`.
public enum Redaction {
  private static let word = Array("mint".utf8)
  private static let underscores: [[UInt8]] = ["_", "\\_", "&#95;", "&#x5f;", "&#x5F;", "&#X5F;", "&lowbar;"]
    .map { Array($0.utf8) }
  private static let replacement = Array("mint_[redacted]".utf8)
  private static let minimumLength = 16

  /// The text without keys; nil when there are none, so that the usual case copies nothing.
  @Sendable
  public static func redact(_ text: [UInt8]) -> [UInt8]? {
    let span = text.span
    guard var key = firstKey(span, in: 0..<span.count) else { return nil }
    var redacted: [UInt8] = []
    var kept = 0
    while true {
      redacted += text[kept..<key.lowerBound]
      redacted += replacement
      kept = key.upperBound
      guard let next = firstKey(span, in: kept..<span.count) else { break }
      key = next
    }
    return redacted + text[kept...]
  }

  /// Whether there is a key in a part of a text.
  static func finds(in span: Span<UInt8>, _ range: Range<Int>) -> Bool { firstKey(span, in: range) != nil }

  /// The bytes of the next key.
  private static func firstKey(_ span: Span<UInt8>, in range: Range<Int>) -> Range<Int>? {
    var index = range.lowerBound
    let last = range.upperBound - word.count - 1 - minimumLength
    while index <= last {
      // A "t" stands in one of fifteen places, "mint" in one of thousands: most bytes are looked at once in
      // four.
      switch span[index + 3] {
      case UInt8(ascii: "t"):
        if let end = endOfKey(span, from: index) { return index..<end }
        index += 4
      case UInt8(ascii: "n"): index += 1
      case UInt8(ascii: "i"): index += 2
      case UInt8(ascii: "m"): index += 3
      default: index += 4
      }
    }
    return nil
  }

  /// The text without keys.
  public static func redact(_ text: String) -> String {
    guard text.utf8.count > word.count + minimumLength else { return text }
    let isFree = text.utf8.withContiguousStorageIfAvailable { !finds(in: $0.span, 0..<$0.count) }
    if isFree == true { return text }
    return redact(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// Where the key that begins at `start` ends; nil when none begins there.
  private static func endOfKey(_ span: Span<UInt8>, from start: Int) -> Int? {
    guard matches(word, span, at: start) else { return nil }
    let behind = start + word.count
    guard let underscore = underscores.first(where: { matches($0, span, at: behind) }) else { return nil }
    var end = behind + underscore.count
    var length = 0
    while end < span.count {
      if isKeyCharacter(span[end]) {
        end += 1
      } else if span[end] == UInt8(ascii: "\\"), end + 1 < span.count, "_-".utf8.contains(span[end + 1]) {
        end += 2
      } else {
        break
      }
      length += 1
    }
    return length >= minimumLength ? end : nil
  }

  private static func matches(_ bytes: [UInt8], _ span: Span<UInt8>, at index: Int) -> Bool {
    guard index + bytes.count <= span.count else { return false }
    for offset in bytes.indices where span[index + offset] != bytes[offset] { return false }
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
