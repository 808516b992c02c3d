/// The commands that CI servers read out of a log, into which a text may be printed: `::name::` at the start
/// of a line and `##[name]` anywhere (GitHub Actions), `##vso[` (Azure Pipelines).
///
/// In Markdown text they are escaped, code has them as they are: a word joiner (U+2060) comes between.
enum LogCommands {
  private static let joiner = Array("\u{2060}".utf8)

  static func defused(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 16)
    var startsLine = true
    for index in text.indices {
      let byte = text[index]
      if startsLine, byte == UInt8(ascii: ":"), text[index...].starts(with: "::".utf8) { result += joiner }
      result.append(byte)
      if byte == UInt8(ascii: "\n") {
        startsLine = true
      } else if byte != 0x20, byte != UInt8(ascii: "\t") {
        startsLine = false
      }
      guard byte == UInt8(ascii: "#"), index > 0, text[index - 1] == byte else { continue }
      let rest = text[(index + 1)...]
      if rest.first == UInt8(ascii: "[") || rest.starts(with: "vso[".utf8) { result += joiner }
    }
    return result
  }
}

/// An error that GitHub Actions shows on the page of a run (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message).
public enum ErrorAnnotation {
  /// The line that the log of a run has it by, without its end. Percent signs and line breaks are written as that
  /// command has them, colons and commas in the title as well, so that no text ends it or begins another.
  public static func line(title: String, text: String) -> String {
    "::error title=\(encoded(title, and: [":", ","]))::\(encoded(text, and: []))"
  }

  private static func encoded(_ text: String, and signs: [Unicode.Scalar]) -> String {
    var encoded = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": encoded += "%25"
      case "\r": encoded += "%0D"
      case "\n": encoded += "%0A"
      case _ where signs.contains(scalar): encoded += scalar == ":" ? "%3A" : "%2C"
      default: encoded.unicodeScalars.append(scalar)
      }
    }
    return encoded
  }
}
