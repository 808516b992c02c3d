import ArgumentParser
import ReportIO
import ReportKit

/// What is written, and what is said about it.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The report directory. (default: report; none with --single-file)", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write the whole report as one HTML file that needs nothing beside it; with --output the directory as well.",
      valueName: "file"), completion: .file())
  var singleFile: String?

  @Flag(help: "Show the first page in the browser; not in CI.")
  var open = false

  @Option(help: ArgumentHelp("The name of the report, on every page.", valueName: "text"))
  var title = "Agent jobs"

  @Option(
    help: ArgumentHelp(
      "The address that the report will be read at, for links in the feed and in previews.", valueName: "url")
  )
  var reportURL: String?

  @Option(
    help: ArgumentHelp(
      "What data/badge.svg tells: jobs, the last whole week, or the merge rate.", valueName: "figure"))
  var badge = BadgeFigure.jobs

  @Option(
    help: ArgumentHelp(
      "Use the templates in this folder in place of the built-in ones of the same name; 'jobreport templates' writes those out.",
      valueName: "dir"), completion: .directory)
  var templates: String?

  @Flag(help: "Write into a folder that is not empty and holds no report; its other files stay.")
  var force = false

  @Flag(help: "Make every page anew, also those that did not change since the last run.")
  var rebuild = false

  @Option(
    help: ArgumentHelp("How many pages are made at once. (default: the processors)", valueName: "number"))
  var workers: Int?

  @Flag(name: .shortAndLong, help: "Print no notes and no progress; errors and problems are still printed.")
  var quiet = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  mutating func validate() throws {
    if output == "" { throw UsageError.empty("output", needs: "the name of a directory") }
    if singleFile == "" { throw UsageError.empty("single-file", needs: "the name of a file") }
    if singleFile == "-" { throw UsageError.hyphenForSingleFile }
    if let output, let singleFile, Self.isInside(singleFile, output) {
      throw UsageError.singleFileInside
    }
    try WholeNumber.check(workers, "workers")
    if let reportURL { self.reportURL = try ReportAddress.read(reportURL) }
    if title.allSatisfy(\.isWhitespace) { throw UsageError.empty("title", needs: "some text") }
  }

  /// Whether a path leads into a folder, as far as the two names tell.
  private static func isInside(_ path: String, _ folder: String) -> Bool {
    func parts(_ path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." } }
    guard path.hasPrefix("/") == folder.hasPrefix("/"), !parts(path).contains("..") else { return false }
    return parts(path).starts(with: parts(folder))
  }

  /// The directory to write, if one is wanted.
  var directory: String? { output ?? (singleFile == nil ? "report" : nil) }

  /// The built-in templates, with those of `--templates` in their place.
  func templateSet() throws -> TemplateSet {
    guard let templates else { return try TemplateSet() }
    return try TemplateSet(replacing: TemplateFolder.read(templates), folder: templates)
  }
}

extension BadgeFigure: ExpressibleByArgument {}
