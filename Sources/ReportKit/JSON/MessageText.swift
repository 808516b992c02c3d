/// The message in an answer, which is put together when it is asked for: the first pass, which reads every
/// answer, shows none.
public struct MessageText: Sendable {
  private let json: JSONText
  private let value: JSONText.Value

  /// The text of a value: a string without its escapes, a number or a boolean as it is written.
  init(_ value: JSONText.Value, of json: JSONText) {
    self.value = value
    self.json = json
  }

  /// Markdown in UTF-8, without keys in it.
  public var utf8: [UInt8] {
    guard let text = json.utf8(value) else { return Array(json.bytes[value.range]) }
    return Redaction.redact(text) ?? text
  }
}
