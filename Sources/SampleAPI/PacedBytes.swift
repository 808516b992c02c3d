import FlyingSocks

/// A body that comes slowly, or breaks off.
struct PacedBytes: AsyncBufferedSequence {
  typealias Element = UInt8

  /// The connection is to be closed here.
  struct Cut: Error {}

  var bytes: [UInt8]
  var piece: Int
  var pause: Duration
  /// After so many bytes the sequence throws, which makes the server close the connection.
  var end: Int

  func makeAsyncIterator() -> Iterator { Iterator(source: self) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    let source: PacedBytes
    var offset = 0

    mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      if offset >= source.end, offset < source.bytes.count { throw Cut() }
      guard offset < source.bytes.count else { return nil }
      if source.pause > .zero { try await Task.sleep(for: source.pause) }
      let length = Swift.min(source.piece, count)
      let next = Swift.min(offset + length, source.end, source.bytes.count)
      defer { offset = next }
      return Array(source.bytes[offset..<next])
    }
  }
}
