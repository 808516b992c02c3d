/// Version 2 of Mintlify's agent API: `GET /v2/agent/{projectId}/job/{id}`. It has no todos, no message
/// and no title. No field is marked as required.
enum MintlifyV2: AnswerDecoder {
  static let marks: [[StaticString]] = [["id", "prLink"], ["id", "source", "model"]]
  static let lists: [StaticString] = []

  static func decode(_ members: [JSONText.Member], of json: JSONText) -> Answer {
    var reader = FieldReader(members, of: json)
    var answer = Answer()
    answer.id = reader.id("id")
    answer.model = reader.visibleText("model", for: .model)
    answer.createdAt = reader.timestamp("createdAt", for: .createdAt)
    answer.archivedAt = reader.timestamp("archivedAt", for: .archivedAt)
    answer.pullRequests = reader.pullRequests("prLink")
    var unread: [Unread] = []
    if case .value(var source) = reader.object("source", for: [.repository, .branch]) {
      answer.repository = source.visibleText("repository", for: .repository)
      answer.branch = source.visibleText("ref", for: .branch)
      unread = source.unread
    }
    let status = reader.visibleText("status", for: .status).value
    if status != nil || answer.archivedAt.value != nil {
      answer.isArchived = .value(status == "archived" || answer.archivedAt.value != nil)
    }
    answer.outcome = status.flatMap(outcome)
    answer.unread = reader.unread + unread
    return answer
  }

  /// Archived says nothing of how a job ended, so it is no outcome.
  private static func outcome(_ word: String) -> Answer.Outcome? {
    switch word {
    case "active": Answer.Outcome(status: .running, raw: word)
    case "completed": Answer.Outcome(status: .completed, raw: word)
    case "failed": Answer.Outcome(status: .failed, raw: word)
    case "archived": nil
    default: Answer.Outcome(status: .unknown, raw: word)
    }
  }
}
