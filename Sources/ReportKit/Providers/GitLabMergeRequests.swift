import CommonMark

/// Merge requests on GitLab as jobs of the agents that wrote them (https://docs.gitlab.com/api/merge_requests/): of one
/// project, or of all projects of a group and of the groups in it, in the order of their changes.
///
/// A path tells no project from a group in a group, so a path of several parts is asked for as a project first. Whose a
/// merge request is tells ``Agent``, but not by its author: on GitLab anybody may have the name that an app has on GitHub.
/// Nor does the list have the commits; but the description is that of the commit where there is one, trailers included.
/// Only the answer for a single one tells its pipeline, which says something of those that are open.
extension Provider {
  private static let gitLabKeys = "https://gitlab.com/-/user_settings/personal_access_tokens"

  /// https://gitlab.com
  static let gitLab = Provider(
    id: "gitlab", name: "GitLab",
    scope: "the path of a project such as acme/team/docs, or of a group for all projects in it",
    exampleID: "acme/docs!12",
    address: Address(
      url: "https://gitlab.com", variable: "GITLAB_API_URL", setByCI: "CI_API_V4_URL", restSuffix: "/api/v4"),
    key: Key(
      variable: "GITLAB_TOKEN", beginning: "glpat-", madeAt: gitLabKeys, use: .header("PRIVATE-TOKEN"),
      unauthorized:
        "the token in {key} is wrong, expired or revoked, or of another GitLab. Make one with the scope read_api at "
        + gitLabKeys,
      forbidden:
        "the token in {key} lacks the scope read_api, or may not read these merge requests. Make one at \(gitLabKeys)"
    ),
    documentation: "https://docs.gitlab.com/api/merge_requests/",
    limit: .gitLab, forge: Forge(sign: "!"),
    endpoints: [
      gitLabList(
        .gitLabProject, of: "projects/{repository}", marks: [["iid", "source_branch", "target_branch"]]),
      gitLabList(.gitLabGroup, of: "groups/{project}", isFallback: true),
      gitLabList(
        .gitLabOpenProject, of: "projects/{repository}", state: "opened", open: GitLabMergeRequest.isOpen),
      gitLabList(
        .gitLabOpenGroup, of: "groups/{project}", state: "opened", isFallback: true,
        open: GitLabMergeRequest.isOpen),
      Endpoint(
        .gitLabMergeRequest, record: "gitlab/mergeRequest",
        request: RequestTemplate("GET /api/v4/projects/{repository}/merge_requests/{number}"), answer: .job(),
        addsTo: GitLabMergeRequest.isOpen,
        marks: [["iid", "source_branch", "target_branch", "diff_refs"]], identify: GitLabMergeRequest.id,
        isJob: GitLabMergeRequest.isJob, decode: GitLabMergeRequest.decode),
    ])

  /// The merge requests of a project or a group, those of a state. A group's are also those of archived projects.
  private static func gitLabList(
    _ id: Endpoint.ID, of place: String, state: String = "all", isFallback: Bool = false,
    marks: [[StaticString]] = [], open: (@Sendable (FieldReader) -> Bool)? = nil
  ) -> Endpoint {
    let archived = isFallback ? "&non_archived=false" : ""
    return Endpoint(
      id, record: "gitlab/list",
      request: RequestTemplate(
        "GET /api/v4/\(place)/merge_requests?state=\(state)&scope=all&order_by=updated_at&sort=desc"
          + "&per_page={size}&page={page}\(archived)"),
      answer: .list(
        at: [], .page(size: 100, next: "X-Next-Page", pages: "X-Total-Pages"), order: .updated("updated_at")),
      isFallback: isFallback, open: open, marks: marks, identify: GitLabMergeRequest.id,
      isJob: GitLabMergeRequest.isJob, absence: GitLabMergeRequest.absence, decode: GitLabMergeRequest.decode)
  }
}

extension Endpoint.ID {
  /// Merge requests of a project.
  static let gitLabProject = Endpoint.ID(rawValue: "gitlab/project")
  /// Merge requests of a group.
  static let gitLabGroup = Endpoint.ID(rawValue: "gitlab/group")
  /// Open merge requests of a project.
  static let gitLabOpenProject = Endpoint.ID(rawValue: "gitlab/openProject")
  /// Open merge requests of a group.
  static let gitLabOpenGroup = Endpoint.ID(rawValue: "gitlab/openGroup")
  /// One merge request.
  static let gitLabMergeRequest = Endpoint.ID(rawValue: "gitlab/mergeRequest")
}

extension AskingLimit {
  /// GitLab's limits: status 429, with the seconds to wait or the time of their end
  /// (https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/).
  fileprivate static let gitLab = AskingLimit(
    statuses: [429], words: [], errorTypes: [], remaining: "RateLimit-Remaining", reset: "RateLimit-Reset",
    seconds: 60)
}

enum GitLabMergeRequest {
  /// `acme/docs!12`, as GitLab itself writes it.
  static let id: @Sendable (FieldReader) -> ID? = { reader in
    if let full = reader.path("references")?["full"]?.string, full.contains("!") { return ID(full) }
    guard let project = project(reader), let number = reader.id("iid") else { return nil }
    return ID("\(project.text)!\(number.text)")
  }

  static let isJob: @Sendable (FieldReader) -> Bool = { reader in
    sighting(reader, reader.utf8("description")) != nil
  }

