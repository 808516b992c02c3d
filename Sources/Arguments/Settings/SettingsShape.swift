/// The shape that every line of a settings file has: a comment, `name: value`, or `- value`.
///
/// The YAML reader follows aliases and nesting as deep as they go, which a few hundred bytes make endless; in this
/// shape there are neither. What it is in doubt about it refuses.
enum SettingsShape {
  /// The first line, from 1, of another shape.
  static func fault(in bytes: [UInt8]) -> (line: Int, reason: SettingsFault.Reason)? {
    var part = ""
    var names: Set<String> = []
    var hasBegun = false
    for (index, line) in lines(of: bytes).enumerated() {
      if holdsBreak(line) { return (index + 1, .notASetting) }
      // A byte a character, so that no accent makes another character of a sign.
      var rest = String(String.UnicodeScalarView(line.map { Unicode.Scalar($0) }))[...]
      let indentation = rest.prefix { $0 == " " }.count
      rest = rest.dropFirst(indentation).trimmedEnd
      if rest.isEmpty || rest.hasPrefix("#") || rest == "..." { continue }
      if rest == "---" {
        if hasBegun { return (index + 1, .several) }
        continue
      }
      hasBegun = true
      if rest.hasPrefix("- ") {
        rest = rest.dropFirst(2).trimmed
        if rest.hasPrefix("- ") || name(in: rest) != nil { return (index + 1, .nested) }
      } else if let name = name(in: rest) {
        if indentation == 0 { part = String(name) }
        guard names.insert(indentation == 0 ? part : "\(part)\n\(name)").inserted else {
          return (index + 1, .twice(String(name)))
        }
        rest = rest.dropFirst(name.count + 1).trimmed
      } else {
        return (index + 1, "&*".contains(rest.first ?? " ") ? .anchor : .notASetting)
      }
      if let reason = fault(inValue: rest) { return (index + 1, reason) }
    }
    return nil
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.map { $0.last == 0x0D ? $0.dropLast() : $0 }
  }

  /// Whether a line holds a control character, or one of the code points that YAML takes for the end of a line.
  private static func holdsBreak(_ line: ArraySlice<UInt8>) -> Bool {
    if line.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) { return true }
    return [[0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9]].contains { line.firstRange(of: $0) != nil }
  }

  /// The name in front of a colon, with its quotes if it has some. A colon inside of it has no space behind.
  private static func name(in line: Substring) -> Substring? {
    func isPlain(_ character: Character) -> Bool {
      character.isASCII
        && (character.isLetter || character.isNumber || "-_ /.:@|+".contains(character))
    }
    var name = line.prefix(while: isPlain)
    if line.hasPrefix("\"") {
      let inner = line.dropFirst().prefix { isPlain($0) || $0 == "#" || !$0.isASCII }
      guard line.dropFirst(inner.count + 1).hasPrefix("\"") else { return nil }
      name = line.prefix(inner.count + 2)
    } else if let end = name.firstRange(of: ": ")?.lowerBound {
      name = name[..<end]
    } else if name.hasSuffix(":") {
      name = name.dropLast()
    }
    let rest = line.dropFirst(name.count)
    guard let first = name.first, first.isLetter || first.isNumber || first == "\"", rest.hasPrefix(":"),
      rest.count == 1 || rest.dropFirst().first == " "
    else { return nil }
    return name
  }

  private static func fault(inValue value: Substring) -> SettingsFault.Reason? {
    switch value.first {
    case "&", "*": return .anchor
    case "|", ">", "?", "!", "%", "@", "`": return .notASetting
    case "{": return .nested
    case "[":
      let list = withoutComment(value)
      guard list.hasSuffix("]") else { return .openList }
      let inner = list.dropFirst().dropLast()
      if inner.contains(where: { "[]{}".contains($0) }) { return .nested }
      return inner.split(separator: ",").contains { "&*".contains($0.trimmed.first ?? " ") } ? .anchor : nil
    case "\"", "'":
      guard let end = end(ofQuoted: value) else { return .notASetting }
      let rest = value[end...]
      return rest.isEmpty || rest.hasPrefix(" #") ? nil : .notASetting
    default:
      let text = withoutComment(value)
      return text.hasSuffix(":") || text.contains(": ") || text.contains(":\t") ? .colon : nil
    }
  }

  private static func withoutComment(_ value: Substring) -> Substring {
    if value.hasPrefix("#") { return "" }
    let end = value.firstRange(of: " #")?.lowerBound ?? value.endIndex
    return value[..<end].trimmedEnd
  }

  /// The index behind the second quote.
  private static func end(ofQuoted value: Substring) -> Substring.Index? {
    guard let quote = value.first else { return nil }
    var index = value.index(after: value.startIndex)
    while index < value.endIndex {
      let next = value.index(after: index)
      if value[index] == "\\", quote == "\"", next < value.endIndex {
        index = value.index(after: next)
      } else if value[index] == quote {
        guard quote == "'", next < value.endIndex, value[next] == quote else { return next }
        index = value.index(after: next)
      } else {
        index = next
      }
    }
    return nil
  }
}

extension Substring {
  private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

  fileprivate var trimmed: Substring { drop(while: Self.isBlank).trimmedEnd }

  fileprivate var trimmedEnd: Substring {
    var text = self
    while let last = text.last, Self.isBlank(last) { text.removeLast() }
    return text
  }
}
