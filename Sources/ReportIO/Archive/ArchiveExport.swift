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

  /// What became of the rows.
  public struct Count: Sendable, Equatable {
    /// Lines that were written.
    public var rows = 0
    /// Those in which a key was redacted.
    public var redacted = 0
    /// Rows that do not fit their SHA-256, by number. They were left out: an import would refuse the whole.
    public var damaged: [Int64] = []
  }

  /// Writes the lines, in pieces of about 64 KiB, to a closure.
  public func write(_ output: ([UInt8]) throws -> Void) throws -> Count {
    var piece: [UInt8] = []
    var count = Count()
    let since = since?.iso8601Milliseconds ?? ""
    try reader.read { database in
      // The rows themselves stay out of the sorting: the index has their order.
      let answers = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(AnswerTable.columns) FROM answers INDEXED BY answers_by_time
          WHERE time >= ? ORDER BY time, sha256
          """, arguments: [since])
      while let row = try answers.next() {
        let (answer, digest, number) = try AnswerTable.answer(row)
        guard answer.digest.bytes == digest else {
          count.damaged.append(number)
          continue
        }
        let start = piece.count
        ArchiveLine.write(
          answer, digest: RowDigest(bytes: digest)?.description ?? "", isRaw: isRaw, to: &piece)
        try end(&piece, from: start, &count, output)
      }
      guard withRuns else { return }
      let runs = try Row.fetchCursor(
        database,
        sql: "SELECT \(RunTable.columns) FROM runs WHERE ended >= ? ORDER BY ended, sha256",
        arguments: [since])
      while let row = try runs.next() {
        guard let (run, digest, _) = try RunTable.run(row) else { continue }
        let start = piece.count
        ArchiveLine.write(run, digest: RowDigest(bytes: digest)?.description ?? "", isRaw: isRaw, to: &piece)
        try end(&piece, from: start, &count, output)
      }
    }
    if !piece.isEmpty { try output(piece) }
    return count
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
