import ReportIO
import ReportKit

/// Fetches jobs from the APIs of providers, one after the other.
struct APIFetch {
  /// What is asked of one provider.
  private struct Part {
    var request: JobRequest
    var client: JobClient

    var provider: Provider { client.provider }
  }

  private let parts: [Part]
  private let ids: [ID]
  private let transport: HTTPTransport

  /// The clients that options and environment name; details are asked for jobs of a selection alone.
  init(
    _ options: SourceOptions, projects: [Project], ids: [ID], selection: Selection = Selection(),
    keys: RunKeys, environment: [String: String]
  ) throws {
    var providers: [(provider: Provider, projects: [ID])] = []
    for project in projects {
      if let index = providers.firstIndex(where: { $0.provider == project.provider }) {
        providers[index].projects.append(project.id)
      } else {
        providers.append((project.provider, [project.id]))
      }
    }
    let ready = try providers.map { provider, projects in
      guard let key = try keys.key(of: provider) else {
        throw UsageError.noKey(of: provider, project: projects.first ?? "")
      }
      let address =
        options.baseURL(of: provider) ?? environment.variable(provider.address.variable)
        ?? provider.address.setByCI.flatMap(environment.variable)
      return (
        provider, projects, key,
        try BaseURL(
          provider.address.replaced(by: address ?? provider.address.url), example: provider.address.url)
      )
    }
    let transport = try HTTPTransport.live(try NetworkSettings(environment: environment))
    let limits = APIClient.Limits(totalBytes: try TemporaryFolder(environment: environment).limit)
    parts = try ready.map { provider, projects, key, baseURL in
      let client = try JobClient(
        provider, baseURL: baseURL, key: key,
        keyPlace: options.keyFiles[provider.id].map { "'\($0)'" } ?? provider.key.variable,
        transport: transport, limits: limits)
      let request = JobRequest(
        projects: projects, ids: ids, version: options.api(of: provider), details: options.details,
        wantsDetails: { selection.contains($0) })
      return Part(request: request, client: client)
    }
    self.ids = ids
    self.transport = transport
  }

  /// Fetches all; what could not be had is noted in the collection. Of several projects some may fail;
  /// when a listing broke off and no project is whole, that is the failure.
  func fetch(
    into collection: inout JobCollection, temporaryFolder: TemporaryFolder,
    progress: (@Sendable (FetchProgress) -> Void)?
  ) async throws {
    var summary = FetchSummary()
    do {
      try await eachPart(into: &summary) { part throws in
        try await collection.fetch(temporaryFolder: temporaryFolder) { sink in
          try await part.client.fetch(part.request, progress: progress, sink)
        }
      }
    } catch {
      await transport.shutdown()
      throw error
    }
    await transport.shutdown()
    let failed = Set(summary.incompleteProjects)
    let isWhole = projects.contains { !failed.contains($0) }
    if let first = summary.problems.first, !isWhole || (summary.jobs == 0 && !ids.isEmpty) {
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
    var all = ArchiveFetch.Outcome()
    var summary = FetchSummary()
    do {
      try await eachPart(into: &summary) { part in
        var fetch = ArchiveFetch(part.request, tool: ToolVersion.text, now: now)
        fetch.isFull = options.full
        fetch.recheckDays = options.recheck
        let outcome = try await fetch.run(into: archive, from: part.client, progress: progress)
        all.add(outcome)
        return outcome.summary
      }
    } catch {
      await transport.shutdown()
      throw error
    }
    await transport.shutdown()
    all.summary = summary
    return all
  }

  private var projects: [ID] {
    parts.flatMap { part in part.request.projects.map { Project(part.provider, $0).spelled } }
  }

  /// Does something with each part, of whose projects some may fail; one provider is asked for an id that those before
  /// do not have. Throws where all failed.
  private func eachPart(
    into summary: inout FetchSummary, _ fetch: (Part) async throws -> FetchSummary
  ) async throws {
    var first: FetchError?
    var failures = 0
    var missing = ids
    for (index, var part) in parts.enumerated() {
      if !ids.isEmpty {
        guard !missing.isEmpty else { break }
        part.request.ids = missing
      }
      var own: FetchSummary
      do {
        own = try await fetch(part)
      } catch let error as FetchError where parts.count > 1 {
        first = first ?? error
        failures += 1
        own = FetchSummary()
        own.incompleteProjects = part.request.projects
        own.problems = part.request.projects.map { FetchProblem(project: $0, reason: error.wording) }
        own.missing = Array(part.request.ids.indices)
      }
      missing = own.missing.map { part.request.ids[$0] }
      if index < parts.count - 1 { own.problems.removeAll { $0.id != nil && $0.isAbsence && $0.losesJob } }
      summary.add(own, of: part.provider)
    }
    if let first, failures == parts.count { throw first }
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
      id: problem.id ?? problem.project, reason: problem.reason,
      losesJob: problem.losesJob || problem.records > 0, records: max(1, problem.records),
      isOfProject: problem.id == nil && problem.records == 0, losesDetails: problem.losesDetails)
  }
}
