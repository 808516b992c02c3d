import ReportKit

/// One job or one project that could not be had.
public struct FetchProblem: Sendable, Equatable {
  /// The project that was asked; several, with commas, when an id is in none of them.
  public var project: ID
  /// The job; nil when the whole project is meant.
  public var id: ID?
  /// What happened and what to do: one line without a key.
  public var reason: String
  /// Whether jobs are missing for it; false when only details of jobs are, which were
  /// delivered without them.
  public var losesJob: Bool
  /// Whether details that were asked for could not be had.
  public var losesDetails: Bool
  /// How many records of a list are not jobs.
  public var records: Int
  /// Whether the API says that there is no such job, or no such list.
  public var isAbsence: Bool

  /// A problem.
  public init(
    project: ID, id: ID? = nil, reason: String, losesJob: Bool = true,
    losesDetails: Bool = false, records: Int = 0, isAbsence: Bool = false
  ) {
    self.project = project
    self.id = id
    self.reason = reason
    self.losesJob = losesJob
    self.losesDetails = losesDetails
    self.records = records
    self.isAbsence = isAbsence
  }
}

/// What a fetch came to.
public struct FetchSummary: Sendable, Equatable {
  /// How many requests were sent, retries included.
  public var requests = 0
  /// How many jobs were delivered; a job with several answers counts once.
  public var jobs = 0
  /// What could not be had, in the order it was found.
  public var problems: [FetchProblem] = []
  /// Projects that were not read to the end: jobs are missing, and no one knows how many. The reason is
  /// the problem of that project without an id.
  public var incompleteProjects: [ID] = []
  /// Where the ids stand in the request that none of the projects has; the ids themselves may hold anything.
  public var missing: [Int] = []

  /// Nothing yet.
  public init() {}

  /// Adds what the fetch of another provider came to, with its projects as options name them.
  public mutating func add(_ other: FetchSummary, of provider: Provider) {
    func spelled(_ projects: ID) -> ID {
      ID(
        projects.text.split(separator: ", ").map { Project(provider, ID(String($0))).spelled.text }
          .joined(separator: ", "))
    }
    requests += other.requests
    jobs += other.jobs
    problems += other.problems.map { problem in
      var problem = problem
      problem.project = spelled(problem.project)
      return problem
    }
    incompleteProjects += other.incompleteProjects.map { Project(provider, $0).spelled }
    missing = other.missing
  }
}

/// How far a fetch is.
public struct FetchProgress: Sendable, Equatable {
  /// The project that is asked.
  public var project: ID
  /// Jobs delivered so far, over all projects.
  public var jobs: Int
  /// Requests sent so far.
  public var requests: Int
  /// When a request has to wait before it is sent again: why, in a few words.
  public var waiting: String?

  /// A step.
  public init(project: ID, jobs: Int, requests: Int, waiting: String? = nil) {
    self.project = project
    self.jobs = jobs
    self.requests = requests
    self.waiting = waiting
  }
}
