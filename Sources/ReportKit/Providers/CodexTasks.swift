extension SavedKind {
  /// What `codex cloud list --json` prints (https://github.com/openai/codex, `codex-rs/cloud-tasks`): tasks of OpenAI's
  /// Codex in the cloud. It tells neither when a task began nor its pull request.
  static let codex = SavedKind(
    provider: "codex", marks: [["id", "environment_id", "attempt_total"]], list: ["tasks"]
  ) { reader in
    var answer = Answer()
    answer.id = reader.id("id")
    answer.project = reader.visibleText("environment_label", for: .project).value
    answer.title = reader.visibleText("title", for: .title)
    answer.agent = .value("codex")
    answer.url = reader.visibleText("url", for: .url)
    answer.updatedAt = reader.timestamp("updated_at", for: .updatedAt)
    answer.outcome = reader.visibleText("status", for: .status).value.map { word in
      switch word {
      case "pending": Answer.Outcome(status: .running, raw: word)
      // The changes can be taken over, or were.
      case "ready", "applied": Answer.Outcome(status: .completed, raw: word)
      case "error": Answer.Outcome(status: .failed, raw: word)
      default: Answer.Outcome(status: .unknown, raw: word)
      }
    }
    return answer
  }
}
