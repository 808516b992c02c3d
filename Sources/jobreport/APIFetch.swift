import ReportIO
import ReportKit

/// Fetches jobs from the API into a collection.
struct APIFetch {
  let request: JobRequest
  let client: MintlifyClient
  let transport: HTTPTransport

  /// The client that options and environment name; details are asked for jobs of a selection alone.
  init(
    _ options: SourceOptions, projects: [String], ids: [String], selection: Selection = Selection(),
    keys: RunKeys, environment: [String: String]
  ) throws {
    let (key, place) = try APIFetch.key(options, projects: projects, keys)
    let provider = Provider.mintlify
    let address = options.baseURL(of: provider) ?? environment.variable(provider.baseURLVariable)
    let baseURL = try BaseURL(address ?? provider.baseURL)
    transport = try HTTPTransport.live(try NetworkSettings(environment: environment))
    client = try MintlifyClient(
      baseURL: baseURL, key: key, keyPlace: place, transport: transport,
      limits: .init(totalBytes: try TemporaryFolder(environment: environment).limit))
    request = JobRequest(
      projects: projects, ids: ids, version: options.api, details: options.details,
      wantsDetails: { selection.contains($0) })
  }

  /// Fetches all; what could not be had is noted in the collection. Of several projects some may fail;
  /// when a listing broke off and no project is whole, that is the failure.
  func fetch(
    into collection: inout JobCollection, temporaryFolder: TemporaryFolder,
    progress: (@Sendable (FetchProgress) -> Void)?
  ) async throws {
    let summary: FetchSummary
    do {
      summary = try await collection.fetch(temporaryFolder: temporaryFolder) { sink in
        try await client.fetch(request, progress: progress, sink)
      }
    } catch {
      await transport.shutdown()
      throw error
    }
    await transport.shutdown()
    let failed = Set(summary.incompleteProjects)
    let isWhole = request.projects.contains { !failed.contains($0) }
    if let first = summary.problems.first, !isWhole || (summary.jobs == 0 && !request.ids.isEmpty) {
      throw NothingFetched(reason: first.reason, others: summary.problems.count - 1)
    }
    for problem in summary.problems {
      collection.note(
        Problem(problem),
        cutsShort: problem.id == nil && failed.contains(problem.project))
    }
  }

  /// Fetches into an archive what may be new there. What could not be had is in the outcome.
  func fetch(
    into archive: Archive, options: SourceOptions, now: @escaping @Sendable () -> Timestamp,
    progress: (@Sendable (FetchProgress) -> Void)?
  ) async throws -> ArchiveFetch.Outcome {
    var fetch = ArchiveFetch(request, tool: ToolVersion.text, now: now)
    fetch.isFull = options.full
    fetch.recheckDays = options.recheck
    do {
      let outcome = try await fetch.run(into: archive, from: client, progress: progress)
      await transport.shutdown()
      return outcome
    } catch {
      await transport.shutdown()
      throw error
    }
  }

  private static func key(
    _ options: SourceOptions, projects: [String], _ keys: RunKeys
  ) throws -> (Secret, place: String) {
    let provider = Provider.mintlify
    guard let key = try keys.mintlify() else {
      throw UsageError.noKey(of: provider, project: projects.first ?? "")
    }
    return (key, options.keyFile(of: provider).map { "'\($0)'" } ?? provider.keyVariable)
  }
}

/// No project, or none of the jobs asked for, could be fetched whole.
struct NothingFetched: Error, CustomStringConvertible {
  var reason: String
  var others: Int

  var description: String {
    others > 0 ? "\(reason) (and \(others) more that failed)" : reason
  }
}

extension Problem {
  /// What could not be fetched, as the report says it.
  init(_ problem: FetchProblem) {
    self.init(
      id: problem.id ?? problem.project, reason: problem.reason, losesJob: problem.losesJob,
      isOfProject: problem.id == nil, losesDetails: problem.losesDetails)
  }
}
