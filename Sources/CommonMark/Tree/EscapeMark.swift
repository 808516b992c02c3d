/// Marks escapes and entities in a text before it is parsed, where they keep an extension from acting.
///
/// cmark's tree does not tell `\~` from `~`. A mark behind it does: `\[x]` is no task, `\~\~` strikes
/// nothing, `http\://` and `www\.` are no links. The mark is a punctuation character, as what it stands
/// behind is, so no rule of CommonMark reads the text differently; it is taken out of everything
/// that comes out of the tree.
enum EscapeMark {
  /// U+1BFC, Batak symbol bindu na metek.
  static let first: UInt8 = 0xE1
  static let second: UInt8 = 0xAF
  static let third: UInt8 = 0xBC

  /// The text with marks; nil when it needs none.
  static func marked(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var backslash = text.index(of: UInt8(ascii: "\\"), from: 0)
    var ampersand = text.index(of: UInt8(ascii: "&"), from: 0)
    var output: [UInt8] = []
    var copied = 0
    while true {
      let index = min(backslash, ampersand)
      guard index < text.count else { break }
      let end = index == backslash ? escapeEnd(text, index) : entityEnd(text, index)
      if let end {
        if output.isEmpty { output.reserveCapacity(text.count + 64) }
        output.append(contentsOf: text[copied..<end])
        output += [first, second, third]
        copied = end
      }
      // What a backslash escapes is no start of anything.
      let next = end ?? index + (index == backslash ? 2 : 1)
      if backslash < next { backslash = text.index(of: UInt8(ascii: "\\"), from: next) }
      if ampersand < next { ampersand = text.index(of: UInt8(ascii: "&"), from: next) }
    }
    guard copied > 0, !contains(text) else { return nil }
    output.append(contentsOf: text[copied...])
    return output
  }

  private static func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = text.index(of: first, from: 0)
    while index < text.count {
      if isMark(text, index) { return true }
      index = text.index(of: first, from: index + 1)
    }
    return false
  }

  static func isMark(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + 2 < text.count && text[index] == first && text[index + 1] == second && text[index + 2] == third
  }

  private static func escapeEnd(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    guard index + 1 < text.count else { return nil }
    switch text[index + 1] {
    case UInt8(ascii: "~"): return index + 2
    case UInt8(ascii: "["):
      guard index + 2 < text.count else { return nil }
      return text[index + 2] == 0x20 || text[index + 2].lowercased == UInt8(ascii: "x") ? index + 2 : nil
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
