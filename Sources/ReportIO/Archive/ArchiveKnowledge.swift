import Foundation
import GRDB
import ReportKit

/// What an archive knows nothing of. A report of it would be empty, which says of the agent what is only true
/// of the archive.
extension ArchiveReader {
  /// Throws why there is nothing to make a report of: of some projects, or of any when none is named, as of
  /// a time. Returns where the archive knows that there are no jobs, as a run read the list.
  public func explainAbsence(of projects: [String], by time: Timestamp?) throws(ArchiveError) {
    let reason: ArchiveAbsence? = try read { database in
      if try Self.knowsList(of: projects, by: time, in: database) { return nil }
      guard let oldest = try Self.oldestAnswer(of: projects, in: database) else {
        let known = try Self.homes(in: database).filter { !$0.project.isEmpty }
          .map { String(decoding: $0.project, as: UTF8.self) }.inOrderOnce
        return known.isEmpty || projects.isEmpty ? .all : .projects(projects, known: known)
      }
      // Rows that are there and give no job are damaged, which is told elsewhere.
      guard let time, oldest > time.iso8601Milliseconds else { return nil }
      return .before(time, oldest: oldest)
    }
    if let reason { throw .nothing(path: path, reason) }
  }

  /// Those of some projects that the archive has no answer of, as of a time, and whose list no run read.
  public func unknown(of projects: [String], by time: Timestamp?) throws(ArchiveError) -> [String] {
    try read { database in
      try projects.inOrderOnce.filter { project in
        try Self.oldestAnswer(of: [project], by: time, in: database) == nil
          && !Self.knowsList(of: [project], by: time, in: database)
      }
    }
  }

  /// Those of some projects, or of all that it has answers of, whose list the newest run that read it, as of a
  /// time, did not read to its end, and when that run ended: jobs may be missing that nobody knows of.
  public func unfinishedLists(
    of projects: [String], by time: Timestamp?
  ) throws(ArchiveError) -> [(project: String, ended: String)] {
    try read { database in
      var known: Set<String> = []
      var unfinished: [(project: String, ended: String)] = []
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(RunTable.columns) FROM runs WHERE ended <= ? ORDER BY ended DESC, id DESC",
        arguments: [time?.iso8601Milliseconds ?? "~"])
      while let row = try rows.next() {
        guard let run = try RunTable.run(row)?.run else { continue }
        for project in run.listedProjects where known.insert(project).inserted {
          guard !Self.isNamed(project, in: run.completeProjects) else { continue }
          // A project that was named once by mistake, and that nothing is known of, is not asked for now.
          let isWanted =
            projects.isEmpty
            ? try Self.oldestAnswer(of: [project], in: database) != nil : Self.isNamed(project, in: projects)
          guard isWanted else { continue }
          unfinished.append((project, run.ended))
        }
      }
      return unfinished
    }
  }

  /// Whether a run read the list of one of some projects, or of any.
  private static func knowsList(
    of projects: [String], by time: Timestamp?, in database: Database
  ) throws -> Bool {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT \(RunTable.columns) FROM runs WHERE ended <= ?",
      arguments: [time?.iso8601Milliseconds ?? "~"])
    while let row = try rows.next() {
      guard let listed = try RunTable.run(row)?.run.completeProjects, !listed.isEmpty else { continue }
      if projects.isEmpty || listed.contains(where: { isNamed($0, in: projects) }) { return true }
    }
    return false
  }

  /// When the first answer about a job of some projects, or of any, was had.
  private static func oldestAnswer(
    of projects: [String], by time: Timestamp? = nil, in database: Database
  ) throws -> String? {
    let names = projects.isEmpty ? "" : "AND CAST(project AS BLOB) IN (\(marks(projects.count)))"
    let arguments: [any DatabaseValueConvertible] =
      [PullRequestTable.provider, time?.iso8601Milliseconds ?? "~"] + projects.map { Data($0.utf8) }
    return try String.fetchOne(
      database,
      sql:
        "SELECT min(time) FROM answers INDEXED BY answers_by_job WHERE provider <> ? AND time <= ? \(names)",
      arguments: StatementArguments(arguments))
  }

  private static func marks(_ count: Int) -> String {
    Array(repeating: "?", count: count).joined(separator: ", ")
  }

  private static func isNamed(_ project: String, in projects: [String]) -> Bool {
    projects.contains { $0.utf8.elementsEqual(project.utf8) }
  }
}
