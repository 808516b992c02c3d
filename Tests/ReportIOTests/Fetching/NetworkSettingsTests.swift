import ReportIO
import Testing

/// Proxies and certificates from the environment.
@Suite struct NetworkSettingsTests {
  @Test(
    "Which proxy an address is asked through",
    arguments: [
      ([:], "https://api.example", nil),
      (["https_proxy": "http://p:1"], "https://api.example", "p:1"),
      (["HTTPS_PROXY": "http://p:1"], "https://api.example", "p:1"),
      (
        ["https_proxy": "http://small:1", "HTTPS_PROXY": "http://capital:2"], "https://api.example", "small:1"
      ),
      (["https_proxy": "", "HTTPS_PROXY": "http://p:1"], "https://api.example", "p:1"),
      (["https_proxy": "p:3128"], "https://api.example", "p:3128"),
      (["https_proxy": "http://p"], "https://api.example", "p:1080"),
      (["https_proxy": "http://user:pass@p:1"], "https://api.example", "p:1"),
      (["https_proxy": "http://[::2]:1"], "https://api.example", "::2:1"),
      (["https_proxy": "http://p:1"], "http://api.example", nil),
      (["http_proxy": "http://p:1"], "http://api.example", "p:1"),
      (["HTTP_PROXY": "http://p:1"], "http://api.example", nil),
      (["http_proxy": "http://p:1"], "https://api.example", nil),
      (["all_proxy": "http://p:1"], "https://api.example", "p:1"),
      (["ALL_PROXY": "socks5h://p:1"], "http://api.example", "p:1"),
      (["all_proxy": "http://a:1", "https_proxy": "http://b:2"], "https://api.example", "b:2"),
      (["https_proxy": "http://p:1", "no_proxy": "api.example"], "https://api.example", nil),
      (["https_proxy": "http://p:1", "NO_PROXY": "*"], "https://api.example", nil),
      (["https_proxy": "http://p:1", "no_proxy": "x", "NO_PROXY": "*"], "https://api.example", "p:1"),
      (["all_proxy": "http://p:1"], "http://127.0.0.1", nil),
      (["all_proxy": "http://p:1"], "https://localhost", nil),
    ] as [([String: String], String, String?)])
  func proxies(environment: [String: String], url: String, proxy: String?) throws {
    let settings = try NetworkSettings(environment: environment)
    let base = url.split(separator: "://")
    let found = settings.proxy(scheme: String(base[0]), host: String(base[1]), port: nil)
    #expect(found?.description == proxy)
  }

  @Test(
    "Proxies that cannot be used, without the password they may hold",
    arguments: [
      ("https://p:1", "HTTPS_PROXY: https:// proxies are not supported; use http:// or socks5://"),
      (
        "http://user:hunter2@p:x",
        "HTTPS_PROXY: it is no proxy address; write it like http://proxy.example.com:3128"
      ),
      ("socks5://u:hunter2@p:1", "HTTPS_PROXY: a socks5:// proxy with a user name is not supported"),
    ])
  func unusable(value: String, message: String) {
    do {
      _ = try NetworkSettings(environment: ["HTTPS_PROXY": value])
      Issue.record("taken")
    } catch {
      #expect(error.wording == message)
    }
  }

  @Test("A proxy's password is printed nowhere")
  func password() throws {
    let settings = try NetworkSettings(environment: ["https_proxy": "http://somebody:hunter2@p:1"])
    var told = "\(settings) \(String(reflecting: settings))"
    dump(settings, to: &told)
    #expect(!told.contains("hunter2"))
    #expect(!told.contains("somebody"))
  }

  @Test(
    "Hosts that are asked without a proxy",
    arguments: [
      ("", "a.example", 443, false), ("*", "a.example", 443, true), ("a.example", "a.example", 443, true),
      ("A.Example.", "a.example", 443, true), ("a.example", "A.EXAMPLE.", 443, true),
      ("a.example", "b.a.example", 443, true), ("a.example", "ba.example", 443, false),
      (".a.example", "b.a.example", 443, true), (".a.example", "a.example", 443, true),
      ("*.a.example", "b.a.example", 443, true), ("a.example", "example", 443, false),
      ("x, a.example\ty", "a.example", 443, true), ("x a.example", "a.example", 443, true),
      ("a.example:8443", "a.example", 8443, true), ("a.example:8443", "a.example", 443, false),
      ("10.1.2.3", "10.1.2.3", 443, true), ("10.1.2.3", "10.1.2.4", 443, false),
      ("10.1.2.3:80", "10.1.2.3", 443, false), ("10.1.2.3:443", "10.1.2.3", 443, true),
      ("10.0.0.0/8", "10.200.3.4", 443, true), ("10.0.0.0/8", "11.0.0.1", 443, false),
      ("10.1.2.128/25", "10.1.2.129", 443, true), ("10.1.2.128/25", "10.1.2.127", 443, false),
      ("0.0.0.0/0", "8.8.8.8", 443, true), ("0.0.0.0/0", "a.example", 443, false),
      ("10.0.0.0/33", "10.0.0.1", 443, false), ("10.0.0.0/x", "10.0.0.1", 443, false),
      ("2001:db8::/32", "2001:db8:1::5", 443, true), ("2001:db8::/32", "2001:db9::5", 443, false),
      ("[::2]:443", "::2", 443, true), ("::2", "0:0:0:0:0:0:0:2", 443, true),
      ("2.3", "10.1.2.3", 443, false),
    ])
  func noProxy(value: String, host: String, port: Int, isDirect: Bool) {
    #expect(NoProxy(value).contains(host: host, port: port) == isDirect)
  }

  @Test("Certificates that cannot be read are named before anything is sent")
  func certificates() throws {
    let cases = [
      (
        ["SSL_CERT_FILE": "/nowhere/ca.pem"],
        "SSL_CERT_FILE: cannot read '/nowhere/ca.pem'; name a file of certificates in PEM, or unset it"
      ),
      (
        ["SSL_CERT_FILE": "/dev/null"],
        "SSL_CERT_FILE: cannot read '/dev/null'; name a file of certificates in PEM, or unset it"
      ),
      (
        ["SSL_CERT_FILE": "/etc/hostname"],
        "SSL_CERT_FILE: no certificate in '/etc/hostname'; name a file of certificates in PEM, or unset it"
      ),
      (
        ["SSL_CERT_DIR": "/nowhere"],
        "SSL_CERT_DIR: cannot read '/nowhere'; name a folder of certificates in PEM, or unset it"
      ),
    ]
    for (environment, message) in cases {
      do {
        _ = try HTTPTransport.live(NetworkSettings(environment: environment))
        Issue.record("taken")
      } catch {
        #expect(error.wording == message)
      }
    }
  }
}
