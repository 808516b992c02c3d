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

  /// A row as it is stored.
  struct StoredAnswer {
    var number: Int64
    /// Nil when SQLite cannot read the row.
    var answer: ArchivedAnswer?
    var digest: [UInt8]

    /// Whether the row is as it was written.
    var isSound: Bool { answer?.digest.bytes == digest }
  }

  /// The rows of several jobs by their numbers, in one transaction; those that are gone are left out.
  func answers(_ jobs: [ArraySlice<Int64>]) throws(ArchiveError) -> [[StoredAnswer]] {
    do {
      return try read { database in
        try jobs.map { numbers in try numbers.compactMap { try Self.answer($0, in: database) } }
      }
    } catch .corrupt {
      // A damaged page costs no more than its rows, when each is read alone.
      var answers: [[StoredAnswer]] = []
      for numbers in jobs {
        answers.append([])
        for number in numbers {
          guard let answer = try answerAlone(number) else { continue }
          answers[answers.count - 1].append(answer)
        }
      }
      return answers
    }
  }

  private func answerAlone(_ number: Int64) throws(ArchiveError) -> StoredAnswer? {
    do {
      return try read { try Self.answer(number, in: $0) }
    } catch .corrupt {
      return StoredAnswer(number: number, answer: nil, digest: [])
    }
  }

  private static func answer(_ number: Int64, in database: Database) throws -> StoredAnswer? {
    let statement = try database.cachedStatement(
      sql: "SELECT \(AnswerTable.columns) FROM answers WHERE id = ?")
    return try Row.first(of: statement, arguments: [number]) { row in
      let (answer, digest, _) = try AnswerTable.answer(row)
      return StoredAnswer(number: number, answer: answer, digest: digest)
    }
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
