import GRDB
import ReportKit

/// The rows of the table `answers` that are about pull requests, not about jobs: the provider is `github`, the
/// project the repository with its host, the job the number, the status how the pull request stands.
enum PullRequestTable {
  static let provider = Provider.gitHub.id
  static let endpoint = "graphql/pullRequest"
  /// How many rows are read at once.
  fileprivate static let batch = 256

  fileprivate static func address(project: ID, number: ID) -> PullRequestAddress? {
    let parts = project.text.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let number = Int(number.text) else { return nil }
    return PullRequestAddress(host: parts[0], repository: parts[1], number: number)
  }
}

extension Archive {
  /// Keeps answers of GitHub about pull requests; one that says the same as the newest adds nothing.
  public func keep(
    pullRequests answers: [(address: PullRequestAddress, bytes: [UInt8])], at time: Timestamp
  ) throws(ArchiveError) {
    try write { writer in
      for (address, bytes) in answers {
        var answer = ArchivedRecord(
          provider: PullRequestTable.provider, project: ID("\(address.host)/\(address.repository)"),
          id: ID(String(address.number)), endpoint: PullRequestTable.endpoint, time: time.iso8601Milliseconds,
          status: PullRequestState(gitHub: bytes, hiding: .shapes)?.kind.rawValue ?? "", bytes: bytes)
        if let latest = try AnswerTable.latest(like: answer, in: writer.database) {
          if CanonicalJSON.areSame(latest.bytes, bytes) { continue }
          if latest.time >= answer.time, let before = Timestamp(iso8601: latest.time) {
            // The clocks of two machines may differ: what came later stands later.
            answer.time = Timestamp(milliseconds: before.milliseconds + 1).iso8601Milliseconds
          }
        }
        try writer.insert(answer)
      }
    }
  }
}

extension ArchiveReader {
  /// How pull requests stand, as far as it was known by a time, and the rows about some that are damaged.
  public func pullRequests(
    by time: Timestamp? = nil, hiding redaction: Redaction
  ) throws(ArchiveError) -> (states: [PullRequestAddress: PullRequestState], damaged: [Int64]) {
    let inventory = try inventory()
    let limit = time?.milliseconds ?? .max
    let endpoint = inventory.pullRequestEndpoint
    let rows = inventory.rows.filter { row in
      row.time <= limit
        && row.endpoint == endpoint
    }
    // Which pull request a row is about tells its answer's row; the newest is the last.
    let numbers = rows.sorted { ($0.time, $0.number) < ($1.time, $1.number) }.map(\.number)
    var states: [PullRequestAddress: PullRequestState] = [:]
    var damaged: [Int64] = []
    for start in stride(from: 0, to: numbers.count, by: PullRequestTable.batch) {
      for stored in try answers([numbers[start..<min(start + PullRequestTable.batch, numbers.count)]])[0] {
        guard stored.isSound, let answer = stored.answer else {
          damaged.append(stored.number)
          continue
        }
        guard let address = PullRequestTable.address(project: answer.project, number: answer.id),
          let state = PullRequestState(gitHub: answer.bytes, hiding: redaction)
        else { continue }
        states[address] = state
      }
    }
    return (states, damaged)
  }
}
