import GRDB

/// The tables of an archive, and how those of an earlier version become those of this one.
enum ArchiveSchema {
  /// The version of the schema, `PRAGMA user_version`.
  static let version = 1
  /// What tells an archive from other databases, `PRAGMA application_id`: `jobr`.
  static let applicationID = 0x6A6F_6272

  /// Brings a database of any earlier version up to this one. A migration is never changed once it is
  /// released: a later version is one more.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { database in
      try database.execute(sql: version1)
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = 1")
    }
    return migrator
  }

  /// Texts are empty where nothing is known, as a key of an index holds no NULL. Every table has an index of
  /// every row, so that SQLite's own check finds a row whose number changed.
  private static let version1 = """
    CREATE TABLE answers (
      id INTEGER PRIMARY KEY,
      provider TEXT NOT NULL,
      project TEXT NOT NULL,
      job TEXT NOT NULL,
      endpoint TEXT NOT NULL,
      time TEXT NOT NULL,
      status TEXT NOT NULL,
      answer BLOB NOT NULL,
      sha256 BLOB NOT NULL UNIQUE
    );
    CREATE INDEX answers_by_job ON answers (provider, project, job, endpoint, time);
    CREATE INDEX answers_by_time ON answers (time, sha256);
    CREATE INDEX answers_not_ended ON answers (provider, project, job, endpoint, time)
      WHERE status IN ('running', 'unknown');
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      began TEXT NOT NULL,
      ended TEXT NOT NULL,
      tool TEXT NOT NULL,
      outcome TEXT NOT NULL,
      asked TEXT NOT NULL,
      requests INTEGER NOT NULL,
      jobs INTEGER NOT NULL,
      new INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      problems TEXT NOT NULL,
      complete TEXT NOT NULL,
      through INTEGER NOT NULL,
      through_sha256 TEXT NOT NULL,
      sha256 BLOB NOT NULL UNIQUE
    );
    CREATE INDEX runs_by_end ON runs (ended, sha256);
    CREATE VIEW latest AS
      SELECT id, provider, project, job, endpoint, time, status, CAST(answer AS TEXT) AS json FROM answers AS a
      WHERE NOT EXISTS (
        SELECT 1 FROM answers AS b
        WHERE b.provider = a.provider AND b.project = a.project AND b.job = a.job
          AND b.endpoint = a.endpoint AND b.time > a.time
      );
    """

  /// What a database is, before it is used.
  enum State {
    /// Nothing in it yet.
    case empty
    /// An archive of this version or, for a writer to bring up to date, of an earlier one.
    case archive(isCurrent: Bool)
    case newer
    case foreign
  }

  static func state(of database: Database) throws -> State {
    // The migrator writes down what it did in a table of its own, which a run that was killed then leaves alone.
    let tables =
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if tables == 0, application == 0 { return .empty }
    guard application == applicationID else { return .foreign }
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if try version > Self.version || migrator.hasBeenSuperseded(database) { return .newer }
    return .archive(isCurrent: try migrator.hasCompletedMigrations(database))
  }
}
