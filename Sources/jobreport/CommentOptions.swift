import ArgumentParser
import CommonMark
import ReportIO
import ReportKit

/// What a comment is for, and where it goes.
struct CommentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only the jobs that opened this pull request: those that name it, and in its own CI run those on its branch.",
      valueName: "url"))
  var forPullRequest: String?

  @Option(
    help: ArgumentHelp(
      "Where the text is to be read, which limits its length.",
      valueName: "target"))
  var target: CommentTarget = .gitHubComment

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the text into this file, not to standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("The heading of the text.", valueName: "text"))
  var title = "Agent jobs"

  @Option(
    help: ArgumentHelp("The address of the whole report, for links to it and to its pages.", valueName: "url")
  )
  var reportURL: String?

  @Flag(name: .shortAndLong, help: "Print no notes and no progress; errors and problems are still printed.")
  var quiet = false

  mutating func validate() throws {
    if let forPullRequest, PullRequestAddress(forPullRequest) == nil {
      throw UsageError.noPullRequest(forPullRequest)
    }
    if output == "-" { throw UsageError.hyphenForText }
    if output == "" { throw UsageError.empty("output", needs: "the name of a file") }
    if let reportURL { self.reportURL = try ReportAddress.read(reportURL) }
    if title.allSatisfy(\.isWhitespace) { throw UsageError.empty("title", needs: "some text") }
  }

  /// The jobs that are asked for by their pull request.
  func pullRequest(_ context: PullRequestContext) -> PullRequestSelection? {
    guard let address = forPullRequest.flatMap(PullRequestAddress.init) else { return nil }
    return PullRequestSelection(address, branch: address == context.address ? context.branch : nil)
  }
}

extension CommentTarget: ExpressibleByArgument {}

/// The address that a report is read at.
enum ReportAddress {
  /// The address of its folder, with a slash at its end; throws when it is none. The address of its first page is
  /// taken for that of the folder.
  static func read(_ text: String) throws -> String {
    guard let url = LinkDestination(text)?.text, url.hasPrefix("http"),
      !url.contains(where: { "?#".contains($0) })
    else { throw UsageError.noAddress("report-url", text) }
    if url.hasSuffix("/index.html") { return String(url.dropLast("index.html".count)) }
    return url.hasSuffix("/") ? url : url + "/"
  }
}
