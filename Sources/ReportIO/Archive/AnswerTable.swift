import Foundation
import GRDB
import ReportKit

/// A row of the table `answers` as it is stored.
struct StoredAnswer: Sendable {
  /// Its number.
  var number: Int64
  /// Nil when SQLite cannot read the row, or does not find it.
  var answer: ArchivedRecord?
  /// The SHA-256 that stands in it.
  var digest: [UInt8]

  /// Whether the row is as it was written.
  var isSound: Bool { answer?.digest.bytes == digest }
}

/// The rows of the table `answers`.
enum AnswerTable {
  /// The columns of ``answer(_:)``, in its order.
  static let columns = "provider, project, job, endpoint, time, status, answer, sha256, id"

  /// A row, and the digest that is stored in it.
  static func answer(_ row: Row) throws -> (answer: ArchivedRecord, digest: [UInt8], number: Int64) {
    let answer = ArchivedRecord(
      provider: try row.id(0), project: try row.id(1), id: try row.id(2), endpoint: try row.text(3),
      time: try row.text(4), status: try row.text(5), bytes: try row.bytes(6))
    return (answer, try row.bytes(7), row[8])
  }

  /// The row of a number; nil when there is none.
  static func stored(_ number: Int64, in database: Database) throws -> StoredAnswer? {
    let statement = try database.cachedStatement(sql: "SELECT \(columns) FROM answers WHERE id = ?")
    return try Row.first(of: statement, arguments: [number]) { row in
      let (answer, digest, _) = try answer(row)
      return StoredAnswer(number: number, answer: answer, digest: digest)
    }
  }

  /// The SHA-256 that stands in the row of a number; empty when there is none.
  static func digest(of number: Int64, in database: Database) throws -> [UInt8] {
    let statement = try database.cachedStatement(sql: "SELECT sha256 FROM answers WHERE id = ?")
    return try Row.first(of: statement, arguments: [number]) { try $0.bytes(0) } ?? []
  }

  /// Adds a row; false when the archive has the same row already.
  static func insert(_ answer: ArchivedRecord, digest: [UInt8], into database: Database) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO answers (provider, project, job, endpoint, time, status, answer, sha256)
        VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
          CAST(? AS TEXT), CAST(? AS BLOB), ?)
        """)
    var arguments = answer.key(from: answer.endpoint)
    arguments += [answer.time, answer.status].map(\.argument)
    arguments.append(answer.bytes.isEmpty ? "" : Data(answer.bytes))
    arguments.append(Data(digest))
    try statement.execute(arguments: StatementArguments(arguments))
    return database.changesCount > 0
  }

  /// The newest row about the job of an answer, of the record that the answer shows: from whichever endpoint, or
  /// from the answer's own alone.
  static func latest(
    like answer: ArchivedRecord, ofOwnEndpoint: Bool = false, in database: Database
  ) throws -> (time: String, bytes: [UInt8])? {
    let endpoints = ofOwnEndpoint ? [answer.endpoint] : answer.comparableEndpoints
    var latest: (time: String, number: Int64, bytes: [UInt8])?
    for endpoint in endpoints {
      let found = try newest(like: answer, from: endpoint, in: database)
      if let found, latest.map({ ($0.time, $0.number) < (found.time, found.number) }) ?? true {
        latest = found
      }
    }
    return latest.map { ($0.time, $0.bytes) }
  }

  private static func newest(
    like answer: ArchivedRecord, from endpoint: String, in database: Database
  ) throws -> (time: String, number: Int64, bytes: [UInt8])? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT time, id, answer FROM answers
        WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND job = CAST(? AS TEXT)
          AND endpoint = CAST(? AS TEXT)
        ORDER BY time DESC, id DESC LIMIT 1
        """)
    let arguments = answer.key(from: endpoint)
    return try Row.first(of: statement, arguments: StatementArguments(arguments)) {
      (try $0.text(0), Int64($0.number(1)), try $0.bytes(2))
    }
  }

  /// Whether any row about the job of an answer, of the record that the answer shows, says the same.
  static func hasSame(as answer: ArchivedRecord, in database: Database) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: """
        SELECT answer FROM answers
        WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND job = CAST(? AS TEXT)
          AND endpoint = CAST(? AS TEXT)
        """)
    for endpoint in answer.comparableEndpoints {
      let arguments = answer.key(from: endpoint)
      let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
      while let row = try rows.next() {
        if CanonicalJSON.areSame(try row.bytes(0), answer.bytes) { return true }
      }
    }
    return false
  }

  /// Whether a job has a row, had by a time when one is given.
  static func has(
    provider: ID, project: ID, job: ID, by time: String? = nil, in database: Database
  ) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: """
        SELECT 1 FROM answers
        WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND job = CAST(? AS TEXT)
          AND time <= CAST(? AS TEXT) LIMIT 1
        """)
    // No time stands behind this one: texts of moments begin with a digit.
    let arguments = [provider, project, job, ID(time ?? "~")].map(\.argument)
    return try Row.first(of: statement, arguments: StatementArguments(arguments)) { _ in true } ?? false
  }
}

extension ArchivedRecord {
  /// Provider, project, job and an endpoint as SQL takes them.
  fileprivate func key(from endpoint: String) -> [any DatabaseValueConvertible] {
    [provider, project, id].map(\.argument) + [endpoint.argument]
  }
}
