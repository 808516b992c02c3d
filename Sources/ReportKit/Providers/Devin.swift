/// Devin's sessions (https://docs.devin.ai/api-reference/overview), in version 3 of its API.
///
/// The order of the list is not documented, so it is checked while the list is read. Neither branch nor model is told.
extension Provider {
  private static let devinKeys = "https://app.devin.ai/settings/service-users"

  /// https://devin.ai
  static let devin = Provider(
    id: "devin", name: "Devin", scope: "the id of an organization, org-…",
    address: Address(url: "https://api.devin.ai", variable: "DEVIN_API_URL"),
    key: Key(
      variable: "DEVIN_API_KEY", beginning: "cog_", madeAt: devinKeys,
      unauthorized:
        "the key in {key} is wrong or expired, or one of version 1 (apk_…), which version 3 does not take. "
        + "Make a key of a service user at \(devinKeys)",
      forbidden:
        "the service user of the key in {key} lacks the permission ViewOrgSessions, or is of another "
        + "organization. See \(devinKeys)"),
    projectVariable: "DEVIN_ORG_ID", documentation: "https://docs.devin.ai/api-reference/overview",
    endpoints: [
      Endpoint(
        Endpoint.ID(rawValue: "devin/sessions"), record: "devin/session",
        request: RequestTemplate("GET /v3/organizations/{project}/sessions?first={size}&after={cursor}"),
        answer: .list(
          at: ["items"], .cursor(at: ["end_cursor"], more: ["has_next_page"], size: 200),
          order: .started("created_at")),
        marks: [
          ["session_id", "acus_consumed"], ["session_id", "status_detail"],
          ["session_id", "pull_requests", "url"],
        ],
        identify: DevinSession.id, decode: DevinSession.decode),
      Endpoint(
        Endpoint.ID(rawValue: "devin/session"), record: "devin/session",
        request: RequestTemplate("GET /v3/organizations/{project}/sessions/{id}"), answer: .job(),
        identify: DevinSession.id, decode: DevinSession.decode),
      Endpoint(
        Endpoint.ID(rawValue: "devin/messages"),
        request: RequestTemplate(
          "GET /v3/organizations/{project}/sessions/{id}/messages?first={size}&after={cursor}"),
        answer: .part(at: ["items"], .cursor(at: ["end_cursor"], more: ["has_next_page"], size: 200)),
        decode: DevinSession.messages),
    ])
}

private enum DevinSession {
  static let id: @Sendable (FieldReader) -> ID? = { $0.id("session_id") }

  static let decode: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    patch.id = reader.id("session_id")
    patch.project = reader.visibleID("org_id", for: .project)
    patch.title = reader.visibleText("title", for: .title)
    patch.url = reader.visibleText("url", for: .url)
    patch.labels = reader.texts("tags", for: .labels)
    patch.requestedBy = requester(&reader)
    patch.updatedAt = reader.timestamp("updated_at", for: .updatedAt)
    patch.createdAt = reader.timestamp("created_at", for: .createdAt)
    patch.cost = reader.cost("acus_consumed", in: .acu)
    patch.isArchived = reader.boolean("is_archived", for: .archivedAt)
    patch.pullRequests = reader.pullRequests("pull_requests", at: ["pr_url"]) { item in
      item.visibleText("pr_state", for: .pullRequests).value.flatMap(PullRequestState.init(word:))
    }
    let detail = reader.visibleText("status_detail", for: .status).value
    patch.outcome = reader.visibleText("status", for: .status).value.map { outcome($0, detail) }
    if patch.outcome?.status.hasEnded == true {
      patch.endedAt = reader.timestamp("updated_at", for: .endedAt)
    }
    return patch
  }

  /// A person, or a service user where no person did.
  private static func requester(_ reader: inout FieldReader) -> Field<String> {
    let user = reader.visibleText("user_id", for: .requestedBy)
    return user.value != nil ? user : reader.visibleText("service_user_id", for: .requestedBy)
  }

  /// `running` with the detail `finished` is done, and one that sleeps (`suspended`) can go on: it did not fail.
  private static func outcome(_ status: String, _ detail: String?) -> JobPatch.Outcome {
    let raw = detail.map { "\(status): \($0)" } ?? status
    return switch (status, detail) {
    case ("running", "finished"), ("exit", _): JobPatch.Outcome(status: .completed, raw: raw)
    case ("running", "waiting_for_user"), ("running", "waiting_for_approval"):
      JobPatch.Outcome(status: .waiting, raw: raw)
    case ("new", _), ("claimed", _), ("resuming", _), ("running", nil), ("running", "working"):
      JobPatch.Outcome(status: .running, raw: raw)
    case ("error", _), ("suspended", "error"): JobPatch.Outcome(status: .failed, raw: raw, namesCause: true)
    case ("suspended", _): JobPatch.Outcome(status: .interrupted, raw: raw, namesCause: true)
    default: JobPatch.Outcome(status: .unknown, raw: raw)
    }
  }

  /// Messages come the oldest first; Devin's last one is what it said at the end.
  static let messages: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    reader.each("items", for: .message) { item in
      guard item.visibleText("source", for: .message).value == "devin" else { return }
      patch.message = item.message("message").or(patch.message)
    }
    return patch
  }
}
