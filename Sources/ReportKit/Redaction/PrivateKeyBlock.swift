/// A private key in a block of lines: `-----BEGIN … PRIVATE KEY-----`, Base64, `-----END … PRIVATE KEY-----`
/// (RFC 7468; of OpenPGP, RFC 9580, section 6.2), or in those of a file of PuTTY, behind `Private-Lines:` and their
/// number (PuTTY User Manual, appendix C).
enum PrivateKeyBlock {
  /// How the lines end that such a block begins with.
  static let markerEnds = ["PRIVATE KEY-----", "PRIVATE KEY BLOCK-----", "Private-Lines:"].map {
    Array($0.utf8)
  }

  private static let begin = Array("-----BEGIN ".utf8)
  private static let close = Array("-----END ".utf8)
  private static let dashes = Array("-----".utf8)
  /// The letters between `BEGIN` and `PRIVATE`, such as `ENCRYPTED`.
  private static let longestKind = 32
  /// How many letters of Base64 stand together in a key, and not in prose.
  private static let shortestLine = 16

  /// Whether a line stands in a text that may begin such a block.
  static func mayBegin(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let line: StaticString = "-----BEGIN "
    // One of any five bytes of a text is looked at: five hyphens leave none of them out.
    var index = range.lowerBound + 4
    while index < range.upperBound {
      if text[index] == UInt8(ascii: "-") {
        let last = text.endOfRun(of: UInt8(ascii: "-"), from: index, limit: range.upperBound)
        if last - 5 >= range.lowerBound, line.begins(text, at: last - 5, limit: range.upperBound) {
          return true
        }
        index = last
      }
      index += 5
    }
    return false
  }

  /// The block whose first line ends before an index of the letters; nil if it is not one, or holds no key.
  static func find(in text: VisibleText, markerEnd: Int) -> Range<Int>? {
    let lines = Array("Private-Lines:".utf8)
    if text.has(lines, at: markerEnd - lines.count) {
      return end(ofLinesBehind: markerEnd, in: text).map { markerEnd - lines.count..<$0 }
    }
    guard let start = start(in: text, markerEnd), let end = end(in: text, from: markerEnd) else { return nil }
    return start..<end
  }

  private static func start(in text: VisibleText, _ markerEnd: Int) -> Int? {
    let last = markerEnd - "PRIVATE KEY-----".utf8.count - begin.count
    let first = max(0, last - longestKind - " BLOCK".utf8.count)
    guard first <= last else { return nil }
    return (first...last).last { text.has(begin, at: $0) }
  }

  /// The index behind the last line, or behind the last letter of the key where that line is missing.
  private static func end(in text: VisibleText, from start: Int) -> Int? {
    var index = start
    var end: Int?
    var mayBeLast = false
    while index < text.letters.count {
      if text.has(dashes, at: index) {
        guard end != nil, text.has(close, at: index) else { return end }
        return self.end(ofMarkerAt: index, in: text)
      }
      let word = text.letters[index...].prefix(while: isBase64)
      if !word.isEmpty {
        // The last line is shorter, and no word of prose.
        if word.count >= shortestLine || mayBeLast && !word.allSatisfy(Alphabet.letters.contains) {
          end = word.endIndex
        }
        mayBeLast = word.count >= shortestLine
      }
      index = max(word.endIndex, index + 1)
    }
    return end
  }

  /// The index behind the lines of a file of PuTTY, which begin behind their number; nil when there are none.
  private static func end(ofLinesBehind start: Int, in text: VisibleText) -> Int? {
    func skipBlanks(_ index: Int) -> Int {
      text.letters[index...].firstIndex { $0 != VisibleLetter.space && $0 != VisibleLetter.lineBreak }
        ?? text.letters.count
    }
    let number = text.letters[skipBlanks(start)...].prefix(while: \.isDigit)
    guard let lines = Int(String(decoding: number, as: UTF8.self)) else { return nil }
    var end: Int?
    var index = skipBlanks(number.endIndex)
    for _ in 0..<min(lines, 1000) {
      let line = text.letters[index...].prefix(while: isBase64)
      guard !line.isEmpty else { break }
      end = line.endIndex
      index = skipBlanks(line.endIndex)
    }
    return end
  }

  private static func end(ofMarkerAt start: Int, in text: VisibleText) -> Int {
    let kind = text.letters[(start + close.count)...]
      .prefix { Alphabet.capitals.contains($0) || $0 == VisibleLetter.space }
    return text.has(dashes, at: kind.endIndex) ? kind.endIndex + dashes.count : kind.endIndex
  }

  private static func isBase64(_ letter: UInt8) -> Bool {
    Alphabet.alphanumeric.contains(letter) || letter == UInt8(ascii: "+") || letter == UInt8(ascii: "/")
      || letter == UInt8(ascii: "=")
  }
}
