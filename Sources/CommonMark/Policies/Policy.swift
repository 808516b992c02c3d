/// What is done to the tree of a document before it is written.
public struct Policy: Sendable {
  /// How links are judged.
  public var links: LinkPolicy
  /// How many levels headings sink: 2 makes `#` an `h3`; nothing sinks below `h6`.
  public var headingShift: Int
  /// Replaces what must not be shown (a secret); nil when there is nothing to replace. It gets whole
  /// runs of text with entities and escapes decoded, code, destinations and titles, as UTF-8.
  public var redact: (@Sendable ([UInt8]) -> [UInt8]?)?

  /// A policy.
  public init(
    links: LinkPolicy, headingShift: Int = 0, redact: (@Sendable ([UInt8]) -> [UInt8]?)? = nil
  ) {
    self.links = links
    self.headingShift = headingShift
    self.redact = redact
  }
}
