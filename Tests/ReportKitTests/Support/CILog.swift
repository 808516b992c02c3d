import Testing

/// Reads a log as a runner does: a line that is a command is not shown.
enum CILog {
  struct Acts: Error { var line: String }

  static func read(_ bytes: [UInt8]) throws -> String {
    #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F })
    let lines = bytes.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    return try lines.map { line in
      let words = line.unicodeScalars.drop(while: \.properties.isWhitespace)
      let isCommand =
        words.starts(with: "::".unicodeScalars) || [UInt8](line).contains("##[".utf8)
        || [UInt8](line).contains("##vso[".utf8)
      if isCommand { throw Acts(line: line) }
      return unescaped(line)
    }.joined(separator: "\n")
  }

  /// The text that a person reads: `\u{1b}` for what cannot be seen, signs kept apart.
  private static func unescaped(_ line: String) -> String {
    var scalars = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    let isGuarded =
      rest.first == "\\"
      && rest.dropFirst().drop(while: \.properties.isWhitespace)
        .starts(with: "::".unicodeScalars)
    if isGuarded { rest.removeFirst() }
    while let scalar = rest.popFirst() {
      if scalar == "\\", rest.starts(with: "u{".unicodeScalars), let end = rest.firstIndex(of: "}"),
        let value = UInt32(String(rest[..<end].dropFirst(2)), radix: 16), let found = Unicode.Scalar(value)
      {
        scalars.append(found)
        rest = rest[end...].dropFirst()
      } else {
        scalars.append(scalar)
      }
    }
    for sign in ["[", "vso["] {
      scalars.replace("## \(sign)".unicodeScalars, with: "##\(sign)".unicodeScalars)
    }
    return String(scalars)
  }
}
