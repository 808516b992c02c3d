import ReportKit

/// An API key: it can be sent, and nothing prints it.
///
/// `print`, interpolation, `dump` and reflection all show `[secret]`.
public struct Secret: Sendable {
  private let value: String
  private let shown: String

  /// A secret with its text as it is sent, see ``isSendable``, and what stands in its place in messages.
  public init(_ value: String, shownAs shown: String = "mint_[redacted]") {
    self.value = value
    self.shown = shown
  }

  /// Whether the text can be sent in a header: not empty, and printable ASCII without spaces.
  public var isSendable: Bool {
    !value.isEmpty && value.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// The text, for the one header that carries it.
  var exposed: String { value }

  /// A text without this key and without anything else that looks like one.
  ///
  /// The exact key (as it is, percent-encoded, and as JSON has it), and `mint_` followed by 16 or more of
  /// `A-Z a-z 0-9 _ -`, become `mint_[redacted]`, or what else the secret is shown as.
  public func redact(_ text: String) -> String {
    var text = text
    let json = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    for form in [value, PathSegment.encode(value), json, json.replacing("/", with: "\\/")]
    where !form.isEmpty {
      text = text.replacing(form, with: shown)
    }
    return Secret.redactKeys(in: text)
  }

  /// A text without anything of the shape of a Mintlify key.
  public static func redactKeys(in text: String) -> String {
    Redaction.redact(text)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `[secret]`.
  public var description: String { "[secret]" }

  /// Always `[secret]`.
  public var debugDescription: String { "[secret]" }

  /// A mirror without children, so that `dump` finds nothing.
  public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
