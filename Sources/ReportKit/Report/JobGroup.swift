/// What jobs are told apart by, where a report has several of it.
public enum Facet: CaseIterable, Sendable {
  case agent, project, model

  /// What a job has of it, in data; nil where nothing tells.
  func value(of job: JobSummary) -> String? {
    switch self {
    case .agent: job.agent
    case .project: job.key.project?.text
    case .model: job.model
    }
  }

  /// What a value is called on pages.
  func name(_ value: String) -> String {
    let name = self == .agent ? Agent.named(value)?.name ?? value : value
    return Job.shown(name) ?? "unknown"
  }

  /// The folder of the pages; nil for what has none.
  private var folder: SitePath? {
    switch self {
    case .agent: SitePath("agents")
    case .project: SitePath("projects")
    case .model: nil
    }
  }

  /// The path of the page of a value, without the extension.
  func page(_ value: String) -> SitePath? { folder?.appending(FileName(named: value)) }
}

/// The jobs of one agent, project or model, and what came of their pull requests: the same as a report of these jobs
/// alone would tell. A pull request counts once in a group, and in each group of which a job names it.
public struct JobGroup: Sendable {
  /// What its jobs have in common.
  public let facet: Facet
  /// The value that they have; nil for jobs that tell none.
  public let value: String?
  /// The jobs, by their index in ``Report/jobs``, the oldest first.
  public internal(set) var jobs: [Int] = []
  /// Their pull requests that stand some way, by their index in ``Report/pulls``.
  public internal(set) var pulls: [Int] = []
  /// What came of these.
  public internal(set) var outcomes = Outcomes()

  /// What it is called.
  public var name: String { value.map(facet.name) ?? "unknown" }

  /// The groups of some jobs, the one with most jobs first, the one without a value last.
  static func all(
    by facet: Facet, of indices: some Sequence<Int>, jobs: [JobSummary], pulls: PullRequests
  ) -> [JobGroup] {
    var places: [ID?: Int] = [:]
    var groups: [JobGroup] = []
    for index in indices {
      let value = facet.value(of: jobs[index])
      let id = value.map { ID($0) }
      if let place = places[id] {
        groups[place].jobs.append(index)
      } else {
        places[id] = groups.count
        groups.append(JobGroup(facet: facet, value: value, jobs: [index]))
      }
    }
    for place in groups.indices {
      groups[place].pulls = pulls.named(by: groups[place].jobs)
      groups[place].outcomes = Outcomes(
        groups[place].pulls.lazy.map { pulls.all[$0].state }, of: groups[place].jobs, jobs: jobs, pulls: pulls
      )
    }
    return groups.sorted { left, right in
      guard let one = left.value, let other = right.value else { return left.value != nil }
      if left.jobs.count != right.jobs.count { return left.jobs.count > right.jobs.count }
      return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
  }
}

extension Report {
  /// The groups of all jobs by a facet, the one with most jobs first, the one without a value last.
  public func groups(by facet: Facet) -> [JobGroup] { groups[facet] ?? [] }

  /// The groups of some jobs.
  func groups(by facet: Facet, of indices: some Sequence<Int>) -> [JobGroup] {
    JobGroup.all(by: facet, of: indices, jobs: jobs, pulls: tracked)
  }

  /// Whether there are two values of a facet or more.
  func hasSeveral(_ facet: Facet) -> Bool { JobGroup.areSeveral(groups(by: facet)) }

  /// The page of what a job has of a facet; nil where there is none.
  func page(of facet: Facet, _ value: String?) -> SitePath? { value.flatMap { facetPages[facet]?[ID($0)] } }
}

extension JobGroup {
  /// Whether two of some groups or more have a value.
  static func areSeveral(_ groups: [JobGroup]) -> Bool { groups.lazy.filter { $0.value != nil }.count > 1 }
}
