/// Why GitHub could not be asked or told something: a place, a reason, and what to do. No case holds a token.
public enum GitHubError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no token.
  case noToken
  /// A variable of the environment, or an option, that cannot be used.
  case badSetting(name: String, reason: String)
  /// 401.
  case unauthorized(place: String)
  /// 403, and no limit.
  case forbidden(place: String, reason: String)
  /// 403, as the conversation is locked.
  case locked(place: String, reason: String)
  /// 404 or 410.
  case notFound(place: String, status: Int)
  /// 3xx.
  case redirected(place: String, status: Int)
  /// Anything else: tried so often, for so many seconds, and then given up. `isUncertain` tells that what was
  /// to be written may have been written all the same.
  case failed(
    place: String, reason: String, attempts: Int, seconds: Int, advice: String, isUncertain: Bool)

  /// The message: one line.
  public var description: String {
    switch self {
    case .noToken:
      return "there is no GitHub token; put one into GITHUB_TOKEN. In a workflow of GitHub Actions: "
        + "'env: GITHUB_TOKEN: ${{ github.token }}'"
    case .badSetting(let name, let reason):
      return "\(name): \(reason)"
    case .unauthorized(let place):
      return "\(place) answered 401; the token in GITHUB_TOKEN is wrong or expired. In a workflow of GitHub "
        + "Actions, set 'env: GITHUB_TOKEN: ${{ github.token }}'"
    case .forbidden(let place, let reason):
      return "\(place) answered 403\(reason); the token in GITHUB_TOKEN may not do this. Give the job "
        + "'permissions: pull-requests: write'. In the run of a pull request from a fork the token can only "
        + "read, whatever the workflow says: use the two-step form of the README"
    case .locked(let place, let reason):
      return "\(place) answered 403\(reason); unlock the conversation, or leave out --post"
    case .notFound(let place, let status):
      return
        "\(place) answered \(status); there is no such pull request, or the token in GITHUB_TOKEN cannot "
        + "see it. Check --repository and --pull-request, and give the job 'permissions: pull-requests: write'"
    case .redirected(let place, let status):
      return "\(place) answered \(status); the repository was renamed or moved, and the token stays with the "
        + "address that it was given for. Name the new place with --repository"
    case .failed(let place, let reason, let attempts, let seconds, let advice, _):
      let tries = attempts > 1 ? "; tried \(attempts) times in \(seconds) s" : ""
      return "\(place) \(reason)\(tries). \(advice)"
    }
  }
}
