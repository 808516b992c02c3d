import GRDB
import ReportKit

/// Writes the rows of an archive as JSON Lines, in an order that the rows alone decide: by time and SHA-256,
/// answers before runs.
public struct ArchiveExport: Sendable {
  let reader: ArchiveReader
  /// Only rows of this time or later.
  public var since: Timestamp?
  /// Whether runs are written too.
  public var withRuns = false
  /// Whether keys in rows stay as they are.
  public var isRaw = false

  /// An export of an archive.
  public init(_ reader: ArchiveReader) { self.reader = reader }

  private static let chunk = 1 << 16
  private static let batch = 128

  /// What became of the rows.
  public struct Count: Sendable, Equatable {
    /// Lines that were written.
    public var rows = 0
    /// Those in which a key was redacted.
    public var redacted = 0
    /// Answers that do not fit their SHA-256 or cannot be read, by number. They were left out: an import would
    /// refuse the whole.
    public var damaged: [Int64] = []
    /// Runs that were left out for the same reasons, by number.
    public var damagedRuns: [Int64] = []
  }

  /// Writes the lines, in pieces of about 64 KiB, to a closure.
  public func write(_ output: ([UInt8]) throws -> Void) throws -> Count {
    var piece: [UInt8] = []
    var count = Count()
    let since = since?.iso8601Milliseconds ?? ""
    let numbers = try numbers(of: "answers", by: "time", index: "answers_by_time", since: since)
    for start in stride(from: 0, to: numbers.count, by: Self.batch) {
      for stored in try reader.answers([numbers[start..<min(start + Self.batch, numbers.count)]])[0] {
        guard stored.isSound, let answer = stored.answer, let digest = RowDigest(bytes: stored.digest) else {
          count.damaged.append(stored.number)
          continue
        }
        let start = piece.count
        ArchiveLine.write(answer, digest: digest.description, isRaw: isRaw, to: &piece)
        try end(&piece, from: start, &count, output)
      }
    }
    for number in withRuns
      ? try self.numbers(of: "runs", by: "ended", index: "runs_by_end", since: since) : []
    {
      guard let run = try soundRun(number) else {
        count.damagedRuns.append(number)
        continue
      }
      let start = piece.count
      ArchiveLine.write(run, digest: run.digest.description, isRaw: isRaw, to: &piece)
      try end(&piece, from: start, &count, output)
    }
    if !piece.isEmpty { try output(piece) }
    return count
  }

  /// The numbers of rows in their order, which an index has: the rows themselves stay out of the sorting, and
  /// each is read by itself, so that a damaged page costs no more than its rows.
  private func numbers(of table: String, by time: String, index: String, since: String) throws -> [Int64] {
    try reader.read { database in
      try Int64.fetchAll(
        database,
        sql: "SELECT id FROM \(table) INDEXED BY \(index) WHERE \(time) >= ? ORDER BY \(time), sha256",
        arguments: [since])
    }
  }

  /// A run that is as it was written.
  private func soundRun(_ number: Int64) throws(ArchiveError) -> ArchivedRun? {
    do {
      return try reader.read { database in
        let statement = try database.makeStatement(sql: "SELECT \(RunTable.columns) FROM runs WHERE id = ?")
        return try Row.first(of: statement, arguments: [number]) { row in
          try RunTable.run(row).flatMap { $0.run.digest.bytes == $0.digest ? $0.run : nil }
        } ?? nil
      }
    } catch .corrupt {
      return nil
    }
  }

  private func end(
    _ piece: inout [UInt8], from start: Int, _ count: inout Count,
    _ output: ([UInt8]) throws -> Void
  ) throws {
    count.rows += 1
    if !isRaw, case .redacted? = try? ArchiveLine.read(Array(piece[start...])) { count.redacted += 1 }
    piece.append(0x0A)
    guard piece.count >= Self.chunk else { return }
    try output(piece)
    piece.removeAll(keepingCapacity: true)
  }
}
