import ReportKit

/// An API key: it can be sent, and nothing prints it.
///
/// `print`, interpolation, `dump` and reflection all show `[secret]`.
public struct Secret: Sendable {
  private let value: String
  private let redaction: Redaction

  /// A secret with its text as it is sent, see ``isSendable``, among other keys of the run, which what is said about
  /// it does not show either.
  public init(_ value: String, among keys: [String] = []) {
    self.value = value
    redaction = Redaction(keys: [value] + keys)
  }

  /// Whether the text can be sent in a header: not empty, and printable ASCII without spaces.
  public var isSendable: Bool {
    !value.isEmpty && value.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// The text, for the one header that carries it.
  var exposed: String { value }

  /// A text without this key, however it is spelled there, and without anything else that looks like one, see
  /// ``Redaction``.
  public func redact(_ text: String) -> String { redaction.redact(text) }

  /// A text without anything that looks like a key.
  public static func redactKeys(in text: String) -> String { Redaction.shapes.redact(text) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `[secret]`.
  public var description: String { "[secret]" }

  /// Always `[secret]`.
  public var debugDescription: String { "[secret]" }

  /// A mirror without children, so that `dump` finds nothing.
  public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
