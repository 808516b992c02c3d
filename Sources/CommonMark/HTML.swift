/// HTML that is safe to set into a page: literals of our own code, escaped text, and what the
/// renderers of this module made. There is no way from a `String` to `HTML` that does not escape.
///
/// In an interpolation the literal parts stand as they are and every `\(text)` is escaped so that it
/// is inert as element content and inside a quoted attribute.
public struct HTML: Hashable, Sendable {
  /// The UTF-8 bytes.
  public private(set) var bytes: [UInt8]

  /// Empty HTML.
  public init() { bytes = [] }

  /// Text, escaped.
  public init(text: String) {
    bytes = []
    append(text: text)
  }

  /// Bytes that a renderer of this module made.
  init(trusted bytes: [UInt8]) { self.bytes = bytes }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Adds other HTML behind.
  public mutating func append(_ html: HTML) { bytes += html.bytes }

  /// Adds text behind, escaped.
  public mutating func append(text: String) { Escaping.html(text, into: &bytes) }

  /// Writes HTML behind what stands on a page, without a copy of either.
  public static func write(into page: inout [UInt8], _ content: (inout HTML) -> Void) {
    var html = HTML()
    swap(&html.bytes, &page)
    content(&html)
    swap(&html.bytes, &page)
  }

  /// Adds what a closure writes, and returns that alone.
  public mutating func written(_ content: (inout HTML) -> Void) -> HTML {
    let start = bytes.count
    content(&self)
    return HTML(trusted: Array(bytes[min(start, bytes.count)...]))
  }

  /// Adds a field behind, as element content, with its code spans as code.
  public mutating func append(field: String) { Escaping.htmlField(field, into: &bytes) }

  /// Adds the value of an `href` attribute behind, between its quotes.
  public mutating func append(destination: LinkDestination) { Escaping.html(destination.text, into: &bytes) }

  /// Adds a phrase behind.
  public mutating func append(_ phrase: Phrase) { Escaping.html(phrase, into: &bytes) }

  /// Adds a number behind.
  public mutating func append(_ number: Int) { bytes.append(number: number) }

  /// Adds a literal of our own code behind.
  public static func += (left: inout HTML, literal: StaticString) { left.bytes.append(literal: literal) }

  /// Adds other HTML behind.
  @_disfavoredOverload
  public static func += (left: inout HTML, right: HTML) { left.append(right) }
}

extension HTML: ExpressibleByStringInterpolation {
  /// A literal of our own code.
  public init(stringLiteral literal: StaticString) {
    bytes = literal.withUTF8Buffer(Array.init)
  }

  /// Literals of our own code with text in them.
  public init(stringInterpolation interpolation: Interpolation) { bytes = interpolation.bytes }

  /// Collects the parts of an interpolation: literals as they are, text escaped.
  public struct Interpolation: StringInterpolationProtocol {
    var bytes: [UInt8] = []

    /// Makes room, as a rule for all of it: to grow costs more than some room that is not used.
    public init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 96)
    }

    /// A literal of our own code.
    public mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Text, escaped.
    public mutating func appendInterpolation(_ text: String) { Escaping.html(text, into: &bytes) }

    /// A field as element content, escaped, with its code spans as code.
    public mutating func appendInterpolation(field: String) { Escaping.htmlField(field, into: &bytes) }

    /// The value of an `href` attribute, between its quotes.
    public mutating func appendInterpolation(destination: LinkDestination) {
      Escaping.html(destination.text, into: &bytes)
    }

    /// A phrase, as element content.
    public mutating func appendInterpolation(_ phrase: Phrase) { Escaping.html(phrase, into: &bytes) }

    /// HTML, as it is.
    public mutating func appendInterpolation(_ html: HTML) { bytes += html.bytes }

    /// A number.
    public mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }
  }
}
