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
  @discardableResult
  static func insert(_ run: ArchivedRun, into database: Database) throws -> Bool {
    let texts = [run.began, run.ended, run.tool, run.outcome.rawValue, run.asked].map(\.argument)
    let numbers: [any DatabaseValueConvertible] = [run.requests, run.jobs, run.new, run.changed, run.failed]
    let rest: [any DatabaseValueConvertible] = [
      run.problems.argument, run.complete.argument, run.through, run.throughDigest.argument,
      Data(run.digest.bytes),
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

  /// When the newest run ended.
  static func newestEnd(in database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT max(ended) FROM runs")
  }

  /// When the newest run ended that read the whole list of a project into this very archive.
  static func newestCompleteEnd(of project: String, in database: Database) throws -> String? {
    let rows = try Row.fetchCursor(database, sql: "SELECT \(columns) FROM runs ORDER BY ended DESC")
    while let row = try rows.next() {
      guard let run = try run(row)?.run, run.through > 0,
        run.completeProjects.contains(where: { $0.utf8.elementsEqual(project.utf8) })
      else { continue }
      let anchor = try Data.fetchOne(
        database, sql: "SELECT sha256 FROM answers WHERE id = ?", arguments: [run.through])
      if let anchor, RowDigest(bytes: Array(anchor))?.description == run.throughDigest { return run.ended }
    }
    return nil
  }
}
