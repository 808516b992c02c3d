import FlyingFox
import Foundation
import ReportKit

/// An answer before it is sent.
struct SampleReply {
  var status = 200
  var headers: HTTPHeaders = [.contentType: "application/json; charset=utf-8"]
  var body: [UInt8]
  var piece = 1 << 18
  var pause = Duration.zero
  var end = Int.max

  static func json(_ body: [UInt8]) -> SampleReply { SampleReply(body: body) }

  static func error(_ status: Int, _ message: String) -> SampleReply {
    var body = Array(#"{"error":"#.utf8)
    JSONString.write(message, into: &body)
    body.append(UInt8(ascii: "}"))
    return SampleReply(status: status, body: body)
  }

  /// The answer that a fault makes of this one.
  func befallen(by fault: SampleFault.Effect?) -> SampleReply {
    var reply = self
    switch fault {
    case .cutBody(let length): reply.end = length
    case .dribble(let pause):
      reply.pause = pause
      reply.piece = 1
    case .padded(let count):
      reply.body += [UInt8](repeating: 0x20, count: max(0, count - body.count))
    case .gzip:
      reply.body = Compression.stored(body)
      reply.headers[.contentEncoding] = "gzip"
    case .gzipPadded(let count):
      reply.body = Compression.padded(body, spaces: count - body.count)
      reply.headers[.contentEncoding] = "gzip"
    default: break
    }
    return reply
  }

  var response: HTTPResponse {
    let code = HTTPStatusCode(status, phrase: status == 200 ? "OK" : "Fault")
    guard pause > .zero || end < body.count else {
      return HTTPResponse(
        statusCode: code, headers: headers,
        body: HTTPBodySequence(data: Data(body), suggestedBufferSize: piece))
    }
    let bytes = PacedBytes(bytes: body, piece: piece, pause: pause, end: end)
    return HTTPResponse(
      statusCode: code, headers: headers,
      body: HTTPBodySequence(from: bytes, count: body.count, suggestedBufferSize: piece))
  }
}

extension SampleReply {
  /// The answer that a fault gives by itself; nil when it changes another one.
  init?(_ fault: SampleFault.Effect) {
    switch fault {
    case .status(let status, let retryAfter, let body):
      self.init(status: status, body: Array(body.utf8))
      if let retryAfter { headers.setValues([retryAfter], for: HTTPHeader("Retry-After")) }
    case .answer(let status, let headers, let body):
      self.init(status: status, body: Array(body.utf8))
      for (name, value) in headers { self.headers[HTTPHeader(name)] = value }
    case .page(let contentType, let body):
      self.init(body: Array(body.utf8))
      headers[.contentType] = contentType
    case .json(let body):
      self.init(body: Array(body.utf8))
    case .redirect(let status, let address):
      self.init(status: status, body: [])
      headers[.location] = address
    default: return nil
    }
  }
}
