import ReportKit

/// The summary of a step of GitHub Actions: a file that Markdown is appended to.
public enum StepSummary {
  /// The file that the environment names; throws without one.
  public static func file(_ environment: [String: String]) throws(FetchError) -> String {
    guard let file = environment.variable("GITHUB_STEP_SUMMARY") else {
      throw .badSetting(
        variable: "GITHUB_STEP_SUMMARY",
        reason:
          "it is not set, as it is in a step of GitHub Actions; elsewhere, leave out --post and use --output")
    }
    return file
  }

  /// What the step wrote into it before, with the line between, which counts against its limit.
  public static func used(_ file: String) -> TextSize {
    let isThere = (try? Files.kind(of: file)) == .file
    let bytes = isThere ? Int((try? Descriptor(reading: file).status.size) ?? 0) + 2 : 0
    return TextSize(characters: bytes, bytes: bytes)
  }

  /// Adds a text at its end, with an empty line before it: without one it would go on with the last line, or with
  /// the HTML, that another step wrote.
  public static func append(_ text: [UInt8], to file: String) throws(SystemError) {
    let file = try Descriptor(appending: file)
    let size = try file.status.size
    guard size > 0 else { return try file.write(text) }
    let end = try file.read(4, upToEndFrom: max(0, size - 4)).filter { $0 != UInt8(ascii: "\r") }
    let missing = 2 - end.reversed().prefix { $0 == UInt8(ascii: "\n") }.count
    try file.write([UInt8](repeating: UInt8(ascii: "\n"), count: max(0, missing)) + text)
  }
}
