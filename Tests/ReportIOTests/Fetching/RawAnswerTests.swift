import Foundation
import ReportIO
import Testing

/// What a server may send that is no answer: each ends in words, whatever it is.
@Suite(.enabled(if: Peer.isPossible, "python3 is not there to answer"))
struct RawAnswerTests {
  private static func result(
    _ answers: [Peer.RawAnswer], method: String = "GET", silence: Duration = .seconds(20)
  ) async throws -> (Result<HTTPAnswer, TransportError>, requests: [String]) {
    let peer = try Peer.raw(answers)
    defer { peer.stop() }
    let transport = try HTTPTransport.live(NetworkSettings())
    let call = HTTPCall(
      method: method, url: "http://127.0.0.1:\(peer.port)/", body: method == "GET" ? nil : Array("{}".utf8),
      silence: silence)
    var result: Result<HTTPAnswer, TransportError>
    do {
      result = .success(try await transport.send(call))
    } catch let error as TransportError {
      result = .failure(error)
    }
    await transport.shutdown()
    return (result, peer.requests)
  }

  @Test(
    "An answer that is not HTTP/1.1 is an error in words",
    arguments: [
      ("HTTP/1.1 000 X\r\n\r\n", ""), ("HTTP/1.1 099 X\r\n\r\n", ""), ("HTTP/1.1 99 X\r\n\r\n", ""),
      ("HTTP/1.1 1000 X\r\n\r\n", ""), ("HTTP/1.1 -20 X\r\n\r\n", ""), ("HTTP/1.1  200 OK\r\n\r\n", ""),
      ("HTTP/1.1 two X\r\n\r\n", ""), ("HTTP/1.1\r\n\r\n", ""), ("HTTP/3.9 200 OK\r\n\r\n", ""),
      ("HTTP/2 200\r\n\r\n", ""), ("HTTP/0.9 200 OK\r\n\r\n", ""), ("ICY 200 OK\r\n\r\n", ""),
      ("SSH-2.0-OpenSSH_9.2\r\n", ""), ("nonsense", ""), ("\r\n\r\n", ""), ("{}", ""),
      ("\u{0}\u{1}\u{2}\r\n", ""),
      ("HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", "a line of its head ends without a carriage return"),
      (
        "HTTP/1.1 200 OK\r\nContent-Length: 2\nX: y\r\n\r\n{}",
        "a line of its head ends without a carriage return"
      ),
      ("HTTP/1.1 200 OK\r\nA: b\rC: d\r\nContent-Length: 2\r\n\r\n{}", "its head holds a control character"),
      ("HTTP/1.1 200 OK\r\nA: \u{0}\r\nContent-Length: 2\r\n\r\n{}", ""),
      ("HTTP/1.1 200 OK\r\nnofield\r\nContent-Length: 2\r\n\r\n{}", ""),
      ("HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\n{}", "a line of its head is no field"),
      ("HTTP/1.1 200 OK\r\n: 2\r\n\r\n{}", "a line of its head is no field"),
      (
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
        "it tells more than one length, or one that is no number"
      ),
      (
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "it tells more than one length, or one that is no number"
      ),
      ("HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n{}", ""),
      ("HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}", ""),
      ("HTTP/1.1 200 OK\r\nContent-Length: 0x2\r\n\r\n{}", ""),
      (
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "it tells a length and comes in chunks"
      ),
      (
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "its transfer encoding is not 'chunked'"
      ),
      ("HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 300_000) + "\r\n\r\n{}", ""),
      (String(repeating: "HTTP/1.1 103 Early\r\nLink: </a>; rel=preload\r\n\r\n", count: 8000), ""),
    ])
  func notHTTP(answer: String, reason: String) async throws {
    let (result, _) = try await Self.result([.text(answer)])
    guard case .failure(.notHTTP(let told)) = result else {
      Issue.record("\(answer.prefix(60)) gave \(result)")
      return
    }
    if !reason.isEmpty { #expect(told == reason) }
    #expect(!told.isEmpty && told.count <= 160 && !told.contains { $0.isNewline }, "\(told)")
  }

  @Test(
    "A body that is cut, or whose chunks are no chunks, is one that breaks off",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Encoding: gzip\r\n\r\n{}",
    ])
  func cut(answer: String) async throws {
    let (result, _) = try await Self.result([.text(answer)])
    #expect(throws: TransportError.cutShort) { try result.get() }
  }

  @Test(
    "What is read as it should be",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "HTTP/1.0 200\r\n\r\n{}",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n1;a=b\r\n{\r\n1\r\n}\r\n0\r\nX: y\r\n\r\n",
      "HTTP/1.1 200 OK\r\nX: a\r\n b\r\ncontent-length: 2\r\n\r\n{}and more",
    ])
  func read(answer: String) async throws {
    let (result, _) = try await Self.result([.text(answer)])
    let read = try result.get()
    #expect(read.status == 200)
    #expect(read.body == Array("{}".utf8))
    #expect(read.header("A") == nil)
    if answer.contains("\r\n b") { #expect(read.header("x") == "a b") }
  }

  @Test("A change of the protocol is an answer that has no body")
  func switching() async throws {
    let head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"
    let (result, _) = try await Self.result([.hanging(Array((head + "bytes").utf8))])
    #expect(try result.get().status == 101)
    #expect(try result.get().body == [])
  }

  @Test("An encoding that was not asked for is named")
  func unknownEncoding() async throws {
    let (result, _) = try await Self.result([
      .text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Encoding: x-shrink\r\n\r\n{}")
    ])
    #expect(throws: TransportError.unknownEncoding("x-shrink")) { try result.get() }
  }

  @Test(
    "A server that falls silent is not waited for to the deadline",
    arguments: [
      "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{",
    ])
  func silence(beginning: String) async throws {
    let (result, _) = try await Self.result([.hanging(Array(beginning.utf8))], silence: .seconds(1))
    #expect(throws: TransportError.silent(seconds: 1)) { try result.get() }
  }

  @Test("What is not GET is sent once, on a connection of its own")
  func once() async throws {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    // The second request on the first connection would be cut off without an answer, and be sent again.
    let peer = try Peer.raw([.keeping(Array(answer.utf8)), .text(""), .text(answer)])
    defer { peer.stop() }
    let transport = try HTTPTransport.live(NetworkSettings())
    let url = "http://127.0.0.1:\(peer.port)/"
    _ = try await transport.send(HTTPCall(url: url))
    await #expect(throws: TransportError.noConnection("the connection was closed before the answer")) {
      try await transport.send(HTTPCall(method: "POST", url: url, body: Array("{}".utf8)))
    }
    #expect(peer.requests.map { $0.prefix(5) } == ["GET /", "POST "])
    await transport.shutdown()
  }
}
