/// Where a link leads, in the one form that every target writes: an address that a policy allows, in the ASCII of
/// a URI (RFC 3986).
///
/// What a parser or a browser would encode on its way (letters of other scripts, quotes, brackets, what cannot be
/// seen) is percent-encoded already. So HTML, Markdown, feed and data lead to the same address, and nothing hides
/// in it.
public struct LinkDestination: Hashable, Sendable {
  /// The address.
  public let text: String

  /// The destination that a link to an address may have; nil when it must not be a link. A text in which something
  /// was made visible, as ``shown(_:)`` does, is not an address.
  public init?(_ address: String, policy: LinkPolicy = .external) {
    var address = address
    let (isAllowed, isEncoded) = address.withUTF8 {
      (policy.allows($0), $0.allSatisfy(ByteSet.destination.contains))
    }
    guard isAllowed else { return nil }
    if isEncoded {
      text = address
    } else {
      guard !address.contains("\u{27E6}") else { return nil }
      var encoded: [UInt8] = []
      Self.append(address.utf8, to: &encoded)
      text = String(decoding: encoded, as: UTF8.self)
    }
  }

  /// An address as it may be shown and handed on: a destination where it can be one, else the text with what
  /// cannot be seen made visible.
  public static func shown(_ address: String) -> String {
    LinkDestination(address)?.text ?? InvisibleText.marked(address)
  }

  /// Writes an address that was allowed, percent-encoded where it is not a URI (RFC 3986, 2.1). What is encoded
  /// already stays as it is.
  static func append(_ address: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    for byte in address {
      if ByteSet.destination.contains(byte) {
        bytes.append(byte)
      } else {
        Escaping.percentEncode(byte, into: &bytes)
      }
    }
  }

  /// Whether a text is this address, with or without the scheme: on paper, where links are followed by their
  /// addresses, it would be read twice.
  func isBare(_ shown: UnsafeBufferPointer<UInt8>) -> Bool {
    var text = text
    return text.withUTF8 { Self.isBare($0, shown) }
  }

  /// Whether a text is an address, with or without the scheme.
  static func isBare(_ destination: UnsafeBufferPointer<UInt8>, _ shown: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let prefix = prefix(of: destination, before: shown) else { return false }
    return prefix == 0
      || ["https://", "http://", "mailto:"].contains { $0.utf8.elementsEqual(destination[..<prefix]) }
  }

  /// How much of a destination stands before a text that is the rest of it, spelled as a person does, without
  /// percent-encoding; nil when it is not.
  static func prefix(
    of destination: some RandomAccessCollection<UInt8>, before text: some Collection<UInt8>
  ) -> Int? {
    let count = text.reduce(0) { $0 + (ByteSet.destination.contains($1) ? 1 : 3) }
    guard count > 0, count <= destination.count else { return nil }
    var rest = destination.suffix(count)
    for byte in text {
      if ByteSet.destination.contains(byte) {
        guard rest.popFirst() == byte else { return nil }
      } else {
        guard rest.popFirst() == UInt8(ascii: "%"), rest.popFirst() == Escaping.hexDigit(byte >> 4),
          rest.popFirst() == Escaping.hexDigit(byte & 15)
        else { return nil }
      }
    }
    return destination.count - count
  }
}
