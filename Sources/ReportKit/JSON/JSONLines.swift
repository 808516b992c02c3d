import CommonMark

/// The lines of a text of JSON values: which one is read, and where those end that are not JSON.
struct JSONLines {
  /// The line that is being read, from 1.
  private(set) var current = 1
  /// Where that line begins in the buffer; below zero where its beginning is dropped.
  private(set) var start = 0
  private var countedTo = 0

  /// Counts the lines of a buffer up to a place in it.
  mutating func count(to end: Int, in buffer: [UInt8]) {
    guard end > countedTo else { return }
    buffer.withUnsafeBufferPointer { buffer in
      // A search beyond the end would be made again for every value behind it.
      let read = UnsafeBufferPointer(rebasing: buffer[..<end])
      var index = max(0, countedTo) - 1
      while true {
        index = read.index(of: 0x0A, from: index + 1)
        guard index < end else { break }
        current += 1
        start = index + 1
      }
    }
    countedTo = end
  }

  /// Goes on in a buffer that has lost its first bytes.
  mutating func drop(_ count: Int) {
    countedTo -= count
    start -= count
  }

  /// The lines from a place on that are not JSON: where the last of them begins, and where the next value does or all
  /// ends; nil where more has to be read to tell.
  static func broken(in span: Span<UInt8>, from start: Int, isWhole: Bool) -> (lastLine: Int, end: Int)? {
    var index = start
    while true {
      let line = index
      while index < span.count, span[index] != 0x0A { index += 1 }
      guard index < span.count || isWhole else { return nil }
      let next = JSONScanner.skipWhiteSpace(span, from: index)
      if next >= span.count { return isWhole ? (line, next) : nil }
      index = next
      // An indented line is part of a value that was broken off, not the next of JSON Lines.
      if span[next - 1] == 0x0A, span[next] == UInt8(ascii: "{") || span[next] == UInt8(ascii: "[") {
        return (line, index)
      }
    }
  }

  /// Throws where a bracket begins no list, as a line of a log has one, too. A list that jobs can stand in has an object or a
  /// list behind it, and is read piece by piece; any other is short.
  static func checkList(in span: Span<UInt8>, at start: Int) throws(JSONError) {
    let first = JSONScanner.skipWhiteSpace(span, from: start + 1)
    guard first < span.count, !"{[]".utf8.contains(span[first]) else { return }
    _ = try JSONScanner.endOfWholeValue(span, from: start)
  }
}
