import GRDB
import ReportKit

/// An archive that this process writes to, alone until it lets go of this value.
public final class Archive: Sendable {
  /// The file, as the person named it.
  public let path: String
  private let connection: ArchiveConnection
  private let lock: ArchiveLock
  /// Whether this process made it.
  let isNew: Bool

  /// Opens an archive, or makes one where nothing is; waits for another run that writes to it.
  public init(
    writing path: String, patience: ReportDirectory.Patience = .live
  ) async throws {
    self.path = path
    _ = try ArchivePlace.isTaken(path)
    lock = try await ArchiveLock.take(path, patience: patience)
    isNew = try !ArchivePlace.isTaken(path)
    if isNew { try await ArchivePlace.make(path) }
    connection = try ArchiveConnection.writing(path)
  }

  /// An archive that this process made and nothing got into is gone again: somebody would take it for one.
  deinit {
    let sql = "SELECT EXISTS (SELECT 1 FROM answers) OR EXISTS (SELECT 1 FROM runs)"
    guard isNew, (try? connection.read { try Bool.fetchOne($0, sql: sql) }) == false else { return }
    try? Files.remove(path)
  }

  /// Puts rows in or takes them out, all or none: what was done is taken back when the work throws.
  func write<Result>(_ work: (inout RowWriter) throws -> Result) throws(ArchiveError) -> Result {
    try connection.write { database in
      var writer = try RowWriter(database, allowMore: connection.allowMore)
      let result = try work(&writer)
      try writer.finish()
      return result
    }
  }

  /// Runs work that only reads.
  func read<Result>(_ work: (Database) throws -> Result) throws(ArchiveError) -> Result {
    try connection.read(work)
  }

  /// Gives the space of rows that were removed back to the disk.
  func vacuum() throws(ArchiveError) { try connection.vacuum() }
}
