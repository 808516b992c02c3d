import Foundation
import GRDB
import ReportKit

/// The one way into an archive and out of it, within a transaction: rows are counted as they come and go.
struct RowWriter {
  /// The database, to read from.
  let database: Database
  private let allowMore: () -> Void
  private var counts: [String: RowCount]
  private var changed: Set<String> = []

  /// Begins to write. A count that is damaged stays as it is, and so does what is said of it.
  init(_ database: Database, allowMore: @escaping () -> Void) throws {
    self.database = database
    self.allowMore = allowMore
    counts = try CountTable.counts(in: database)
  }

  /// Writes the counts.
  func finish() throws {
    for table in changed.sorted() {
      if let count = counts[table] { try CountTable.update(count, in: database) }
    }
  }

  /// Adds an answer; false when the archive has the same row already.
  @discardableResult
  mutating func insert(_ answer: ArchivedRecord) throws -> Bool {
    allowMore()
    let digest = answer.digest.bytes
    guard try AnswerTable.insert(answer, digest: digest, into: database) else { return false }
    count("answers") { $0.add(digest) }
    return true
  }

  /// Adds a run; gives the number of its row, nil when the archive has the same row already.
  @discardableResult
  mutating func insert(_ run: ArchivedRun) throws -> Int64? {
    allowMore()
    let digest = run.digest.bytes
    guard try RunTable.insert(run, digest: digest, into: database) else { return nil }
    count("runs") { $0.add(digest) }
    return database.lastInsertedRowID
  }

  /// Removes an answer by its number.
  mutating func remove(answer number: Int64) throws { try remove(number, from: "answers") }

  /// Removes a run by its number.
  mutating func remove(run number: Int64) throws { try remove(number, from: "runs") }

  private mutating func remove(_ number: Int64, from table: String) throws {
    allowMore()
    let selection = try database.cachedStatement(sql: "SELECT sha256 FROM \(table) WHERE id = ?")
    guard let digest = try Row.first(of: selection, arguments: [number], { try $0.bytes(0) }) else { return }
    let deletion = try database.cachedStatement(sql: "DELETE FROM \(table) WHERE id = ?")
    try deletion.execute(arguments: [number])
    count(table) { $0.remove(digest) }
  }

  private mutating func count(_ table: String, _ change: (inout RowCount) -> Void) {
    guard var count = counts[table] else { return }
    change(&count)
    counts[table] = count
    changed.insert(table)
  }
}
