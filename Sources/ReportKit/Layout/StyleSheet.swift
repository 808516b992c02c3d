/// The built-in style sheet as pages load it.
enum StyleSheet {
  /// The sheet without comments, and without the white space and the semicolons that only people need
  /// (CSS Syntax Module Level 3). No selector of it has a space behind a colon or a comma that means something.
  static func compact(_ source: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
      let byte = source[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let end = stringEnd(source, index)
        result += source[index..<end]
        index = end
      case UInt8(ascii: "/") where source[index...].starts(with: "/*".utf8):
        index = commentEnd(source, index)
      case 0x20, 0x0A:
        let start = index
        while index < source.count, source[index] == 0x20 || source[index] == 0x0A { index += 1 }
        let isLineEnd = source[start..<index].contains(0x0A)
        let next = index < source.count ? source[index] : UInt8(ascii: "}")
        if result.last == UInt8(ascii: "}") {
          if isLineEnd, next != UInt8(ascii: "}") || index == source.count { result.append(0x0A) }
        } else if let last = result.last, !"{;:,\n".utf8.contains(last), !"{}".utf8.contains(next) {
          result.append(0x20)
        }
      default:
        if byte == UInt8(ascii: "}"), result.last == UInt8(ascii: ";") { result.removeLast() }
        result.append(byte)
        index += 1
      }
    }
    return result
  }

  private static func stringEnd(_ source: [UInt8], _ start: Int) -> Int {
    var index = start + 1
    while index < source.count, source[index] != source[start] {
      index += source[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, source.count)
  }

  private static func commentEnd(_ source: [UInt8], _ start: Int) -> Int {
    var index = start + 2
    while index + 1 < source.count,
      source[index] != UInt8(ascii: "*") || source[index + 1] != UInt8(ascii: "/")
    {
      index += 1
    }
    return min(index + 2, source.count)
  }
}
