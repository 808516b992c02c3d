import ReportKit

/// Fetches jobs of the Mintlify agent: the v1 list, and jobs by id in both versions.
///
/// Requests are `GET`, so each may be sent again; none follows a redirect, and the key goes to the
/// origin of the base URL only.
public struct MintlifyClient: Sendable {
  let api: APIClient

  /// How many requests were sent.
  public var requests: Int { api.requests }

  /// A client.
  ///
  /// - Parameters:
  ///   - baseURL: Where the API lives, such as `https://api.mintlify.com`.
  ///   - key: An admin key.
  ///   - keyPlace: Where the key was read from, as messages name it: `MINTLIFY_API_KEY`, or a file.
  ///   - transport: What sends requests; the caller shuts it down.
  ///   - retry: When to send again.
  ///   - clock: Time and chance.
  ///   - limits: What one answer may cost.
  /// - Throws: ``FetchError/badKey(keyPlace:reason:)`` when the key cannot be sent.
  public init(
    baseURL: BaseURL, key: Secret, keyPlace: String = "MINTLIFY_API_KEY", transport: HTTPTransport,
    retry: RetryPolicy = RetryPolicy(), clock: FetchClock = .live, limits: APIClient.Limits = .init()
  ) throws(FetchError) {
    guard key.isSendable else {
      throw .badKey(
        keyPlace: keyPlace,
        reason:
          "is empty, or holds a space or another character that no key has; copy it again, it begins with mint_"
      )
    }
    api = APIClient(
      .mintlify(baseURL, key: key, keyPlace: keyPlace), transport: transport, retry: retry, clock: clock,
      limits: limits)
  }

  /// Fetches jobs and hands each answer on as it was sent.
  ///
  /// Answers come in order: project after project; in a list page after page; by id in the order asked;
  /// for one job v1 before v2. `sink` is awaited before the next answer is handed on.
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
    _ sink: (Snapshot) async throws -> Void
  ) async throws -> FetchSummary {
    guard !request.projects.isEmpty else {
      throw FetchError.badRequest(
        reason: "no project is named; name one with --project or MINTLIFY_PROJECT_ID")
    }
    guard request.version != .v2 || !request.ids.isEmpty else {
      throw FetchError.badRequest(
        reason: "version 2 of the API has no list; name jobs with --job or --jobs-from, or use --api auto")
    }
    var run = FetchRun(
      session: FetchSession(api, progress: progress), redact: api.service.key.redact, request: request)
    return try await run.fetch(sink)
  }
}
