import Hashing
import ReportKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A data file that is not as the last run wrote it, though its size and time are.
public struct DamagedDataFile: Error, Equatable, Sendable, CustomStringConvertible {
  let path: String

  /// `'report/data/jobs.jsonl' is not as the last run wrote it`.
  public var description: String { "'\(path)' is not as the last run wrote it" }
}

/// A data file of a report, written entry by entry. Entries that are the same as in the published file are
/// taken from there, and while all are, in the same order, nothing is written at all.
struct DataFile {
  private let path: SitePath
  private let directory: ReportDirectory
  /// The published file, if entries may be taken from it.
  private let published: Descriptor?
  private var file: Descriptor?
  private var hasher = SHA256()
  private var size: Int64 = 0
  /// What stands at the end of this file and is not written yet. It begins with kept bytes: what is new waits behind them, so
  /// that they are copied beside other work, see ``finished()``. Where a job is new, they are most of the file.
  private var waiting: [Piece] = []
  /// How many new bytes wait.
  private var waitingBytes = 0
  /// Whether the published file was found to have the digest in its manifest.
  private var isChecked = false

  private enum Piece {
    case new([UInt8])
    /// A run of bytes of the published file.
    case kept(Range<Int64>)

    var hasKeptBytes: Bool { if case .kept(let kept) = self { !kept.isEmpty } else { false } }
  }

  /// The most new bytes that wait.
  private static let mostWaiting = 1 << 20
  /// So many bytes are copied at a time: few enough to stay near the processor, and in memory that is used again.
  private static let copied: Int64 = 1 << 16

  /// A file that begins with `head`. Entries may be kept when the published file is the one that the last
  /// run wrote, with the same head.
  init(_ path: SitePath, head: [UInt8], keeping: Bool, in directory: ReportDirectory) throws {
    self.path = path
    self.directory = directory
    published = keeping ? directory.publishedFile(path) : nil
    waiting = keeping ? [.kept(0..<Int64(head.count))] : []
    if !keeping { try append(head[...]) }
  }

  /// What stands behind what was added before.
  enum Part {
    /// New entries.
    case new(ArraySlice<UInt8>)
    /// An entry of the published file.
    case kept(offset: Int, length: Int)
  }

  /// Adds entries.
  mutating func add(_ parts: [Part]) throws {
    for part in parts {
      switch part {
      case .new(let bytes): try append(bytes)
      case .kept(let offset, let length): keep(offset: offset, length: length)
      }
    }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) throws {
    guard !bytes.isEmpty else { return }
    guard !waiting.isEmpty else { return try write(bytes) }
    waiting.append(.new(Array(bytes)))
    waitingBytes += bytes.count
    if waitingBytes > Self.mostWaiting { try writeWaiting() }
  }

  private mutating func keep(offset: Int, length: Int) {
    let entry = Int64(offset)..<Int64(offset + length)
    if case .kept(let kept)? = waiting.last, kept.upperBound == entry.lowerBound {
      waiting[waiting.count - 1] = .kept(kept.lowerBound..<entry.upperBound)
    } else {
      waiting.append(.kept(entry))
    }
  }

  /// What becomes of the file; the published one stays when they are the same. Throws ``DamagedDataFile`` where entries were to
  /// be taken from one that is not as it was written.
  consuming func finished() throws -> ReportDirectory.Written {
    if file == nil, waiting.count == 1, case .kept(let kept)? = waiting.first, kept.lowerBound == 0,
      directory.publishedSize(path) == kept.upperBound
    {
      return ReportDirectory.Written(kept: path)
    }
    try writeWaiting()
    if file == nil { file = try directory.staged.create(path) }
    return try directory.settle(path, Manifest.Digest(hasher.finish()), size: size)
  }

  private mutating func writeWaiting() throws {
    // Where all of the published file stays in front, it is hashed as it is copied.
    let beginsWithPublished = beginsWithPublished
    if !isChecked, !beginsWithPublished, waiting.contains(where: \.hasKeptBytes) {
      try check(published.map { try Manifest.Digest(of: $0) })
    }
    for piece in waiting {
      switch piece {
      case .new(let bytes): try write(bytes[...])
      case .kept(let kept):
        try copy(kept)
        if !isChecked, beginsWithPublished {
          let copied = hasher
          try check(Manifest.Digest(copied.finish()))
        }
      }
    }
    waiting.removeAll()
    waitingBytes = 0
  }

  private var beginsWithPublished: Bool {
    guard size == 0, case .kept(let kept)? = waiting.first else { return false }
    return kept == 0..<(directory.publishedSize(path) ?? 0)
  }

  /// Nobody may take what somebody else changed for what was written, so it must not get a digest of its own.
  private mutating func check(_ digest: Manifest.Digest?) throws {
    guard let digest, digest == directory.old.digest(of: path) else {
      throw DamagedDataFile(path: "\(directory.path)/\(path)")
    }
    isChecked = true
  }

  private mutating func copy(_ kept: Range<Int64>) throws(SystemError) {
    var offset = kept.lowerBound
    while offset < kept.upperBound {
      let bytes = try published?.read(Int(min(Self.copied, kept.upperBound - offset)), upToEndFrom: offset)
      // It was there, and as long, when the run began.
      guard let bytes, !bytes.isEmpty else { throw SystemError("read", path.description, code: EIO) }
      try write(bytes[...])
      offset += Int64(bytes.count)
    }
  }

  private mutating func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
    if file == nil { file = try directory.staged.create(path) }
    try file?.write(bytes)
    bytes.withUnsafeBytes { hasher.update($0) }
    size += Int64(bytes.count)
  }
}
