import Foundation
import GRDB
import ReportKit

/// The rows of the table `runs`.
enum RunTable {
  /// The columns of ``run(_:)``, in its order.
  static let columns = """
    began, ended, tool, outcome, asked, requests, jobs, new, changed, failed, problems, complete, through, \
    through_sha256, sha256, id
    """

  /// A row, and the digest that is stored in it; nil when its outcome is none.
  static func run(_ row: Row) throws -> (run: ArchivedRun, digest: [UInt8], number: Int64)? {
    guard let outcome = ArchivedRun.Outcome(rawValue: try row.text(3)) else { return nil }
    var run = ArchivedRun(began: try row.text(0), tool: try row.text(2), asked: try row.text(4))
    run.ended = try row.text(1)
    run.outcome = outcome
    run.requests = row.number(5)
    run.jobs = row.number(6)
    run.new = row.number(7)
    run.changed = row.number(8)
    run.failed = row.number(9)
    run.problems = try row.text(10)
    run.complete = try row.text(11)
    run.through = row.number(12)
    run.throughDigest = try row.text(13)
    return (run, try row.bytes(14), Int64(row.number(15)))
  }

  /// Adds a row; false when the archive has the same row already.
  static func insert(_ run: ArchivedRun, digest: [UInt8], into database: Database) throws -> Bool {
    let texts = [run.began, run.ended, run.tool, run.outcome.rawValue, run.asked].map(\.argument)
    let numbers: [any DatabaseValueConvertible] = [run.requests, run.jobs, run.new, run.changed, run.failed]
    let rest: [any DatabaseValueConvertible] = [
      run.problems.argument, run.complete.argument, run.through, run.throughDigest.argument,
      Data(digest),
    ]
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO runs (began, ended, tool, outcome, asked, requests, jobs, new, changed, failed,
          problems, complete, through, through_sha256, sha256)
        VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
          ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, CAST(? AS TEXT), ?)
        """, arguments: StatementArguments(texts + numbers + rest))
    return database.changesCount > 0
  }

  /// What rows there are.
  struct Stored {
    /// Those that are as they were written, by their numbers.
    var sound: [(run: ArchivedRun, number: Int64)] = []
    /// The numbers of the others.
    var damaged: [Int64] = []
    /// That some cannot be read or are missing.
    var fault: String?

    /// The runs, the newest first. Of two that ended at once, one is the other before it had ended: it got here by
    /// an import.
    var runs: [ArchivedRun] {
      func key(_ entry: (run: ArchivedRun, number: Int64)) -> (String, Int, Int64) {
        (entry.run.ended, entry.run.outcome == .interrupted ? 0 : 1, entry.number)
      }
      return sound.sorted { key($0) > key($1) }.map(\.run)
    }

    /// What is wrong with the others.
    var faults: [String] {
      damaged.map { "run \($0) of the archive does not fit its SHA-256 and is left out" }
        + [fault].compactMap(\.self)
    }

    fileprivate mutating func add(_ row: Row) throws {
      let number = Int64(row.number(15))
      if let (run, digest, _) = try RunTable.run(row), run.digest.bytes == digest {
        sound.append((run, number))
      } else {
        damaged.append(number)
      }
    }
  }

  /// The rows of the table itself, never on the word of an index.
  static func stored(_ read: ArchiveInventory.Reading) throws(ArchiveError) -> Stored {
    var stored = Stored()
    do {
      try read { try walk($0) { try stored.add($0) } }
    } catch .corrupt {
      stored.fault = "a part of the archive's runs cannot be read"
      return stored
    }
    let count = stored.sound.count + stored.damaged.count
    stored.fault = try CountTable.expected(of: "runs", read)?.fault(count, of: "runs")
    return stored
  }

  private static func walk(_ database: Database, _ use: (Row) throws -> Void) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT \(columns) FROM runs NOT INDEXED ORDER BY id")
    var last = Int64.min
    while let row = try rows.next() {
      // Pages that lead round in a circle show rows again.
      guard row.number(15) > last else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      last = Int64(row.number(15))
      try use(row)
    }
  }

  /// The runs that are as they were written, the newest first.
  private static func runs(in database: Database) throws -> [ArchivedRun] {
    var stored = Stored()
    try walk(database) { try stored.add($0) }
    return stored.runs
  }

  /// When the newest run ended.
  static func newestEnd(in database: Database) throws -> String? { try runs(in: database).first?.ended }

  /// The newest run that read the whole list of a project into this very archive.
  static func newestComplete(of project: Project, in database: Database) throws -> ArchivedRun? {
    let name = project.spelled
    return try runs(in: database).first {
      try $0.completeProjects.contains(name) && isAnchored($0, in: database)
    }
  }

  /// Whether the newest row at the end of a run is still there: the archive then has what the run had before it.
  static func isAnchored(_ run: ArchivedRun, in database: Database) throws -> Bool {
    guard run.through > 0 else { return false }
    let statement = try database.cachedStatement(sql: "SELECT sha256 FROM answers WHERE id = ?")
    let anchor = try Row.first(of: statement, arguments: [run.through]) { try $0.bytes(0) }
    return anchor.flatMap(RowDigest.init(bytes:))?.description == run.throughDigest
  }
}
