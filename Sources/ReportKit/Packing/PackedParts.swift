/// A row of parts in one array of bytes, each behind its length: what there are very many of costs one allocation each, and
/// a part becomes a value when it is asked for.
struct PackedParts: Sendable {
  private(set) var bytes: [UInt8]

  /// The parts that a closure writes, in their order.
  init(_ write: (inout PackedWriter) -> Void) { bytes = PackedWriter.bytes(write) }

  /// Bytes that were kept; nil when they are not so many parts and nothing else.
  init?(_ bytes: [UInt8], count: Int) {
    var reader = PackedReader(bytes)
    for _ in 0..<count { guard reader.part() != nil else { return nil } }
    guard reader.isAtEnd else { return nil }
    self.bytes = bytes
  }

  /// What reads the part at an index; nil where it is missing.
  func reader(at index: Int) -> PackedReader? {
    var reader = PackedReader(bytes)
    for _ in 0..<index { _ = reader.part() }
    return (reader.part() ?? nil).map(reader.reader)
  }

  /// Gives a part other bytes, or takes it out.
  mutating func set(_ part: [UInt8]?, at index: Int) {
    var reader = PackedReader(bytes)
    for _ in 0..<index { _ = reader.part() }
    let start = reader.position
    _ = reader.part()
    bytes.replaceSubrange(start..<reader.position, with: PackedWriter.bytes { $0.add(part: part) })
  }
}
