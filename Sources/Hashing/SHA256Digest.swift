/// The 32 bytes of a SHA-256.
public struct SHA256Digest: Hashable, Sendable {
  /// How many bytes it has.
  public static let byteCount = 32

  /// The bytes as four numbers, the first byte the highest of the first.
  public let words: (UInt64, UInt64, UInt64, UInt64)

  /// A digest of bytes, of which there must be 32.
  init(_ bytes: UnsafeRawBufferPointer) {
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    words = (word(0), word(1), word(2), word(3))
  }

  /// The bytes, in order.
  public var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }

  /// Whether both are the same.
  public static func == (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words == right.words }

  /// By the first number, which is as good as any.
  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
