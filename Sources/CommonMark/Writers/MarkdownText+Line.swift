/// What acts at the start and at the end of a line.
extension MarkdownText {
  /// Writes as much of the start of a text as could start a block, escaped; returns how much it was.
  func writeLineStart(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout some Output) -> Int {
    guard let first = text.first else { return 0 }
    switch first {
    case 0x20:
      bytes.append(literal: "&#32;")
      return 1
    case UInt8(ascii: "#"):
      let run = text.prefix { $0 == UInt8(ascii: "#") }.count
      guard run <= 6, run == text.count || text[run] == 0x20 else { return 0 }
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      guard text.count == 1 || text[1] == 0x20 || Self.isRuler(text) else { return 0 }
    case UInt8(ascii: "="):
      guard text.allSatisfy({ $0 == UInt8(ascii: "=") || $0 == 0x20 }) else { return 0 }
    case UInt8(ascii: ">"): break
    case UInt8(ascii: "|"), UInt8(ascii: ":"):
      guard Self.isRuler(text) else { return 0 }
    case UInt8(ascii: "*"):
      // In front of a space, where it is nothing inside a line.
      guard text.count > 1, text[1] == 0x20 else { return 0 }
    case UInt8(ascii: "/"):
      guard profile.isForge else { return 0 }
      // Behind the last character it would keep emphasis that follows from opening (6.2).
      if text.count == 1 {
        bytes.append(literal: Self.joiner)
        bytes.append(first)
      } else {
        bytes.append(literal: "\\/")
        bytes.append(literal: Self.joiner)
      }
      return 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return writeNumber(text, into: &bytes)
    default: return 0
    }
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(first)
    return 1
  }

  /// The start of an ordered list item (CommonMark 0.30, 5.2).
  private func writeNumber(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout some Output) -> Int {
    let digits = text.prefix { $0.isDigit }.count
    guard digits <= 9, digits < text.count,
      text[digits] == UInt8(ascii: ".") || text[digits] == UInt8(ascii: ")"),
      digits + 1 == text.count || text[digits + 1] == 0x20
    else { return 0 }
    bytes.append(contentsOf: text[0..<digits])
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(text[digits])
    return digits + 1
  }

  /// Whether a line is made only of what rules are made of: thematic breaks, setext underlines and the
  /// delimiter rows of tables.
  private static func isRuler(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.allSatisfy {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ":") || $0 == 0x20
    }
  }

  /// Spaces at the end of a line are lost (CommonMark 0.30, 6.7), and `#`s there close a heading.
  func protectEnd(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout some Output) {
    if text.last == 0x20, bytes.last == 0x20 {
      bytes.removeLast()
      bytes.append(literal: "&#32;")
      return
    }
    guard isHeading else { return }
    var hashes = 0
    while hashes < bytes.count, bytes[bytes.count - 1 - hashes] == UInt8(ascii: "#") { hashes += 1 }
    guard hashes > 0, hashes < bytes.count, bytes[bytes.count - hashes - 1] == 0x20 else { return }
    bytes.insert(UInt8(ascii: "\\"), at: bytes.count - hashes)
  }
}
