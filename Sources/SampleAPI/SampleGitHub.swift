import Foundation

/// The part of GitHub that reports are posted to and ask, as values: comments of pull requests, tokens with
/// what they may do, and pull requests.
public struct SampleGitHub: Sendable {
  /// What a token may do.
  public struct Token: Sendable {
    /// Whose it is, as comments name their author.
    public var login: String
    /// Whether it may write comments.
    public var canWrite: Bool
    /// Whether it may ask whose it is; the token of a workflow may not.
    public var canReadUser: Bool

    /// A token.
    public init(login: String, canWrite: Bool = true, canReadUser: Bool = true) {
      self.login = login
      self.canWrite = canWrite
      self.canReadUser = canReadUser
    }

    /// The token of a workflow.
    public static let workflow = Token(login: "github-actions[bot]", canReadUser: false)
    /// The token of a workflow that runs for a pull request from a fork.
    public static let fork = Token(login: "github-actions[bot]", canWrite: false, canReadUser: false)
  }

  /// A comment.
  public struct Comment: Sendable, Equatable {
    /// Its number.
    public var id: Int
    /// `acme/docs#12`.
    public var pullRequest: String
    /// The login of who wrote it.
    public var author: String
    /// Markdown.
    public var body: String
  }

  /// A pull request.
  public struct PullRequest: Sendable {
    /// `OPEN`, `MERGED` or `CLOSED`.
    public var state: String
    /// Whether it is a draft.
    public var isDraft: Bool
    /// When it was opened, ISO 8601.
    public var createdAt: String
    /// When it was closed or merged.
    public var closedAt: String?
    /// The login of who merged it.
    public var mergedBy: String?
    /// Lines added.
    public var additions: Int
    /// Lines removed.
    public var deletions: Int
    /// `SUCCESS`, `FAILURE`, `ERROR`, `PENDING`, `EXPECTED`; nil without checks.
    public var checks: String?

    /// A pull request.
    public init(
      state: String, isDraft: Bool = false, createdAt: String = "2026-08-01T00:00:00Z",
      closedAt: String? = nil,
      mergedBy: String? = nil, additions: Int = 1, deletions: Int = 0, checks: String? = nil
    ) {
      self.state = state
      self.isDraft = isDraft
      self.createdAt = createdAt
      self.closedAt = closedAt
      self.mergedBy = mergedBy
      self.additions = additions
      self.deletions = deletions
      self.checks = checks
    }
  }

  /// The token that is accepted unless others are given.
  public static let sampleToken = "ghs_sample_token_0123456789"

  /// The tokens that are accepted.
  public var tokens: [String: Token]
  /// All comments, the oldest first.
  public private(set) var comments: [Comment] = []
  /// Pull requests by name, `acme/docs#12`; others are not visible.
  public var pullRequests: [String: PullRequest]
  private var lastID = 9_000_000_000

  /// A part of GitHub; with one workflow's token unless told otherwise.
  public init(
    tokens: [String: Token] = [SampleGitHub.sampleToken: .workflow], pullRequests: [String: PullRequest] = [:]
  ) {
    self.tokens = tokens
    self.pullRequests = pullRequests
  }

  /// Adds a comment, as if somebody had written it.
  @discardableResult
  public mutating func write(_ body: String, on pullRequest: String, as author: String) -> Comment {
    lastID += 1
    let comment = Comment(id: lastID, pullRequest: pullRequest, author: author, body: body)
    comments.append(comment)
    return comment
  }

  /// Changes the body of a comment; nil when there is none.
  mutating func edit(_ id: Int, body: String) -> Comment? {
    guard let index = comments.firstIndex(where: { $0.id == id }) else { return nil }
    comments[index].body = body
    return comments[index]
  }

  /// Removes a comment; false when there is none.
  mutating func delete(_ id: Int) -> Bool {
    guard let index = comments.firstIndex(where: { $0.id == id }) else { return false }
    comments.remove(at: index)
    return true
  }
}
