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
  /// What rows are not to show; nil: they stay as they are.
  public var redaction: Redaction?

  /// An export of an archive.
  public init(_ reader: ArchiveReader, hiding redaction: Redaction?) {
    self.reader = reader
    self.redaction = redaction
  }

  private static let chunk = 1 << 16
  private static let batch = 128

  /// How many rows were written, and how many were left out.
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
    /// What does not agree with the rows that there are, such as that some are missing.
    public var findings: [String] = []
  }

  /// Writes the lines, in pieces of about 64 KiB, to a closure.
  public func write(_ output: ([UInt8]) throws -> Void) throws -> Count {
    var piece: [UInt8] = []
    var count = Count()
    let inventory = try reader.inventory()
    count.findings = inventory.findings.map(\.words)
    let numbers = try answers(of: inventory)
    for start in stride(from: 0, to: numbers.count, by: Self.batch) {
      for stored in try reader.answers([numbers[start..<min(start + Self.batch, numbers.count)]])[0] {
        guard stored.isSound, let answer = stored.answer, let digest = RowDigest(bytes: stored.digest) else {
          count.damaged.append(stored.number)
          continue
        }
        let start = piece.count
        ArchiveLine.write(answer, digest: digest.description, hiding: redaction, to: &piece)
        try end(&piece, from: start, &count, output)
      }
    }
    if withRuns {
      let runs = try reader.runs()
      count.damagedRuns = runs.damaged
      if let fault = runs.fault { count.findings.append(fault) }
      for (run, _) in runs.sound.sorted(by: { key($0.run) < key($1.run) })
      where since.map({ run.ended >= $0.iso8601Milliseconds }) ?? true {
        let start = piece.count
        ArchiveLine.write(run, digest: run.digest.description, hiding: redaction, to: &piece)
        try end(&piece, from: start, &count, output)
      }
    }
    if !piece.isEmpty { try output(piece) }
    return count
  }

  private func key(_ run: ArchivedRun) -> (String, String) { (run.ended, run.digest.description) }

  /// The numbers of the answers in their order. Each is read by itself, so that a damaged page costs no more than its
  /// rows.
  private func answers(of inventory: ArchiveInventory) throws -> [Int64] {
    let earliest = since?.milliseconds ?? .min
    let rows = inventory.rows.filter { $0.time >= earliest }
    let digests = try reader.digests(rows.map(\.number))
    let order = rows.indices.sorted { one, other in
      let (left, right) = (rows[one].time, rows[other].time)
      return left == right ? digests[one].lexicographicallyPrecedes(digests[other]) : left < right
    }
    return order.map { rows[$0].number } + inventory.unreadable
  }

  private func end(
    _ piece: inout [UInt8], from start: Int, _ count: inout Count,
    _ output: ([UInt8]) throws -> Void
  ) throws {
    count.rows += 1
    if redaction != nil, case .redacted? = try? ArchiveLine.read(Array(piece[start...])) {
      count.redacted += 1
    }
    piece.append(0x0A)
    guard piece.count >= Self.chunk else { return }
    try output(piece)
    piece.removeAll(keepingCapacity: true)
  }
}
