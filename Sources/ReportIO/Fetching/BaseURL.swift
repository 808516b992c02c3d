/// Where an API lives: the only place its key is sent to.
///
/// It is `https`, or `http` on the loopback addresses (`localhost`, `127.0.0.0/8`, `[::1]`), where
/// no one else can read the key. A path prefix is kept; user info, query and fragment are refused.
public struct BaseURL: Sendable, Equatable, CustomStringConvertible {
  /// `https` or `http`.
  public let scheme: String
  /// A name or an address in lower case; an IPv6 address without brackets.
  public let host: String
  /// The port, also when it is the scheme's own.
  public let port: Int
  /// The path before the API's own, such as `/agents`; empty, or with a leading and no trailing slash.
  public let prefix: String

  /// How one is written, where there is nothing closer at hand.
  public static let example = "https://api.example.com"

  /// Reads a URL; throws ``FetchError/badBaseURL(shown:reason:)``, which shows how one like `example` is written.
  public init(_ text: String, example: String = BaseURL.example) throws(FetchError) {
    let url = try URLParts(text, example: example)
    guard url.scheme == "https" || url.scheme == "http" else {
      throw url.error("it is no http or https address; write it like \(example)")
    }
    guard url.userInfo == nil else {
      throw url.error("it holds a user name or password; leave out what stands before the @")
    }
    guard !text.utf8.contains(UInt8(ascii: "?")), !text.utf8.contains(UInt8(ascii: "#")) else {
      throw url.error("it has a query or a fragment; leave out what stands behind the path")
    }
    guard url.path.utf8.allSatisfy(BaseURL.isPathByte),
      !url.path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." })
    else { throw url.error("its path holds characters that must be percent-encoded, or dots that walk up") }
    guard url.scheme == "https" || BaseURL.isLoopback(url.host) else {
      throw url.error("the key would travel in the clear; use https:// (http:// is for this machine only)")
    }
    scheme = url.scheme
    host = url.host
    port = url.port ?? (url.scheme == "https" ? 443 : 80)
    var prefix = Substring(url.path)
    while prefix.hasSuffix("/") { prefix = prefix.dropLast() }
    self.prefix = String(prefix)
  }

  /// Scheme, host and port, the port only when it is not the scheme's own.
  public var origin: String { URLParts.origin(scheme: scheme, host: host, port: port) }

  /// Origin and prefix.
  public var description: String { origin + prefix }

  /// Whether it is this machine.
  public var isLoopback: Bool { BaseURL.isLoopback(host) }

  /// Whether a host is this machine by its very name: no resolver is asked.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    guard let address = IPAddress(host), case .v4(let bytes) = address else { return false }
    return bytes[0] == 127
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~/%!$&'()*+,;=:@".utf8.contains(byte)
    }
  }
}

/// The parts of an absolute URL with an authority, read strictly: what a resolver or a proxy might
/// read in another way is refused.
struct URLParts {
  var text: String
  var scheme: String
  var userInfo: String?
  var host: String
  var port: Int?
  /// Everything behind the authority up to a query or fragment.
  var path: String

  init(_ text: String, example: String = BaseURL.example) throws(FetchError) {
    self.text = text
    func broken(_ reason: String) -> FetchError {
      .badBaseURL(shown: URLParts.shown(text), reason: reason)
    }
    guard let separator = text.firstRange(of: "://"), separator.lowerBound > text.startIndex else {
      throw broken("it is no absolute address; write it like \(example)")
    }
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
      throw broken("it holds spaces or characters outside ASCII")
    }
    scheme = text[..<separator.lowerBound].lowercased()
    let rest = text[separator.upperBound...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    var authority = rest[..<end]
    path = String(rest[end...].prefix { $0 != "?" && $0 != "#" })
    if let at = authority.lastIndex(of: "@") {
      userInfo = String(authority[..<at])
      authority = authority[authority.index(after: at)...]
    }
    guard let (name, number) = URLParts.hostAndPort(authority) else {
      throw broken("its host or port is not readable")
    }
    host = name
    port = number
  }

  /// Splits `host`, `host:port`, `[v6]` and `[v6]:port`.
  static func hostAndPort(_ authority: Substring) -> (host: String, port: Int?)? {
    var host = authority
    var port: Substring?
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      host = authority[authority.index(after: authority.startIndex)..<close]
      guard case .v6 = IPAddress(String(host)) else { return nil }
      let rest = authority[authority.index(after: close)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else {
      if let colon = authority.firstIndex(of: ":") {
        host = authority[..<colon]
        port = authority[authority.index(after: colon)...]
      }
      guard !host.isEmpty, host.utf8.allSatisfy(isHostByte), !host.hasPrefix("."), !host.hasPrefix("-")
      else { return nil }
    }
    guard let port, !port.isEmpty else { return (host.lowercased(), nil) }
    guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
      (1...65535).contains(number)
    else { return nil }
    return (host.lowercased(), number)
  }

  /// Scheme, host and port, the port only when it is not the scheme's own.
  var origin: String { URLParts.origin(scheme: scheme, host: host, port: port) }

  static func origin(scheme: String, host: String, port: Int?) -> String {
    let origin = "\(scheme)://" + (host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host)
    guard let port, port != ["https": 443, "http": 80][scheme] else { return origin }
    return "\(origin):\(port)"
  }

  func error(_ reason: String) -> FetchError {
    .badBaseURL(shown: URLParts.shown(text), reason: reason)
  }

  /// A URL as a message may show it: without what stands before an `@` or behind the path.
  static func shown(_ text: String) -> String {
    var shown = text.prefix { $0 != "?" && $0 != "#" }
    if let at = shown.lastIndex(of: "@") {
      let scheme = shown.firstRange(of: "://").map { shown[..<$0.upperBound] } ?? ""
      shown = scheme + "…" + shown[at...]
    }
    return Excerpt.oneLine(Secret.redactKeys(in: String(shown)), limit: 200)
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
