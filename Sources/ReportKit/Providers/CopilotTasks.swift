extension SavedKind {
  /// What `gh agent-task list --json id,name,state,…` prints (https://cli.github.com/manual/gh_agent-task_list): sessions
  /// of GitHub's Copilot, with the fields that were asked for.
  static let copilot = SavedKind(
    provider: "copilot",
    marks: [
      ["id", "state", "pullRequestUrl"], ["id", "state", "completedAt"], ["id", "state", "pullRequestState"],
    ]
  ) { reader in
    var answer = Answer()
    answer.id = reader.id("id")
    answer.project = reader.visibleText("repository", for: .project).value
    answer.title = reader.visibleText("name", for: .title)
    answer.agent = .value("copilot")
    answer.requestedBy = reader.visibleText("user", for: .requestedBy)
    answer.createdAt = reader.timestamp("createdAt", for: .createdAt)
    answer.updatedAt = reader.timestamp("updatedAt", for: .updatedAt)
    answer.endedAt = reader.timestamp("completedAt", for: .endedAt)
    let state = reader.visibleText("pullRequestState", for: .pullRequests).value
    answer.pullRequests = reader.pullRequests("pullRequestUrl").map { list in
      guard let state = state.flatMap({ PullRequestState(word: $0.lowercased()) }) else { return list }
      var list = list
      list.set(state)
      return list
    }
    answer.outcome = reader.visibleText("state", for: .status).value.map { word in
      switch word {
      case "queued", "in_progress": Answer.Outcome(status: .running, raw: word)
      case "idle", "waiting_for_user": Answer.Outcome(status: .waiting, raw: word)
      case "completed": Answer.Outcome(status: .completed, raw: word)
      case "failed": Answer.Outcome(status: .failed, raw: word)
      case "timed_out", "cancelled": Answer.Outcome(status: .interrupted, raw: word, namesCause: true)
      default: Answer.Outcome(status: .unknown, raw: word)
      }
    }
    return answer
  }
}
