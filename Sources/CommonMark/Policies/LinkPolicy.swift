/// Which destinations may become links. What is refused is shown as text, its destination as code.
///
/// A destination is judged as the parser decoded it: entities and escapes are gone, so `javascript&colon;`
/// is `javascript:` here.
public enum LinkPolicy: Sendable {
  /// Absolute `https:`, `http:` and `mailto:` without user information are links, all else is text.
  case external
  /// What `external` allows, and relative links of our own; in HTML a relative `.md` becomes `.html`.
  case site

  /// Whether a destination may become a link.
  public func allows(_ destination: String) -> Bool {
    var destination = destination
    return destination.withUTF8 { allows($0) }
  }

  /// Whether a destination may become a link.
  func allows(_ destination: UnsafeBufferPointer<UInt8>) -> Bool {
    if let rest = destination.dropping(prefix: "https://") ?? destination.dropping(prefix: "http://") {
      return Self.isAuthority(rest) && !Self.hasUnsafe(destination)
    }
    if let address = destination.dropping(prefix: "mailto:") { return Self.isAddress(address) }
    switch self {
    case .external: return false
    case .site: return Self.isRelative(destination)
    }
  }

  /// The host of an absolute `https:` or `http:` destination.
  static func host(_ destination: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard
      let rest = destination.dropping(prefix: "https://") ?? destination.dropping(prefix: "http://")
    else { return nil }
    return rest.prefix { !endsHost($0) }
  }

  /// Whether a destination that was allowed leads out of the site.
  static func isAbsolute(_ destination: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in destination {
      if byte == UInt8(ascii: ":") { return true }
      if !byte.isAlphanumeric { return false }
    }
    return false
  }

  /// Where `.md` stands in a relative destination whose path ends in it; nil in others.
  static func markdownPage(_ destination: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !isAbsolute(destination) else { return nil }
    let path = destination.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    return path.count > 3 && path.suffix(3).elementsEqual(".md".utf8) ? path.count - 3 : nil
  }

  private static func endsHost(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
      || byte == UInt8(ascii: ":")
  }

  private static func isHostMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// RFC 3986, 3.2, without user information, and with a host in ASCII: a reader cannot tell the
  /// letters of other scripts from those of a host that is trusted. An IPv6 address is none: cmark writes its
  /// brackets percent-encoded, so that a link to one in Markdown leads nowhere.
  private static func isAuthority(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var index = rest.startIndex
    while index < rest.endIndex, rest[index].isAlphanumeric || isHostMark(rest[index]) { index += 1 }
    guard index > rest.startIndex else { return false }
    if index < rest.endIndex, rest[index] == UInt8(ascii: ":") {
      index += 1
      while index < rest.endIndex, rest[index].isDigit { index += 1 }
    }
    return index == rest.endIndex || endsHost(rest[index]) && rest[index] != UInt8(ascii: ":")
  }

  /// One address, as HTML's `input type=email` knows it, without header fields.
  private static func isAddress(_ address: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let at = address.firstIndex(of: UInt8(ascii: "@")), at > address.startIndex else { return false }
    let host = address[(at + 1)...]
    return address[..<at].allSatisfy { $0.isAlphanumeric || ByteSet.address.contains($0) }
      && !host.isEmpty && host.allSatisfy { $0.isAlphanumeric || isHostMark($0) }
  }

  /// A relative reference (RFC 3986, 4.2) that stays beside this file: no scheme, host or root.
  private static func isRelative(_ destination: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = destination.first, first != UInt8(ascii: "/") else { return false }
    for byte in destination {
      if isUnsafe(byte) || byte == UInt8(ascii: ":") { return false }
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "?") { break }
    }
    return !hasUnsafe(destination)
  }

  /// Browsers drop or reread these inside a URL (WHATWG URL, 4.4), so what they would open is not
  /// what stands there.
  private static func isUnsafe(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\")
  }

  private static func hasUnsafe(_ destination: UnsafeBufferPointer<UInt8>) -> Bool {
    let first = destination.firstIndex(in: 0..<destination.count) {
      $0.marks(below: 0x20) | $0.marks(0x7F) | $0.marks(UInt8(ascii: "\\"))
    }
    return first < destination.count
  }
}
