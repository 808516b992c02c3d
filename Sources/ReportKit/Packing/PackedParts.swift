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
    var end = 0
    var number = 0
    while end < bytes.count {
      let start = end
      var length = Int(bytes[end] & 0x7F)
      var shift = 0
      while bytes[end] >= 0x80, end + 1 < bytes.count, shift < 49 {
        end += 1
        shift += 7
        length |= Int(bytes[end] & 0x7F) << shift
      }
      end += 1
      let content = end
      end += min(max(0, length - 1), bytes.count - end)
      if number == index { return (start..<end, length > 0 ? content..<end : nil) }
      number += 1
    }
    return (bytes.count..<bytes.count, nil)
  }
}
