import Foundation
import GRDB
import ReportKit

/// Checks every byte of an archive that a row depends on: each row against its SHA-256, the tables against
/// their indexes by SQLite's own check, the schema against the one of this version.
public struct ArchiveVerify: Sendable {
  let path: String

  /// A check of an archive.
  public init(path: String) { self.path = path }

  /// What a check found.
  public struct Outcome: Sendable, Equatable {
    /// How many answers there are.
    public var answers = 0
    /// How many runs there are.
    public var runs = 0
    /// What is damaged, a line each; empty for a sound archive.
    public var findings: [String] = []
    /// Whether the rows could be gone through, so that those that are whole can be exported.
    public var opens = true
  }

  /// Checks; throws ``ArchiveError`` only where there is no archive to check.
  public func run() async throws -> Outcome {
    let reader: ArchiveReader
    do {
      reader = try ArchiveReader(path: path)
    } catch ArchiveError.corrupt(_, let reason) {
      return Outcome(findings: ["the database cannot be opened: \(reason)"], opens: false)
    } catch ArchiveError.foreign(_, let reason) {
      guard try isOurs() else { throw ArchiveError.foreign(path: path, reason: reason) }
      return Outcome(findings: ["the database's head is damaged: \(reason)"], opens: false)
    } catch ArchiveError.newer(let path) {
      guard try !isNewer() else { throw ArchiveError.newer(path: path) }
      return Outcome(findings: ["the version of the schema is damaged"], opens: false)
    }
    // Two readers at once: one walks the rows, one the pages and the indexes.
    async let pages = Self.pageFindings(reader)
    var outcome = try Self.rowFindings(reader)
    outcome.findings = try Self.schemaFindings(reader) + outcome.findings + (try await pages)
    return outcome
  }

  private static func pageFindings(_ reader: ArchiveReader) async throws -> [String] {
    var words: [String] = []
    let damage = try damage {
      words = try reader.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(1000)") }
    }
    if let damage { words = [damage] }
    return words == ["ok"] ? [] : words.map { "SQLite's check: \($0)" }
  }

  private static func schemaFindings(_ reader: ArchiveReader) throws -> [String] {
    let empty = try DatabaseQueue()
    try ArchiveSchema.migrator.migrate(empty)
    let wanted = try empty.read { try Self.schema($0) }
    var found: [String: String] = [:]
    var application: Int?
    var version: Int?
    let damage = try damage {
      found = try reader.read { try schema($0) }
      application = try reader.read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
      version = try reader.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    }
    if let damage { return ["the schema cannot be read: \(damage)"] }
    // A person's own index or view is no damage.
    var findings = wanted.keys.sorted().filter { found[$0] != wanted[$0] }.map {
      "the schema of '\($0)' is not as it was made"
    }
    if application != ArchiveSchema.applicationID { findings.append("the application id is damaged") }
    if version != ArchiveSchema.version { findings.append("the version of the schema is damaged") }
    return findings
  }

  private static func schema(_ database: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(database, sql: "SELECT name, type, tbl_name, sql FROM sqlite_master")
    return try Dictionary(
      rows.map { (try $0.text(0), "\(try $0.text(1)) \(try $0.text(2)) \(try $0.text(3))") }
    ) { $0 + $1 }
  }

  /// Whether a database that does not say it is an archive has the tables of one.
  private func isOurs() throws -> Bool {
    let bytes = try Descriptor(reading: path).read(1 << 16, upToEndFrom: 0)
    return bytes.firstRange(of: Array("CREATE TABLE answers".utf8)) != nil
  }

  /// Whether both marks of the version are of a newer one; one alone is damage.
  private func isNewer() throws -> Bool {
    var configuration = Configuration()
    configuration.readonly = true
    return try ArchiveError.mapping(path) {
      try DatabaseQueue(path: path, configuration: configuration).read { database in
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        return try version > ArchiveSchema.version
          && ArchiveSchema.migrator.hasBeenSuperseded(database)
      }
    }
  }
}
