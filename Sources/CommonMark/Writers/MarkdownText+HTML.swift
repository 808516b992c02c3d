/// Text in HTML that stands in Markdown, where no Markdown acts, but what acts in the rendered text does.
extension MarkdownText {
  /// Writes a text as HTML that reads back as that text.
  func writeHTML(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout some Output) {
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "&"): bytes.append(literal: "&amp;")
      case UInt8(ascii: "<"): bytes.append(literal: "&lt;")
      case UInt8(ascii: "\n"): bytes.append(literal: "&#10;")
      case UInt8(ascii: "\t"): bytes.append(literal: "&#9;")
      // A dollar is kept from mathematics.
      case UInt8(ascii: "$") where defusesDollars:
        bytes.append(literal: "&#36;")
        bytes.append(literal: Self.joiner)
      // Space behind space is dropped.
      case 0x20 where bytes.last == 0x20: bytes.append(literal: "&#32;")
      default:
        bytes.append(byte)
        guard profile.special.contains(byte) else { continue }
        switch replacement(text, index, in: 0..<text.count) {
        case .joinerBehind, .backslashAndJoiner: bytes.append(literal: Self.joiner)
        default: break
        }
      }
    }
  }
}
