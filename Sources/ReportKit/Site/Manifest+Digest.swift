import Hashing

extension Manifest {
  /// A SHA-256.
  public struct Digest: Hashable, Sendable, CustomStringConvertible {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// The digest of bytes.
    public init(of bytes: [UInt8]) {
      self.init(SHA256.hash(bytes))
    }

    /// A finished digest.
    public init(_ digest: SHA256Digest) {
      words = digest.words
    }

    /// 64 hexadecimal digits; nil for anything else.
    public init?(hex: ArraySlice<UInt8>) {
      guard hex.count == 64 else { return nil }
      func word(_ number: Int) -> UInt64? { HexDigits.word(hex.dropFirst(number * 16).prefix(16)) }
      guard let first = word(0), let second = word(1), let third = word(2), let fourth = word(3) else {
        return nil
      }
      words = (first, second, third, fourth)
    }

    /// Appends the 64 hexadecimal digits.
    func append(to bytes: inout [UInt8]) {
      HexDigits.append(words.0, words.1, words.2, words.3, to: &bytes)
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
