/// The pull request that a run of CI is about, as the CI's environment tells.
public struct PullRequestContext: Sendable, Equatable {
  /// Owner and name of the repository that it is a pull request of: `acme/docs`.
  public var repository: String?
  /// Its number.
  public var number: Int?
  /// Host of its address.
  public var host: String?
  /// The branch that it comes from; nil when that is one of another repository (a fork), where anybody can
  /// name a branch as an agent does.
  public var branch: String?

  /// No pull request.
  public init() {}

  /// Its address, when all of it is known.
  public var address: PullRequestAddress? {
    guard let host, let repository, let number else { return nil }
    return PullRequestAddress(host: host, repository: repository, number: number)
  }

  /// What an event of GitHub Actions (the file `GITHUB_EVENT_PATH`) is about: events of pull requests, and
  /// of comments on them. Anything else tells nothing.
  ///
  /// - Parameters:
  ///   - event: The JSON of the event
  ///     (https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request).
  ///   - repository: `GITHUB_REPOSITORY`.
  ///   - server: `GITHUB_SERVER_URL`, such as `https://github.com`.
  public init(gitHubEvent event: [UInt8], repository: String?, server: String?) {
    self.repository = repository
    host = server.flatMap(Self.host)
    let json = JSONText(event)
    guard let root = try? json.root(), root.kind == .object else { return }
    let event = JSONPath(json, root)
    if let pull = event["pull_request"] {
      number = pull["number"]?.number
      let base = pull["base"]?["repo"]?["full_name"]?.string
      self.repository = base ?? repository
      if let base, pull["head"]?["repo"]?["full_name"]?.string == base {
        branch = pull["head"]?["ref"]?.string
      }
    } else if let issue = event["issue"], issue["pull_request"] != nil {
      number = issue["number"]?.number
    }
  }

  /// What the predefined variables of a merge request pipeline on GitLab tell
  /// (https://docs.gitlab.com/ci/variables/predefined_variables/).
  public init(gitLab environment: [String: String]) {
    host = environment["CI_SERVER_URL"].flatMap(Self.host)
    repository = environment["CI_MERGE_REQUEST_PROJECT_PATH"]
    number = environment["CI_MERGE_REQUEST_IID"].flatMap(Int.init)
    if let repository, environment["CI_MERGE_REQUEST_SOURCE_PROJECT_PATH"] == repository {
      branch = environment["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"]
    }
  }

  private static func host(_ url: String) -> String? {
    guard let scheme = ["https://", "http://"].first(where: url.hasPrefix) else { return nil }
    let host = url.dropFirst(scheme.count).prefix { $0 != "/" }
    return host.isEmpty ? nil : host.lowercased()
  }
}
