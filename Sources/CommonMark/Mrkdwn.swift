/// Text for a `mrkdwn` object of Slack (https://docs.slack.dev/messaging/formatting-message-text), written by
/// interpolation: literals are markup of our own, and text is escaped, so that nothing in it is a link, a mention or a
/// command.
public struct Mrkdwn: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// UTF-8.
  public private(set) var bytes: [UInt8]

  /// No text.
  public init() { bytes = [] }

  /// A literal.
  public init(stringLiteral literal: StaticString) {
    bytes = []
    bytes.append(literal: literal)
  }

  /// A literal with text in it.
  public init(stringInterpolation interpolation: StringInterpolation) { bytes = interpolation.bytes }

  /// Adds text behind.
  public static func += (left: inout Mrkdwn, right: Mrkdwn) { left.bytes += right.bytes }

  /// The parts of an interpolation.
  public struct StringInterpolation: StringInterpolationProtocol {
    var bytes: [UInt8] = []

    /// Room for a text.
    public init(literalCapacity: Int, interpolationCount: Int) { bytes.reserveCapacity(literalCapacity * 2) }

    /// Markup.
    public mutating func appendLiteral(_ literal: StaticString) { bytes.append(literal: literal) }

    /// Text, on one line.
    public mutating func appendInterpolation(text: String) { Escaping.mrkdwn(text, into: &bytes) }

    /// A link.
    public mutating func appendInterpolation(link text: String, to destination: LinkDestination) {
      bytes.append(literal: "<")
      // A bar would end the address, and the destination has no other sign that Slack reads.
      for byte in destination.text.utf8 {
        if byte == UInt8(ascii: "|") { bytes.append(literal: "%7C") } else { bytes.append(byte) }
      }
      bytes.append(literal: "|")
      Escaping.mrkdwn(text, into: &bytes)
      bytes.append(literal: ">")
    }

    /// Markup of this type.
    public mutating func appendInterpolation(_ text: Mrkdwn) { bytes += text.bytes }

    /// A number.
    public mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }
  }
}

extension Escaping {
  /// Text for Slack: its three signs as references, the signs of emphasis and code with a word joiner (U+2060) behind
  /// them, so that they hold no text between them, and what cannot be seen made visible.
  static func mrkdwn(_ text: String, into bytes: inout [UInt8]) {
    for byte in InvisibleText.marked(text).utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(literal: "&amp;")
      case UInt8(ascii: "<"): bytes.append(literal: "&lt;")
      case UInt8(ascii: ">"): bytes.append(literal: "&gt;")
      case 0x0A, 0x0D: bytes.append(0x20)
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "`"):
        bytes.append(byte)
        bytes.append(literal: "\u{2060}")
      default: bytes.append(byte)
      }
    }
  }
}
