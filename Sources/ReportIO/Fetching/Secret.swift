/// An API key: it can be sent, and nothing prints it.
///
/// `print`, interpolation, `dump` and reflection all show `[secret]`.
public struct Secret: Sendable {
  private let value: String

  /// What stands in a text where a key was.
  static let replacement = "mint_[redacted]"

  /// A secret with its text as it is sent; see ``isSendable``.
  public init(_ value: String) { self.value = value }

  /// Whether the text can be sent in a header: not empty, and printable ASCII without spaces.
  public var isSendable: Bool {
    !value.isEmpty && value.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// The text, for the one header that carries it.
  var exposed: String { value }

  /// A text without this key and without anything else that looks like one.
  ///
  /// The exact key (as it is, percent-encoded, and as JSON has it), and `mint_` followed by 16 or more of
  /// `A-Z a-z 0-9 _ -`, become `mint_[redacted]`.
  public func redact(_ text: String) -> String {
    var text = text
    let json = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    for form in [value, PathSegment.encode(value), json, json.replacing("/", with: "\\/")]
    where !form.isEmpty {
      text = text.replacing(form, with: Secret.replacement)
    }
    return Secret.redactKeys(in: text)
  }

  /// A text without anything of the shape of a Mintlify key.
  public static func redactKeys(in text: String) -> String {
    let prefix = Array("mint_".utf8)
    let bytes = Array(text.utf8)
    guard bytes.count >= prefix.count + 16 else { return text }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: prefix) {
        var end = index + prefix.count
        while end < bytes.count, isKeyByte(bytes[end]) { end += 1 }
        if end - index >= prefix.count + 16 {
          kept += replacement.utf8
          index = end
          continue
        }
      }
      kept.append(bytes[index])
      index += 1
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
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