  static let isOpen: @Sendable (FieldReader) -> Bool = { reader in state(reader)?.isOpen ?? false }

  static let absence: @Sendable (Int, String) -> String = { _, project in
    "there is no project or group '\(project)' that the token can see. Check --project, and that the token may read it"
  }

  static let decode: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    patch.id = id(reader)
    patch.project = project(reader).map { ID(reader.plain($0.text)) }
    if let address = address(reader) { patch.repository = .value(reader.plain(address)) }
    patch.title = reader.visibleText("title", for: .title)
    patch.url = reader.visibleText("web_url", for: .url)
    patch.branch = reader.visibleText("source_branch", for: .branch)
    patch.createdAt = reader.timestamp("created_at", for: .createdAt)
    patch.updatedAt = reader.timestamp("updated_at", for: .updatedAt)
    patch.endedAt = reader.timestamp("closed_at", for: .endedAt)
    if case .value(let merged) = reader.timestamp("merged_at", for: .endedAt) {
      patch.endedAt = .value(merged)
    }
    patch.labels = reader.texts("labels", for: .labels)
    let body = reader.utf8("description")
    patch.takeDescription("description", body, of: reader)
    if reader.leavesOutSummed { return patch }
    patch.pullRequests = reader.pullRequests("web_url")
    patch.requestedBy = requester(reader)
    patch.take(
      sighting(reader, body), state(reader), body: body,
      words: PullRequestWords(
        state: reader.string("state"), changes: mergeStatus(reader), checks: pipeline(reader)))
    return patch
  }

  /// How it stands; nil for a word that is not known. One that is being merged (`locked`) is open.
  private static func state(_ reader: FieldReader) -> PullRequestState? {
    var state: PullRequestState
    switch reader.string("state") {
    case "merged": state = PullRequestState(kind: .merged)
    case "closed": state = PullRequestState(kind: .closed)
    case "opened", "locked":
      let isDraft = (reader.path("draft") ?? reader.path("work_in_progress"))?.flag == true
      state = PullRequestState(kind: isDraft ? .draft : .open)
    default: return nil
    }
    func time(_ name: StaticString) -> Timestamp? {
      reader.path(name)?.string.flatMap(Timestamp.init(iso8601:))
    }
    state.createdAt = time("created_at")
    state.endedAt = time("merged_at") ?? time("closed_at")
    let merger = (reader.path("merge_user") ?? reader.path("merged_by"))?["username"]?.string
    state.mergedBy = state.kind == .merged ? merger.flatMap(Job.shown).map(reader.plain) : nil
    guard state.isOpen else { return state }
    switch mergeStatus(reader) {
    case "requested_changes": state.review = .changesRequested
    case "not_approved": state.review = .required
    case "ci_still_running": state.checks = .pending
    default: break
    }
    switch pipeline(reader) {
    case "success": state.checks = .passing
    case "failed", "canceled": state.checks = .failing
    case "created", "waiting_for_resource", "preparing", "pending", "running", "canceling", "scheduled":
      state.checks = .pending
    default: break
    }
    return state
  }

  /// Why it cannot be merged now (https://docs.gitlab.com/api/merge_requests/#merge-status). That a pipeline must
  /// succeed (`ci_must_pass`) does not say that there is one.
  private static func mergeStatus(_ reader: FieldReader) -> String? { reader.string("detailed_merge_status") }

  /// The word for its newest pipeline; nil where there is none, and in lists.
  private static func pipeline(_ reader: FieldReader) -> String? {
    reader.path("head_pipeline")?["status"]?.string
  }

  private static func sighting(_ reader: FieldReader, _ body: [UInt8]) -> AgentSighting? {
    let lines = DescriptionLines(body)
    return Agent.sighting(
      in: lines, author: nil, branch: reader.string("source_branch"), commitAuthors: lines.coAuthors)
  }

  /// The path of its project.
  private static func project(_ reader: FieldReader) -> ID? {
    if let full = reader.path("references")?["full"]?.string, let sign = full.lastIndex(of: "!") {
      return ID(String(full[..<sign]))
    }
    let path = ID(address(reader)?.split(separator: "/").dropFirst(2).joined(separator: "/") ?? "")
    return path.isEmpty ? nil : path
  }

  /// The address of its project: what the address of the merge request has in front of its own part.
  private static func address(_ reader: FieldReader) -> String? {
    guard let url = reader.string("web_url") else { return nil }
    return (url.before("/-/merge_requests/") ?? url.before("/merge_requests/")).map(String.init)
  }

  /// Whoever opened it, unless that is a user of a token or of a service
  /// (https://docs.gitlab.com/user/project/settings/project_access_tokens/#bot-users-for-projects).
  private static func requester(_ reader: FieldReader) -> Field<String> {
    guard let name = reader.path("author")?["username"]?.string else { return .null }
    return isBot(name) ? .null : .value(reader.plain(name))
  }

  /// Whether it begins as `project_7_bot`, `group_7_bot` or `service_account_` do.
  static func isBot(_ name: String) -> Bool {
    if name.hasPrefix("service_account_") { return true }
    for kind in ["project_", "group_"] where name.hasPrefix(kind) {
      let number = name.utf8.dropFirst(kind.utf8.count)
      let rest = number.drop { $0.isDigit }
      return rest.startIndex > number.startIndex && rest.starts(with: "_bot".utf8)
    }
    return false
  }
}
