import Crypto

/// `manifest.sha256`: every other file of a report with its SHA-256, in the format that `sha256sum -c` reads.
public struct Manifest: Sendable, Equatable {
  /// The name of the file.
  public static let path = SitePath("manifest.sha256")

  /// The SHA-256 of each file.
  public private(set) var digests: [SitePath: Digest]

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

  /// A manifest over files.
  public init(_ digests: [SitePath: Digest] = [:]) { self.digests = digests }

  /// A manifest that so many files will come into.
  public init(room: Int) {
    digests = [:]
    digests.reserveCapacity(room)
  }

  /// Reads a manifest; lines that are no entry of one are left out.
  public init(reading bytes: [UInt8]) {
    digests = [:]
    digests.reserveCapacity(bytes.count / 110)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if let (path, digest) = Manifest.entry(bytes[start..<end]) { digests[path] = digest }
      start = end + 1
    }
  }

  /// The numbers, from 1, of the lines that are no entry.
  public static func unreadableLines(in bytes: [UInt8]) -> [Int] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { number, line in
      let isEnd = number == lines.count - 1 && line.isEmpty
      return isEnd || entry(line) != nil ? nil : number + 1
    }
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> (SitePath, Digest)? {
    guard line.count > 66, let digest = Digest(hex: line.prefix(64)),
      line.dropFirst(64).prefix(2).elementsEqual("  ".utf8),
      let path = SitePath(read: String(decoding: line.dropFirst(66), as: UTF8.self))
    else { return nil }
    return (path, digest)
  }

  /// Adds or replaces a file.
  public mutating func add(_ path: SitePath, _ digest: Digest) { digests[path] = digest }

  /// The manifest as a file, sorted by path.
  public var file: OutputFile {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digests.count * 110)
    for (path, digest) in digests.sorted(by: { $0.key < $1.key }) {
      digest.append(to: &bytes)
      bytes += "  \(path)\n".utf8
    }
    return OutputFile(path: Manifest.path, bytes: bytes)
  }
}
