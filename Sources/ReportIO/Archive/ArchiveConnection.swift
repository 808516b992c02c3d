import GRDB

/// Opens the database of an archive.
enum ArchiveConnection {
  /// How long a statement waits for another process, in seconds.
  static let patience = 10.0

  /// A connection that can write; the file is made when it is missing, and brought up to this version.
  static func writing(_ path: String) throws(ArchiveError) -> DatabaseQueue {
    try ArchiveError.mapping(path) {
      let existed = try isThere(path)
      let queue: DatabaseQueue
      do {
        queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: false))
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
        if existed { throw ArchiveError.readOnly(path: path) }
        // SQLite does not say why; the system does.
        _ = try Descriptor(locking: path)
        throw error
      }
      try queue.write { try check($0, path: path) }
      // WAL and its like leave files beside the archive, even for readers.
      try queue.writeWithoutTransaction { database in
        if try String.fetchOne(database, sql: "PRAGMA journal_mode") != "delete" {
          try database.execute(sql: "PRAGMA journal_mode = DELETE")
        }
      }
      try ArchiveSchema.migrator.migrate(queue)
      return queue
    }
  }

  /// A connection that can read only, and leaves nothing beside the file.
  static func reading(_ path: String) throws(ArchiveError) -> DatabaseQueue {
    try ArchiveError.mapping(path) {
      guard try isThere(path) else { throw ArchiveError.missing(path: path) }
      let queue: DatabaseQueue
      do {
        queue = try open(path)
      } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
        // A killed process left a write half done: a connection that may write takes it back.
        do {
          _ = try writing(path)
        } catch ArchiveError.readOnly {
          throw ArchiveError.unfinished(path: path)
        }
        queue = try open(path)
      }
      switch try queue.read({ try ArchiveSchema.state(of: $0) }) {
      case .archive(isCurrent: true): return queue
      case .empty:
        // A run that was killed at its very beginning leaves an empty file.
        let empty = try DatabaseQueue()
        try ArchiveSchema.migrator.migrate(empty)
        return empty
      case .archive(isCurrent: false), .newer, .foreign:
        try queue.read { try check($0, path: path) }
        // Of an earlier version: only a writer may change it.
        _ = try writing(path)
        return try open(path)
      }
    }
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    do {
      return try DatabaseQueue(path: path, configuration: configuration(isReadOnly: true))
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      // SQLite does not say why; the system does.
      _ = try Descriptor(reading: path)
      throw error
    }
  }

  private static func isThere(_ path: String) throws -> Bool {
    let kind = try Files.kind(of: path)
    guard kind != .folder else { throw ArchiveError.foreign(path: path, reason: "it is a folder") }
    return kind != .nothing
  }

  private static func check(_ database: Database, path: String) throws {
    switch try ArchiveSchema.state(of: database) {
    case .empty, .archive: return
    case .newer: throw ArchiveError.newer(path: path)
    case .foreign:
      throw ArchiveError.foreign(path: path, reason: "it is a database of another program")
    }
  }

  private static func configuration(isReadOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { database in
      // What stands in the file is not trusted: damage is an error, not a wrong answer.
      try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
    }
    return configuration
  }
}
