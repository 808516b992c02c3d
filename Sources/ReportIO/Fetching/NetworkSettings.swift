/// How requests leave the machine: proxies, trusted certificates, limits.
public struct NetworkSettings: Sendable {
  /// The proxy for `https` addresses.
  public var httpsProxy: Proxy?
  /// The proxy for `http` addresses.
  public var httpProxy: Proxy?
  /// Hosts that are asked without a proxy.
  public var noProxy: NoProxy
  /// Whom to trust.
  public var certificates: TrustedCertificates
  /// No body may have more bytes than this once it is decompressed, whatever a call allows.
  public var maximumDecompressedBytes: Int

  /// Direct connections, the machine's certificates, 64 MiB.
  public init() {
    noProxy = NoProxy("")
    certificates = TrustedCertificates()
    maximumDecompressedBytes = 64 << 20
  }

  /// The settings that the environment names.
  ///
  /// `https_proxy`, `all_proxy`, `no_proxy` (each also in capitals, the small letters first),
  /// `http_proxy` (in small letters only: a CGI server sets `HTTP_PROXY` from a request's header),
  /// `SSL_CERT_FILE` and `SSL_CERT_DIR`. Empty values count as absent. Throws
  /// ``FetchError/badSetting(variable:reason:)``.
  public init(environment: [String: String]) throws(FetchError) {
    self.init()
    func first(_ names: String...) -> (name: String, value: String)? {
      for name in names {
        if let value = environment.variable(name) { return (name, value) }
      }
      return nil
    }
    let all = first("all_proxy", "ALL_PROXY")
    if let found = first("https_proxy", "HTTPS_PROXY") ?? all {
      httpsProxy = try Proxy(found.value, variable: found.name)
    }
    if let found = first("http_proxy") ?? all {
      httpProxy = try Proxy(found.value, variable: found.name)
    }
    noProxy = NoProxy(first("no_proxy", "NO_PROXY")?.value ?? "")
    certificates.file = first("SSL_CERT_FILE")?.value
    certificates.directory = first("SSL_CERT_DIR")?.value
  }

  /// The proxy for a host; nil: connect to it directly. This machine is never asked through a proxy.
  public func proxy(scheme: String, host: String, port: Int?) -> Proxy? {
    if BaseURL.isLoopback(host) { return nil }
    let port = port ?? (scheme == "https" ? 443 : 80)
    if noProxy.contains(host: host, port: port) { return nil }
    return scheme == "https" ? httpsProxy : httpProxy
  }
}
