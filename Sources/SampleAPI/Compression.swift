/// gzip (RFC 1952) without a library: enough to send bodies that a client has to unpack.
enum Compression {
  /// Bytes in blocks that are stored, not compressed.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var deflated: [UInt8] = []
    var start = 0
    repeat {
      let end = min(start + 65_535, bytes.count)
      let length = UInt16(end - start)
      deflated.append(end == bytes.count ? 1 : 0)
      deflated += littleEndian(length) + littleEndian(~length)
      deflated += bytes[start..<end]
      start = end
    } while start < bytes.count
    return wrapped(deflated, sum: crc32(bytes), count: bytes.count)
  }

  /// Bytes followed by at least `spaces` spaces, which take about 1/160 of their length.
  static func padded(_ bytes: [UInt8], spaces: Int) -> [UInt8] {
    var writer = BitWriter()
    // One block with the fixed codes; a run is a space and copies of 258 bytes from one byte before.
    writer.append(0b011, count: 3)
    for byte in bytes + [0x20] { writer.append(literal: byte) }
    let copies = spaces / 258 + 1
    for _ in 0..<copies {
      writer.append(code: 0b1100_0101, count: 8)
      writer.append(code: 0, count: 5)
    }
    writer.append(code: 0, count: 7)
    let padding = [UInt8](repeating: 0x20, count: copies * 258 + 1)
    return wrapped(writer.bytes, sum: crc32(bytes + padding), count: bytes.count + padding.count)
  }

  private static func wrapped(_ deflated: [UInt8], sum: UInt32, count: Int) -> [UInt8] {
    let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    return header + deflated + littleEndian(sum) + littleEndian(UInt32(truncatingIfNeeded: count))
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { sum, byte in
      table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8)
    }
  }
}

/// Bits in the order of deflate (RFC 1951, section 3.1.1).
private struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var free = 0

  /// A number, its lowest bit first.
  mutating func append(_ bits: UInt32, count: Int) {
    for bit in 0..<count {
      if free == 0 {
        bytes.append(0)
        free = 8
      }
      bytes[bytes.count - 1] |= UInt8(bits >> bit & 1) << (8 - free)
      free -= 1
    }
  }

  /// A Huffman code, its highest bit first.
  mutating func append(code: UInt32, count: Int) {
    for bit in (0..<count).reversed() { append(code >> bit & 1, count: 1) }
  }

  /// A byte in the fixed code (RFC 1951, section 3.2.6).
  mutating func append(literal byte: UInt8) {
    if byte < 144 {
      append(code: 0b0011_0000 + UInt32(byte), count: 8)
    } else {
      append(code: 0b1_1001_0000 + UInt32(byte) - 144, count: 9)
    }
  }
}
