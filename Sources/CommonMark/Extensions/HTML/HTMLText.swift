/// The text of HTML as a reader sees it.
enum HTMLText {
  typealias Text = Slice<UnsafeBufferPointer<UInt8>>

  /// Text between tags: white space is one space, references are the characters they name, unless the source itself
  /// is to be shown.
  static func content(_ source: Text, isSource: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var index = source.startIndex
    while index < source.endIndex {
      let byte = source[index]
      if HTMLAttributes.isSpace(byte) {
        if index == source.startIndex || !HTMLAttributes.isSpace(source[index - 1]) { result.append(0x20) }
        index += 1
      } else if byte == UInt8(ascii: "&"), !isSource,
        let end = append(referenceAt: index, of: source, to: &result)
      {
        index = end
      } else {
        result.append(byte)
        index += 1
      }
    }
    return result
  }

  /// The value of an attribute, with references as the characters they name.
  static func value(_ source: Text) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var index = source.startIndex
    while index < source.endIndex {
      if source[index] == UInt8(ascii: "&"), let end = append(referenceAt: index, of: source, to: &result) {
        index = end
      } else {
        result.append(source[index])
        index += 1
      }
    }
    return result
  }

  private static let longestReference = 34

  /// Adds the characters of the reference that starts at an index, and returns where it ends; nil if it is not a reference.
  private static func append(referenceAt start: Int, of source: Text, to result: inout [UInt8]) -> Int? {
    let rest = source[start...].prefix(longestReference)
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")),
      source[(start + 1)..<end].allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "#") })
    else { return nil }
    // cmark knows all the names.
    let reference = UnsafeBufferPointer(rebasing: source[start...end])
    guard let tree = SyntaxTree(parsing: reference),
      let text = tree.root.firstChild?.firstChild?.literal, !text.elementsEqual(reference)
    else { return nil }
    result.append(contentsOf: text)
    return end + 1
  }
}
