extension SavedKind {
  /// What `GET /api/v1/app-conversations/search` of OpenHands Cloud answers
  /// (https://docs.openhands.dev/openhands/usage/cloud/cloud-api). Each conversation comes with a key of its own, which is
  /// left out. How a conversation stands is told only while its sandbox runs.
  static let openHands = SavedKind(
    provider: "openhands", marks: [["id", "sandbox_status", "execution_status"]], list: ["items"],
    secrets: ["session_api_key"]
  ) { reader in
    var answer = Answer()
    answer.id = reader.id("id")
    answer.title = reader.visibleText("title", for: .title)
    answer.agent = .value("openhands")
    answer.model = reader.visibleText("llm_model", for: .model)
    answer.branch = reader.visibleText("selected_branch", for: .branch)
    answer.requestedBy = reader.visibleText("created_by_user_id", for: .requestedBy)
    answer.url = reader.visibleText("conversation_url", for: .url)
    answer.createdAt = reader.timestamp("created_at", for: .createdAt)
    answer.updatedAt = reader.timestamp("updated_at", for: .updatedAt)
    if case .value(var metrics) = reader.object("metrics", for: [.cost]) {
      answer.cost = metrics.cost("accumulated_cost", in: .usd)
      reader.take(metrics)
    }
    // Other forges have hosts of their own.
    let isGitHub = reader.visibleText("git_provider", for: .repository).value == "github"
    answer.repository = reader.visibleText("selected_repository", for: .repository).map {
      isGitHub ? "https://github.com/\($0)" : $0
    }
    if let repository = answer.repository.value, isGitHub,
      case .value(let numbers) = reader.texts("pr_number", for: .pullRequests)
    {
      var list = PullRequestList()
      for number in numbers { list.add("\(repository)/pull/\(number)") }
      answer.pullRequests = .value(list)
    }
    let sandbox = reader.visibleText("sandbox_status", for: .status).value
    let execution = reader.visibleText("execution_status", for: .status).value
    answer.outcome = execution.map { outcome($0) } ?? sandbox.map { outcome(sandbox: $0) }
    return answer
  }

  private static func outcome(_ word: String) -> Answer.Outcome {
    switch word {
    case "running": Answer.Outcome(status: .running, raw: word)
    case "idle", "paused", "waiting_for_confirmation": Answer.Outcome(status: .waiting, raw: word)
    case "finished": Answer.Outcome(status: .completed, raw: word)
    case "error", "stuck": Answer.Outcome(status: .failed, raw: word)
    default: Answer.Outcome(status: .unknown, raw: word)
    }
  }

  /// Without a word of the agent's own the sandbox tells no more than that it begins.
  private static func outcome(sandbox word: String) -> Answer.Outcome {
    Answer.Outcome(status: word == "STARTING" ? .running : .unknown, raw: word)
  }
}
