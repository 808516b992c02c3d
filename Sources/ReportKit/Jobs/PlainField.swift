/// A field of a job that is one piece of plain text: a title, a branch, a todo, a word for a status.
///
/// It holds 64 KiB, as a message does that is drawn. What is longer is cut where the field is read, so that
/// every page and file shows the same; an archive has it whole.
enum PlainField {
  /// The most bytes of a field.
  static let limit = 64 * 1024

  /// The text, cut at a boundary between characters, with a notice behind, when it is longer than the limit.
  static func limited(_ text: [UInt8]) -> [UInt8] {
    guard text.count > limit else { return text }
    // With the notice it is within the limit, so that what was cut once stays as it is.
    var end = limit - 40
    while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(text[..<end]) + " … (\(text.count - end) bytes are not shown)".utf8
  }

  /// The same for a `String`.
  static func limited(_ text: String) -> String {
    text.utf8.count > limit ? String(decoding: limited(Array(text.utf8)), as: UTF8.self) : text
  }
}
