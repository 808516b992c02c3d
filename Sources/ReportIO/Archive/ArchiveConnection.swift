import GRDB

/// A connection to the database of an archive.
final class ArchiveConnection: Sendable {
  /// How long a statement waits for another process, in seconds.
  static let patience = 10.0

  private let path: String
  private let steps: StepLimit
  private let queue: DatabaseQueue

  private init(_ path: String, isReadOnly: Bool) throws {
    self.path = path
    let steps = StepLimit(path: path)
    self.steps = steps
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(Self.patience)
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { database in
      // What stands in the file is not trusted: damage is an error, not a wrong answer.
      try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
      steps.watch(database)
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      // SQLite does not say why; the system does.
      _ = try Descriptor(reading: path)
      throw isReadOnly ? error : ArchiveError.readOnly(path: path)
    }
  }

  /// A connection that can write to an archive that is there, which is brought up to this version.
  static func writing(_ path: String) throws(ArchiveError) -> ArchiveConnection {
    try ArchiveError.mapping(path) {
      let connection = try ArchiveConnection(path, isReadOnly: false)
      let found = try connection.queue.write { try soundState(of: $0, path: path, isBegun: true) }
      if let table = found?.brokenTables.first ?? found?.brokenIndexes.first {
        throw ArchiveError.damaged(path: path, reason: "'\(table)' is missing or not as it was made")
      }
      // WAL and its like leave files beside the archive, even for readers.
      try connection.queue.writeWithoutTransaction { database in
        if try String.fetchOne(database, sql: "PRAGMA journal_mode") != "delete" {
          try database.execute(sql: "PRAGMA journal_mode = DELETE")
        }
      }
      let version = found?.version ?? 0
      if version < ArchiveSchema.version {
        try connection.write { try ArchiveSchema.update($0, from: version) }
      }
      return connection
    }
  }

  /// A connection that can read only, and leaves nothing beside the file; and what stands in the schema. One that is
  /// to be verified may have what no archive has.
  static func reading(
    _ path: String, toVerify: Bool = false
  ) throws(ArchiveError) -> (connection: ArchiveConnection, found: ArchiveSchema.Found) {
    try ArchiveError.mapping(path) {
      guard try ArchivePlace.isTaken(path) else { throw ArchiveError.missing(path: path) }
      let connection = try opened(path)
      let found = try connection.queue.read { database in
        try soundState(of: database, path: path, toVerify: toVerify)
      }
      guard let found else { throw ArchiveError.empty(path: path) }
      if !toVerify, let table = found.brokenTables.first {
        throw ArchiveError.damaged(
          path: path, reason: "the table '\(table)' is missing or not as it was made")
      }
      return (connection, found)
    }
  }

  private static func opened(_ path: String) throws -> ArchiveConnection {
    do {
      return try ArchiveConnection(path, isReadOnly: true)
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
      // A killed process left a write half done: a connection that may write takes it back.
      do {
        let writer = try ArchiveConnection(path, isReadOnly: false)
        _ = try writer.queue.write { try Int.fetchOne($0, sql: "PRAGMA user_version") }
      } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
        throw ArchiveError.unfinished(path: path)
      } catch ArchiveError.readOnly {
        throw ArchiveError.unfinished(path: path)
      }
      return try ArchiveConnection(path, isReadOnly: true)
    }
  }

  /// What an archive has; nil for one that was only begun.
  private static func soundState(
    of database: Database, path: String, isBegun: Bool = false, toVerify: Bool = false
  ) throws -> ArchiveSchema.Found? {
    switch try ArchiveSchema.state(of: database) {
    case .archive(let found):
      if !toVerify, let stranger = found.strangers.first {
        throw ArchiveError.stranger(path: path, stranger, others: found.strangers.count - 1)
      }
      return found
    case .empty:
      if isBegun { return nil }
      throw ArchiveError.empty(path: path)
    case .newer(let version): throw ArchiveError.newer(path: path, version: version)
    case .unknownVersion:
      throw ArchiveError.damaged(path: path, reason: "the version of the schema is none that there is")
    case .foreign:
      throw ArchiveError.foreign(path: path, reason: "it is a database of another program")
    }
  }

  /// Runs work that only reads.
  func read<Result>(_ work: (Database) throws -> Result) throws(ArchiveError) -> Result {
    try ArchiveError.mapping(path) {
      steps.begin()
      return try queue.read(work)
    }
  }

  /// Runs work in a transaction, which is taken back when the work throws.
  func write<Result>(_ work: (Database) throws -> Result) throws(ArchiveError) -> Result {
    try ArchiveError.mapping(path) {
      steps.begin()
      return try queue.writeWithoutTransaction { database in
        var result: Result?
        try database.inTransaction(.immediate) {
          result = try work(database)
          return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return result
      }
    }
  }

  /// Allows as many steps again as a transaction may take, for the next of many things that one does.
  func allowMore() { steps.begin() }

  /// Gives the space of what was removed back to the disk.
  func vacuum() throws(ArchiveError) {
    try ArchiveError.mapping(path) {
      steps.begin()
      try queue.vacuum()
    }
  }
}
