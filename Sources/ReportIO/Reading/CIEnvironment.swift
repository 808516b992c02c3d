import ReportKit

/// What a CI server tells a run by its environment.
public enum CIEnvironment {
  /// Whether a CI server runs this, as far as the usual variables tell.
  public static func isCI(_ environment: [String: String]) -> Bool {
    if let value = environment.variable("CI") { return !["false", "0"].contains(value.lowercased()) }
    return ["GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION"]
      .contains { environment.variable($0) != nil }
  }

  /// The pull request that the run is about, as far as GitHub Actions or GitLab CI tell.
  public static func pullRequest(_ environment: [String: String]) throws(ReadingError) -> PullRequestContext {
    if environment.variable("CI_MERGE_REQUEST_IID") != nil { return PullRequestContext(gitLab: environment) }
    let event = try environment.variable("GITHUB_EVENT_PATH").map(WholeFile.event.read)
    return PullRequestContext(
      gitHubEvent: event ?? [], repository: environment.variable("GITHUB_REPOSITORY"),
      server: environment.variable("GITHUB_SERVER_URL"))
  }
}
