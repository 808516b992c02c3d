import Hashing
import ReportKit

/// A digest of all that a run reads: of each source its bytes, and what messages call it.
struct InputDigest: Sendable {
  /// How many bytes there were.
  private(set) var length: Int64 = 0
  private var source = SHA256()
  private var sourceLength: Int64 = 0
  private var sources: [UInt8] = []

  /// Adds bytes of a source.
  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { source.update($0) }
    sourceLength += Int64(bytes.count)
  }

  /// The same digest with bytes of a source added.
  consuming func adding(_ bytes: [UInt8]) -> InputDigest {
    add(bytes)
    return self
  }

  /// Notes that all bytes of a source were added.
  mutating func endSource(_ place: String) {
    length += sourceLength
    sources += "\(Manifest.Digest(source.finish())) \(place.utf8.count) \(place)\n".utf8
    source = SHA256()
    sourceLength = 0
  }

  /// Adds all of a file; false when it is not as it was before any more.
  mutating func add(_ file: Descriptor, as place: String, status: Files.Status) throws(SystemError) -> Bool {
    while true {
      let bytes = try file.read(1 << 18, upToEndFrom: sourceLength)
      if bytes.isEmpty { break }
      add(bytes)
    }
    let isSame = try file.status == status && sourceLength == status.size
    endSource(place)
    return isSame
  }

  /// Adds the file of an archive; false where it is not as it was before any more, or where a part of it stands beside it
  /// (https://sqlite.org/tempfiles.html). No connection of this process may be reading: to close the file takes its locks
  /// away (https://sqlite.org/howtocorrupt.html, 2.2).
  mutating func add(archive path: String, status: Files.Status) throws(SystemError) -> Bool {
    for suffix in ["-journal", "-wal"] where try Files.kind(of: path + suffix) != .nothing { return false }
    return try add(Descriptor(reading: path), as: "'\(path)'", status: status)
  }

  /// The size and the time of an archive's file, by which ``add(archive:status:)`` sees that it did not change; nil for what
  /// is not a file.
  static func status(ofArchive path: String) -> Files.Status? {
    guard (try? Files.kind(of: path)) == .file else { return nil }
    return try? Descriptor(reading: path).status
  }

  /// What was found in these sources, with some options, is found in them again.
  func origin(_ options: Fingerprint) -> JobsRecord.Origin {
    JobsRecord.Origin(options: options, length: length, digest: Manifest.Digest(of: sources))
  }
}
