import ArgumentParser
import ReportIO
import ReportKit

/// Where a text is posted, and as what.
struct PostOptions: ParsableArguments {
  @Flag(
    help:
      "Post the text: as a comment on the pull request, which later runs update, or with --target step-summary into the step's summary. (env: GITHUB_TOKEN)"
  )
  var post = false

  @Option(
    help: ArgumentHelp(
      "The repository of the pull request, acme/docs. (env: GITHUB_REPOSITORY)", valueName: "owner/name"))
  var repository: String?

  @Option(
    help: ArgumentHelp(
      "The number of the pull request. (default: that of --for-pull-request, else of the event of the workflow)",
      valueName: "number"))
  var pullRequest: Int?

  @Option(help: ArgumentHelp("Tells several comments on one pull request apart.", valueName: "name"))
  var key = "default"

  @Option(
    help: ArgumentHelp(
      "The login that comments are written as; only its comments are updated. (default: github-actions[bot] in GitHub Actions, else whose the token is)",
      valueName: "login"))
  var author: String?

  @Option(
    help: ArgumentHelp(
      "When there are no jobs, delete the comment, keep it as it is, or note that in it.",
      valueName: "action"))
  var whenEmpty: WhenEmpty = .delete

  /// What is done with the comment when there is nothing to tell.
  enum WhenEmpty: String, ExpressibleByArgument, CaseIterable {
    case delete, keep, note
  }

  mutating func validate() throws {
    if !CommentMarker.isKey(key) { throw UsageError.noCommentKey(key) }
    try WholeNumber.check(pullRequest, "pull-request")
    if let repository, repository.split(separator: "/", omittingEmptySubsequences: false).count != 2 {
      throw UsageError.noRepository(repository)
    }
    if author == "" { throw UsageError.empty("author", needs: "a login") }
  }
}
