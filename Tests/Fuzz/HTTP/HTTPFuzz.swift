import Foundation
import ReportIO

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What libFuzzer calls with every input it makes up: the bytes are sent as the answer to a request, and must come to
/// jobs or to an error in words of one line that does not hold the key. `make fuzz-http` builds and runs it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  server.answer = Array(UnsafeBufferPointer(start: data, count: count))
  let done = DispatchSemaphore(value: 0)
  Task {
    await fetch()
    done.signal()
  }
  done.wait()
  return 0
}

private let key = "mint_fuzzed_key_0123456789abcdef"
private let server = RawServer()

private func fetch() async {
  do {
    let transport = try HTTPTransport.live(NetworkSettings())
    let client = try JobClient(
      baseURL: BaseURL("http://127.0.0.1:\(server.port)"), key: Secret(key), transport: transport,
      retry: .never, limits: .init(deadline: .seconds(5), maximumBytes: 1 << 20))
    do {
      let summary = try await client.fetch(JobRequest(projects: ["docs"])) { _ in }
      for problem in summary.problems { check(problem.reason) }
    } catch let error as FetchError {
      check(error.wording)
    }
    await transport.shutdown()
  } catch {
    complain("\(error)")
  }
}

private func check(_ words: String) {
  let isOneLine = words.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  if words.contains(key) || !isOneLine || words.utf8.count > 2000 || words.isEmpty { complain(words) }
}

private func complain(_ words: String) -> Never {
  print(words.debugDescription)
  fflush(nil)
  abort()
}

/// Answers each connection on loopback with the same bytes and closes it.
private final class RawServer: @unchecked Sendable {
  // Set between inputs only, while nobody asks.
  var answer: [UInt8] = []
  let port: UInt16

  init() {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard bind(listener, address, length) == 0, listen(listener, 16) == 0 else { complain("no server") }
        getsockname(listener, address, &length)
      }
      return UInt16(bigEndian: pointer.pointee.sin_port)
    }
    signal(SIGPIPE, SIG_IGN)
    Thread.detachNewThread { [unowned self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { continue }
        var request: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while !request.suffix(4).elementsEqual("\r\n\r\n".utf8) {
          let count = read(connection, &chunk, chunk.count)
          if count <= 0 { break }
          request += chunk.prefix(count)
        }
        _ = write(connection, answer, answer.count)
        close(connection)
      }
    }
  }
}
