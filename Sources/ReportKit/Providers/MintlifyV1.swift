/// Version 1 of Mintlify's agent API: `GET /v1/agent/{projectId}/jobs` and `…/job/{id}`, both deprecated,
/// the only answers with todos and the message. No field is marked as required.
enum MintlifyV1: AnswerDecoder {
  static let provider = "mintlify"

  static func recognizes(_ members: [JSONText.Member], of json: JSONText) -> Bool {
    members.contains { member in
      json.isNamed(member, "sessionId") || json.isNamed(member, "haultReason")
        || json.isNamed(member, "haulted") || json.isNamed(member, "messageToUser")
    }
  }

  static func decode(_ members: [JSONText.Member], of json: JSONText) -> Answer {
    var reader = FieldReader(members, of: json)
    var answer = Answer()
    answer.id = reader.id("sessionId")
    answer.project = reader.visibleText("subdomain").value
    answer.title = reader.visibleText("title")
    answer.branch = reader.visibleText("branch")
    answer.createdAt = reader.timestamp("createdAt")
    answer.pullRequests = reader.visibleText("pullRequestLink").map { PullRequestList($0) }
    answer.message = reader.message("messageToUser")
    answer.todos = todos(&reader)
    answer.outcome = outcome(&reader)
    answer.problems = reader.problems
    return answer
  }

  /// A given `haultReason` (so spelled) beats `haulted`; halted without a reason is unknown.
  private static func outcome(_ reader: inout FieldReader) -> Answer.Outcome? {
    let isHalted = reader.boolean("haulted").value
    guard let reason = reader.visibleText("haultReason").value else {
      return switch isHalted {
      case false?: Answer.Outcome(status: .running, raw: nil)
      case true?: Answer.Outcome(status: .unknown, raw: nil)
      case nil: nil
      }
    }
    return switch reason {
    case "completed": Answer.Outcome(status: .completed, raw: reason)
    case "processing": Answer.Outcome(status: .running, raw: reason)
    case "error": Answer.Outcome(status: .failed, raw: reason, namesCause: true)
    case "github_missconfigured": Answer.Outcome(status: .blocked, raw: reason, namesCause: true)
    case "interrupted": Answer.Outcome(status: .interrupted, raw: reason, namesCause: true)
    default: Answer.Outcome(status: .unknown, raw: reason)
    }
  }

  private static func todos(_ reader: inout FieldReader) -> Field<[Todo]> {
    switch reader.objects("todos") {
    case .absent: return .absent
    case .null: return .null
    case .value(let items):
      var todos: [Todo] = []
      for var item in items {
        let content = item.visibleText("content").value
        let state = item.visibleText("status").value
        let priority = item.visibleText("priority").value
        if content == nil, state == nil, priority == nil {
          reader.note("\(item.place), is empty")
        } else {
          todos.append(
            Todo(
              content: content ?? "", state: state.map(self.state) ?? .unknown(""),
              priority: priority.map(self.priority)))
        }
        reader.note(item)
      }
      return .value(todos)
    }
  }

  private static func state(_ word: String) -> Todo.State {
    switch word {
    case "pending": .pending
    case "in_progress": .inProgress
    case "completed": .completed
    case "cancelled": .cancelled
    default: .unknown(word)
    }
  }

  private static func priority(_ word: String) -> Todo.Priority {
    switch word {
    case "high": .high
    case "medium": .medium
    case "low": .low
    default: .unknown(word)
    }
  }
}
