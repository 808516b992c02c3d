/// Text for a terminal or the log of a CI run.
public enum TerminalText {
  /// JSON without keys and without the commands of ``escape(_:hiding:)``, as the log of a CI run may have it: a bracket
  /// in a string is written as its escape.
  public static func escape(json: [UInt8], hiding redaction: Redaction) -> [UInt8] {
    let json = JSONRedaction.redact(json, by: redaction) ?? json
    var text = String(decoding: json, as: UTF8.self)
    for command in ["[", "vso["] {
      text = text.replacing("##\(command)", with: "##\(command.dropLast())\\u005b")
    }
    return Array(text.utf8)
  }

  /// The text without keys and without what acts: control characters but the line feed, and the commands
  /// that GitHub Actions (`::name::` at the start of a line, `##[name]` anywhere) and Azure Pipelines
  /// (`##vso[`) read out of a log.
  ///
  /// All of it goes by code points: an accent behind a sign makes another `Character` of it, but a log reads
  /// the sign.
  public static func escape(_ text: String, hiding redaction: Redaction) -> String {
    let lines = redaction.redact(text).unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in
      var escaped = String.UnicodeScalarView()
      for scalar in line {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
          escaped += "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
        default: escaped.append(scalar)
        }
      }
      if escaped.drop(while: \.properties.isWhitespace).starts(with: "::".unicodeScalars) {
        escaped.insert("\\", at: escaped.startIndex)
      }
      for command in ["[", "vso["] {
        escaped.replace("##\(command)".unicodeScalars, with: "## \(command)".unicodeScalars)
      }
      return String(escaped)
    }.joined(separator: "\n")
  }
}
