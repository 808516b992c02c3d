import Foundation
import Synchronization

/// A process of `peers.py` on loopback, and what it was asked.
final class Peer: Sendable {
  let port: Int
  private let process: Mutex<Process>
  private let log: FileHandle
  private let written = Mutex<[String]>([])

  /// Whether there is a Python to run it.
  static let isPossible = FileManager.default.isExecutableFile(atPath: python)

  private static let python = "/usr/bin/python3"

  /// Answers every request over TLS with one JSON body; see ``requests`` for what was asked.
  static func answer(_ certificate: TestCertificate, body: String) throws -> Peer {
    try Peer(["answer", certificate.certificate, certificate.key, body])
  }

  /// A proxy that answers CONNECT by a tunnel to one port, whatever host is asked for, or by a refusal such as
  /// `407 Proxy Authentication Required`.
  static func proxy(target: Int, refusal: String? = nil) throws -> Peer {
    try Peer(["tunnel", "\(target)"] + [refusal].compactMap(\.self))
  }

  /// What a raw server does with one request.
  enum RawAnswer {
    /// Sends bytes and closes the connection.
    case bytes([UInt8])
    /// Sends bytes and waits for one more request.
    case keeping([UInt8])
    /// Sends bytes, and then nothing until the other side goes.
    case hanging([UInt8])

    static func text(_ text: String) -> RawAnswer { .bytes(Array(text.utf8)) }

    fileprivate var argument: String {
      switch self {
      case .bytes(let bytes): "send:" + Data(bytes).base64EncodedString()
      case .keeping(let bytes): "keep:" + Data(bytes).base64EncodedString()
      case .hanging(let bytes): "hang:" + Data(bytes).base64EncodedString()
      }
    }
  }

  /// Sends these bytes to the first, the second, … request, the last ones to all that follow.
  static func raw(_ answers: [RawAnswer]) throws -> Peer {
    try Peer(["raw"], input: answers.map { $0.argument + "\n" }.joined())
  }

  private init(_ arguments: [String], input: String = "") throws {
    let process = Process()
    let (pipe, inlet) = (Pipe(), Pipe())
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "peers.py")
    process.executableURL = URL(filePath: Self.python)
    process.arguments = [script.path()] + arguments
    process.standardInput = inlet
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    try inlet.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try inlet.fileHandleForWriting.close()
    log = pipe.fileHandleForReading
    var line = Data()
    while let byte = try log.read(upToCount: 1), byte != Data("\n".utf8) { line += byte }
    port = Int(String(decoding: line, as: UTF8.self)) ?? 0
    self.process = Mutex(process)
    _ = fcntl(log.fileDescriptor, F_SETFL, O_NONBLOCK)
  }

  /// What was asked up to now; a request is told of before it is answered.
  var requests: [String] {
    written.withLock { written in
      var bytes = [UInt8](repeating: 0, count: 1 << 20)
      let count = read(log.fileDescriptor, &bytes, bytes.count)
      for line in bytes.prefix(max(0, count)).split(separator: UInt8(ascii: "\n")) {
        if let text = try? JSONDecoder().decode(String.self, from: Data(line)) { written.append(text) }
      }
      return written
    }
  }

  func stop() {
    process.withLock {
      // It inherits a mask in which all other signals are blocked, where a thread of Dispatch starts it.
      kill($0.processIdentifier, SIGKILL)
      $0.waitUntilExit()
    }
  }
}
