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

  /// What the step wrote into it before, which counts against its limit.
  public static func used(_ file: String) -> TextSize {
    let bytes = Int(Files.status(of: file)?.size ?? 0)
    return TextSize(characters: bytes, bytes: bytes)
  }

  /// Adds a text at its end.
  public static func append(_ text: [UInt8], to file: String) throws(SystemError) {
    try Descriptor(appending: file).write(text)
  }
}
