import Crypto
import ReportKit

/// A file of a report that is written piece by piece, hashed on the way.
struct DataFile {
  private let path: SitePath
  private let file: Descriptor
  private var hasher = SHA256()
  private var size: Int64 = 0

  init(_ path: SitePath, in directory: ReportDirectory) throws(SystemError) {
    self.path = path
    file = try Descriptor(writing: "\(directory.staging)/\(path)")
  }

  mutating func append(_ bytes: [UInt8]) throws(SystemError) {
    guard !bytes.isEmpty else { return }
    try file.write(bytes)
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    size += Int64(bytes.count)
  }

  func finish(in directory: ReportDirectory) throws(SystemError) -> ReportDirectory.Written {
    try directory.settle(path, Manifest.Digest(hasher.finalize()), size: size)
  }
}
