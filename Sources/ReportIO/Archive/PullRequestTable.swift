import GRDB
import ReportKit

/// The rows of the table `answers` that are about pull requests, not about jobs: the provider is `github`, the
/// project the repository with its host, the job the number, the status how the pull request stands.
enum PullRequestTable {
  static let provider = "github"
  static let endpoint = "graphql/pullRequest"

  fileprivate static func address(project: String, number: String) -> PullRequestAddress? {
    let parts = project.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let number = Int(number) else { return nil }
    return PullRequestAddress(host: parts[0], repository: parts[1], number: number)
  }
}

extension Archive {
  /// Keeps answers of GitHub about pull requests; one that says the same as the newest adds nothing.
  public func keep(
    pullRequests answers: [(address: PullRequestAddress, bytes: [UInt8])], at time: Timestamp
  ) throws(ArchiveError) {
    try write { database in
      for (address, bytes) in answers {
        var answer = ArchivedAnswer(
          provider: PullRequestTable.provider, project: "\(address.host)/\(address.repository)",
          id: String(address.number), endpoint: PullRequestTable.endpoint, time: time.iso8601Milliseconds,
          status: PullRequestState(gitHub: bytes)?.kind.rawValue ?? "", bytes: bytes)
        if let latest = try AnswerTable.latest(like: answer, in: database) {
          if CanonicalJSON.areSame(latest.bytes, bytes) { continue }
          if latest.time >= answer.time, let before = Timestamp(iso8601: latest.time) {
            // The clocks of two machines may differ: what came later stands later.
            answer.time = Timestamp(milliseconds: before.milliseconds + 1).iso8601Milliseconds
          }
        }
        try AnswerTable.insert(answer, digest: answer.digest, into: database)
      }
    }
  }
}

extension ArchiveReader {
  /// How pull requests stand, as far as it was known by a time.
  public func pullRequests(
    by time: Timestamp? = nil
  ) throws(ArchiveError) -> [PullRequestAddress: PullRequestState] {
    try read { database in
      var states: [PullRequestAddress: PullRequestState] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(AnswerTable.columns) FROM answers INDEXED BY answers_by_job
          WHERE provider = ? AND endpoint = ? AND time <= ? ORDER BY project, job, time, id
          """,
        arguments: [
          PullRequestTable.provider, PullRequestTable.endpoint, time?.iso8601Milliseconds ?? "~",
        ])
      while let row = try rows.next() {
        let (answer, digest, _) = try AnswerTable.answer(row)
        // What is damaged was never said.
        guard answer.digest.bytes == digest,
          let address = PullRequestTable.address(project: answer.project, number: answer.id),
          let state = PullRequestState(gitHub: answer.bytes)
        else { continue }
        states[address] = state
      }
      return states
    }
  }
}
