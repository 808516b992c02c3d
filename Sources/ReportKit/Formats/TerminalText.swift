/// Text for a terminal or the log of a CI run.
public enum TerminalText {
  /// The text without keys and without what acts: control characters but the line feed, and the commands
  /// that GitHub Actions (`::name::` at the start of a line, `##[name]` anywhere) and Azure Pipelines
  /// (`##vso[`) read out of a log.
  public static func escape(_ text: String) -> String {
    let text = Redaction.redact(text)
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var escaped = ""
      for scalar in line.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
          escaped += "\\u{\(String(scalar.value, radix: 16))}"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
      if escaped.drop(while: \.isWhitespace).hasPrefix("::") { escaped = "\\" + escaped }
      escaped = escaped.replacing("##[", with: "## [").replacing("##vso[", with: "## vso[")
      lines.append(escaped)
    }
    return lines.joined(separator: "\n")
  }
}
