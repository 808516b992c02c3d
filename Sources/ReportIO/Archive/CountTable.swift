import Foundation
import GRDB
import ReportKit

/// The rows of the table `counts`: how many rows the other tables have, and which.
enum CountTable {
  static let name = "counts"
  /// The tables that are counted.
  static let tables = ["answers", "runs"]

  /// Counts the rows that there are.
  static func begin(in database: Database) throws {
    for table in tables {
      var count = RowCount(of: table)
      let rows = try Row.fetchCursor(database, sql: "SELECT sha256 FROM \(table) NOT INDEXED")
      while let row = try rows.next() { count.add(try row.bytes(0)) }
      try database.execute(
        sql: "INSERT INTO counts (name, rows, digests, sha256) VALUES (?, ?, ?, ?)",
        arguments: [table, count.rows, Data(count.digests), Data(count.digest.bytes)])
    }
  }

  /// The counts that are as they were written, by table. One that is missing is damaged or was removed.
  static func counts(in database: Database) throws -> [String: RowCount] {
    var counts: [String: RowCount] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT name, rows, digests, sha256,
          typeof(name) || ' ' || typeof(rows) || ' ' || typeof(digests) || ' ' || typeof(sha256)
        FROM counts NOT INDEXED
        """)
    while let row = try rows.next() {
      let count = RowCount(of: try row.text(0), rows: row.number(1), digests: try row.bytes(2))
      let isSound =
        try count.digest.bytes == row.bytes(3) && row.text(4) == "text integer blob blob"
        && tables.contains(count.table)
      if isSound { counts[count.table] = count }
    }
    return counts
  }

  /// What is known of how many rows a table should have.
  enum Expectation {
    case count(RowCount)
    /// The count itself is damaged, or was removed.
    case damaged

    /// What there is to say of a table in which so many rows were found; nil when it has all and no others.
    func fault(_ found: Int, of table: String) -> String? {
      switch self {
      case .damaged:
        return "the count of the archive's \(table) is damaged, so that nobody knows whether some are missing"
      case .count(let count) where found < count.rows:
        let missing = count.rows - found
        guard count.rows > 1 else { return "the archive's only \(table.dropLast()) is missing" }
        return "\(missing) of the archive's \(count.rows) \(table) \(missing == 1 ? "is" : "are") missing"
      case .count(let count) where found > count.rows:
        let written = count.rows == 1 ? "1 was" : "\(count.rows) were"
        return "the archive has \(found) \(table) where \(written) written: others were put in"
      case .count: return nil
      }
    }
  }

  /// How many rows a table should have; nil in an archive of a version that does not count.
  static func expected(
    of table: String, _ read: ArchiveInventory.Reading
  ) throws(ArchiveError) -> Expectation? {
    var expectation: Expectation?
    do {
      try read { database in
        guard try database.tableExists(name) else { return }
        expectation = try counts(in: database)[table].map { .count($0) } ?? .damaged
      }
    } catch .corrupt {
      return .damaged
    }
    return expectation
  }

  /// Writes a count in the place of the one before.
  static func update(_ count: RowCount, in database: Database) throws {
    try database.execute(
      sql: "UPDATE counts SET rows = ?, digests = ?, sha256 = ? WHERE name = ?",
      arguments: [count.rows, Data(count.digests), Data(count.digest.bytes), count.table])
  }
}
