/// Marks escapes and entities in a text before it is parsed, where they keep an extension from acting.
///
/// cmark's tree does not tell `\~` from `~`. A mark behind it does: `\[x]` is not a task, `\~\~` strikes
/// nothing, `http\://` and `www\.` are not links. The mark is a punctuation character, as what it stands
/// behind is, so no rule of CommonMark reads the text differently; it is taken out of everything
/// that comes out of the tree.
struct EscapeMark {
  /// The mark is one of U+1BFC to U+1BFF, the Batak symbols of the Unicode Character Database, which differ in
  /// their third byte.
  private static let first: UInt8 = 0xE1
  private static let second: UInt8 = 0xAF
  private let third: UInt8

  /// The mark for a text: a character that it has not; nil when it has them all.
  private init?(for text: UnsafeBufferPointer<UInt8>) {
    guard let mark = Self.unused(in: text) else { return nil }
    third = mark[2]
  }

  /// A character of these that a text has not; nil when it has them all.
  static func unused(in text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var taken: Set<UInt8> = []
    var index = text.index(of: Self.first, from: 0)
    while index + 2 < text.count {
      if text[index + 1] == Self.second { taken.insert(text[index + 2]) }
      index = text.index(of: Self.first, from: index + 1)
    }
    return (0xBC...0xBF).first { !taken.contains($0) }.map { [first, second, $0] }
  }

  /// The text with marks, and the mark; nil when it needs none.
  static func marked(_ text: UnsafeBufferPointer<UInt8>) -> (text: [UInt8], mark: EscapeMark)? {
    var backslash = text.index(of: UInt8(ascii: "\\"), from: 0)
    var ampersand = text.index(of: UInt8(ascii: "&"), from: 0)
    guard min(backslash, ampersand) < text.count, let mark = EscapeMark(for: text) else { return nil }
    var output: [UInt8] = []
    var copied = 0
    while true {
      let index = min(backslash, ampersand)
      guard index < text.count else { break }
      let end = index == backslash ? escapeEnd(text, index) : entityEnd(text, index)
      if let end {
        if output.isEmpty { output.reserveCapacity(text.count + 64) }
        output.append(contentsOf: text[copied..<end])
        output += [first, second, mark.third]
        copied = end
      }
      // What a backslash escapes is not a start of anything.
      let next = end ?? index + (index == backslash ? 2 : 1)
      if backslash < next { backslash = text.index(of: UInt8(ascii: "\\"), from: next) }
      if ampersand < next { ampersand = text.index(of: UInt8(ascii: "&"), from: next) }
    }
    guard copied > 0 else { return nil }
    output.append(contentsOf: text[copied...])
    return (output, mark)
  }

  /// Whether a mark begins there.
  func begins(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + 2 < text.count && text[index] == Self.first && text[index + 1] == Self.second
      && text[index + 2] == third
  }

  private static func escapeEnd(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    guard index + 1 < text.count else { return nil }
    switch text[index + 1] {
    case UInt8(ascii: "~"): return index + 2
    case UInt8(ascii: "["):
      guard index + 2 < text.count else { return nil }
      let starts = text[index + 2] == 0x20 || text[index + 2].lowercased == UInt8(ascii: "x")
      return starts || text[index + 2] == UInt8(ascii: "!") || text[index + 2] == UInt8(ascii: "^")
        ? index + 2 : nil
    case UInt8(ascii: ":"):
      return index + 2 < text.count && text[index + 2] == UInt8(ascii: "/") ? index + 2 : nil
    case UInt8(ascii: "."):
      return index > 0 && text[index - 1].lowercased == UInt8(ascii: "w") ? index + 2 : nil
    case UInt8(ascii: "/"):
      return index > 0 && (text[index - 1] == UInt8(ascii: ":") || text[index - 1] == UInt8(ascii: "/"))
        ? index + 2 : nil
    default: return nil
    }
  }

  /// A numeric character reference, or the name of one of the characters above.
  private static func entityEnd(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    var end = index + 1
    while end < text.count, text[end] != UInt8(ascii: ";"), end - index < 10 { end += 1 }
    guard end < text.count, text[end] == UInt8(ascii: ";") else { return nil }
    let name = text[(index + 1)..<end]
    if name.first == UInt8(ascii: "#") { return end + 1 }
    let names: [StaticString] = ["colon", "lbrack", "lsqb", "rbrack", "rsqb", "period", "sol"]
    let isNamed = names.contains { $0.withUTF8Buffer { name.elementsEqual($0) } }
    return isNamed ? end + 1 : nil
  }
}
