import ReportKit

/// Fetches jobs of a provider: lists of projects, and jobs by id in each version of its API.
///
/// Each request may be sent again; none follows a redirect, and the key goes to the origin of the base URL only.
public struct JobClient: Sendable {
  let api: APIClient
  /// Whose jobs they are.
  public let provider: Provider

  /// How many requests were sent.
  public var requests: Int { api.requests }

  /// A client.
  ///
  /// - Parameters:
  ///   - provider: Whose jobs are fetched.
  ///   - baseURL: Where the API lives.
  ///   - key: Its key.
  ///   - keyPlace: Where the key was read from, as messages name it: a variable, or a file.
  ///   - transport: What sends requests; the caller shuts it down.
  ///   - retry: When to send again.
  ///   - clock: Time and chance.
  ///   - limits: What one answer may cost.
  /// - Throws: ``FetchError/badKey(keyPlace:reason:)`` when the key cannot be sent.
  public init(
    _ provider: Provider = .standard, baseURL: BaseURL, key: Secret, keyPlace: String? = nil,
    transport: HTTPTransport, retry: RetryPolicy = RetryPolicy(), clock: FetchClock = .live,
    limits: APIClient.Limits = .init()
  ) throws(FetchError) {
    let keyPlace = keyPlace ?? provider.key.variable
    guard key.isSendable else {
      let beginning = provider.key.beginning.map { ", it begins with \($0)" } ?? ""
      throw .badKey(
        keyPlace: keyPlace,
        reason: "is empty, or holds a space or another character that no key has; copy it again\(beginning)")
    }
    self.provider = provider
    api = APIClient(
      Service(provider, baseURL: baseURL, key: key, keyPlace: keyPlace), transport: transport, retry: retry,
      clock: clock, limits: limits)
  }

  /// Fetches jobs and hands each answer on as it was sent.
  ///
  /// Answers come in order: project after project; in a list page after page; by id in the order asked;
  /// for one job in the order of the provider's endpoints. `sink` is awaited before the next answer is handed on.
  ///
  /// - Parameters:
  ///   - request: Which jobs.
  ///   - progress: Told about delivered jobs and about waits, from any task.
  ///   - sink: Takes one answer; what it throws ends the fetch and is thrown on.
  /// - Returns: What was had, and what was not. A job or a project that failed is a problem in it.
  /// - Throws: ``FetchError`` when the request makes no sense, or when every project failed before
  ///   anything was delivered; `CancellationError` when the task was cancelled.
  public func fetch(
    _ request: JobRequest, progress: (@Sendable (FetchProgress) -> Void)? = nil,
    _ sink: (Record) async throws -> Void
  ) async throws -> FetchSummary {
    guard !request.projects.isEmpty else {
      let variable = provider.projectVariable.map { " or \($0)" } ?? ""
      throw FetchError.badRequest(reason: "no project is named; name one with --project\(variable)")
    }
    guard !request.ids.isEmpty || !provider.lists(request.version).isEmpty else {
      throw FetchError.badRequest(
        reason:
          "\(request.version.words) of the API has no list; name jobs with --job or --jobs-from, or use --api auto"
      )
    }
    var run = FetchRun(
      session: FetchSession(api, provider: provider, progress: progress), redact: api.service.key.redact,
      request: request)
    return try await run.fetch(sink)
  }
}
