import ReportIO
import ReportKit

/// Where a run posts its text.
enum CommentPost {
  case nowhere
  case summary(file: String)
  case comment(
    repository: String, number: Int, key: String, author: String?, whenEmpty: PostOptions.WhenEmpty)

  init(_ post: PostOptions, _ options: CommentOptions, context: PullRequestContext, run: Run) throws {
    guard post.post else {
      self = .nowhere
      return
    }
    switch options.target {
    case .stepSummary: self = .summary(file: try StepSummary.file(run.environment))
    case .gitHubComment:
      let asked = options.forPullRequest.flatMap(PullRequestAddress.init)
        .flatMap { $0.host == context.host ?? "github.com" ? $0 : nil }
      let repository = post.repository ?? asked?.repository ?? context.repository
      // A number means nothing in another repository.
      func isSame(_ other: String?) -> Bool { repository?.lowercased() == other?.lowercased() }
      let known =
        (isSame(asked?.repository) ? asked?.number : nil)
        ?? (isSame(context.repository) ? context.number : nil)
      guard let repository, let number = post.pullRequest ?? known
      else {
        throw UsageError.nowhereToPost
      }
      let isInActions = run.environment.variable("GITHUB_ACTIONS") == "true"
      self = .comment(
        repository: repository, number: number, key: post.key,
        author: post.author ?? (isInActions ? "github-actions[bot]" : nil), whenEmpty: post.whenEmpty)
    case .check, .gitLabNote, .buildkite, .slack, .email, .plain:
      throw UsageError.targetWithoutPost
    }
  }

  /// The room in the text that it needs.
  var reserved: TextSize? {
    switch self {
    case .nowhere: nil
    case .summary(let file): StepSummary.used(file)
    case .comment(_, _, let key, _, _): CommentMarker.size(key: key)
    }
  }

  /// Posts the text.
  func send(_ text: Comment.Text, isEmpty: Bool, run: Run) async throws {
    switch self {
    case .nowhere: return
    case .summary(let file): try StepSummary.append(text.bytes, to: file)
    case .comment(let repository, let number, let key, let author, let whenEmpty):
      if isEmpty, whenEmpty == .keep { return run.console.note("no jobs; the comment stays as it is") }
      run.left.becomes("the comment may have been written, and the next run updates it")
      let transport = try HTTPTransport.live(try NetworkSettings(environment: run.environment))
      let outcome: StickyComment.Outcome
      do {
        let comment = try StickyComment(
          client: try GitHubClient(environment: run.environment, transport: transport),
          repository: repository,
          number: number, key: key, author: author)
        outcome =
          isEmpty && whenEmpty == .delete ? try await comment.remove() : try await comment.say(text.bytes)
      } catch {
        await transport.shutdown()
        throw error
      }
      await transport.shutdown()
      try tell(outcome, run)
    }
  }

  private func tell(_ outcome: StickyComment.Outcome, _ run: Run) throws {
    switch outcome {
    case .created(let url, let author):
      run.console.note("comment created")
      if let author {
        run.console.report(
          "the comment was written as '\(author)'; name it with --author, else the next run writes another one"
        )
      }
      try run.console.result(url)
    case .updated(let url):
      run.console.note("comment updated")
      try run.console.result(url)
    case .unchanged(let url):
      run.console.note("the comment says this already")
      try run.console.result(url)
    case .deleted: run.console.note("no jobs; comment deleted")
    case .absent: run.console.note("no jobs, and no comment")
    }
  }
}
