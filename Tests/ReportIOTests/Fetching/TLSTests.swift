import Foundation
import SampleAPI
import Testing

@testable import ReportIO

/// Certificates and proxies, against servers on loopback.
@Suite(
  .enabled(if: TestCertificate.isPossible, "the openssl command is not there to make a certificate"),
  .enabled(if: Peer.isPossible, "python3 is not there to answer"))
struct TLSTests {
  private static let request = JobRequest(projects: ["docs"])
  private static let body = #"{"allSessions":[{"sessionId":"job-1"}]}"#

  private static func serve(_ test: (TestCertificate, Peer) async throws -> Void) async throws {
    let certificate = try TestCertificate()
    defer { certificate.remove() }
    let server = try Peer.answer(certificate, body: body)
    do {
      try await test(certificate, server)
      server.stop()
    } catch {
      server.stop()
      throw error
    }
  }

  @Test("A certificate of one's own is trusted when a variable names it, and only then")
  func customAuthority() async throws {
    try await Self.serve { certificate, server in
      let empty = certificate.folder.appending(path: "empty")
      try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
      let file = certificate.certificate
      let folder = certificate.folder.path()
      let cases: [([String: String], Bool)] = [
        ([:], false),
        (["SSL_CERT_FILE": file], true),
        (["SSL_CERT_DIR": folder], true),
        (["SSL_CERT_DIR": "\(empty.path()):\(folder)"], true),
        (["SSL_CERT_DIR": empty.path()], false),
        (["SSL_CERT_FILE": file, "SSL_CERT_DIR": empty.path()], true),
      ]
      for (environment, isTrusted) in cases {
        for host in ["localhost", "127.0.0.1"] {
          let url = "https://\(host):\(server.port)"
          let asked = server.requests.count
          let failure = await FetchBench.failure {
            try await FetchBench.fetch(
              Self.request, from: url, settings: NetworkSettings(environment: environment))
          }
          if isTrusted {
            #expect(failure.hasPrefix("no error"), "\(environment) \(failure)")
          } else {
            #expect(
              failure == "GET \(url)/v1/agent/docs/jobs?skip=0&take=100 was not sent: its certificate is not "
                + "signed by a known authority, or not valid now. If a proxy of your company is in between, "
                + "name its certificates in SSL_CERT_FILE")
            #expect(server.requests.count == asked)
          }
        }
      }
    }
  }

  /// The certificate is also for 127.0.0.1, which is the address of the proxy and of the server.
  @Test("A certificate for another host is not trusted, and the key is not sent")
  func otherHost() async throws {
    try await Self.serve { certificate, server in
      let proxy = try Peer.proxy(target: server.port)
      let settings = try NetworkSettings(environment: [
        "SSL_CERT_FILE": certificate.certificate, "https_proxy": "http://127.0.0.1:\(proxy.port)",
      ])
      let failure = await FetchBench.failure {
        try await FetchBench.fetch(Self.request, from: "https://other.example.test", settings: settings)
      }
      #expect(
        failure == "GET https://other.example.test/v1/agent/docs/jobs?skip=0&take=100 was not sent: its "
          + "certificate is for another host. If a proxy of your company is in between, "
          + "name its certificates in SSL_CERT_FILE")
      #expect(server.requests.isEmpty)
      proxy.stop()
    }
  }

  @Test(
    "A proxy is asked for a tunnel; it gets its own password, and never the key",
    arguments: [
      ("http://127.0.0.1:PORT", nil), ("127.0.0.1:PORT", nil),
      ("http://me:p%40ss@127.0.0.1:PORT", "Basic bWU6cEBzcw=="),
    ] as [(String, String?)])
  func proxy(address: String, authorization: String?) async throws {
    try await Self.serve { certificate, server in
      let proxy = try Peer.proxy(target: server.port)
      let settings = try NetworkSettings(environment: [
        "SSL_CERT_FILE": certificate.certificate,
        "HTTPS_PROXY": address.replacing("PORT", with: "\(proxy.port)"),
      ])
      let fetched = try await FetchBench.fetch(
        Self.request, from: "https://api.example.test", settings: settings)
      #expect(fetched.ids == ["job-1"])
      #expect(proxy.requests.count == 1)
      let head = proxy.requests.first ?? ""
      #expect(head.hasPrefix("CONNECT api.example.test:443 HTTP/1.1\r\n"))
      #expect(head.lowercased().contains("proxy-authorization") == (authorization != nil))
      if let authorization { #expect(head.contains(authorization)) }
      #expect(!head.contains(SampleAPI.sampleKey))
      let expected = "GET /v1/agent/docs/jobs?skip=0&take=100 Bearer \(SampleAPI.sampleKey)"
      #expect(server.requests == [expected, expected])
      proxy.stop()
    }
  }

  @Test("no_proxy keeps a host from the proxy, and so does this machine")
  func noProxy() async throws {
    try await Self.serve { certificate, server in
      let proxy = try Peer.proxy(target: server.port)
      let settings = try NetworkSettings(environment: [
        "SSL_CERT_FILE": certificate.certificate, "https_proxy": "http://127.0.0.1:\(proxy.port)",
        "no_proxy": "example.test:1",
      ])
      let local = try await FetchBench.fetch(
        Self.request, from: "https://localhost:\(server.port)", settings: settings)
      #expect(local.ids == ["job-1"])
      _ = await FetchBench.failure {
        try await FetchBench.fetch(
          Self.request, from: "https://api.example.test:1", retry: .never, settings: settings)
      }
      #expect(proxy.requests.isEmpty)
      proxy.stop()
    }
  }

  @Test(
    "A proxy that refuses is named as the one that does",
    arguments: [
      (
        "407 Proxy Authentication Required",
        "was not sent: the proxy PROXY wants a user and a password. Put them into its address (https_proxy)"
      ),
      (
        "403 Forbidden",
        "was not answered: the proxy PROXY refused the connection. "
          + "Check the network and the base URL, or try again later"
      ),
    ])
  func refusingProxy(refusal: String, message: String) async throws {
    let proxy = try Peer.proxy(target: 1, refusal: refusal)
    let settings = try NetworkSettings(environment: ["https_proxy": "http://127.0.0.1:\(proxy.port)"])
    let failure = await FetchBench.failure {
      try await FetchBench.fetch(
        Self.request, from: "https://api.example.test", retry: .never, settings: settings)
    }
    #expect(
      failure == "GET https://api.example.test/v1/agent/docs/jobs?skip=0&take=100 "
        + message.replacing("PROXY", with: "http://127.0.0.1:\(proxy.port)"))
    proxy.stop()
  }
}
