import GRDB
import GRDBSQLite

/// The columns of the row that a query stands at, as bytes that are not copied.
struct RowColumns: ~Copyable {
  private let statement: SQLiteStatement

  /// Goes through the rows of a query, for as long as a closure wants more.
  static func each(
    of database: Database, _ sql: String, arguments: StatementArguments = [],
    _ use: (borrowing RowColumns) throws -> Bool
  ) throws {
    let statement = try database.makeStatement(sql: sql)
    let rows = try GRDB.Row.fetchCursor(statement, arguments: arguments)
    while try rows.next() != nil {
      guard try use(RowColumns(statement: statement.sqliteStatement)) else { return }
    }
  }

  /// Hands on the bytes of a text or a blob; of a number, those of its digits.
  func bytes<Result>(_ column: Int32, _ use: (UnsafeRawBufferPointer) -> Result) -> Result {
    let start = sqlite3_column_blob(statement, column)
    // The count is asked for behind the bytes, as SQLite has it (https://www.sqlite.org/c3ref/column_blob.html).
    let count = Int(sqlite3_column_bytes(statement, column))
    return use(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }

  /// The bytes, copied.
  func array(_ column: Int32) -> [UInt8] { bytes(column) { Array($0) } }

  /// A number; 0 where something else is stored, which only damage brings about.
  func number(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
}
