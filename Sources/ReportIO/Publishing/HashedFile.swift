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
