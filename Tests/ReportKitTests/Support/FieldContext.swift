import Testing

/// One place that a plain field is written to, and how a program that reads the place takes it.
struct FieldContext: Sendable, CustomTestStringConvertible {
  /// The place.
  var name: String
  /// The text, set into the place.
  var write: @Sendable (String) throws -> [UInt8]
  /// What is read back: the text, when nothing in it made an element, attribute, cell or command of its own.
  var read: @Sendable ([UInt8]) throws -> String
  /// What of the text is to be read there.
  var shown: @Sendable (String) -> String
  /// Whether the place cannot hold a text of nothing but white space.
  var needsText = false

  var testDescription: String { name }
}
