import Hashing

/// The first line of a comment that was posted, by which the next run finds it again and sees whether its text
/// changed: `<!-- jobreport key=default sha256=… -->`.
///
/// No message can bring one into a text: the Markdown writer lets no HTML comment through. Anybody else can
/// write one, so a comment is only taken for ours when its author is ours, too.
public struct CommentMarker: Sendable, Equatable {
  /// What tells several comments on one pull request apart.
  public let key: String
  /// The SHA-256 of the text behind the marker, in hexadecimal digits.
  public let digest: String

  /// The marker for a text. The key is letters, digits, `.`, `_` and `-`, 64 at most; nil for another one.
  public init?(key: String, text: [UInt8]) {
    guard Self.isKey(key) else { return nil }
    self.key = key
    digest = Manifest.Digest(SHA256.hash(text)).description
  }

  /// Reads the first line of a comment; nil when it is not a marker.
  public init?(reading body: String) {
    let line = body.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
    var parts = String(String.UnicodeScalarView(line)).split(separator: " ", omittingEmptySubsequences: false)
    while parts.last == "" { parts.removeLast() }
    guard parts.count == 5, parts[0] == "<!--", parts[1] == "jobreport", parts[4] == "-->",
      parts[2].hasPrefix("key="), parts[3].hasPrefix("sha256=")
    else { return nil }
    key = String(parts[2].dropFirst(4))
    digest = String(parts[3].dropFirst(7))
    guard Self.isKey(key), digest.utf8.count == 64 else { return nil }
  }

  /// The line, with a line feed.
  public var line: String { "<!-- jobreport key=\(key) sha256=\(digest) -->\n" }

  /// The room that the line of a key takes.
  public static func size(key: String) -> TextSize {
    let count = "<!-- jobreport key= sha256= -->\n".utf8.count + key.utf8.count + 64
    return TextSize(characters: count, bytes: count)
  }

  /// Whether a text can be a key.
  public static func isKey(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "._-".utf8.contains(byte)
        }
      }
  }
}
