import GRDB
import ReportKit

/// An archive that this process writes to, alone until it lets go of this value.
public final class Archive: Sendable {
  /// The file, as the person named it.
  public let path: String
  let queue: DatabaseQueue
  private let lock: ArchiveLock
  /// Whether this process made it.
  let isNew: Bool

  /// Opens an archive, or makes one; waits for another run that writes to it.
  public init(
    writing path: String, patience: ReportDirectory.Patience = .live
  ) async throws {
    self.path = path
    lock = try await ArchiveLock.take(path, patience: patience)
    isNew = (try? Files.kind(of: path)) == .nothing
    queue = try ArchiveConnection.writing(path)
  }

  /// An archive that this process made and nothing got into is gone again: somebody would take it for one.
  deinit {
    let sql = "SELECT EXISTS (SELECT 1 FROM answers) OR EXISTS (SELECT 1 FROM runs)"
    guard isNew, (try? queue.read { try Bool.fetchOne($0, sql: sql) }) == false else { return }
    try? Files.remove(path)
  }

  /// Runs work in a transaction, which is taken back when the work throws.
  func write<Result>(_ work: (Database) throws -> Result) throws(ArchiveError) -> Result {
    try ArchiveError.mapping(path) { try queue.write(work) }
  }

  /// Runs work that only reads.
  func read<Result>(_ work: (Database) throws -> Result) throws(ArchiveError) -> Result {
    try ArchiveError.mapping(path) { try queue.read(work) }
  }
}
