/// Foreign text inside a message: one line, nothing that steers a terminal, no more than a few words.
enum Excerpt {
  /// The start of a body.
  ///
  /// - Parameters:
  ///   - bytes: What the server sent; no more than its first 64 KiB are looked at.
  ///   - limit: How many characters of the result there are at most, before `…`.
  ///   - redact: Takes keys out; it runs before anything is cut, so that no half of one is left.
  static func body(_ bytes: [UInt8], limit: Int = 200, redact: (String) -> String) -> String {
    oneLine(redact(String(decoding: bytes.prefix(65_536), as: UTF8.self)), limit: limit)
  }

  /// A text as one line of at most `limit` characters: runs of white space become a space, other
  /// control, format and line characters their code, as in `\u{1b}`.
  static func oneLine(_ text: String, limit: Int) -> String {
    var line = ""
    var count = 0
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" {
        pendingSpace = !line.isEmpty
        continue
      }
      var piece = pendingSpace ? " " : ""
      pendingSpace = false
      if isPlain(scalar) {
        piece.unicodeScalars.append(scalar)
      } else {
        piece += "\\u{\(String(scalar.value, radix: 16))}"
      }
      let length = piece.unicodeScalars.count
      guard count + length <= limit else { return line + "…" }
      line += piece
      count += length
    }
    return line
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
      false
    default: true
    }
  }
}
