/// One HTTP request as libcurl is told it. Nothing is taken from the environment, no redirect is followed, and no
/// name or password is looked up.
public struct Request: Sendable {
  /// Such as `GET`.
  public var method: String
  /// An absolute `http` or `https` URL, percent-encoded.
  public var url: String
  /// Header fields as they are sent, such as `Accept: application/json`. None may hold CR, LF or NUL: they go out
  /// as they are.
  public var fields: [String]
  /// The body; nil for none.
  public var body: [UInt8]?
  /// Where to connect to instead; nil: to the host of the URL.
  public var proxy: Proxy?
  /// Certificates in PEM whose owners are trusted; nil: those that libcurl was built to trust.
  public var authorities: [UInt8]?
  /// How long a connection may take, from the look-up of the name to the end of the TLS handshake.
  public var connectTimeout: Duration
  /// Whether the request has a connection of its own. libcurl sends a request again, without a word, when it finds
  /// the connection dead that an earlier one left.
  public var isAlone: Bool

  /// A request.
  public init(
    method: String, url: String, fields: [String], body: [UInt8]?, proxy: Proxy?, authorities: [UInt8]?,
    connectTimeout: Duration, isAlone: Bool
  ) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
    self.proxy = proxy
    self.authorities = authorities
    self.connectTimeout = connectTimeout
    self.isAlone = isAlone
  }

  /// A proxy.
  public struct Proxy: Sendable {
    /// Such as `http://127.0.0.1:3128` or `socks5h://127.0.0.1:1080`.
    public var url: String
    /// The user; nil: none.
    public var user: String?
    /// The user's password.
    public var password: String

    /// A proxy.
    public init(url: String, user: String? = nil, password: String = "") {
      self.url = url
      self.user = user
      self.password = password
    }
  }
}

/// Takes an answer as it comes. Whatever returns false ends the transfer.
public protocol Receiver: AnyObject {
  /// Takes one line of a head: the status line, a field, or the empty line that ends it, with its line break.
  /// A line of an interim answer (1xx) comes here too.
  func take(line: UnsafeRawBufferPointer) -> Bool
  /// Takes bytes of the body, decompressed.
  func take(body: UnsafeRawBufferPointer) -> Bool
  /// Says whether to go on; asked at least once a second.
  func goesOn() -> Bool
}
