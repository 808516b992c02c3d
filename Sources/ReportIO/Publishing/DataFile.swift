import Hashing
import ReportKit

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
  /// A run of bytes of the published file that stand at the end of this one and are not copied yet.
  private var kept: Range<Int64>

  /// A file that begins with `head`. Entries may be kept when the published file is the one that the last
  /// run wrote, with the same head.
  init(_ path: SitePath, head: [UInt8], keeping: Bool, in directory: ReportDirectory) throws(SystemError) {
    self.path = path
    self.directory = directory
    published = keeping ? directory.publishedFile(path) : nil
    kept = 0..<(keeping ? Int64(head.count) : 0)
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
  mutating func add(_ parts: [Part]) throws(SystemError) {
    for part in parts {
      switch part {
      case .new(let bytes): try append(bytes)
      case .kept(let offset, let length): try keep(offset: offset, length: length)
      }
    }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
    guard !bytes.isEmpty else { return }
    try copyKept()
    try write(bytes)
  }

  private mutating func keep(offset: Int, length: Int) throws(SystemError) {
    let entry = Int64(offset)..<Int64(offset + length)
    if entry.lowerBound != kept.upperBound {
      try copyKept()
      kept = entry
    } else {
      kept = kept.lowerBound..<entry.upperBound
    }
  }

  /// Finishes the file; the published one stays when they are the same.
  mutating func finish() throws(SystemError) -> ReportDirectory.Written {
    if file == nil, kept.lowerBound == 0, directory.publishedSize(path) == kept.upperBound {
      return ReportDirectory.Written(kept: path)
    }
    try copyKept()
    if file == nil { file = try directory.staged.create(path) }
    return try directory.settle(path, Manifest.Digest(hasher.finish()), size: size)
  }

  private mutating func copyKept() throws(SystemError) {
    guard let published, !kept.isEmpty else { return }
    var offset = kept.lowerBound
    while offset < kept.upperBound {
      let bytes = try published.read(Int(min(1 << 20, kept.upperBound - offset)), upToEndFrom: offset)
      guard !bytes.isEmpty else { throw SystemError("read", published.path, code: 5) }
      try write(bytes[...])
      offset += Int64(bytes.count)
    }
    kept = kept.upperBound..<kept.upperBound
  }

  private mutating func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
    if file == nil { file = try directory.staged.create(path) }
    try file?.write(bytes)
    bytes.withUnsafeBytes { hasher.update($0) }
    size += Int64(bytes.count)
  }
}
