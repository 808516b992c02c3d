/// Version 1 of Mintlify's agent API: `GET /v1/agent/{projectId}/jobs` and `…/job/{id}`, both deprecated,
/// the only answers with todos and the message. No field is marked as required.
enum MintlifyV1: AnswerDecoder {
  /// Nobody else spells them so.
  static let marks: [[StaticString]] = [
    ["sessionId"], ["haultReason"], ["haulted"], ["messageToUser"], ["pullRequestLink"],
  ]
  static let lists: [StaticString] = ["allSessions"]

  static func decode(_ members: [JSONText.Member], of json: JSONText) -> Answer {
    var reader = FieldReader(members, of: json)
    var answer = Answer()
    answer.id = reader.id("sessionId")
    answer.project = reader.visibleText("subdomain", for: .project).value
    answer.title = reader.visibleText("title", for: .title)
    answer.branch = reader.visibleText("branch", for: .branch)
    answer.createdAt = reader.timestamp("createdAt", for: .createdAt)
    answer.pullRequests = reader.pullRequests("pullRequestLink")
    answer.message = reader.message("messageToUser")
    answer.todos = reader.todos("todos")
    answer.outcome = outcome(&reader)
    answer.unread = reader.unread
    return answer
  }

  /// A given `haultReason` (so spelled) beats `haulted`; halted without a reason is unknown.
  private static func outcome(_ reader: inout FieldReader) -> Answer.Outcome? {
    let isHalted = reader.boolean("haulted", for: .status).value
    guard let reason = reader.visibleText("haultReason", for: .status).value else {
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
}
