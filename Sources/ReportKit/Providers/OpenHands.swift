extension SavedKind {
  /// What `GET /api/v1/app-conversations/search` of OpenHands Cloud answers
  /// (https://docs.openhands.dev/openhands/usage/cloud/cloud-api). Each conversation comes with a key of its own, which is
  /// left out. How a conversation stands is told only while its sandbox runs.
  static let openHands = SavedKind(
    provider: "openhands", marks: [["id", "sandbox_status", "execution_status"]], list: ["items"],
    secrets: ["session_api_key"]
  ) { reader in
    var patch = JobPatch()
    patch.id = reader.id("id")
    patch.title = reader.visibleText("title", for: .title)
    patch.agent = .value("openhands")
    patch.model = reader.visibleText("llm_model", for: .model)
    patch.branch = reader.visibleText("selected_branch", for: .branch)
    patch.requestedBy = reader.visibleText("created_by_user_id", for: .requestedBy)
    patch.url = reader.visibleText("conversation_url", for: .url)
    patch.createdAt = reader.timestamp("created_at", for: .createdAt)
    patch.updatedAt = reader.timestamp("updated_at", for: .updatedAt)
    if case .value(var metrics) = reader.object("metrics", for: [.cost]) {
      patch.cost = metrics.cost("accumulated_cost", in: .usd)
      reader.take(metrics)
    }
    // Other forges have hosts of their own.
    let isGitHub = reader.visibleText("git_provider", for: .repository).value == "github"
    patch.repository = reader.visibleText("selected_repository", for: .repository).map {
      isGitHub ? "https://github.com/\($0)" : $0
    }
    if let repository = patch.repository.value, isGitHub,
      case .value(let numbers) = reader.texts("pr_number", for: .pullRequests)
    {
      var list = PullRequestList()
      for number in numbers { list.add("\(repository)/pull/\(number)") }
      patch.pullRequests = .value(list)
    }
    let sandbox = reader.visibleText("sandbox_status", for: .status).value
    let execution = reader.visibleText("execution_status", for: .status).value
    patch.outcome = execution.map { outcome($0) } ?? sandbox.map { outcome(sandbox: $0) }
    return patch
  }

  private static func outcome(_ word: String) -> JobPatch.Outcome {
    switch word {
    case "running": JobPatch.Outcome(status: .running, raw: word)
    case "idle", "paused", "waiting_for_confirmation": JobPatch.Outcome(status: .waiting, raw: word)
    case "finished": JobPatch.Outcome(status: .completed, raw: word)
    case "error", "stuck": JobPatch.Outcome(status: .failed, raw: word)
    default: JobPatch.Outcome(status: .unknown, raw: word)
    }
  }

  /// Without a word of the agent's own the sandbox tells no more than that it begins.
  private static func outcome(sandbox word: String) -> JobPatch.Outcome {
    JobPatch.Outcome(status: word == "STARTING" ? .running : .unknown, raw: word)
  }
}
