import CCurl

/// How a transfer ended.
public struct Ending: Sendable, Equatable {
  /// What it came to.
  public var kind: Kind
  /// libcurl's own words for it: they may name hosts, paths and bytes of the server.
  public var words: String
  /// The status that a proxy answered CONNECT with; 0 where none did.
  public var proxyStatus: Int
  /// The system's number of why a connection failed; 0 where it did not say.
  public var systemError: Int32
  /// Whether there was a connection, with TLS where the URL asks for it.
  public var wasConnected: Bool

  /// What a transfer came to.
  public enum Kind: Sendable, Equatable {
    /// All of the answer is there.
    case whole
    /// The receiver wanted no more.
    case stopped
    case badURL
    case unknownHost
    case unknownProxy
    case noConnection
    /// Connecting took longer than allowed.
    case timedOut
    /// The certificate's owner is not trusted, or it is not valid now.
    case untrusted
    /// The certificate is for another host.
    case otherHost
    case noTLS
    /// The certificates to trust cannot be read.
    case noAuthorities
    /// The server closed the connection before it sent a byte.
    case nothing
    /// The answer is not HTTP/1.1 as libcurl reads it.
    case notHTTP
    /// A head, or a line of one, that has more bytes than libcurl takes.
    case hugeHead
    /// A body that cannot be decompressed, or a compression that libcurl does not know.
    case badEncoding
    /// Anything else, with libcurl's number for it.
    case other(Int)
  }

  init(_ code: CURLcode, of pointer: UnsafeMutableRawPointer, words: String) {
    proxyStatus = jobreport_get_long(pointer, CURLINFO_HTTP_CONNECTCODE)
    systemError = Int32(truncatingIfNeeded: jobreport_get_long(pointer, CURLINFO_OS_ERRNO))
    wasConnected = jobreport_get_time(pointer, CURLINFO_PRETRANSFER_TIME_T) > 0
    self.words = words.isEmpty ? String(cString: curl_easy_strerror(code)) : words
    kind =
      switch code {
      case CURLE_OK: .whole
      case CURLE_WRITE_ERROR, CURLE_ABORTED_BY_CALLBACK: .stopped
      case CURLE_URL_MALFORMAT: .badURL
      case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: .notHTTP
      case CURLE_COULDNT_RESOLVE_HOST: .unknownHost
      case CURLE_COULDNT_RESOLVE_PROXY: .unknownProxy
      case CURLE_COULDNT_CONNECT: .noConnection
      case CURLE_OPERATION_TIMEDOUT: .timedOut
      // Only the words tell the two apart.
      case CURLE_PEER_FAILED_VERIFICATION:
        words.contains("target host name") || words.contains("common name") ? .otherHost : .untrusted
      case CURLE_SSL_CONNECT_ERROR: .noTLS
      case CURLE_SSL_CACERT_BADFILE: .noAuthorities
      case CURLE_GOT_NOTHING: .nothing
      // An older libcurl says of a line that is too long that there is no memory for it.
      case CURLE_OUT_OF_MEMORY where wasConnected, _ where words.contains("response headers"): .hugeHead
      case CURLE_BAD_CONTENT_ENCODING: .badEncoding
      default: .other(Int(code.rawValue))
      }
  }
}
