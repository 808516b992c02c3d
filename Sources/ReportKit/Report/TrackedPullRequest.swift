/// A pull request that somebody asked for, with the newest job that names it.
public struct TrackedPullRequest: Sendable {
  /// The pull request.
  public let pullRequest: PullRequest
  /// How it stands.
  public let state: PullRequestState
  /// The job, by its index in ``Report/jobs``.
  public let job: Int
}

/// The pull requests of jobs that somebody asked for, each address once, and which of them each job names.
struct PullRequests: Sendable {
  /// The pull requests, in the order of the newest jobs that name them.
  let all: [TrackedPullRequest]
  /// Of each job, where in ``places`` its own begin; one more than there are jobs.
  private let starts: [Int32]
  /// Indices in ``all``.
  private let places: [Int32]

  /// Those of jobs.
  init(of jobs: [JobSummary]) {
    var known: [String: Int] = [:]
    var newestFirst: [TrackedPullRequest] = []
    // From the newest job to the oldest.
    var named: [Int] = []
    var counts = Array(repeating: Int32(0), count: jobs.count)
    for index in jobs.indices.reversed() where jobs[index].hasPullRequests {
      for pullRequest in jobs[index].pullRequests {
        guard let state = pullRequest.state else { continue }
        let key = PullRequests.key(of: pullRequest)
        if let place = known[key] {
          named.append(place)
        } else {
          known[key] = newestFirst.count
          named.append(newestFirst.count)
          newestFirst.append(TrackedPullRequest(pullRequest: pullRequest, state: state, job: index))
        }
        counts[index] += 1
      }
    }
    let last = newestFirst.count - 1
    all = newestFirst.reversed()
    places = named.reversed().map { Int32(last - $0) }
    var starts: [Int32] = [0]
    starts.reserveCapacity(jobs.count + 1)
    for count in counts { starts.append((starts.last ?? 0) + count) }
    self.starts = starts
  }

  /// Those that a job names, by their index in ``all``.
  func named(by job: Int) -> some Sequence<Int> {
    places[Int(starts[job])..<Int(starts[job + 1])].lazy.map(Int.init)
  }

  /// Those that some jobs name, each once.
  func named(by jobs: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return jobs.flatMap { job in named(by: job).filter { seen.insert($0).inserted } }
  }

  private static func key(of pullRequest: PullRequest) -> String {
    guard let address = PullRequestAddress(pullRequest.url) else { return pullRequest.url }
    return "\(address.host)/\(address.repository)#\(address.number)"
  }
}
