import CommonMark

/// Where a text about jobs is to be read, which decides how long it may be and whether parts can fold.
public enum CommentTarget: String, Sendable, CaseIterable {
  /// A comment on a pull request on GitHub.
  case gitHubComment = "github-comment"
  /// The summary of a step of GitHub Actions.
  case stepSummary = "step-summary"
  /// The text of a check run on GitHub.
  case check
  /// A note on a merge request on GitLab.
  case gitLabNote = "gitlab-note"
  /// An annotation of a build on Buildkite.
  case buildkite
  /// A message for an incoming webhook of Slack, as JSON.
  case slack
  /// A mail, as HTML.
  case email
  /// Any other place that takes Markdown; nothing in it folds, and it may be as long as it is.
  case plain

  /// How long the text may be.
  ///
  /// GitHub takes comments of 65,536 characters and 262,144 bytes, and summaries of 1 MiB a step
  /// (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits);
  /// a check run 65,535 characters. GitLab takes 1,000,000 characters, Buildkite 1 MiB
  /// (https://buildkite.com/docs/agent/v3/cli-annotate).
  public var budget: TextSize {
    switch self {
    case .gitHubComment: TextSize(characters: 60_000, bytes: 240_000)
    case .stepSummary: TextSize(characters: 1_000_000, bytes: 1_000_000)
    case .check: TextSize(characters: 65_535, bytes: 65_535)
    case .gitLabNote: TextSize(characters: 1_000_000, bytes: 4_000_000)
    case .buildkite: TextSize(characters: 1 << 20, bytes: 1 << 20)
    case .slack, .email, .plain: TextSize(characters: 1 << 40, bytes: 1 << 40)
    }
  }

  /// What could act there.
  var profile: MarkdownProfile {
    switch self {
    case .gitLabNote: .gitlab
    case .email: .page
    default: .github
    }
  }

  /// Whether it takes Markdown.
  var isMarkdown: Bool { self != .email && self != .slack }

  /// Whether `<details>` folds there.
  var folds: Bool { self != .plain && isMarkdown }
}
