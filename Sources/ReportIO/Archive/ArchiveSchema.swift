import GRDB

/// The tables of an archive, and how those of an earlier version become those of this one.
///
/// An archive holds these and nothing else. A trigger or a view of other hands would change what is written or
/// read, and an index of theirs what is refused as a repeat.
enum ArchiveSchema {
  /// The version of the schema, `PRAGMA user_version`.
  static let version = 2
  /// What tells an archive from other databases, `PRAGMA application_id`: `jobr`.
  static let applicationID = 0x6A6F_6272

  /// A table, an index or a view, as `sqlite_master` has it.
  private struct Object {
    var kind: String
    var name: String
    var table: String
    var sql: String

    init(_ kind: String, _ name: String, of table: String? = nil, _ sql: String) {
      self.kind = kind
      self.name = name
      self.table = table ?? name
      self.sql = sql
    }
  }

  /// Texts are empty where nothing is known, as a key of an index holds no NULL. Every table of rows has an index of
  /// every row, so that SQLite's own check finds a row whose number changed.
  private static let version1 = [
    Object(
      "table", "answers",
      """
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
      )
      """),
    Object(
      "index", jobIndex, of: "answers",
      "CREATE INDEX answers_by_job ON answers (provider, project, job, endpoint, time)"),
    Object(
      "index", "answers_by_time", of: "answers", "CREATE INDEX answers_by_time ON answers (time, sha256)"),
    Object(
      "index", "answers_not_ended", of: "answers",
      """
      CREATE INDEX answers_not_ended ON answers (provider, project, job, endpoint, time)
        WHERE status IN ('running', 'unknown')
      """),
    Object(
      "table", "runs",
      """
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
      )
      """),
    Object("index", "runs_by_end", of: "runs", "CREATE INDEX runs_by_end ON runs (ended, sha256)"),
    Object(
      "view", "latest",
      """
      CREATE VIEW latest AS
        SELECT id, provider, project, job, endpoint, time, status, CAST(answer AS TEXT) AS json FROM answers AS a
        WHERE NOT EXISTS (
          SELECT 1 FROM answers AS b
          WHERE b.provider = a.provider AND b.project = a.project AND b.job = a.job
            AND b.endpoint = a.endpoint AND b.time > a.time
        )
      """),
  ]

  /// What version 2 has besides: how many rows there are, and which.
  private static let version2 = [
    Object(
      "table", CountTable.name,
      """
      CREATE TABLE counts (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        rows INTEGER NOT NULL,
        digests BLOB NOT NULL,
        sha256 BLOB NOT NULL
      )
      """)
  ]

  /// Where the library that made archives of version 1 wrote down what it had done.
  private static let migrations = Object(
    "table", "grdb_migrations", "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")

  /// The index that has the columns by which rows are chosen.
  static let jobIndex = "answers_by_job"

  /// Makes the tables of this version in a database without any, or those that an earlier version lacks.
  static func update(_ database: Database, from version: Int) throws {
    if version < 1 {
      for object in version1 { try database.execute(sql: object.sql) }
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    for object in version2 { try database.execute(sql: object.sql) }
    try database.execute(sql: "DROP TABLE IF EXISTS grdb_migrations")
    // What there is of an earlier version is taken as it is.
    try CountTable.begin(in: database)
    try database.execute(sql: "PRAGMA user_version = \(self.version)")
  }
}

extension ArchiveSchema {
  /// What a database is, before it is used.
  enum State {
    /// Nothing is in it, or no more than a run of an earlier version left that was killed as it began.
    case empty
    /// An archive of this version or of an earlier one.
    case archive(Found)
    case newer(Int)
    /// The mark of its version is none that there ever was.
    case unknownVersion
    case foreign
  }

  /// What an archive has, beside what it should have.
  struct Found {
    var version: Int
    /// What jobreport did not make, such as `the trigger 'x'`.
    var strangers: [String] = []
    /// Tables that are missing or not as they were made: their rows cannot be relied on.
    var brokenTables: [String] = []
    /// Indexes and views that are missing or not as they were made.
    var brokenIndexes: [String] = []
  }

  /// Looks at a database.
  static func state(of database: Database) throws -> State {
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if application == applicationID {
      if version > self.version { return .newer(version) }
      guard version >= 1 else { return .unknownVersion }
    }
    let objects = try objects(of: database)
    guard application == applicationID else {
      let isBegun = objects.allSatisfy { $0.name == migrations.name }
      return application == 0 && isBegun ? .empty : .foreign
    }
    return .archive(compare(objects, version: version))
  }

  private static func compare(_ objects: [Object], version: Int) -> Found {
    var found = Found(version: version)
    var others = objects
    for wanted in version1 + (version >= 2 ? version2 : []) {
      let place = others.firstIndex { $0.kind == wanted.kind && $0.name == wanted.name }
      let own = place.map { others[$0] }
      let isSame = own?.sql == wanted.sql && own?.table == wanted.table
      // A view of other hands under the name of ours is theirs, an index or a table that differs is damaged.
      if let place, isSame || wanted.kind != "view" { others.remove(at: place) }
      if isSame { continue }
      if wanted.kind == "table" {
        found.brokenTables.append(wanted.name)
      } else {
        found.brokenIndexes.append(wanted.name)
      }
    }
    if version == 1 { others.removeAll { $0.name == migrations.name && $0.sql == migrations.sql } }
    found.strangers = others.map { "the \($0.kind) '\($0.name)'" }.sorted()
    return found
  }

  /// What stands in the schema, but for what SQLite makes by itself: indexes of what is unique, and the figures of
  /// `ANALYZE`.
  private static func objects(of database: Database) throws -> [Object] {
    let rows = try Row.fetchCursor(database, sql: "SELECT type, name, tbl_name, sql FROM sqlite_master")
    var objects: [Object] = []
    while let row = try rows.next() {
      let object = Object(try row.text(0), try row.text(1), of: try row.text(2), try row.text(3))
      let isInternal =
        object.kind == "index" && object.sql.isEmpty && object.name.hasPrefix("sqlite_autoindex_")
        || object.kind == "table" && ["sqlite_stat1", "sqlite_stat4"].contains(object.name)
      if !isInternal { objects.append(object) }
    }
    return objects
  }
}
