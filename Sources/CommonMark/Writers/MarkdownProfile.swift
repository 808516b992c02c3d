/// Where Markdown will be read, which decides what could act in it.
public enum MarkdownProfile: Sendable {
  /// A `.md` file: CommonMark with the extensions of GFM, and what GitHub makes of files beside them: alerts,
  /// the names of emoji, mathematics and diagrams
  /// (https://docs.github.com/en/get-started/writing-on-github). A word joiner (U+2060) keeps a character from
  /// acting where GitHub looks at the rendered text, which no escape can change; a dollar is kept from it as
  /// code.
  case page
  /// A comment, a summary or a check on GitHub, where mentions and references act, too.
  case github
  /// A note on GitLab, where what acts on GitHub acts, and merge requests, epics, snippets, labels,
  /// milestones, iterations, inline diffs, pages of a wiki and more diagrams beside it
  /// (https://docs.gitlab.com/user/markdown/). What keeps a character from acting is the same.
  case gitlab

  /// Whether references and mentions act there.
  var isForge: Bool { self != .page }

  /// What may act inside a line.
  var special: ByteSet {
    switch self {
    case .page: .inline
    case .github: .inlineOnGitHub
    case .gitlab: .inlineOnGitLab
    }
  }
}
