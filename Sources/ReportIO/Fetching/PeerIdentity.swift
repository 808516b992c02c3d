import NIOCore
import NIOSSL

/// Holds a TLS connection to the host that was asked for.
///
/// The TLS library also takes a certificate for the IP address it is connected to, whatever the host is
/// called: someone who can redirect a name, or a proxy, would need no more than a certificate for an
/// address of their own. So the certificate is checked once more, before the first byte of a request.
enum PeerIdentity {
  /// Lets a connection go on when its certificate is for `host`; otherwise nothing is sent on it, and
  /// its requests fail with ``TransportError/untrusted(_:)``.
  static func guardConnection(_ channel: any Channel, host: String) -> EventLoopFuture<Void> {
    channel.eventLoop.submit {
      let pipeline = channel.pipeline.syncOperations
      guard let tls = try? pipeline.handler(type: NIOSSLClientHandler.self) else {
        // Apple's TLS is not in the pipeline, and compares names itself.
        #if canImport(Network)
          return
        #else
          return try pipeline.addHandler(Refusal(), position: .first)
        #endif
      }
      let isMeant = tls.peerCertificate.map { matches($0, host: host) } ?? false
      if !isMeant { try pipeline.addHandler(Refusal(), position: .after(tls)) }
    }
  }

  private static func matches(_ certificate: NIOSSLCertificate, host: String) -> Bool {
    let names = certificate._subjectAlternativeNames()
    // An old certificate without any has a common name, which the library compared.
    if names.isEmpty { return IPAddress(host) == nil }
    return names.contains { name in
      switch name.nameType {
      case .dnsName: matches(pattern: String(decoding: name.contents, as: UTF8.self), host: host)
      case .ipAddress: IPAddress(host).map { $0.bytes == Array(name.contents) } ?? false
      default: false
      }
    }
  }

  /// Whether a name of a certificate covers a host (RFC 6125, section 6.4): without case, and with `*`
  /// for the whole first label only, below a domain of two labels at least.
  static func matches(pattern: String, host: String) -> Bool {
    guard IPAddress(host) == nil else { return false }
    let pattern = labels(pattern)
    let host = labels(host)
    guard pattern.count == host.count, !host.contains("") else { return false }
    guard pattern.first == "*" else { return pattern == host }
    return pattern.count >= 3 && pattern.dropFirst() == host.dropFirst()
  }

  private static func labels(_ name: String) -> [Substring] {
    let name = name.lowercased()
    return (name.hasSuffix(".") ? name.dropLast() : name[...])
      .split(separator: ".", omittingEmptySubsequences: false)
  }
}

/// Sends nothing on, and fails what wants to be sent.
private final class Refusal: ChannelOutboundHandler {
  typealias OutboundIn = NIOAny

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let error = TransportError.untrusted("its certificate is for another host")
    promise?.fail(error)
    context.fireErrorCaught(error)
    context.close(promise: nil)
  }
}
