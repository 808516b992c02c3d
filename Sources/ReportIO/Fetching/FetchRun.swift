import ReportKit

/// One fetch from its first request to its summary.
struct FetchRun {
  typealias Sink = (Record) async throws -> Void

  let session: FetchSession
  let redact: @Sendable (String) -> String
  let request: JobRequest
  private var summary = FetchSummary()
  private var firstFailure: FetchError?
  private var bytes: Int64 = 0

  /// More would only wait for one of the connections to the server.
  private var width: Int { min(max(1, request.maximumInFlight), 8) }

  init(session: FetchSession, redact: @escaping @Sendable (String) -> String, request: JobRequest) {
    self.session = session
    self.redact = redact
    self.request = request
  }

  /// Fetches every project of the request.
  mutating func fetch(_ sink: Sink) async throws -> FetchSummary {
    let before = session.api.requests
    let projects = request.projects.withoutRepeats
    var missing = request.ids.withoutRepeats
    for (index, project) in projects.enumerated() {
      do {
        try check(project: project)
        if request.ids.isEmpty {
          try await list(project, sink)
        } else if !missing.isEmpty {
          missing = try await fetch(missing, of: project, others: index < projects.count - 1, sink)
        }
      } catch let error as FetchError {
        firstFailure = firstFailure ?? error
        summary.incompleteProjects.append(project)
        summary.problems.append(problem(project, nil, error))
      }
    }
    if let firstFailure, summary.jobs == 0, summary.incompleteProjects.count == projects.count {
      throw firstFailure
    }
    let absent = Set(missing)
    summary.missing = request.ids.indices.filter { absent.contains(request.ids[$0]) }
    summary.requests = session.api.requests - before
    return summary
  }

  // MARK: By list

  private mutating func list(_ project: ID, _ sink: Sink) async throws {
    let endpoints = session.provider.lists(of: project, request.version, ofOpen: request.onlyOpen)
    for (index, endpoint) in endpoints.enumerated() {
      do {
        return try await list(project, by: endpoint, sink)
      } catch let error as FetchError where error.isAbsence && index < endpoints.count - 1 {
        continue
      }
    }
    throw FetchError.badRequest(
      reason:
        "'\(session.shown(project))' names no \(session.provider.name) project; name \(session.provider.scope)"
    )
  }

  private mutating func list(_ project: ID, by endpoint: Endpoint, _ sink: Sink) async throws {
    var listing = Listing(endpoint, session: session, project: project)
    try await listing.read(
      maximumInFlight: width, stops: request.stopsListing
    ) { elements in
      try await deliver(elements, of: project, from: endpoint, sink)
    }
    for (reason, records) in listing.notes.strangers {
      summary.problems.append(
        FetchProblem(
          project: ID(redact(project.text)), reason: reason, losesJob: false, losesDetails: records > 0,
          records: records))
    }
    guard !listing.notes.gaps.isEmpty else { return }
    summary.incompleteProjects.append(project)
    summary.problems += listing.notes.gaps.map { FetchProblem(project: ID(redact(project.text)), reason: $0) }
  }

  private mutating func deliver(
    _ elements: [ListingPage.Element], of project: ID, from endpoint: Endpoint, _ sink: Sink
  ) async throws {
    let provider = session.provider
    guard request.details else {
      for element in elements {
        try await deliver(element.record(of: project, from: provider), jobs: 1, of: project, sink)
      }
      return
    }
    let reader = reader(of: project)
    let wantsDetails = request.wantsDetails
    try await inOrder(elements, width: width) { element in
      guard let id = element.id, wantsDetails?(element.record(of: project, from: provider)) ?? true else {
        return JobReader.Reply()
      }
      return try await reader.details(of: id, behind: endpoint, knowing: element.bytes)
    } deliver: { element, answer in
      try await deliver(element.record(of: project, from: provider), jobs: 1, of: project, sink)
      try await deliver(answer, id: element.id, jobs: 0, of: project, sink)
    }
  }

  // MARK: By id

  /// Fetches jobs by id; gives the ids that other projects may have.
  private mutating func fetch(
    _ ids: [ID], of project: ID, others: Bool, _ sink: Sink
  ) async throws -> [ID] {
    let reader = reader(of: project)
    let version = request.version
    let details: (@Sendable (Record) -> Bool)? =
      request.details ? request.wantsDetails ?? { _ in true } : nil
    var missing: [ID] = []
    var unasked = ids[...]
    do {
      try await inOrder(ids, width: width) { id in
        try await reader.job(id, version: version, details: details)
      } deliver: { id, answer in
        if let error = answer.error, error.refusesKey, answer.records.isEmpty { throw error }
        unasked.removeFirst()
        if answer.isAbsent { missing.append(id) }
        if answer.isAbsent && others { return }
        try await deliver(answer, id: id, jobs: 1, of: project, sink)
      }
    } catch let error as FetchError where others {
      // What this project did not tell, the next one may know.
      firstFailure = firstFailure ?? error
      summary.incompleteProjects.append(project)
      summary.problems.append(problem(project, nil, error))
      return missing + unasked
    }
    return missing
  }

  // MARK: Both

  private func reader(of project: ID) -> JobReader { JobReader(session: session, project: project) }

  private mutating func deliver(
    _ answer: JobReader.Reply, id: ID?, jobs: Int, of project: ID, _ sink: Sink
  ) async throws {
    for (index, record) in answer.records.enumerated() {
      try await deliver(record, jobs: index == 0 ? jobs : 0, of: project, sink)
    }
    guard let error = answer.error else { return }
    // A key that is refused for the details of one job, is refused for all: one message instead of a hundred.
    let asked =
      answer.isAbsent ? ID(request.projects.withoutRepeats.map(\.text).joined(separator: ", ")) : project
    var problem = problem(asked, error.refusesKey ? nil : id, error)
    problem.losesJob = jobs > 0 && answer.records.isEmpty
    problem.losesDetails = !problem.losesJob
    summary.problems.append(problem)
  }

  private mutating func deliver(
    _ record: Record, jobs: Int, of project: ID, _ sink: Sink
  ) async throws {
    try Task.checkCancellation()
    let limit = session.api.limits.totalBytes
    bytes += Int64(record.bytes.count)
    guard bytes <= limit else {
      throw FetchError.tooMuch(
        project: session.shown(project), limit: TemporaryFolder.words(limit))
    }
    try await sink(record)
    summary.jobs += jobs
    session.delivered(jobs: jobs, project: project)
  }

  private func problem(_ project: ID, _ id: ID?, _ error: FetchError) -> FetchProblem {
    FetchProblem(
      project: ID(redact(project.text)), id: id.map { ID(redact($0.text)) }, reason: error.wording,
      isAbsence: error.isAbsence)
  }

  private func check(project: ID) throws(FetchError) {
    guard PathSegment.isUsable(project.text) else {
      throw .badRequest(reason: "'\(session.shown(project))' can be no project id; check --project")
    }
  }
}
