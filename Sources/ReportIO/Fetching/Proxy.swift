import Curl

extension NetworkSettings {
  /// A proxy that a variable of the environment names. Its password is never printed.
  public struct Proxy: Sendable, Hashable {
    /// How the proxy is spoken to.
    public enum Kind: Sendable { case http, socks5 }

    /// How the proxy is spoken to.
    public var kind: Kind
    /// Its name or address.
    public var host: String
    /// Its port.
    public var port: Int
    private var user: String?
    private var password = ""

    /// Reads `http://user:password@host:port`, also without the scheme, and `socks5://host:port`.
    ///
    /// Ports that are left out are 1080, as curl has it. Throws
    /// ``FetchError/badSetting(variable:reason:)``, without the value, which may hold a password.
    public init(_ text: String, variable: String) throws(FetchError) {
      func broken(_ reason: String) -> FetchError { .badSetting(variable: variable, reason: reason) }
      let parts: URLParts
      do {
        parts = try URLParts(text.contains("://") ? text : "http://" + text)
      } catch {
        throw broken("it is no proxy address; write it like http://proxy.example.com:3128")
      }
      switch parts.scheme {
      case "http": kind = .http
      case "socks5", "socks5h": kind = .socks5
      default:
        throw broken("\(parts.scheme):// proxies are not supported; use http:// or socks5://")
      }
      host = parts.host
      port = parts.port ?? 1080
      guard let userInfo = parts.userInfo else { return }
      guard kind == .http else { throw broken("a socks5:// proxy with a user name is not supported") }
      let halves = userInfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = Proxy.decode(halves[0])
      password = halves.count > 1 ? Proxy.decode(halves[1]) : ""
    }

    /// The proxy as requests go through it; names are looked up by the proxy.
    var route: Request.Proxy {
      let scheme = kind == .socks5 ? "socks5h" : "http"
      return Request.Proxy(
        url: URLParts.origin(scheme: scheme, host: host, port: port), user: user, password: password)
    }

    private static func decode(_ text: Substring) -> String {
      var bytes: [UInt8] = []
      var rest = Array(text.utf8)[...]
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), rest.count >= 2,
          let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        {
          bytes.append(value)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

extension NetworkSettings.Proxy: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Host and port.
  public var description: String { "\(host):\(port)" }

  /// Host and port.
  public var debugDescription: String { description }

  /// A mirror without user and password.
  public var customMirror: Mirror { Mirror(self, children: ["host": host, "port": port]) }
}
