/// What jobs are told apart by, where a report has several of it.
public enum Facet: CaseIterable, Sendable {
  case agent, project, model

  /// What one is called inside a sentence: `agent`.
  var noun: String {
    switch self {
    case .agent: "agent"
    case .project: "project"
    case .model: "model"
    }
  }

  /// The same on its own: `Agent`.
  var title: String {
    switch self {
    case .agent: "Agent"
    case .project: "Project"
    case .model: "Model"
    }
  }

  /// What a job has of it, in data; nil where nothing tells.
  func value(of job: JobSummary) -> ID? {
    switch self {
    case .agent: job.agent.map { ID($0) }
    case .project: job.project
    case .model: job.model.map { ID($0) }
    }
  }

  /// What a value is called on pages.
  func name(_ value: ID) -> String {
    let name = self == .agent ? Agent.named(value.text)?.name ?? value.text : value.text
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
  func page(_ value: ID) -> SitePath? { folder?.appending(FileName(named: value.text)) }
}

/// The jobs of one agent, project or model, and what came of their pull requests: the same as a report of these jobs
/// alone would tell. A pull request counts once in a group, and in each group of which a job names it.
public struct JobGroup: Sendable {
  /// What its jobs have in common.
  public let facet: Facet
  /// The value that they have; nil for jobs that tell none.
  public let value: ID?
  /// The jobs, by their index in ``Report/jobs``, the oldest first.
  public internal(set) var jobs: [Int] = []
  /// Their pull requests that stand some way, by their index in ``Report/pulls``.
  public internal(set) var pulls: [Int] = []
  /// What came of these.
  public internal(set) var outcomes = Outcomes()

  /// What it is called.
  public var name: String { value.map(facet.name) ?? "unknown" }

  /// Puts jobs into groups by one facet, one after the other.
  struct Grouping {
    private let facet: Facet
    private var places: [ID?: Int] = [:]
    private var groups: [JobGroup] = []
    /// Where the last job went: the next one often has the same value.
    private var last: (value: ID?, place: Int)?

    init(by facet: Facet) { self.facet = facet }

    /// Adds the job at an index.
    mutating func add(_ job: JobSummary, at index: Int) {
      let value = facet.value(of: job)
      if let last, last.value == value { return groups[last.place].jobs.append(index) }
      let place = places[value] ?? groups.count
      if place == groups.count {
        places[value] = place
        groups.append(JobGroup(facet: facet, value: value))
      }
      groups[place].jobs.append(index)
      last = (value, place)
    }

    /// The groups, the one with most jobs first, the one without a value last.
    func all(of jobs: [JobSummary], pulls: PullRequests) -> [JobGroup] {
      groups.map { group in
        var group = group
        group.pulls = pulls.named(by: group.jobs)
        let states = group.pulls.lazy.map { pulls.all[$0].state }
        group.outcomes = Outcomes(states, of: group.jobs, jobs: jobs, pulls: pulls)
        return group
      }
      .sorted { $0.stands(before: $1, by: \.jobs.count) }
    }
  }

  /// The one with more of something first, the one without a value last.
  fileprivate func stands(before other: JobGroup, by count: (JobGroup) -> Int) -> Bool {
    guard let one = value, let another = other.value else { return value != nil }
    let counts = (count(self), count(other))
    return counts.0 == counts.1 ? one < another : counts.0 > counts.1
  }
}

extension Report {
  /// The groups of all jobs by a facet, the one with most jobs first, the one without a value last.
  public func groups(by facet: Facet) -> [JobGroup] { groups[facet] ?? [] }

  /// The groups of some jobs.
  func groups(by facet: Facet, of indices: some Sequence<Int>) -> [JobGroup] {
    var grouping = JobGroup.Grouping(by: facet)
    for index in indices { grouping.add(jobs[index], at: index) }
    return grouping.all(of: jobs, pulls: tracked)
  }

  /// The groups of the pull requests that came to an end in each week, and of the jobs that name these: the one with
  /// most of them first, the one without a value last.
  func groupsByWeek(by facet: Facet) -> [WeekID: [JobGroup]] {
    var weekOfPull: [WeekID?] = Array(repeating: nil, count: pulls.count)
    for week in weeks { for pull in week.merged + week.closed { weekOfPull[pull] = week.id } }
    var groups: [WeekID: [JobGroup]] = [:]
    for whole in self.groups(by: facet) {
      var parts: [WeekID: JobGroup] = [:]
      for pull in whole.pulls {
        guard let week = weekOfPull[pull] else { continue }
        parts[week, default: JobGroup(facet: facet, value: whole.value)].pulls.append(pull)
      }
      guard !parts.isEmpty else { continue }
      for job in whole.jobs {
        for pull in tracked.named(by: job) {
          if let week = weekOfPull[pull], parts[week]?.jobs.last != job { parts[week]?.jobs.append(job) }
        }
      }
      for (week, part) in parts {
        var part = part
        part.outcomes = Outcomes(part.pulls.lazy.map { pulls[$0].state })
        groups[week, default: []].append(part)
      }
    }
    return groups.mapValues { $0.sorted { $0.stands(before: $1, by: \.pulls.count) } }
  }

  /// Whether there are two values of a facet or more.
  func hasSeveral(_ facet: Facet) -> Bool { JobGroup.areSeveral(groups(by: facet)) }

  /// The page of what a job has of a facet; nil where there is none.
  func page(of facet: Facet, _ value: ID?) -> SitePath? { value.flatMap { facetPages[facet]?[$0] } }
}

extension JobGroup {
  /// Whether two of some groups or more have a value.
  static func areSeveral(_ groups: [JobGroup]) -> Bool { groups.lazy.filter { $0.value != nil }.count > 1 }

  /// Whether two ways to part the same jobs part them alike.
  static func areAlike(_ left: [JobGroup], _ right: [JobGroup]) -> Bool {
    left.count == right.count && Set(left.map(\.jobs)) == Set(right.map(\.jobs))
  }
}
