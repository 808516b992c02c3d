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
  func reader(at index: Int) -> PackedReader? { place(of: index).content.map { PackedReader(bytes, $0) } }

  /// Whether there is a part at an index.
  func has(_ index: Int) -> Bool { place(of: index).content != nil }

  /// The text of the part at an index; nil where it is missing.
  func text(at index: Int) -> String? {
    place(of: index).content.map { place in
      bytes.withUnsafeBufferPointer {
        String(decoding: UnsafeBufferPointer(rebasing: $0[place]), as: UTF8.self)
      }
    }
  }

  /// Gives a part other bytes, or takes it out.
  mutating func set(_ part: [UInt8]?, at index: Int) {
    bytes.replaceSubrange(place(of: index).whole, with: PackedWriter.bytes { $0.add(part: part) })
  }

  /// Where the part at an index stands, with its length and without; what a ``PackedReader`` would find, without counting a
  /// reference.
  private func place(of index: Int) -> (whole: Range<Int>, content: Range<Int>?) {
    let bytes = bytes.span
    var start = 0
    for _ in 0..<index where start < bytes.count {
      // A length of one byte counts itself, and stands for nothing where it is zero.
      let length = Int(bytes[start])
      start =
        length < 0x80
        ? min(start + max(1, length), bytes.count) : PackedParts.part(in: bytes, at: start).end
    }
    guard start < bytes.count else { return (bytes.count..<bytes.count, nil) }
    let part = PackedParts.part(in: bytes, at: start)
    return (start..<part.end, part.content.map { $0..<part.end })
  }

  /// Where the content of the part at a place begins, nil where there is none, and where the part ends.
  private static func part(in bytes: Span<UInt8>, at start: Int) -> (content: Int?, end: Int) {
    var index = start
    var length = Int(bytes[index] & 0x7F)
    var shift = 0
    while bytes[index] >= 0x80, index + 1 < bytes.count, shift < 49 {
      index += 1
      shift += 7
      length |= Int(bytes[index] & 0x7F) << shift
    }
    index += 1
    return (length > 0 ? index : nil, index + min(max(0, length - 1), bytes.count - index))
  }
}
