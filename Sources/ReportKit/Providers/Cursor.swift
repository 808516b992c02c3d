/// Cursor's cloud agents (https://cursor.com/docs/cloud-agent/api/endpoints).
///
/// Version 0 lists in one call what takes three in version 1, which is asked for what it alone tells: the last run, and
/// the tokens. That an agent has one id in both is an assumption, as the descriptions do not say so.
extension Provider {
  private static let cursorKeys = "https://cursor.com/dashboard"

  /// https://cursor.com
  static let cursor = Provider(
    id: "cursor", name: "Cursor", scope: "any name: a key sees the agents of its own user or service account",
    address: Address(url: "https://api.cursor.com", variable: "CURSOR_API_URL"),
    key: Key(
      variable: "CURSOR_API_KEY", madeAt: cursorKeys, use: .basic,
      unauthorized: "the key in {key} is wrong or expired. Make a new one at \(cursorKeys)",
      forbidden:
        "the plan or the role of the account of the key in {key} does not have cloud agents. See \(cursorKeys)"
    ),
    documentation: "https://cursor.com/docs/cloud-agent/api/endpoints",
    endpoints: [
      Endpoint(
        Endpoint.ID(rawValue: "cursor/agents"), record: "cursor/agent",
        request: RequestTemplate("GET /v0/agents?limit={size}&cursor={cursor}"),
        answer: .list(at: ["agents"], .cursor(at: ["nextCursor"], size: 100), order: .started("createdAt")),
        marks: [["id", "source", "target"]], decode: CursorAgent.decode),
      Endpoint(
        Endpoint.ID(rawValue: "cursor/agent"), record: "cursor/agent",
        request: RequestTemplate("GET /v0/agents/{id}"), answer: .job(), decode: CursorAgent.decode),
      Endpoint(
        Endpoint.ID(rawValue: "cursor/runs"), request: RequestTemplate("GET /v1/agents/{id}/runs?limit=1"),
        answer: .part(at: ["items"]), decode: CursorAgent.runs),
      // In early access: most accounts are refused.
      Endpoint(
        Endpoint.ID(rawValue: "cursor/usage"), request: RequestTemplate("GET /v1/agents/{id}/usage"),
        answer: .part(), isOptional: true, decode: CursorAgent.usage),
    ])
}

private enum CursorAgent {
  static let decode: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    patch.id = reader.id("id")
    patch.title = reader.visibleText("name", for: .title)
    patch.createdAt = reader.timestamp("createdAt", for: .createdAt)
    patch.message = reader.message("summary")
    patch.outcome = reader.visibleText("status", for: .status).value.map(outcome)
    if case .value(var source) = reader.object("source", for: [.repository]) {
      patch.repository = source.visibleText("repository", for: .repository)
      reader.take(source)
    }
    if case .value(var target) = reader.object("target", for: [.branch, .pullRequests, .url]) {
      patch.branch = target.visibleText("branchName", for: .branch)
      patch.pullRequests = target.pullRequests("prUrl")
      patch.url = target.visibleText("url", for: .url)
      reader.take(target)
    }
    return patch
  }

  /// Words of both versions, and two that only third-party clients use (`STOPPED`, `FAILED`).
  private static func outcome(_ word: String) -> JobPatch.Outcome {
    switch word {
    case "CREATING", "RUNNING": JobPatch.Outcome(status: .running, raw: word)
    case "FINISHED": JobPatch.Outcome(status: .completed, raw: word)
    case "ERROR", "FAILED": JobPatch.Outcome(status: .failed, raw: word)
    case "EXPIRED", "CANCELLED", "STOPPED":
      JobPatch.Outcome(status: .interrupted, raw: word, namesCause: true)
    default: JobPatch.Outcome(status: .unknown, raw: word)
    }
  }

  /// The newest run stands first. Its branches and pull requests are those of all runs of the agent.
  static let runs: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    var isNewest = true
    reader.each("items", for: .status) { run in
      guard isNewest else { return }
      isNewest = false
      patch.outcome = run.visibleText("status", for: .status).value.map(outcome)
      patch.message = run.message("result")
      patch.updatedAt = run.timestamp("updatedAt", for: .updatedAt)
      if patch.outcome?.status.hasEnded == true { patch.endedAt = end(of: &run) }
      guard case .value(var git) = run.object("git", for: [.branch, .pullRequests]) else { return }
      patch.pullRequests = git.pullRequests("branches", at: ["prUrl"], isOptional: true)
      git.each("branches", for: .branch) { branch in
        guard patch.branch.value == nil else { return }
        patch.branch = branch.visibleText("branch", for: .branch)
        patch.repository = branch.visibleText("repoUrl", for: .repository).map { "https://\($0)" }
      }
      run.take(git)
    }
    return patch
  }

  /// When a run ended: its start and how long it took, else its last change.
  private static func end(of run: inout FieldReader) -> Field<Timestamp> {
    if let start = run.timestamp("createdAt", for: .endedAt).value,
      let duration = run.visibleText("durationMs", for: .endedAt).value.flatMap(Int64.init),
      (0..<1_000_000_000_000).contains(duration)
    {
      return .value(Timestamp(milliseconds: start.milliseconds + duration))
    }
    return run.timestamp("updatedAt", for: .endedAt)
  }

  static let usage: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    if case .value(var total) = reader.object("totalUsage", for: [.cost]) {
      patch.cost = total.cost("totalTokens", in: .tokens)
      reader.take(total)
    }
    return patch
  }
}
