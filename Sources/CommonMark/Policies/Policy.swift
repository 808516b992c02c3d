/// What is done to the tree of a document before it is written.
public struct Policy: Sendable {
  /// How links are judged.
  public var links: LinkPolicy
  /// The level of the heading that the text stands below. Its own headings begin one level deeper, keep their order and
  /// skip no level, down to the sixth; 0 leaves them as they are.
  public var headingsBelow: Int
  /// Whether the lines of a paragraph stay lines, as in a comment or a description on GitHub; in a file they are
  /// joined.
  public var keepsLines = false
  /// Where short references such as `#12` lead; nil leaves them text.
  public var repository: Repository?
  /// Replaces what must not be shown (a secret); nil when there is nothing to replace. It gets whole
  /// runs of text with entities and escapes decoded, code, destinations and titles, as UTF-8.
  public var redact: (@Sendable ([UInt8]) -> [UInt8]?)?

  /// A policy.
  public init(
    links: LinkPolicy, headingsBelow: Int = 0, redact: (@Sendable ([UInt8]) -> [UInt8]?)? = nil
  ) {
    self.links = links
    self.headingsBelow = headingsBelow
    self.redact = redact
  }
}
