import Foundation
import GRDB
import ReportKit

/// The rows of the table `answers`.
enum AnswerTable {
  /// The columns of ``answer(_:)``, in its order.
  static let columns = "provider, project, job, endpoint, time, status, answer, sha256, id"

  /// A row, and the digest that is stored in it.
  static func answer(_ row: Row) throws -> (answer: ArchivedAnswer, digest: [UInt8], number: Int64) {
    let answer = ArchivedAnswer(
      provider: try row.text(0), project: try row.text(1), id: try row.text(2), endpoint: try row.text(3),
      time: try row.text(4), status: try row.text(5), bytes: try row.bytes(6))
    return (answer, try row.bytes(7), row[8])
  }

  /// Adds a row; false when the archive has the same row already.
  @discardableResult
  static func insert(_ answer: ArchivedAnswer, digest: RowDigest, into database: Database) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO answers (provider, project, job, endpoint, time, status, answer, sha256)
        VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
          CAST(? AS TEXT), CAST(? AS BLOB), ?)
        """)
    let texts = [
      answer.provider, answer.project, answer.id, answer.endpoint, answer.time, answer.status,
    ]
    var arguments = texts.map(\.argument)
    arguments.append(answer.bytes.isEmpty ? "" : Data(answer.bytes))
    arguments.append(Data(digest.bytes))
    try statement.execute(arguments: StatementArguments(arguments))
    return database.changesCount > 0
  }

  /// The newest row about a job from an endpoint.
  static func latest(like answer: ArchivedAnswer, in database: Database) throws -> (
    time: String, bytes: [UInt8]
  )? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT time, answer FROM answers
        WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND job = CAST(? AS TEXT)
          AND endpoint = CAST(? AS TEXT)
        ORDER BY time DESC, id DESC LIMIT 1
        """)
    let arguments = [answer.provider, answer.project, answer.id, answer.endpoint].map(\.argument)
    return try Row.first(of: statement, arguments: StatementArguments(arguments)) {
      (try $0.text(0), try $0.bytes(1))
    }
  }

  /// Whether any row about a job, from any endpoint or one of them, says the same as an answer.
  static func hasSame(as answer: ArchivedAnswer, in database: Database) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: """
        SELECT answer FROM answers
        WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND job = CAST(? AS TEXT)
          AND endpoint = CAST(? AS TEXT)
        """)
    let arguments = [answer.provider, answer.project, answer.id, answer.endpoint].map(\.argument)
    let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
    while let row = try rows.next() {
      if CanonicalJSON.areSame(try row.bytes(0), answer.bytes) { return true }
    }
    return false
  }

  /// Whether a job has a row, had by a time when one is given.
  static func has(
    provider: String, project: String, job: String, by time: String? = nil, in database: Database
  ) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: """
        SELECT 1 FROM answers
        WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND job = CAST(? AS TEXT)
          AND time <= CAST(? AS TEXT) LIMIT 1
        """)
    // No time stands behind this one: texts of moments begin with a digit.
    let arguments = [provider, project, job, time ?? "~"].map(\.argument)
    return try Row.first(of: statement, arguments: StatementArguments(arguments)) { _ in true } ?? false
  }
}
