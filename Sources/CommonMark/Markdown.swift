/// Markdown that is safe to set into a document of ours: literals of our own code, escaped fields,
/// and what the Markdown writer of this module made of a message.
///
/// What escaping text needs depends on where it stands, so an interpolation names the place:
/// `\(text: status)`, `\(cell: status)`, `\(field: title)`, `\(cellField: title)`, `\(code: branch)`,
/// `\(cellCode: branch)`.
public struct Markdown: Hashable, Sendable {
  /// The UTF-8 bytes.
  public private(set) var bytes: [UInt8]

  /// Empty Markdown.
  public init() { bytes = [] }

  /// Bytes that a writer of this module made.
  init(trusted bytes: [UInt8]) { self.bytes = bytes }

  /// Text for a paragraph, a list item or a heading, on one line.
  public init(text: String, for profile: MarkdownProfile = .page) {
    bytes = []
    Escaping.markdown(text, for: profile, into: &bytes)
  }

  /// A phrase, for a paragraph or a list item.
  public init(_ phrase: Phrase, for profile: MarkdownProfile = .page) {
    bytes = []
    append(phrase, for: profile)
  }

  /// Adds a phrase behind.
  public mutating func append(_ phrase: Phrase, for profile: MarkdownProfile = .page) {
    Escaping.markdown(phrase, for: profile, into: &bytes)
  }

  /// Adds text behind, for a paragraph, a list item or a heading, on one line.
  public mutating func append(text: String, for profile: MarkdownProfile = .page) {
    Escaping.markdown(text, for: profile, into: &bytes)
  }

  /// Adds text behind, for a cell of a table.
  public mutating func append(cell text: String, for profile: MarkdownProfile = .page) {
    Escaping.markdownCell(text, for: profile, into: &bytes)
  }

  /// Adds a field behind, for a paragraph, a list item or a heading: text whose code spans are code.
  public mutating func append(field text: String, for profile: MarkdownProfile = .page) {
    Escaping.markdown(text, for: profile, keepsCode: true, into: &bytes)
  }

  /// Adds a field behind, for a cell of a table.
  public mutating func append(cellField text: String, for profile: MarkdownProfile = .page) {
    Escaping.markdownCell(text, for: profile, keepsCode: true, into: &bytes)
  }

  /// Adds the destination of an inline link behind, between its parentheses.
  public mutating func append(destination url: String, for profile: MarkdownProfile = .page) {
    Escaping.markdownDestination(url, for: profile, into: &bytes)
  }

  /// Adds a number behind.
  public mutating func append(_ number: Int) { bytes.append(number: number) }

  /// Writes Markdown behind what stands on a page, without a copy of either.
  public static func write(into page: inout [UInt8], _ content: (inout Markdown) -> Void) {
    var markdown = Markdown()
    swap(&markdown.bytes, &page)
    content(&markdown)
    swap(&markdown.bytes, &page)
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Adds other Markdown behind.
  public mutating func append(_ markdown: Markdown) {
    Escaping.keepLink(behind: &bytes, startingWith: markdown.bytes.first)
    bytes += markdown.bytes
  }

  /// Adds a literal of our own code behind.
  public static func += (left: inout Markdown, literal: StaticString) {
    Escaping.keepLink(
      behind: &left.bytes, startingWith: literal.utf8CodeUnitCount > 0 ? literal.utf8Start[0] : nil)
    left.bytes.append(literal: literal)
  }

  /// Adds other Markdown behind.
  @_disfavoredOverload
  public static func += (left: inout Markdown, right: Markdown) { left.append(right) }
}

extension Markdown: ExpressibleByStringInterpolation {
  /// A literal of our own code.
  public init(stringLiteral literal: StaticString) {
    bytes = literal.withUTF8Buffer(Array.init)
  }

  /// Literals of our own code with fields in them.
  public init(stringInterpolation interpolation: Interpolation) { bytes = interpolation.bytes }

