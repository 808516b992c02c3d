/// The hosts of `no_proxy`, which are asked directly.
///
/// Entries stand between commas or spaces: `*` (every host), a name (it and every name below it, with
/// or without a leading dot), an IP address, or a network such as `10.0.0.0/8`; each but a network may
/// end in `:port`.
public struct NoProxy: Sendable, Equatable {
  private enum Entry: Equatable {
    case all
    case name(String, port: Int?)
    case network(IPAddress, length: Int, port: Int?)
  }

  private let entries: [Entry]

  /// Reads the value of the variable; entries that mean nothing are left out.
  public init(_ value: String) {
    entries = value.split { $0 == "," || $0 == " " || $0 == "\t" }.compactMap(NoProxy.entry)
  }

  /// Whether a host is asked directly; no name is resolved for it.
  public func contains(host: String, port: Int) -> Bool {
    let host = NoProxy.withoutDot(host.lowercased())
    let address = IPAddress(host)
    return entries.contains { entry in
      switch entry {
      case .all: true
      case .name(let name, let only):
        (only == nil || only == port) && address == nil
          && (host == name || host.hasSuffix("." + name))
      case .network(let network, let length, let only):
        (only == nil || only == port) && address?.isIn(network, length: length) == true
      }
    }
  }

  private static func entry(_ text: Substring) -> Entry? {
    if text == "*" { return .all }
    if let address = IPAddress(String(text)) {
      return .network(address, length: address.bytes.count * 8, port: nil)
    }
    if let slash = text.lastIndex(of: "/") {
      guard let network = IPAddress(String(text[..<slash])),
        let length = Int(text[text.index(after: slash)...]), (0...network.bytes.count * 8).contains(length)
      else { return nil }
      return .network(network, length: length, port: nil)
    }
    var name = text
    while name.hasPrefix(".") || name.hasPrefix("*.") { name = name.dropFirst() }
    guard let (host, port) = URLParts.hostAndPort(name) else { return nil }
    if let address = IPAddress(host) {
      return .network(address, length: address.bytes.count * 8, port: port)
    }
    return .name(withoutDot(host), port: port)
  }

  private static func withoutDot(_ host: String) -> String {
    host.hasSuffix(".") ? String(host.dropLast()) : host
  }
}
