import ReportKit
import Synchronization

/// One fetch: what it has come to so far, and whom it tells.
final class FetchSession: Sendable {
  private struct Tally {
    var jobs = 0
    var refusedDetails: Set<Endpoint.ID> = []
  }

  let api: APIClient
  let provider: Provider
  private let progress: (@Sendable (FetchProgress) -> Void)?
  private let tally = Mutex(Tally())

  init(_ api: APIClient, provider: Provider, progress: (@Sendable (FetchProgress) -> Void)?) {
    self.api = api
    self.provider = provider
    self.progress = progress
  }

  /// Whether an endpoint refused the key for details; then no more are asked for.
  func refusesDetails(_ endpoint: Endpoint) -> Bool {
    tally.withLock { $0.refusedDetails.contains(endpoint.id) }
  }

  /// Notes that an endpoint refused the key for details; tells whether that was known already.
  func refuseDetails(_ endpoint: Endpoint) -> Bool {
    tally.withLock { !$0.refusedDetails.insert(endpoint.id).inserted }
  }

  /// An id as messages show it.
  func shown(_ id: ID) -> String { Excerpt.oneLine(api.service.key.redact(id.text), limit: 100) }

  /// Counts delivered jobs and tells about them.
  func delivered(jobs: Int, project: ID) {
    tally.withLock { $0.jobs += jobs }
    report(project: project, waiting: nil)
  }

  /// Gets what a request asks a project for; throws ``FetchError``, or `CancellationError`.
  func get<Value: Sendable>(
    _ request: APIRequest, of project: ID,
    read: @Sendable (HTTPAnswer) throws(UnreadableBody) -> Value
  ) async throws -> Value {
    try await api.send(
      request, waits: { [self] reason in report(project: project, waiting: reason) }, read: read)
  }

  private func report(project: ID, waiting: String?) {
    guard let progress else { return }
    let jobs = tally.withLock { $0.jobs }
    progress(FetchProgress(project: project, jobs: jobs, requests: api.requests, waiting: waiting))
  }
}
