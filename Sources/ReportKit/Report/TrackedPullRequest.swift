/// A pull request that somebody asked for, with the newest job that names it.
public struct TrackedPullRequest: Sendable {
  /// The pull request.
  public let pullRequest: PullRequest
  /// How it stands.
  public let state: PullRequestState
  /// The job, by its index in ``Report/jobs``.
  public let job: Int

  /// Those of jobs, each address once, in the order of the newest jobs that name them.
  static func all(of jobs: [JobSummary]) -> [TrackedPullRequest] {
    var seen: Set<String> = []
    var pulls: [TrackedPullRequest] = []
    for index in jobs.indices.reversed() {
      for pullRequest in jobs[index].pullRequests {
        guard let state = pullRequest.state, seen.insert(key(of: pullRequest)).inserted else { continue }
        pulls.append(TrackedPullRequest(pullRequest: pullRequest, state: state, job: index))
      }
    }
    return pulls.reversed()
  }

  private static func key(of pullRequest: PullRequest) -> String {
    guard let address = PullRequestAddress(pullRequest.url) else { return pullRequest.url }
    return "\(address.host)/\(address.repository)#\(address.number)"
  }
}
