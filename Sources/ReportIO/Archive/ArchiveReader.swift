import GRDB
import ReportKit
import Synchronization

/// Reads an archive, from several tasks at once, and writes nothing: neither to the file nor beside it.
///
/// Every call reads by itself, so that no writer has to wait for a whole report. As rows are never changed,
/// a plan stays true while others add to the archive.
public final class ArchiveReader: Sendable {
  /// The file, as the person named it.
  public let path: String
  private let idle = Mutex<[DatabaseQueue]>([])

  /// Opens an archive. One of an earlier version is brought up to date first.
  public init(path: String) throws(ArchiveError) {
    self.path = path
    let first = try ArchiveConnection.reading(path)
    idle.withLock { $0.append(first) }
  }

  /// Runs work on a connection of its own.
  func read<Result>(_ work: (Database) throws -> Result) throws(ArchiveError) -> Result {
    let connection: DatabaseQueue
    if let unused = idle.withLock({ $0.popLast() }) {
      connection = unused
    } else {
      connection = try ArchiveConnection.reading(path)
    }
    defer { idle.withLock { $0.append(connection) } }
    return try ArchiveError.mapping(path) { try connection.read(work) }
  }

  /// A row by its number; nil when it is gone.
  func answer(_ number: Int64) throws(ArchiveError) -> ArchivedAnswer? {
    try read { try Self.answer(number, in: $0) }
  }

  /// Rows by their numbers; those that are gone are left out.
  func answers(_ numbers: ArraySlice<Int64>) throws(ArchiveError) -> [(number: Int64, answer: ArchivedAnswer)]
  {
    try read { database in
      try numbers.compactMap { number in
        try Self.answer(number, in: database).map { (number, $0) }
      }
    }
  }

  static func answer(_ number: Int64, in database: Database) throws -> ArchivedAnswer? {
    let statement = try database.cachedStatement(
      sql: "SELECT \(AnswerTable.columns) FROM answers WHERE id = ?")
    let rows = try Row.fetchCursor(statement, arguments: [number])
    return try rows.next().map { try AnswerTable.answer($0).answer }
  }

  /// When the newest run ended, or, without a run, when the newest answer was had; nil for an empty archive.
  public func newestRun(by time: Timestamp?) throws(ArchiveError) -> Timestamp? {
    let limit = time?.iso8601Milliseconds ?? "~"
    return try read { database in
      let run = try String.fetchOne(
        database, sql: "SELECT max(ended) FROM runs WHERE ended <= ?", arguments: [limit])
      let answer = try String.fetchOne(
        database, sql: "SELECT max(time) FROM answers WHERE time <= ?", arguments: [limit])
      return (run ?? answer).flatMap { Timestamp(iso8601: $0) }
    }
  }
}
