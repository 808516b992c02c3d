/// One outcome is one row: a pull request that a job names is that job's, and no job by itself.
public enum OneOutcome {
  /// Gives jobs the states of their pull requests as the forge told them, and takes out the pull requests that are
  /// jobs themselves and that a job of another provider names, however its address is spelled. Several jobs may name
  /// one; jobs of two providers stay two.
  public static func join(_ jobs: inout [JobSummary]) {
    var pulls: [PullRequestAddress: Int] = [:]
    for index in jobs.indices where isPullRequest(jobs[index]) {
      if let address = jobs[index].pullRequests.first.flatMap({ PullRequestAddress($0.url) }) {
        pulls[address] = index
      }
    }
    guard !pulls.isEmpty, pulls.count < jobs.count else { return }
    var named: Set<Int> = []
    for index in jobs.indices where !isPullRequest(jobs[index]) {
      var states: [PullRequestAddress: PullRequestState] = [:]
      for pullRequest in jobs[index].pullRequests {
        guard let address = PullRequestAddress(pullRequest.url), let place = pulls[address] else { continue }
        named.insert(place)
        states[address] = jobs[place].pullRequests.first?.state
      }
      jobs[index].set(states)
    }
    guard !named.isEmpty else { return }
    jobs = jobs.indices.filter { !named.contains($0) }.map { jobs[$0] }
  }

  /// Whether a job is a pull request, told by the forge that has it.
  private static func isPullRequest(_ job: JobSummary) -> Bool {
    Provider.isForge(job.provider)
  }
}
