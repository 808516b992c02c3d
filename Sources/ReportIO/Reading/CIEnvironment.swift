import ReportKit

/// What a CI server tells a run by its environment.
public enum CIEnvironment {
  /// The pull request that the run is about, as far as GitHub Actions or GitLab CI tell.
  public static func pullRequest(_ environment: [String: String]) throws(ReadingError) -> PullRequestContext {
    if environment.variable("CI_MERGE_REQUEST_IID") != nil { return PullRequestContext(gitLab: environment) }
    let event = try environment.variable("GITHUB_EVENT_PATH").map(WholeFile.event.read)
    return PullRequestContext(
      gitHubEvent: event ?? [], repository: environment.variable("GITHUB_REPOSITORY"),
      server: environment.variable("GITHUB_SERVER_URL"))
  }
}
