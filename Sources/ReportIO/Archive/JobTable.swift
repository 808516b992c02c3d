import GRDB
import ReportKit

/// What the rows of an archive say about the jobs of a project.
enum JobTable {
  /// How many jobs there are.
  static func count(of project: Project, in database: Database) throws -> Int {
    try names(of: project, in: database).reduce(0) { count, name in
      try count
        + (Int.fetchOne(
          database,
          sql: """
            SELECT count(*) FROM (
              SELECT DISTINCT job FROM answers
              WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND job <> '')
            """, arguments: [project.provider.id.argument, name.argument]) ?? 0)
    }
  }

  /// The projects of rows that a project stands for.
  private static func names(of project: Project, in database: Database) throws -> [ID] {
    guard project.provider.answersNameProject else { return [project.id] }
    let rows = try Row.fetchCursor(
      database, sql: "SELECT DISTINCT project FROM answers WHERE provider = CAST(? AS TEXT)",
      arguments: [project.provider.id.argument])
    var names: [ID] = []
    while let row = try rows.next() {
      let name = try row.id(0)
      if project.covers(provider: project.provider.id, project: name) {
        names.append(name)
      }
    }
    return names
  }

  /// Their ids.
  static func ids(of project: Project, in database: Database) throws -> [ID] {
    try ids(
      """
      SELECT DISTINCT job FROM answers
      WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND job <> ''
      """, project, database
    ).map(\.id)
  }

  /// The ids of those that had not ended, and when they started.
  static func notEnded(
    of project: Project, in database: Database
  ) throws -> [(id: ID, started: Timestamp?)] {
    let candidates = try ids(
      """
      SELECT DISTINCT job FROM answers AS a INDEXED BY answers_not_ended
      WHERE status IN ('running', 'unknown') AND provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT)
        AND job <> '' AND NOT EXISTS (
          SELECT 1 FROM answers AS b
          WHERE b.provider = a.provider AND b.project = a.project AND b.job = a.job
            AND b.endpoint = a.endpoint AND b.time > a.time)
      """, project, database)
    return try candidates.compactMap { id, name in
      let job = try job(JobKey(provider: project.provider.id, project: name, id: id), database)
      return job.status.hasEnded ? nil : (id, job.createdAt)
    }
  }

  /// The ids of those whose newest answer fulfils a condition.
  static func ids(
    of project: Project, in database: Database, where fulfils: ([UInt8]) -> Bool
  ) throws -> Set<ID> {
    var ids: Set<ID> = []
    for name in try names(of: project, in: database) {
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(AnswerTable.columns) FROM answers AS a
          WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND job <> '' AND NOT EXISTS (
            SELECT 1 FROM answers AS b
            WHERE b.provider = a.provider AND b.project = a.project AND b.job = a.job AND b.time > a.time)
          """, arguments: [project.provider.id.argument, name.argument])
      while let row = try rows.next() {
        let answer = try AnswerTable.answer(row).answer
        if fulfils(answer.bytes) { ids.insert(answer.id) }
      }
    }
    return ids
  }

  private static func ids(
    _ sql: String, _ project: Project, _ database: Database
  ) throws -> [(id: ID, name: ID)] {
    var ids: [(id: ID, name: ID)] = []
    for name in try names(of: project, in: database) {
      let rows = try Row.fetchCursor(
        database, sql: sql, arguments: [project.provider.id.argument, name.argument])
      while let row = try rows.next() { ids.append((try row.id(0), name)) }
    }
    return ids
  }

  /// What all answers about a job say together: one of them may be newer than another that says it runs.
  private static func job(_ key: JobKey, _ database: Database) throws -> Job {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(AnswerTable.columns) FROM answers
        WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND job = CAST(? AS TEXT)
        ORDER BY time, id
        """, arguments: [key.provider.argument, (key.project ?? "").argument, key.id.argument])
    var answers: [JobPatch] = []
    while let row = try rows.next() {
      if let record = try AnswerTable.answer(row).answer.record,
        let answer = try? Providers.decode(record, hiding: .shapes)
      {
        answers.append(answer)
      }
    }
    return Job(key: key, merging: answers)
  }
}
