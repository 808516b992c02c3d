import GRDB
import ReportKit

/// What the rows of an archive say about the jobs of a project.
enum JobTable {
  /// How many jobs there are.
  static func count(of project: String, in database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) FROM (
          SELECT DISTINCT job FROM answers
          WHERE provider = 'mintlify' AND project = CAST(? AS TEXT) AND job <> '')
        """, arguments: [project.argument]) ?? 0
  }

  /// Their ids.
  static func ids(of project: String, in database: Database) throws -> [String] {
    try ids(
      "SELECT DISTINCT job FROM answers WHERE provider = 'mintlify' AND project = CAST(? AS TEXT) AND job <> ''",
      project, database)
  }

  /// The ids of those that had not ended, and when they started.
  static func notEnded(
    of project: String, in database: Database
  ) throws -> [(id: String, started: Timestamp?)] {
    let candidates = try ids(
      """
      SELECT DISTINCT job FROM answers AS a INDEXED BY answers_not_ended
      WHERE status IN ('running', 'unknown') AND provider = 'mintlify' AND project = CAST(? AS TEXT)
        AND job <> '' AND NOT EXISTS (
          SELECT 1 FROM answers AS b
          WHERE b.provider = a.provider AND b.project = a.project AND b.job = a.job
            AND b.endpoint = a.endpoint AND b.time > a.time)
      """, project, database)
    return try candidates.compactMap { id in
      let job = try job(id, project, database)
      return job.status.hasEnded ? nil : (id, job.createdAt)
    }
  }

  private static func ids(_ sql: String, _ project: String, _ database: Database) throws -> [String] {
    let rows = try Row.fetchCursor(database, sql: sql, arguments: [project.argument])
    var ids: [String] = []
    while let row = try rows.next() { ids.append(try row.text(0)) }
    return ids
  }

  /// What all answers about a job say together: one of them may be newer than another that says it runs.
  private static func job(_ job: String, _ project: String, _ database: Database) throws -> Job {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(AnswerTable.columns) FROM answers
        WHERE provider = 'mintlify' AND project = CAST(? AS TEXT) AND job = CAST(? AS TEXT) ORDER BY time, id
        """, arguments: [project.argument, job.argument])
    var answers: [Answer] = []
    while let row = try rows.next() {
      if let snapshot = try AnswerTable.answer(row).answer.snapshot,
        let answer = try? Providers.decode(snapshot, hiding: .shapes)
      {
        answers.append(answer)
      }
    }
    return Job(key: JobKey(provider: "mintlify", project: project, id: job), merging: answers)
  }
}
