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
  private let idle = Mutex<[ArchiveConnection]>([])
  /// What stands in its schema.
  let found: ArchiveSchema.Found
  private let toVerify: Bool

  /// Opens an archive; one of an earlier version is read as it is.
  public convenience init(path: String) throws(ArchiveError) { try self.init(path: path, toVerify: false) }

  /// Opens an archive to verify it, whatever else it has.
  convenience init(verifying path: String) throws(ArchiveError) { try self.init(path: path, toVerify: true) }

  private init(path: String, toVerify: Bool) throws(ArchiveError) {
    self.path = path
    self.toVerify = toVerify
    let (connection, found) = try ArchiveConnection.reading(path, toVerify: toVerify)
    self.found = found
    idle.withLock { $0.append(connection) }
  }

  /// Runs work on a connection of its own.
  func read<Result>(_ work: (Database) throws -> Result) throws(ArchiveError) -> Result {
    let connection: ArchiveConnection
    if let unused = idle.withLock({ $0.popLast() }) {
      connection = unused
    } else {
      connection = try ArchiveConnection.reading(path, toVerify: toVerify).connection
    }
    defer { idle.withLock { $0.append(connection) } }
    return try connection.read(work)
  }

  /// The rows of answers that it has.
  func inventory() throws(ArchiveError) -> ArchiveInventory {
    let isIndexed = !found.brokenIndexes.contains(ArchiveSchema.jobIndex)
    return try ArchiveInventory(withIndex: isIndexed) { work throws(ArchiveError) in try read(work) }
  }

  /// The rows of runs that it has.
  func runs() throws(ArchiveError) -> RunTable.Stored {
    try RunTable.stored { work throws(ArchiveError) in try read(work) }
  }

  /// The SHA-256s that stand in rows, by their numbers; empty for what cannot be read.
  func digests(_ numbers: [Int64]) throws(ArchiveError) -> [[UInt8]] {
    func alone(_ number: Int64) throws(ArchiveError) -> [UInt8] {
      do {
        return try read { try AnswerTable.digest(of: number, in: $0) }
      } catch .corrupt {
        return []
      }
    }
    do {
      return try read { database in try numbers.map { try AnswerTable.digest(of: $0, in: database) } }
    } catch .corrupt {
      var digests: [[UInt8]] = []
      for number in numbers { digests.append(try alone(number)) }
      return digests
    }
  }

  /// When lists were read that some runs read.
  func listReadings(_ runs: [ArchivedRun]) throws(ArchiveError) -> ListReadings {
    do {
      return try read { try ListReadings(runs, in: $0) }
    } catch .corrupt {
      return ListReadings()
    }
  }

  /// The rows of several jobs by their numbers, in one transaction.
  func answers(_ jobs: [ArraySlice<Int64>]) throws(ArchiveError) -> [[StoredAnswer]] {
    do {
      return try read { database in try jobs.map { try $0.map { try Self.answer($0, in: database) } } }
    } catch .corrupt {
      // A damaged page costs no more than its rows, when each is read alone.
      var answers: [[StoredAnswer]] = []
      for numbers in jobs {
        answers.append([])
        for number in numbers { answers[answers.count - 1].append(try answerAlone(number)) }
      }
      return answers
    }
  }

  private func answerAlone(_ number: Int64) throws(ArchiveError) -> StoredAnswer {
    do {
      return try read { try Self.answer(number, in: $0) }
    } catch .corrupt {
      return StoredAnswer(number: number, answer: nil, digest: [])
    }
  }

  private static func answer(_ number: Int64, in database: Database) throws -> StoredAnswer {
    try AnswerTable.stored(number, in: database)
      ?? StoredAnswer(number: number, answer: nil, digest: [])
  }
}
