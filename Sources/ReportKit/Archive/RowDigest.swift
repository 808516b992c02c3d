import Hashing

/// The SHA-256 over every column of a row of an archive.
///
/// Each column goes in as its length, 8 bytes with the lowest first, and its bytes, so that no text can move
/// from one column to the next unseen. The kind of row goes in first, in the same way.
public struct RowDigest: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// A digest that stands in a row; nil unless it is of 32 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == SHA256Digest.byteCount else { return nil }
    self.bytes = bytes
  }

  /// A digest of 64 hexadecimal digits.
  public init?(hex: String) {
    guard let digest = Manifest.Digest(hex: Array(hex.utf8)[...]) else { return nil }
    let digits = Array(digest.description.utf8)
    bytes = stride(from: 0, to: digits.count, by: 2).map { index in
      RowDigest.value(digits[index]) << 4 | RowDigest.value(digits[index + 1])
    }
  }

  fileprivate init(_ digest: SHA256Digest) { bytes = digest.bytes }

  /// 64 hexadecimal digits.
  public var description: String {
    var text = ""
    for byte in bytes { text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }
    return text
  }

  private static func value(_ digit: UInt8) -> UInt8 {
    digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
  }

  /// Takes in the columns of one row, in their order.
  public struct Builder: ~Copyable {
    private var hasher = SHA256()

    /// A builder for a row of a kind, such as `answer`.
    public init(kind: String) { add(Array(kind.utf8)) }

    /// Takes in a column.
    public mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

    /// Takes in a column that is a number, as its decimal digits.
    public mutating func add(_ number: Int) { add(Array(String(number).utf8)) }

    /// Takes in a column.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
      withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hasher.update($0) }
      hasher.update(bytes)
    }

    /// The digest.
    public consuming func finish() -> RowDigest { RowDigest(hasher.finish()) }
  }
}
