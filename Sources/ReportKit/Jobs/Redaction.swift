/// Takes keys out of text that a job carries: those of Mintlify, GitHub and GitLab, see ``KeyShape``. What is
/// shown is the beginning of the key and `[redacted]`, as in `mint_[redacted]`.
public enum Redaction {
  private static let replacement = Array("[redacted]".utf8)

  /// The text without keys; nil when there are none, so that the usual case copies nothing.
  @Sendable
  public static func redact(_ text: [UInt8]) -> [UInt8]? {
    let span = text.span
    guard var key = firstKey(span, in: 0..<span.count) else { return nil }
    var redacted: [UInt8] = []
    var kept = 0
    while true {
      redacted += text[kept..<key.range.lowerBound]
      redacted += key.shape.shown
      redacted += replacement
      kept = key.range.upperBound
      guard let next = firstKey(span, in: kept..<span.count) else { break }
      key = next
    }
    return redacted + text[kept...]
  }

  /// The text without keys.
  public static func redact(_ text: String) -> String {
    guard text.utf8.count >= KeyShape.minimumLength else { return text }
    let isFree = text.utf8.withContiguousStorageIfAvailable { !finds(in: $0.span, 0..<$0.count) }
    if isFree == true { return text }
    return redact(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// Whether there is a key in a part of a text.
  static func finds(in span: Span<UInt8>, _ range: Range<Int>) -> Bool { firstKey(span, in: range) != nil }

  private typealias Key = (range: Range<Int>, shape: KeyShape)

  /// The next key. A key is a run of ``KeyShape/minimumLength`` bytes or more without a space or most of
  /// punctuation, so that in prose only every tenth byte or so is looked at: from where such a run would end
  /// back to what breaks it.
  private static func firstKey(_ span: Span<UInt8>, in range: Range<Int>) -> Key? {
    var start = range.lowerBound
    while start + KeyShape.minimumLength <= range.upperBound {
      var index = start + KeyShape.minimumLength - 1
      while index >= start, KeyShape.allows(span[index]) { index -= 1 }
      guard index < start else {
        start = index + 1
        continue
      }
      var end = start + KeyShape.minimumLength
      while end < range.upperBound, KeyShape.allows(span[end]) { end += 1 }
      if let key = firstKey(span, inRun: start..<end) { return key }
      start = end
    }
    return nil
  }

  private static func firstKey(_ span: Span<UInt8>, inRun run: Range<Int>) -> Key? {
    for start in run where span[start] == UInt8(ascii: "m") || span[start] == UInt8(ascii: "g") {
      for shape in KeyShape.all {
        if let end = shape.end(span, from: start, in: run) { return (start..<end, shape) }
      }
    }
    return nil
  }
}
