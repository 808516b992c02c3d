import CommonMark

/// One segment of a URL's path (RFC 3986, section 3.3).
enum PathSegment {
  /// A text as one segment, which can start no other segment, no query and no fragment.
  ///
  /// `.` and `..` are not segments in this sense (see ``isUsable(_:)``): no encoding keeps servers
  /// and proxies from walking up on them.
  static func encode(_ text: String) -> String {
    var encoded: [UInt8] = []
    URIComponent.append(text, to: &encoded)
    return String(decoding: encoded, as: UTF8.self)
  }

  /// Whether a text can be one segment: it is not empty, and neither `.` nor `..`.
  static func isUsable(_ text: String) -> Bool { !text.isEmpty && text != "." && text != ".." }
}
