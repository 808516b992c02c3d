import CCurl

/// One transfer at a time, and the connections that earlier ones left open.
///
/// Only one thread may use it at a time; any may, as libcurl's documentation says of an easy handle
/// (https://curl.se/libcurl/c/threadsafe.html).
public final class Handle {
  private let pointer: UnsafeMutableRawPointer
  private let words: UnsafeMutablePointer<CChar>

  /// Once for the process, before any handle.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// A handle; nil when libcurl cannot make one, for want of memory.
  public init?() {
    guard Handle.isReady, let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
    words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(pointer)
    words.deallocate()
  }

  /// Sends a request and hands the answer on, line by line and piece by piece; blocks until all is over.
  public func perform(_ request: Request, receiver: any Receiver) -> Ending {
    // What an earlier request set is gone; its connection, and the name and TLS session behind it, stay.
    curl_easy_reset(pointer)
    words[0] = 0
    jobreport_set_pointer(pointer, CURLOPT_ERRORBUFFER, words)
    prepare(request)
    let fields = Fields(request.fields)
    jobreport_set_list(pointer, CURLOPT_HTTPHEADER, fields.first)
    let code = receive(by: receiver) { curl_easy_perform(pointer) }
    let ending = Ending(code, of: pointer, words: String(cString: words))
    // Nothing that is freed here may be pointed to by a handle that waits for its next request.
    curl_easy_reset(pointer)
    return ending
  }

  /// Lets libcurl call the receiver while `work` runs.
  private func receive(by receiver: any Receiver, _ work: () -> CURLcode) -> CURLcode {
    let context = Context(receiver)
    return withExtendedLifetime(context) {
      let opaque = Unmanaged.passUnretained(context).toOpaque()
      jobreport_set_pointer(pointer, CURLOPT_HEADERDATA, opaque)
      jobreport_set_receiver(pointer, CURLOPT_HEADERFUNCTION) { bytes, size, count, opaque in
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Context.receiver(opaque)?.take(line: line) == true ? line.count : 0
      }
      jobreport_set_pointer(pointer, CURLOPT_WRITEDATA, opaque)
      jobreport_set_receiver(pointer, CURLOPT_WRITEFUNCTION) { bytes, size, count, opaque in
        let body = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Context.receiver(opaque)?.take(body: body) == true ? body.count : 0
      }
      jobreport_set_long(pointer, CURLOPT_NOPROGRESS, 0)
      jobreport_set_pointer(pointer, CURLOPT_XFERINFODATA, opaque)
      jobreport_set_watcher(pointer) { opaque, _, _, _, _ in
        Context.receiver(opaque)?.goesOn() == true ? 0 : 1
      }
      return work()
    }
  }

  private func prepare(_ request: Request) {
    jobreport_set_text(pointer, CURLOPT_URL, request.url)
    jobreport_set_long(pointer, CURLOPT_PROTOCOLS, Int(CURLPROTO_HTTP | CURLPROTO_HTTPS))
    jobreport_set_long(pointer, CURLOPT_NOSIGNAL, 1)
    jobreport_set_long(pointer, CURLOPT_PATH_AS_IS, 1)
    jobreport_set_long(pointer, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    jobreport_set_long(pointer, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    jobreport_set_long(pointer, CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.milliseconds)
    jobreport_set_long(pointer, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    jobreport_set_text(pointer, CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
    if request.isAlone {
      jobreport_set_long(pointer, CURLOPT_FRESH_CONNECT, 1)
      jobreport_set_long(pointer, CURLOPT_FORBID_REUSE, 1)
    }
    // Empty, both keep libcurl from the variables of the environment.
    jobreport_set_text(pointer, CURLOPT_PROXY, request.proxy?.url ?? "")
    jobreport_set_text(pointer, CURLOPT_NOPROXY, "")
    if let proxy = request.proxy, let user = proxy.user {
      jobreport_set_long(pointer, CURLOPT_PROXYAUTH, 1 << 0)  // CURLAUTH_BASIC
      jobreport_set_text(pointer, CURLOPT_PROXYUSERNAME, user)
      jobreport_set_text(pointer, CURLOPT_PROXYPASSWORD, proxy.password)
    }
    trust(request.authorities)
    prepareBody(request)
  }

  private func trust(_ authorities: [UInt8]?) {
    guard let authorities else { return }
    jobreport_set_text(pointer, CURLOPT_CAINFO, nil)
    jobreport_set_text(pointer, CURLOPT_CAPATH, nil)
    authorities.withUnsafeBytes { bytes in
      var blob = curl_blob(
        data: UnsafeMutableRawPointer(mutating: bytes.baseAddress), len: bytes.count,
        flags: UInt32(CURL_BLOB_COPY))
      jobreport_set_pointer(pointer, CURLOPT_CAINFO_BLOB, &blob)
    }
  }

  private func prepareBody(_ request: Request) {
    if let body = request.body {
      jobreport_set_size(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
      body.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
          jobreport_set_text(pointer, CURLOPT_COPYPOSTFIELDS, "")
          return
        }
        jobreport_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: start))
      }
    }
    switch request.method {
    case "GET" where request.body == nil: break
    case "HEAD": jobreport_set_long(pointer, CURLOPT_NOBODY, 1)
    default: jobreport_set_text(pointer, CURLOPT_CUSTOMREQUEST, request.method)
    }
  }
}

/// What libcurl is given as a pointer, to come back to the receiver.
private final class Context {
  private let receiver: any Receiver

  init(_ receiver: any Receiver) { self.receiver = receiver }

  static func receiver(_ opaque: UnsafeMutableRawPointer?) -> (any Receiver)? {
    opaque.map { Unmanaged<Context>.fromOpaque($0).takeUnretainedValue().receiver }
  }
}

/// Header fields as libcurl's list.
private struct Fields: ~Copyable {
  private(set) var first: UnsafeMutablePointer<curl_slist>?

  /// The fields, and none of those that libcurl would add of its own.
  init(_ fields: [String]) {
    let names = Set(fields.map { $0.prefix { $0 != ":" && $0 != ";" }.lowercased() })
    for field in fields { first = curl_slist_append(first, field) }
    for name in ["Accept", "Content-Type", "Expect"] where !names.contains(name.lowercased()) {
      first = curl_slist_append(first, "\(name):")
    }
  }

  deinit { curl_slist_free_all(first) }
}

extension Duration {
  fileprivate var milliseconds: Int { Int(self / .milliseconds(1)) }
}
