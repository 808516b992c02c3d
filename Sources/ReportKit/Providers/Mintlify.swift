/// Mintlify's agent (https://mintlify.com/docs/api/agent), in the two versions of its API.
///
/// Version 1 is deprecated and has the only list, and the only answers with todos and the message. Version 2 has one job
/// by its id. No field of either is marked as required. That version 1's `sessionId` and version 2's `id` are the same
/// id is an assumption, as the description does not say so.
extension Provider {
  private static let mintlifyKeys = "https://app.mintlify.com/settings/organization/api-keys"

  /// https://mintlify.com
  public static let mintlify = Provider(
    id: "mintlify", name: "Mintlify", scope: "the id of a project, from the page where keys are made",
    address: Address(url: "https://api.mintlify.com", variable: "MINTLIFY_API_URL"),
    key: Key(
      variable: "MINTLIFY_API_KEY", beginning: "mint_", madeAt: mintlifyKeys,
      unauthorized:
        "the key in {key} is wrong or expired. Keys expire after 90 days by default: make a new one at "
        + mintlifyKeys,
      forbidden:
        "the key in {key} lacks the scope 'read' for agents, or this address is not on its allowlist. See its "
        + "settings at \(mintlifyKeys)"),
    projectVariable: "MINTLIFY_PROJECT_ID", documentation: "https://mintlify.com/docs/api/agent",
    endpoints: [
      Endpoint(
        .v1List, record: "v1", version: .v1,
        request: RequestTemplate("GET /v1/agent/{project}/jobs?skip={offset}&take={size}"),
        answer: .list(
          at: ["allSessions"], .offset(size: 100, unasked: 12), order: .started("createdAt")),
        marks: MintlifyV1.marks, identify: MintlifyV1.id,
        absence: { status, project in
          status == 404
            ? "there is no project '\(project)', or the list of jobs is gone. Check the project id at "
              + "\(mintlifyKeys), or name jobs with --job or --jobs-from"
            : "the list of jobs is gone. Name jobs with --job or --jobs-from"
        }, decode: MintlifyV1.decode),
      Endpoint(
        .v1Job, record: "v1", version: .v1, request: RequestTemplate("GET /v1/agent/{project}/job/{id}"),
        answer: .job(), identify: MintlifyV1.id, decode: MintlifyV1.decode),
      Endpoint(
        .v2Job, record: "v2", version: .v2, request: RequestTemplate("GET /v2/agent/{project}/job/{id}"),
        answer: .job(), marks: [["id", "prLink"], ["id", "source", "model"]],
        signs: [["status"], ["source"]],
        decode: MintlifyV2.decode),
    ])
}

extension Endpoint.ID {
  /// `GET /v1/agent/{projectId}/jobs`: an element of the list.
  public static let v1List = Endpoint.ID(rawValue: "v1/jobs")
  /// `GET /v1/agent/{projectId}/job/{id}`.
  public static let v1Job = Endpoint.ID(rawValue: "v1/job")
  /// `GET /v2/agent/{projectId}/job/{id}`.
  public static let v2Job = Endpoint.ID(rawValue: "v2/job")
}

extension APIVersion {
  /// Mintlify's deprecated one: the only one that lists jobs, and that has todos and messages.
  public static let v1 = APIVersion(rawValue: "v1")
  /// Mintlify's current one, by id only.
  public static let v2 = APIVersion(rawValue: "v2")
}

private enum MintlifyV1 {
  /// Nobody else spells them so.
  static let marks: [[StaticString]] = [
    ["sessionId"], ["haultReason"], ["haulted"], ["messageToUser"], ["pullRequestLink"],
  ]

  static let id: @Sendable (FieldReader) -> ID? = { $0.id("sessionId") ?? $0.id("id") }

  static let decode: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    patch.id = reader.id("sessionId")
    patch.project = reader.visibleID("subdomain", for: .project)
    patch.title = reader.visibleText("title", for: .title)
    patch.requestedBy = reader.visibleText("userId", for: .requestedBy)
    patch.branch = reader.visibleText("branch", for: .branch)
    patch.createdAt = reader.timestamp("createdAt", for: .createdAt)
    patch.pullRequests = reader.pullRequests("pullRequestLink")
    patch.message = reader.message("messageToUser")
    patch.todos = reader.todos("todos")
    patch.outcome = outcome(&reader)
    return patch
  }

  /// A given `haultReason` (so spelled) beats `haulted`; halted without a reason is unknown.
  private static func outcome(_ reader: inout FieldReader) -> JobPatch.Outcome? {
    let isHalted = reader.boolean("haulted", for: .status).value
    guard let reason = reader.visibleText("haultReason", for: .status).value else {
      return switch isHalted {
      case false?: JobPatch.Outcome(status: .running, raw: nil)
      case true?: JobPatch.Outcome(status: .unknown, raw: nil)
      case nil: nil
      }
    }
    return switch reason {
    case "completed": JobPatch.Outcome(status: .completed, raw: reason)
    case "processing": JobPatch.Outcome(status: .running, raw: reason)
    case "error": JobPatch.Outcome(status: .failed, raw: reason, namesCause: true)
    case "github_missconfigured": JobPatch.Outcome(status: .blocked, raw: reason, namesCause: true)
    case "interrupted": JobPatch.Outcome(status: .interrupted, raw: reason, namesCause: true)
    default: JobPatch.Outcome(status: .unknown, raw: reason)
    }
  }
}

private enum MintlifyV2 {
  static let decode: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    patch.id = reader.id("id")
    patch.model = reader.visibleText("model", for: .model)
    patch.createdAt = reader.timestamp("createdAt", for: .createdAt)
    patch.archivedAt = reader.timestamp("archivedAt", for: .archivedAt)
    patch.pullRequests = reader.pullRequests("prLink")
    if case .value(var source) = reader.object("source", for: [.repository, .branch]) {
      patch.repository = source.visibleText("repository", for: .repository)
      patch.branch = source.visibleText("ref", for: .branch)
      patch.unread = source.unread
    }
    let status = reader.visibleText("status", for: .status).value
    if status != nil || patch.archivedAt.value != nil {
      patch.isArchived = .value(status == "archived" || patch.archivedAt.value != nil)
    }
    patch.outcome = status.flatMap(outcome)
    return patch
  }

  /// Archived says nothing of how a job ended, so it is not an outcome.
  private static func outcome(_ word: String) -> JobPatch.Outcome? {
    switch word {
    case "active": JobPatch.Outcome(status: .running, raw: word)
    case "completed": JobPatch.Outcome(status: .completed, raw: word)
    case "failed": JobPatch.Outcome(status: .failed, raw: word)
    case "archived": nil
    default: JobPatch.Outcome(status: .unknown, raw: word)
    }
  }
}
