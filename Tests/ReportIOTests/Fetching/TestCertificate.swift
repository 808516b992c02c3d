import Foundation

/// A self-signed certificate and its key in a temporary folder, made by the `openssl` command.
struct TestCertificate {
  /// What the certificate is for.
  static let names = "DNS:localhost,DNS:api.example.test,IP:127.0.0.1"

  let folder: URL

  var certificate: String { folder.appending(path: "certificate.pem").path() }
  var key: String { folder.appending(path: "key.pem").path() }

  /// Whether there is an `openssl` to call.
  static let isPossible = openssl != nil

  private static let openssl = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl", "/usr/local/bin/openssl"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "jobreport-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(filePath: Self.openssl ?? "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=jobreport test",
      "-addext", "subjectAltName=\(Self.names)", "-keyout", key, "-out", certificate,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
