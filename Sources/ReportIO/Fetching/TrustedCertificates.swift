#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import NIOSSL

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

  func tlsConfiguration() throws(FetchError) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    var own: [NIOSSLCertificate] = []
    if let file { own += try TrustedCertificates.read(file: file) }
    if let directory { own += try TrustedCertificates.read(directory: directory) }
    if file == nil && directory == nil { return configuration }
    if file != nil && directory != nil || !TrustedCertificates.machineHasSome {
      configuration.trustRoots = .certificates(own)
    } else {
      configuration.additionalTrustRoots = [.certificates(own)]
    }
    return configuration
  }

  private static func read(file: String) throws(FetchError) -> [NIOSSLCertificate] {
    func broken(_ reason: String) -> FetchError {
      let shown = Excerpt.oneLine(file, limit: 200)
      return .badSetting(
        variable: "SSL_CERT_FILE",
        reason: "\(reason) '\(shown)'; name a file of certificates in PEM, or unset it")
    }
    guard FileManager.default.isReadableFile(atPath: file) else { throw broken("cannot read") }
    guard let certificates = try? NIOSSLCertificate.fromPEMFile(file), !certificates.isEmpty else {
      throw broken("no certificate in")
    }
    return certificates
  }

  private static func read(directory: String) throws(FetchError) -> [NIOSSLCertificate] {
    var certificates: [NIOSSLCertificate] = []
    for folder in directory.split(separator: ":") {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: String(folder)) else {
        let shown = Excerpt.oneLine(String(folder), limit: 200)
        throw .badSetting(
          variable: "SSL_CERT_DIR",
          reason: "cannot read '\(shown)'; name a folder of certificates in PEM, or unset it")
      }
      for name in names.sorted() {
        certificates += (try? NIOSSLCertificate.fromPEMFile("\(folder)/\(name)")) ?? []
      }
    }
    return certificates
  }

  /// Whether the TLS library will find certificates of the machine; without any it would refuse
  /// every connection, so that not even the file named by the user would be asked.
  private static var machineHasSome: Bool {
    #if os(Linux)
      [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/certs",
      ].contains { FileManager.default.fileExists(atPath: $0) }
    #else
      true
    #endif
  }
}
