import Crypto

extension Manifest {
  /// A SHA-256.
  public struct Digest: Hashable, Sendable, CustomStringConvertible {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// The digest of bytes.
    public init(of bytes: [UInt8]) {
      var hasher = SHA256()
      bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
      self.init(hasher.finalize())
    }

    /// A finished digest.
    public init(_ digest: SHA256Digest) {
      words = digest.withUnsafeBytes { bytes in
        func word(_ index: Int) -> UInt64 {
          UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        }
        return (word(0), word(1), word(2), word(3))
      }
    }

    /// 64 hexadecimal digits; nil for anything else.
    public init?(hex: some Collection<UInt8>) {
      guard hex.count == 64 else { return nil }
      var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
      for byte in hex {
        let digit: UInt8
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
        default: return nil
        }
        words.0 = words.0 << 4 | words.1 >> 60
        words.1 = words.1 << 4 | words.2 >> 60
        words.2 = words.2 << 4 | words.3 >> 60
        words.3 = words.3 << 4 | UInt64(digit)
      }
      self.words = words
    }

    /// Appends the 64 hexadecimal digits.
    func append(to bytes: inout [UInt8]) {
      for word in [words.0, words.1, words.2, words.3] {
        for shift in stride(from: 60, through: 0, by: -4) {
          let digit = UInt8(word >> UInt64(shift) & 15)
          bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
      }
    }

    /// 64 hexadecimal digits.
    public var description: String {
      var bytes: [UInt8] = []
      append(to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether both are the same.
    public static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

    /// By the first word, which is as good as any.
    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
  }
}
