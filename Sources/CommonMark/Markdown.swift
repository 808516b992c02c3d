/// Markdown that is safe to set into a document of ours: literals of our own code, escaped fields,
/// and what the Markdown writer of this module made of a message.
///
/// What escaping text needs depends on where it stands, so an interpolation names the place:
/// `\(text: title)`, `\(cell: title)`, `\(code: branch)`, `\(cellCode: branch)`.
public struct Markdown: Hashable, Sendable {
  /// The UTF-8 bytes.
  public private(set) var bytes: [UInt8]

  /// Empty Markdown.
  public init() { bytes = [] }

  /// Bytes that a writer of this module made.
  init(trusted bytes: [UInt8]) { self.bytes = bytes }

  /// Text for a paragraph, a list item or a heading, on one line.
  public init(text: String) {
    bytes = []
    Escaping.markdown(text, into: &bytes)
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Adds other Markdown behind.
  public mutating func append(_ markdown: Markdown) { bytes += markdown.bytes }

  /// Adds other Markdown behind.
  public static func += (left: inout Markdown, right: Markdown) { left.append(right) }
}

extension Markdown: ExpressibleByStringInterpolation {
  public init(stringLiteral literal: StaticString) {
    bytes = literal.withUTF8Buffer(Array.init)
  }

  public init(stringInterpolation interpolation: Interpolation) { bytes = interpolation.bytes }

  /// Collects the parts of an interpolation: literals as they are, fields escaped for their place.
  public struct Interpolation: StringInterpolationProtocol {
    var bytes: [UInt8] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    /// A literal of our own code.
    public mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Text in a paragraph, a list item or a heading, folded to one line.
    public mutating func appendInterpolation(text: String) { Escaping.markdown(text, into: &bytes) }

    /// Text in a cell of a table, folded to one line.
    public mutating func appendInterpolation(cell text: String) {
      Escaping.markdownCell(text, into: &bytes)
    }

    /// A code span around text, folded to one line.
    public mutating func appendInterpolation(code text: String) {
      Escaping.codeSpan(text, into: &bytes)
    }

    /// A code span in a cell of a table.
    public mutating func appendInterpolation(cellCode text: String) {
      Escaping.cellCodeSpan(text, into: &bytes)
    }

    /// The destination of an inline link, between its parentheses.
    public mutating func appendInterpolation(destination url: String) {
      Escaping.markdownDestination(url, into: &bytes)
    }

    /// Markdown, as it is.
    public mutating func appendInterpolation(_ markdown: Markdown) { bytes += markdown.bytes }

    /// A number.
    public mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }
  }
}
