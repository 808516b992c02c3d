extension SavedKind {
  /// What `codex cloud list --json` prints (https://github.com/openai/codex, `codex-rs/cloud-tasks`): tasks of OpenAI's
  /// Codex in the cloud. It tells neither when a task began nor its pull request.
  static let codex = SavedKind(
    provider: "codex", marks: [["id", "environment_id", "attempt_total"]], list: ["tasks"]
  ) { reader in
    var patch = JobPatch()
    patch.id = reader.id("id")
    patch.project = reader.visibleID("environment_label", for: .project)
    patch.title = reader.visibleText("title", for: .title)
    patch.agent = .value("codex")
    patch.url = reader.visibleText("url", for: .url)
    patch.updatedAt = reader.timestamp("updated_at", for: .updatedAt)
    patch.outcome = reader.visibleText("status", for: .status).value.map { word in
      switch word {
      case "pending": JobPatch.Outcome(status: .running, raw: word)
      // The changes can be taken over, or were.
      case "ready", "applied": JobPatch.Outcome(status: .completed, raw: word)
      case "error": JobPatch.Outcome(status: .failed, raw: word)
      default: JobPatch.Outcome(status: .unknown, raw: word)
      }
    }
    return patch
  }
}
