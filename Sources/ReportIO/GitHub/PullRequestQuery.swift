import ReportKit

/// Asks GitHub how pull requests stand: 50 to a request, and for the checks of those that are open in a
/// second one, as a workflow's token has 1,000 requests an hour.
public struct PullRequestQuery: Sendable {
  let client: GitHubClient

  /// Questions to GitHub.
  public init(client: GitHubClient) { self.client = client }

  /// How many pull requests one request asks for.
  public static let batch = 50

  /// An answer: the object as it was sent; nil when the token may not see it.
  public typealias Answer = (address: PullRequestAddress, bytes: [UInt8]?)

  /// What came of asking.
  public struct Outcome: Sendable {
    /// What was answered, in the order asked.
    public var answers: [Answer] = []
    /// Why the rest was not.
    public var error: FetchError?

    /// Nothing yet.
    public init() {}
  }

  /// Asks for pull requests; those of other services than this GitHub are left out.
  public func ask(_ addresses: [PullRequestAddress]) async throws -> Outcome {
    var outcome = Outcome()
    let own = addresses.filter { $0.repository.split(separator: "/").count == 2 }
    do {
      var open: [Int] = []
      for batch in Batch.all(own) {
        for answer in try await send(batch, withChecks: false) {
          if let bytes = answer.bytes, PullRequestState(gitHub: bytes, hiding: .shapes)?.isOpen == true {
            open.append(outcome.answers.count)
          }
          outcome.answers.append(answer)
        }
      }
      for places in Batch.all(open) {
        let answers = try await send(places.map { outcome.answers[$0].address }, withChecks: true)
        for answer in answers {
          guard let place = places.first(where: { outcome.answers[$0].address == answer.address }) else {
            continue
          }
          outcome.answers[place] = answer
        }
      }
    } catch let error as FetchError {
      outcome.error = error
    }
    return outcome
  }

  private enum Batch {
    static func all<Element>(_ elements: [Element]) -> [ArraySlice<Element>] {
      stride(from: 0, to: elements.count, by: batch).map { elements[$0..<min($0 + batch, elements.count)] }
    }
  }

  private func send(_ batch: some Collection<PullRequestAddress>, withChecks: Bool) async throws -> [Answer] {
    let request = APIRequest.gitHub(
      "POST", client.graphQL, body: Self.body(batch, withChecks: withChecks))
    let (data, hidden) = try await client.api.send(request, read: Self.data)
    return batch.enumerated().compactMap { index, address in
      if let object = data[named: "p\(index)"]?["pullRequest"] { return (address, object.bytes) }
      return hidden.contains("p\(index)") ? (address, nil) : nil
    }
  }

  /// The data of an answer, and which aliases it says are not to be seen; of all others a null is not an answer.
  private static func data(_ answer: HTTPAnswer) throws(UnreadableBody) -> (JSONPath, hidden: Set<String>) {
    guard let root = JSONPath(answer.body) else { throw .broken("no value is whole") }
    guard let data = root["data"] else { throw .foreign("no data") }
    var hidden: Set<String> = []
    for error in root["errors"]?.elements ?? [] {
      switch error["type"]?.string {
      case "NOT_FOUND", "FORBIDDEN": hidden.insert(error["path"]?.elements.first?.string ?? "")
      default: throw .foreign("an error")
      }
    }
    return (data, hidden)
  }

  /// `repository` and `pullRequest` of GitHub's GraphQL schema, once for each pull request; names and numbers
  /// travel as variables.
  static func body(_ batch: some Collection<PullRequestAddress>, withChecks: Bool) -> [UInt8] {
    var parameters: [String] = []
    var fields = ""
    var variables: [UInt8] = []
    for (index, address) in batch.enumerated() {
      parameters.append("$o\(index): String!, $n\(index): String!, $k\(index): Int!")
      fields += " p\(index): repository(owner: $o\(index), name: $n\(index)) "
      fields += "{ pullRequest(number: $k\(index)) { ...state } }"
      let parts = address.repository.split(separator: "/").map(String.init)
      for (name, value) in zip(["o", "n"], parts) {
        variables += "\(variables.isEmpty ? "" : ",")\"\(name)\(index)\":".utf8
        JSONString.write(value, into: &variables)
      }
      variables += ",\"k\(index)\":\(address.number)".utf8
    }
    let checks = withChecks ? " commits(last: 1) { nodes { commit { statusCheckRollup { state } } } }" : ""
    let query =
      "query(\(parameters.joined(separator: ", "))) {\(fields) } fragment state on PullRequest "
      + "{ state isDraft createdAt closedAt mergedAt mergedBy { login } additions deletions\(checks) }"
    var body = Array("{\"query\":".utf8)
    JSONString.write(query, into: &body)
    return body + ",\"variables\":{".utf8 + variables + "}}".utf8
  }
}
