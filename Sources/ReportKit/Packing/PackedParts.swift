import CommonMark

/// A row of parts in one array of bytes: what there are very many of costs one allocation each, and a part becomes a value
/// when it is asked for.
///
/// First stands how many parts there are, then a byte for each, then their contents. A byte of 0 is that of a part that is
/// missing, one of 1 to 254 that of a content of one byte less; 255 says that the length stands before the content, in four
/// bytes, the lowest first.
struct PackedParts: Sendable {
  private(set) var bytes: [UInt8]

  /// The parts that were written.
  init(_ writer: borrowing Writer) {
    // What grew has more room than it needs, and there are very many of these.
    bytes = []
    bytes.reserveCapacity(writer.bytes.count)
    bytes += writer.bytes
  }

  /// Bytes that were kept; nil when they are not so many parts and nothing else.
  init?(_ bytes: [UInt8], count: Int) {
    guard bytes.count > count, bytes[0] == UInt8(count) else { return nil }
    var end = count + 1
    for index in 1...count {
      guard let place = PackedParts.place(behind: end, bytes[index], in: bytes.span) else { return nil }
      end = place.upperBound
    }
    guard end == bytes.count else { return nil }
    self.bytes = bytes
  }

  /// What reads the part at an index; nil where it is missing.
  func reader(at index: Int) -> PackedReader? { place(of: index).map { PackedReader(bytes, $0) } }

  /// Whether there is a part at an index.
  func has(_ index: Int) -> Bool { bytes[index + 1] > 0 }

  /// The text of the part at an index; nil where it is missing.
  func text(at index: Int) -> String? {
    place(of: index).map { place in
      bytes.withUnsafeBufferPointer {
        String(decoding: UnsafeBufferPointer(rebasing: $0[place]), as: UTF8.self)
      }
    }
  }

  /// Gives a part other bytes, or takes it out.
  mutating func set(_ part: [UInt8]?, at index: Int) {
    let start = start(of: index)
    let old = PackedParts.place(behind: start, bytes[index + 1], in: bytes.span) ?? start..<start
    var writer = Writer(count: 1)
    writer.add(part: part)
    let part = writer.bytes[2...]
    var changed: [UInt8] = []
    changed.reserveCapacity(bytes.count - old.upperBound + start + part.count)
    changed += bytes[..<start]
    changed += part
    changed += bytes[old.upperBound...]
    changed[index + 1] = writer.bytes[1]
    bytes = changed
  }

  private func place(of index: Int) -> Range<Int>? {
    let size = bytes[index + 1]
    return size > 0 ? PackedParts.place(behind: start(of: index), size, in: bytes.span) : nil
  }

  /// Where the parts before one end.
  private func start(of index: Int) -> Int {
    let bytes = bytes.span
    var start = Int(bytes[0]) + 1
    var first = 1
    // Eight at once while none is long. Those behind the part count as missing.
    while first <= index {
      var sizes = bytes.withUnsafeBufferPointer { $0.eight(from: first) }
      if index - first < 7 { sizes &= ~(~0 &<< UInt64(8 * (index - first + 1))) }
      guard (~sizes).marks(below: 1) == 0 else { break }
      start += PackedParts.length(eight: sizes)
      first += 8
    }
    for part in first..<max(first, index + 1) {
      let size = bytes[part]
      if size == PackedParts.long {
        start = PackedParts.place(behind: start, size, in: bytes)?.upperBound ?? bytes.count
      } else {
        start += PackedParts.length(size)
      }
    }
    return start
  }

  /// The length of the content of a part with a byte that says it.
  private static func length(_ size: UInt8) -> Int { max(Int(size), 1) - 1 }

  /// The length of the contents of eight parts, of which none is long.
  private static func length(eight sizes: UInt64) -> Int {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    // One in every byte that is not zero.
    let present = (((sizes & low) &+ low | sizes) & ~low) >> 7
    let lengths = sizes &- present
    let even: UInt64 = 0x00FF_00FF_00FF_00FF
    let pairs = (lengths & even) &+ (lengths >> 8 & even)
    return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }

  /// What stands for a length that takes more than a byte.
  private static let long: UInt8 = 255

  /// The content behind an index of a part with a byte; empty for one that is missing, nil where it does not end in the bytes.
  private static func place(behind start: Int, _ size: UInt8, in bytes: Span<UInt8>) -> Range<Int>? {
    guard size == long else {
      let end = start + PackedParts.length(size)
      return end <= bytes.count ? start..<end : nil
    }
    guard start + 4 <= bytes.count else { return nil }
    let length = (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    return length <= bytes.count - start - 4 ? start + 4..<start + 4 + length : nil
  }

  /// Writes parts one behind the other; what it is not asked to add is missing.
  struct Writer {
    fileprivate private(set) var bytes: [UInt8] = []
    private var index = 0

    /// For so many parts at most.
    init(count: Int) {
      bytes.reserveCapacity(1024)
      bytes.append(UInt8(count))
      for _ in 0..<count { bytes.append(0) }
    }

    /// A text, which may be missing.
    mutating func add(_ text: String?) {
      guard var text else { return add(part: nil) }
      text.withUTF8 { open($0.count) }
      bytes += text.utf8
    }

    /// Bytes, which may be missing.
    mutating func add(part: [UInt8]?) {
      guard let part else {
        index += 1
        return
      }
      open(part.count)
      bytes += part
    }

    private mutating func open(_ count: Int) {
      index += 1
      bytes[index] = UInt8(min(count + 1, Int(long)))
      guard count + 1 >= long else { return }
      for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
    }
  }
}