  /// Collects the parts of an interpolation: literals as they are, fields escaped for their place.
  public struct Interpolation: StringInterpolationProtocol {
    var bytes: [UInt8] = []

    /// Makes room, as a rule for all of it: to grow costs more than some room that is not used.
    public init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 96)
    }

    /// A literal of our own code.
    public mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer {
        Escaping.keepLink(behind: &bytes, startingWith: $0.first)
        bytes.append(contentsOf: $0)
      }
    }

    /// Text in a paragraph, a list item or a heading, folded to one line.
    public mutating func appendInterpolation(text: String, for profile: MarkdownProfile = .page) {
      Escaping.markdown(text, for: profile, into: &bytes)
    }

    /// Text in a cell of a table, folded to one line.
    public mutating func appendInterpolation(cell text: String, for profile: MarkdownProfile = .page) {
      Escaping.markdownCell(text, for: profile, into: &bytes)
    }

    /// A field in a paragraph, a list item or a heading: text whose code spans are code, folded to one line.
    public mutating func appendInterpolation(field text: String, for profile: MarkdownProfile = .page) {
      Escaping.markdown(text, for: profile, keepsCode: true, into: &bytes)
    }

    /// A field in a cell of a table.
    public mutating func appendInterpolation(cellField text: String, for profile: MarkdownProfile = .page) {
      Escaping.markdownCell(text, for: profile, keepsCode: true, into: &bytes)
    }

    /// A code span around text, folded to one line; nothing for an empty text.
    public mutating func appendInterpolation(code text: String) {
      Escaping.codeSpan(text, into: &bytes)
    }

    /// A code span in a cell of a table; nothing for an empty text.
    public mutating func appendInterpolation(cellCode text: String) {
      Escaping.cellCodeSpan(text, into: &bytes)
    }

    /// The destination of an inline link, between its parentheses, as `LinkDestination` has it. One that
    /// `LinkPolicy.site` refuses is left empty. For GitHub, URLs of issues, pull requests and commits lead through
    /// `redirect.github.com`, so that nothing is cross-linked.
    public mutating func appendInterpolation(destination url: String, for profile: MarkdownProfile = .page) {
      Escaping.markdownDestination(url, for: profile, into: &bytes)
    }

    /// An inline link. An address that GitHub or GitLab would take for a reference takes a detour there, or stands
    /// behind the text as code.
    public mutating func appendInterpolation(
      link text: Markdown, to destination: LinkDestination, for profile: MarkdownProfile = .page
    ) {
      Escaping.markdownLink(text, to: destination, for: profile, into: &bytes)
    }

    /// Markdown, as it is.
    public mutating func appendInterpolation(_ markdown: Markdown) {
      Escaping.keepLink(behind: &bytes, startingWith: markdown.bytes.first)
      bytes += markdown.bytes
    }

    /// A number.
    public mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }
  }
}

extension Markdown {
  /// The same blocks in a block quote (CommonMark 0.30, 5.1).
  public var quoted: Markdown { prefixed("> ") }

  /// The same blocks as content of a list item, indented by so many spaces but for the first line, which
  /// follows the marker.
  public func indented(by spaces: Int) -> Markdown {
    var result = prefixed([UInt8](repeating: 0x20, count: spaces))
    result.bytes.removeFirst(min(spaces, result.bytes.count))
    return result
  }

  private func prefixed(_ prefix: StaticString) -> Markdown {
    prefixed(prefix.withUTF8Buffer(Array.init))
  }

  private func prefixed(_ prefix: [UInt8]) -> Markdown {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var startsLine = true
    for byte in bytes {
      if startsLine {
        result += prefix
        if byte == UInt8(ascii: "\n") {
          while result.last == 0x20 { result.removeLast() }
        }
      }
      result.append(byte)
      startsLine = byte == UInt8(ascii: "\n")
    }
    return Markdown(trusted: result)
  }
}
