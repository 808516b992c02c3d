import GRDB
import GRDBSQLite
import Synchronization

/// Ends what a database makes last for ever, such as pages that lead to each other many times over.
///
/// SQLite tells of every hundred thousand steps of its virtual machine
/// (https://www.sqlite.org/c3ref/progress_handler.html). What jobreport asks takes less than half a step for each
/// byte of an archive.
final class StepLimit: Sendable {
  private static let interval: Int32 = 100_000

  private let path: String
  private let left = Atomic<Int>(0)

  /// The limit for the database in a file.
  init(path: String) {
    self.path = path
    begin()
  }

  /// Begins to count anew.
  func begin() {
    left.store(200 + Int(ArchivePlace.size(of: path) / Int64(Self.interval)) * 2, ordering: .relaxed)
  }

  /// Watches a connection, which must not outlive this value.
  func watch(_ database: Database) {
    sqlite3_progress_handler(
      database.sqliteConnection, Self.interval,
      { pointer in
        guard let pointer else { return 0 }
        let limit = Unmanaged<StepLimit>.fromOpaque(pointer).takeUnretainedValue()
        return limit.left.subtract(1, ordering: .relaxed).newValue < 0 ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
