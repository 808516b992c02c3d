/// What stands before a place in a line of Markdown that is being written.
enum MarkdownLine {
  /// Nothing but the marks of containers: a block may start here.
  case blockStart
  /// The mark of a heading.
  case heading
  /// Text.
  case text

  /// Looks at no more than this many bytes: marks are short.
  private static let longestPrefix = 256

  static func before(end bytes: [UInt8]) -> MarkdownLine {
    guard let last = bytes.last, last != UInt8(ascii: "\n") else { return .blockStart }
    // Every mark ends in a space, but for that of a quote.
    guard last == 0x20 || last == UInt8(ascii: ">") else { return .text }
    var index = bytes.count
    while index > 0, bytes[index - 1] != UInt8(ascii: "\n") {
      index -= 1
      if bytes.count - index > longestPrefix { return .text }
    }
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, UInt8(ascii: ">"): index += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard index + 1 < bytes.count, bytes[index + 1] == 0x20 else { return .text }
        index += 2
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = index
        while end < bytes.count, bytes[end].isDigit { end += 1 }
        guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"),
          bytes[end + 1] == 0x20
        else { return .text }
        index = end + 2
      case UInt8(ascii: "#"):
        let isMark = bytes[index...].drop(while: { $0 == UInt8(ascii: "#") }).first == 0x20
        return isMark ? .heading : .text
      default: return .text
      }
    }
    return .blockStart
  }
}
