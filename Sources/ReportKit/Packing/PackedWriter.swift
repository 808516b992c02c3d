/// A value that is kept as bytes between two runs, or for as long as there are many of its kind.
protocol Packable {
  /// Writes the value so that it is told from what follows.
  func pack(into writer: inout PackedWriter)

  /// Reads a value; nil where bytes are none, whatever stands there.
  init?(unpacking reader: inout PackedReader)
}

/// Writes values one behind the other: numbers in as many groups of seven bits as they need, the lowest first (LEB128),
/// texts behind their lengths.
struct PackedWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A number that may be below zero, which takes no more room for that.
  mutating func add(signed number: Int64) { add(UInt64(bitPattern: number << 1 ^ number >> 63)) }

  mutating func add(_ flag: Bool) { add(UInt64(flag ? 1 : 0)) }

  mutating func add(_ count: Int) { add(UInt64(clamping: count)) }

  mutating func add(_ moment: Timestamp) { add(signed: moment.milliseconds) }

  mutating func add(optional moment: Timestamp?) {
    add(moment != nil)
    if let moment { add(moment) }
  }

  mutating func add(_ text: String?) {
    guard var text else { return add(part: nil) }
    text.withUTF8 {
      add($0.count + 1)
      bytes += $0
    }
  }

  /// Bytes, which may be missing.
  mutating func add(part: [UInt8]?) {
    add(part.map { $0.count + 1 } ?? 0)
    if let part { bytes += part }
  }

  /// The bytes that a closure writes.
  static func bytes(_ write: (inout PackedWriter) -> Void) -> [UInt8] {
    var writer = PackedWriter()
    write(&writer)
    return writer.bytes
  }
}
