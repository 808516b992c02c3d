import Hashing

/// What a page was made from, in 128 bits of SHA-256: the same fingerprint means the same page. Jobs are
/// written by others, so a hash that can be forged would let a page stand still.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  private let words: (UInt64, UInt64)

  /// How many bytes it has.
  static let byteCount = 16

  /// No content.
  static let none = Fingerprint(words: (0, 0))

  private init(words: (UInt64, UInt64)) { self.words = words }

  /// The fingerprint of bytes.
  init(of bytes: [UInt8]) {
    let digest = SHA256.hash(bytes)
    words = (digest.words.0, digest.words.1)
  }

  /// A fingerprint from the bytes that ``bytes`` gives; nil for another number of them.
  init?(bytes: ArraySlice<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    words = (word(bytes.prefix(8)), word(bytes.suffix(8)))
  }

  /// Its bytes, in order.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    for word in [words.0, words.1] { withUnsafeBytes(of: word.bigEndian) { bytes += $0 } }
    return bytes
  }

  /// 32 hexadecimal digits; nil for anything else.
  init?(hex: ArraySlice<UInt8>) {
    guard hex.count == 32, let first = HexDigits.word(hex.prefix(16)),
      let second = HexDigits.word(hex.suffix(16))
    else { return nil }
    words = (first, second)
  }

  /// Appends the 32 hexadecimal digits.
  func append(to bytes: inout [UInt8]) {
    HexDigits.append(words.0, words.1, to: &bytes)
  }

  /// 32 hexadecimal digits.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether both are the same.
  public static func == (left: Fingerprint, right: Fingerprint) -> Bool { left.words == right.words }

  /// By the first word, which is as good as any.
  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

  /// Collects what a fingerprint is of. Every part is told from its neighbours, so that moving a byte from
  /// one to the next changes the whole.
  struct Parts {
    private var bytes: [UInt8] = []

    mutating func add(_ text: String) {
      bytes += text.utf8
      bytes.append(0xFF)
    }

    mutating func add(_ path: SitePath) {
      path.append(to: &bytes)
      bytes.append(0xFF)
    }

    mutating func add(_ number: Int) {
      withUnsafeBytes(of: Int64(number).littleEndian) { bytes += $0 }
    }

    mutating func add(_ content: some Collection<UInt8>) {
      add(content.count)
      bytes += content
    }

    mutating func add(_ fingerprint: Fingerprint) {
      withUnsafeBytes(of: fingerprint.words.0.littleEndian) { bytes += $0 }
      withUnsafeBytes(of: fingerprint.words.1.littleEndian) { bytes += $0 }
    }

    var fingerprint: Fingerprint { Fingerprint(of: bytes) }
  }
}
