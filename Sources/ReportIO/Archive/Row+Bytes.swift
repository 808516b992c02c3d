import Foundation
import GRDB
import ReportKit

extension Row {
  /// The bytes of a text or blob, exactly as they are stored.
  ///
  /// Asking for a `String` would stop at a NUL and mend what is not UTF-8, and so hide damage.
  func bytes(_ column: Int) throws -> [UInt8] {
    try withUnsafeData(atIndex: column) { $0.map(Array.init) ?? [] }
  }

  /// A number; 0 where something else is stored, which only damage brings about.
  func number(_ column: Int) -> Int { Int.fromDatabaseValue(self[column]) ?? 0 }

  /// A text.
  func text(_ column: Int) throws -> String { String(decoding: try bytes(column), as: UTF8.self) }

  /// An id.
  func id(_ column: Int) throws -> ID { ID(try text(column)) }
}

extension Row {
  /// What is read out of the first row of a query; nil without one.
  ///
  /// A row can be read only for as long as its cursor is there, which nothing but this keeps.
  static func first<Result>(
    of statement: Statement, arguments: StatementArguments, _ read: (Row) throws -> Result
  ) throws -> Result? {
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    return try withExtendedLifetime(rows) { try rows.next().map(read) }
  }
}

extension String {
  /// The text as an argument for `CAST(? AS TEXT)`, whole even where a NUL is in it.
  var argument: any DatabaseValueConvertible {
    // No bytes at all would be bound as NULL.
    isEmpty ? "" : Data(utf8)
  }
}

extension ID {
  /// The id as an argument for `CAST(? AS TEXT)`.
  var argument: any DatabaseValueConvertible { text.argument }
}
