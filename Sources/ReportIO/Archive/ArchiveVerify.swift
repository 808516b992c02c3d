import GRDB
import ReportKit

/// Checks every byte of an archive that a row depends on: each row against its SHA-256, the tables against their
/// counts and, by SQLite's own check, against their indexes, the schema against the one of its version.
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
    /// Whether it has what jobreport did not make, for which every other command refuses it.
    public var hasStrangers = false
  }

  /// Checks; throws ``ArchiveError`` only where there is no archive to check.
  public func run() async throws -> Outcome {
    let reader: ArchiveReader
    do {
      reader = try ArchiveReader(verifying: path)
    } catch ArchiveError.corrupt(_, let reason) {
      return Outcome(findings: ["the database cannot be opened: \(reason)"], opens: false)
    } catch ArchiveError.damaged(_, let reason) {
      return Outcome(findings: [reason], opens: false)
    } catch ArchiveError.foreign(_, let reason) {
      guard try isOurs() else { throw ArchiveError.foreign(path: path, reason: reason) }
      return Outcome(findings: ["the database's head is damaged: \(reason)"], opens: false)
    }
    let schema = Self.schemaFindings(reader.found)
    guard reader.found.brokenTables.isEmpty else { return Outcome(findings: schema, opens: false) }
    // Two readers at once: one walks the rows, one the pages and the indexes.
    async let pages = Self.pageFindings(reader)
    var outcome = try Self.rowFindings(reader)
    outcome.findings = schema + outcome.findings + (try await pages)
    outcome.hasStrangers = !reader.found.strangers.isEmpty
    return outcome
  }

  /// SQLite's own check. Its first finding is asked for alone: where pages lead to each other many times over, what
  /// comes behind that, the counting of entries, would not end.
  private static func pageFindings(_ reader: ArchiveReader) async throws -> [String] {
    func check(_ pragma: String) throws -> [String] {
      var words: [String] = []
      let damage = try damage { words = try reader.read { try String.fetchAll($0, sql: "PRAGMA \(pragma)") } }
      if let damage { return [damage] }
      return words == ["ok"] ? [] : words
    }
    guard try !check("integrity_check(1)").isEmpty else { return [] }
    var words = try check("quick_check(1000)")
    if words.isEmpty { words = try check("integrity_check(1000)") }
    return words.map { "SQLite's check: \($0)" }
  }

  private static func schemaFindings(_ found: ArchiveSchema.Found) -> [String] {
    found.strangers.map { "it has \($0), which jobreport did not make" }
      + (found.brokenTables + found.brokenIndexes).sorted().map {
        "the schema of '\($0)' is not as it was made"
      }
  }

  /// Whether a database that does not say it is an archive has the tables of one.
  private func isOurs() throws -> Bool {
    guard try ArchivePlace.isTaken(path) else { return false }
    let bytes = try Descriptor(reading: path).read(1 << 16, upToEndFrom: 0)
    return bytes.firstRange(of: Array("CREATE TABLE answers".utf8)) != nil
  }
}
