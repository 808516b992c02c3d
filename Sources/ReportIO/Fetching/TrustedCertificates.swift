import Curl

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The authorities whose certificates are trusted.
///
/// As with OpenSSL, `SSL_CERT_FILE` and `SSL_CERT_DIR` together stand in for the machine's own; one of
/// them alone is trusted beside the machine's own.
public struct TrustedCertificates: Sendable, Equatable {
  /// A file of certificates in PEM (`SSL_CERT_FILE`).
  public var file: String?
  /// Folders of files in PEM, with colons between them (`SSL_CERT_DIR`); files that are something else are passed over.
  public var directory: String?

  /// The machine's own, and those of a file and a folder.
  public init(file: String? = nil, directory: String? = nil) {
    self.file = file
    self.directory = directory
  }

  /// All certificates to trust, in PEM; nil: the machine's own, which libcurl finds.
  func authorities() throws(FetchError) -> [UInt8]? {
    guard file != nil || directory != nil else { return nil }
    var own: [UInt8] = []
    if let file { own += try TrustedCertificates.read(file: file) }
    if let directory { own += try TrustedCertificates.read(directory: directory) }
    return file != nil && directory != nil ? own : own + TrustedCertificates.machines
  }

  private static func read(file: String) throws(FetchError) -> [UInt8] {
    func broken(_ reason: String) -> FetchError {
      let shown = Excerpt.oneLine(file, limit: 200)
      return .badSetting(
        variable: "SSL_CERT_FILE",
        reason: "\(reason) '\(shown)'; name a file of certificates in PEM, or unset it")
    }
    guard let text = content(of: file) else { throw broken("cannot read") }
    let certificates = certificates(in: text)
    guard !certificates.isEmpty else { throw broken("no certificate in") }
    return certificates
  }

  private static func read(directory: String) throws(FetchError) -> [UInt8] {
    var certificates: [UInt8] = []
    for folder in directory.split(separator: ":").map(String.init) {
      guard let names = try? Folder(opening: folder).names().map(\.description) else {
        let shown = Excerpt.oneLine(folder, limit: 200)
        throw .badSetting(
          variable: "SSL_CERT_DIR",
          reason: "cannot read '\(shown)'; name a folder of certificates in PEM, or unset it")
      }
      for name in names {
        certificates += content(of: "\(folder)/\(name)").map(self.certificates) ?? []
      }
    }
    return certificates
  }

  /// Those that libcurl would trust; it does not look at them once it is given others.
  private static var machines: [UInt8] {
    if let file = Library.authoritiesFile, let text = content(of: file) { return certificates(in: text) }
    return Library.authoritiesFolder.flatMap { try? read(directory: $0) } ?? []
  }

  /// The bytes of a regular file; nil for anything else, which might never end.
  private static func content(of path: String) -> [UInt8]? {
    guard (try? Files.kind(of: path)) == .file else { return nil }
    return try? Files.read(path, limit: 16 << 20)
  }

  /// The certificates of a text, each whole: one that is damaged makes libcurl refuse all of them.
  private static func certificates(in text: [UInt8]) -> [UInt8] {
    let label = "CERTIFICATE-----"
    var certificates: [UInt8] = []
    let blocks = String(decoding: text, as: UTF8.self)
      .split(separator: "-----BEGIN ", omittingEmptySubsequences: false)
    for block in blocks.dropFirst() {
      guard let body = block.dropping(prefix: label) ?? block.dropping(prefix: "X509 \(label)"),
        let end = body.firstRange(of: "-----END ")
      else { continue }
      let base64 = body[..<end.lowerBound].filter { !$0.isWhitespace }
      guard let bytes = Data(base64Encoded: base64), isSequence(bytes) else { continue }
      certificates +=
        "-----BEGIN \(label)\n\(bytes.base64EncodedString(options: [.lineLength64Characters]))\n-----END \(label)\n"
        .utf8
    }
    return certificates
  }

  /// Whether bytes are one whole sequence in DER, as a certificate is (X.690, section 8.1.3).
  private static func isSequence(_ bytes: Data) -> Bool {
    let head = Array(bytes.prefix(6))
    guard head.count >= 2, head[0] == 0x30 else { return false }
    if head[1] < 0x80 { return bytes.count == 2 + Int(head[1]) }
    let digits = Int(head[1] & 0x7F)
    guard (1...4).contains(digits), head.count >= 2 + digits else { return false }
    let length = head[2..<2 + digits].reduce(0) { $0 << 8 | Int($1) }
    return bytes.count == 2 + digits + length
  }
}

extension Substring {
  fileprivate func dropping(prefix: String) -> Substring? {
    hasPrefix(prefix) ? dropFirst(prefix.count) : nil
  }
}
