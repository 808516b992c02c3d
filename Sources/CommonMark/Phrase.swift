/// Words of ours with values in them, which a page writes as HTML and as Markdown that reads the same: nothing in a
/// value is markup in either.
///
/// In an interpolation the literal parts are words, without marks of Markdown, and a value names how it is shown, as in
/// `\(text: status)`, `\(field: title)`, `\(code: branch)`, `\(strong: name)`.
public struct Phrase: Sendable {
  enum Part: Sendable {
    case words(StaticString)
    case text(String)
    case field(String)
    case code(String)
    case styled(Style, Phrase)
    case link(Phrase, LinkDestination)
    case page(Phrase, path: String)
  }

  enum Style: Sendable {
    case strong, emphasis, struck

    /// Around it in Markdown, and as the name of the element in HTML.
    var marks: (markdown: StaticString, start: StaticString, end: StaticString) {
      switch self {
      case .strong: ("**", "<strong>", "</strong>")
      case .emphasis: ("*", "<em>", "</em>")
      case .struck: ("~~", "<del>", "</del>")
      }
    }
  }

  var parts: [Part]

  /// Whether there is nothing in it.
  public var isEmpty: Bool { parts.isEmpty }

  /// Adds words behind.
  public static func += (left: inout Phrase, right: Phrase) { left.parts += right.parts }
}

extension Phrase: ExpressibleByStringInterpolation {
  /// Words of ours.
  public init(stringLiteral literal: StaticString) {
    parts = literal.utf8CodeUnitCount > 0 ? [.words(literal)] : []
  }

  /// Words of ours with values in them.
  public init(stringInterpolation interpolation: Interpolation) { parts = interpolation.parts }

  /// Collects the parts of an interpolation.
  public struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// Makes room.
    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(interpolationCount + (literalCapacity > 0 ? interpolationCount + 1 : 0))
    }

    /// Words of ours.
    public mutating func appendLiteral(_ literal: StaticString) {
      if literal.utf8CodeUnitCount > 0 { parts.append(.words(literal)) }
    }

    /// A text, on one line.
    public mutating func appendInterpolation(text: String) { parts.append(.text(text)) }

    /// A text whose code spans are code, on one line.
    public mutating func appendInterpolation(field: String) { parts.append(.field(field)) }

    /// A text as code, on one line; nothing for an empty one.
    public mutating func appendInterpolation(code: String) { parts.append(.code(code)) }

    /// What is stressed strongly.
    public mutating func appendInterpolation(strong phrase: Phrase) { parts.append(.styled(.strong, phrase)) }

    /// What is stressed.
    public mutating func appendInterpolation(emphasis phrase: Phrase) {
      parts.append(.styled(.emphasis, phrase))
    }

    /// What is struck through.
    public mutating func appendInterpolation(struck phrase: Phrase) { parts.append(.styled(.struck, phrase)) }

    /// A link to an address; just the phrase where there is none.
    public mutating func appendInterpolation(_ phrase: Phrase, to destination: LinkDestination?) {
      if let destination { parts.append(.link(phrase, destination)) } else { parts += phrase.parts }
    }

    /// A link to a page of the report by its path without an ending, which each form has its own of; just the phrase
    /// where there is none.
    public mutating func appendInterpolation(_ phrase: Phrase, toPage path: String?) {
      if let path { parts.append(.page(phrase, path: path)) } else { parts += phrase.parts }
    }

    /// Another phrase.
    public mutating func appendInterpolation(_ phrase: Phrase) { parts += phrase.parts }
  }
}
