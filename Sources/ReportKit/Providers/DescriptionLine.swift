/// A line of a pull request's description, and whether it is text: not code, and not inside a comment of HTML.
struct DescriptionLine {
  let text: Substring
  let isText: Bool

  /// The lines of a text.
  static func all(of text: String) -> [DescriptionLine] {
    var lines: [DescriptionLine] = []
    var fence: (mark: Character, count: Int)?
    var isInComment = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let words = line.drop { $0 == " " || $0 == "\t" }
      let mark = words.first ?? " "
      let count = words.prefix { $0 == mark }.count
      let isFence = !isInComment && (mark == "`" || mark == "~") && count >= 3
      var isText = fence == nil && !isFence && !isInComment
      if let open = fence {
        if isFence, mark == open.mark, count >= open.count, words.dropFirst(count).allSatisfy(\.isWhitespace)
        {
          fence = nil
        }
      } else if isFence {
        fence = (mark, count)
      } else {
        if let begin = line.lastRange(of: "<!--"), line[begin.upperBound...].firstRange(of: "-->") == nil {
          isInComment = true
        } else if isInComment, line.firstRange(of: "-->") != nil {
          isInComment = false
        } else if words.hasPrefix("<!--") {
          isText = false
        }
      }
      lines.append(DescriptionLine(text: line, isText: isText))
    }
    return lines
  }

  var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

  /// How far in the line begins; a tab counts as four.
  var indent: Int {
    var columns = 0
    for character in text {
      if character == " " { columns += 1 } else if character == "\t" { columns += 4 } else { break }
    }
    return columns
  }

  /// The text behind the mark of a list item, or the whole line, without white space around it.
  var withoutMarker: String { String((item ?? text).trimmed) }

  /// What stands behind `-`, `*`, `+`, `1.` or `1)`; nil where the line begins no item.
  private var item: Substring? {
    let words = text.drop { $0 == " " || $0 == "\t" }
    var rest = words
    if let first = rest.first, "-*+".contains(first) {
      rest = rest.dropFirst()
    } else {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard (1...9).contains(digits.count) else { return nil }
      rest = rest.dropFirst(digits.count)
      guard let end = rest.first, end == "." || end == ")" else { return nil }
      rest = rest.dropFirst()
    }
    guard let space = rest.first, space == " " || space == "\t" else { return nil }
    return rest.drop { $0 == " " || $0 == "\t" }
  }

  /// The task of an item such as `- [x] Test it` (GFM, section 5.3).
  var task: (content: Substring, isDone: Bool)? {
    guard let item, item.first == "[", item.count >= 4 else { return nil }
    let state = item.dropFirst().first ?? " "
    let rest = item.dropFirst(2)
    guard " xX".contains(state), rest.first == "]", let space = rest.dropFirst().first, space.isWhitespace
    else {
      return nil
    }
    let content = rest.dropFirst().trimmed
    return content.isEmpty ? nil : (content, state != " ")
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }

  fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}

extension String {
  /// How often a text stands in this one.
  func occurrences(of text: String) -> Int { ranges(of: text).count }

  /// The text without blank lines at its beginning and end.
  var trimmingBlankLines: String {
    var text = self[...]
    while let end = text.firstIndex(where: \.isNewline), text[..<end].allSatisfy(\.isWhitespace) {
      text = text[text.index(after: end)...]
    }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
