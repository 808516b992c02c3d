import GRDB
import ReportKit

/// Fetches jobs into an archive, and of a long list only what may be new.
///
/// The list of a project that an earlier run read whole is read up to the first page that holds nothing new
/// and only jobs that started before the days to check again; a follow-up message can restart a job that
/// ended. Known jobs that had not ended and that the list did not show are asked for by id, where that takes fewer
/// requests than reading on.
public struct ArchiveFetch: Sendable {
  /// What to fetch.
  public var request: JobRequest
  /// Whether lists are read to their end.
  public var isFull = false
  /// For how many days after its start a job is looked at again.
  public var recheckDays = ArchiveFetch.defaultRecheckDays
  /// The version of this tool.
  public var tool: String
  /// The clock.
  public var now: @Sendable () -> Timestamp

  /// Two weeks.
  public static let defaultRecheckDays = 14

  /// A fetch.
  public init(_ request: JobRequest, tool: String, now: @escaping @Sendable () -> Timestamp) {
    self.request = request
    self.tool = tool
    self.now = now
  }

  /// What a fetch came to.
  public struct Outcome: Sendable {
    /// Requests sent, jobs seen, and what could not be had.
    public var summary = FetchSummary()
    /// Jobs that the archive did not know.
    public var new = 0
    /// Jobs that it knew otherwise.
    public var changed = 0
    /// Jobs of the projects that were not asked for, as they were known and had ended.
    public var unasked = 0
    /// How many requests reading all lists to their end would have taken more.
    public var savedRequests = 0

    /// Nothing yet.
    public init() {}

    /// Adds what another fetch came to, but for its summary.
    public mutating func add(_ other: Outcome) {
      new += other.new
      changed += other.changed
      unasked += other.unasked
      savedRequests += other.savedRequests
    }
  }

  /// Fetches; every answer is in the archive, with a row for the run, before this returns or throws.
  ///
  /// What could not be had is in the outcome; this throws what the archive or a cancelled task throws, and
  /// `FetchError` where the request makes no sense.
  public func run(
    into archive: Archive, from client: JobClient,
    progress: (@Sendable (FetchProgress) -> Void)? = nil
  ) async throws -> Outcome {
    let provider = client.provider
    let unlisted = try unlistedProjects(archive, of: provider)
    var recorder = try RunRecorder(in: archive, asked: asked(of: provider), tool: tool, now: now)
    let before = client.requests
    var work = Work(
      archive: archive, recorder: recorder, client: client, progress: progress, fetch: self
    )
    do {
      if request.ids.isEmpty {
        for project in request.projects.withoutRepeats where !unlisted.contains(project) {
          try await work.fetch(project: project)
        }
        work.note(unlisted: unlisted)
      } else {
        try await work.ask(request)
      }
    } catch is CancellationError {
      _ = try recorder.finish(
        .interrupted, requests: client.requests - before,
        problems: spelled(work.outcome.summary.problems, provider),
        complete: [])
      throw CancellationError()
    }
    work.outcome.summary.requests = client.requests - before
    let summary = work.outcome.summary
    let result: ArchivedRun.Outcome =
      summary.jobs == 0 && summary.problems.contains(where: \.losesJob)
      ? .failed : summary.problems.contains(where: \.losesJob) ? .partial : .done
    let tally = try recorder.finish(
      result, requests: summary.requests, problems: spelled(summary.problems, provider),
      complete: work.complete.map { Project(provider, $0).spelled })
    work.outcome.new = tally.new
    work.outcome.changed = tally.changed
    work.outcome.summary.jobs = tally.seen.count
    if request.ids.isEmpty { try work.countUnasked(tally) }
    return work.outcome
  }

  /// The projects that there is no way to ask about: the version has no list, and the archive knows none of
  /// their jobs. Throws where there are no others.
  private func unlistedProjects(_ archive: Archive, of provider: Provider) throws -> [ID] {
    guard provider.lists(request.version).isEmpty, request.ids.isEmpty else { return [] }
    let projects = request.projects.withoutRepeats
    let unlisted = try projects.filter { project in
      try archive.read { try JobTable.count(of: Project(provider, project), in: $0) } == 0
    }
    guard unlisted.count < projects.count else {
      throw FetchError.noIDs(archive: archive.path, version: request.version.words)
    }
    return unlisted
  }

  /// Problems with their projects as the archive names them.
  private func spelled(_ problems: [FetchProblem], _ provider: Provider) -> [FetchProblem] {
    problems.map { problem in
      var problem = problem
      problem.project = Project(provider, problem.project).spelled
      return problem
    }
  }

  private func asked(of provider: Provider) -> String {
    AskedFormat.json(
      projects: request.projects.map { Project(provider, $0).spelled }, ids: request.ids,
      api: request.version.rawValue,
      details: request.details, isFull: isFull, recheckDays: recheckDays)
  }
}
