extension SavedKind {
  /// What `gh agent-task list --json id,name,state,…` prints (https://cli.github.com/manual/gh_agent-task_list): sessions
  /// of GitHub's Copilot, with the fields that were asked for.
  static let copilot = SavedKind(
    provider: "copilot",
    marks: [
      ["id", "state", "pullRequestUrl"], ["id", "state", "completedAt"], ["id", "state", "pullRequestState"],
    ]
  ) { reader in
    var patch = JobPatch()
    patch.id = reader.id("id")
    patch.project = reader.visibleID("repository", for: .project)
    patch.title = reader.visibleText("name", for: .title)
    patch.agent = .value("copilot")
    patch.requestedBy = reader.visibleText("user", for: .requestedBy)
    patch.createdAt = reader.timestamp("createdAt", for: .createdAt)
    patch.updatedAt = reader.timestamp("updatedAt", for: .updatedAt)
    patch.endedAt = reader.timestamp("completedAt", for: .endedAt)
    let state = reader.visibleText("pullRequestState", for: .pullRequests).value
    patch.pullRequests = reader.pullRequests("pullRequestUrl").map { list in
      guard let state = state.flatMap({ PullRequestState(word: $0.lowercased()) }) else { return list }
      var list = list
      list.set(state)
      return list
    }
    patch.outcome = reader.visibleText("state", for: .status).value.map { word in
      switch word {
      case "queued", "in_progress": JobPatch.Outcome(status: .running, raw: word)
      case "idle", "waiting_for_user": JobPatch.Outcome(status: .waiting, raw: word)
      case "completed": JobPatch.Outcome(status: .completed, raw: word)
      case "failed": JobPatch.Outcome(status: .failed, raw: word)
      case "timed_out", "cancelled": JobPatch.Outcome(status: .interrupted, raw: word, namesCause: true)
      default: JobPatch.Outcome(status: .unknown, raw: word)
      }
    }
    return patch
  }
}
