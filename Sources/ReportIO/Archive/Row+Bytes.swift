import Foundation
import GRDB

extension Row {
  /// The bytes of a text or blob, exactly as they are stored.
  ///
  /// Asking for a `String` would stop at a NUL and mend what is no UTF-8, and so hide damage.
  func bytes(_ column: Int) throws -> [UInt8] {
    try withUnsafeData(atIndex: column) { $0.map(Array.init) ?? [] }
  }

  /// A number; 0 where something else is stored, which only damage brings about.
  func number(_ column: Int) -> Int { Int.fromDatabaseValue(self[column]) ?? 0 }

  /// A text.
  func text(_ column: Int) throws -> String { String(decoding: try bytes(column), as: UTF8.self) }
}

extension String {
  /// The text as an argument for `CAST(? AS TEXT)`, whole even where a NUL is in it.
  var argument: any DatabaseValueConvertible {
    // No bytes at all would be bound as NULL.
    isEmpty ? "" : Data(utf8)
  }
}
