/// How many rows a table of an archive has, and which: what tells that one was removed, put in or replaced by
/// other hands than jobreport's.
public struct RowCount: Sendable, Equatable {
  /// The table.
  public let table: String
  /// How many rows it has.
  public private(set) var rows: Int
  /// The SHA-256s of its rows, combined by exclusive or: their order does not matter, and what is taken in once
  /// more is taken out.
  public private(set) var digests: [UInt8]

  /// The count of a table, of one without rows unless told otherwise.
  public init(
    of table: String, rows: Int = 0,
    digests: [UInt8] = [UInt8](repeating: 0, count: 32)
  ) {
    self.table = table
    self.rows = rows
    self.digests = digests
  }

  /// Counts a row with this SHA-256.
  public mutating func add(_ digest: [UInt8]) {
    rows += 1
    combine(digest)
  }

  /// Takes a row with this SHA-256 out.
  public mutating func remove(_ digest: [UInt8]) {
    rows -= 1
    combine(digest)
  }

  private mutating func combine(_ digest: [UInt8]) {
    for (index, byte) in digest.enumerated() where index < digests.count { digests[index] ^= byte }
  }

  /// The SHA-256 over all columns of the count's own row.
  public var digest: RowDigest {
    var builder = RowDigest.Builder(kind: "count")
    builder.add(Array(table.utf8))
    builder.add(rows)
    builder.add(digests)
    return builder.finish()
  }
}
