/// The head of an answer, read line by line as strictly as HTTP/1.1 (RFC 9112) is written where a lenient reading
/// would let two readers see two answers.
struct AnswerHead: Sendable {
  /// Why a head cannot be trusted, to stand behind "an answer that is not HTTP: ".
  struct Fault: Error, Equatable {
    var reason: String
  }

  /// The status; 0 while there is no status line.
  private(set) var status = 0
  /// The header fields, in order.
  private(set) var fields: [(name: String, value: String)] = []
  /// Whether the head is read to its end, and is not that of an interim answer (1xx).
  private(set) var isComplete = false
  private var size = 0

  /// The most bytes that heads may have together, those of interim answers included.
  static let maximumSize = 256 << 10

  /// Takes the next line with its line break. What comes behind the head, as fields behind a body in chunks may, is
  /// passed over.
  mutating func take(_ line: UnsafeRawBufferPointer) throws(Fault) {
    size += line.count
    guard size <= AnswerHead.maximumSize else { throw Fault(reason: "its head has over 256 KiB") }
    if isComplete { return }
    guard line.count >= 2, line[line.count - 2] == 0x0D, line[line.count - 1] == 0x0A else {
      throw Fault(reason: "a line of its head ends without a carriage return")
    }
    let text = line.dropLast(2)
    guard !text.contains(where: { $0 == 0 || $0 == 0x0D || $0 == 0x0A }) else {
      throw Fault(reason: "its head holds a control character")
    }
    if status == 0 {
      try takeStatus(text)
    } else if text.isEmpty {
      try end()
    } else {
      try takeField(text)
    }
  }

  private mutating func takeStatus(_ text: Slice<UnsafeRawBufferPointer>) throws(Fault) {
    let parts = text.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
    guard let version = parts.first,
      version.elementsEqual("HTTP/1.1".utf8) || version.elementsEqual("HTTP/1.0".utf8),
      parts.count >= 2, parts[1].count == 3, parts[1].allSatisfy({ (0x30...0x39).contains($0) }),
      let status = Int(String(decoding: parts[1], as: UTF8.self)), status >= 100
    else {
      throw Fault(
        reason:
          "its first line is '\(Excerpt.oneLine(String(decoding: text.prefix(200), as: UTF8.self), limit: 60))'"
      )
    }
    self.status = status
  }

  private mutating func takeField(_ text: Slice<UnsafeRawBufferPointer>) throws(Fault) {
    if text.first == 0x20 || text.first == 0x09 {
      // A line that goes on where the one before ended (RFC 9112, section 5.2).
      guard let last = fields.indices.last else { throw Fault(reason: "its head begins with a space") }
      fields[last].value += " " + AnswerHead.trimmed(text)
      return
    }
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex,
      text[..<colon].allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { throw Fault(reason: "a line of its head is no field") }
    fields.append(
      (String(decoding: text[..<colon], as: UTF8.self), AnswerHead.trimmed(text[(colon + 1)...])))
  }

  /// Ends a head: that of an interim answer is forgotten, but for 101, behind which no HTTP follows.
  private mutating func end() throws(Fault) {
    if (100..<200).contains(status), status != 101 {
      (status, fields) = (0, [])
      return
    }
    isComplete = true
    // Which of two lengths holds, two readers may judge differently (RFC 9112, section 6.3).
    let lengths = fields.filter { $0.name.lowercased() == "content-length" }
    guard lengths.count <= 1, lengths.allSatisfy({ $0.value.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else {
      throw Fault(reason: "it tells more than one length, or one that is no number")
    }
    let codings = fields.filter { $0.name.lowercased() == "transfer-encoding" }
    guard codings.count <= 1, codings.allSatisfy({ $0.value.lowercased() == "chunked" }) else {
      throw Fault(reason: "its transfer encoding is not 'chunked'")
    }
    guard lengths.isEmpty || codings.isEmpty else {
      throw Fault(reason: "it tells a length and comes in chunks")
    }
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    let bytes = bytes.drop(while: isSpace)
    let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? bytes.startIndex
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
