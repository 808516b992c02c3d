import Hashing
import ReportKit

/// A file with the digest of its bytes.
struct HashedFile: Sendable {
  let file: OutputFile
  let digest: Manifest.Digest

  init(_ file: OutputFile) {
    self.file = file
    digest = Manifest.Digest(of: file.bytes)
  }
}

extension Manifest.Digest {
  /// The digest of an open file, read piece by piece.
  init(of file: Descriptor) throws(SystemError) {
    var hasher = SHA256()
    var offset: Int64 = 0
    while true {
      let bytes = try file.read(1 << 18, upToEndFrom: offset)
      bytes.withUnsafeBytes { hasher.update($0) }
      offset += Int64(bytes.count)
      if bytes.count < 1 << 18 { break }
    }
    self.init(hasher.finish())
  }
}
