/// What acts in the rendered text on GitHub and GitLab, where no escape can keep it from that.
extension MarkdownText {
  /// What acts on both.
  func forgeReplacement(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Replacement? {
    let next = index + 1 < text.count ? text[index + 1] : nil
    switch text[index] {
    case UInt8(ascii: "#"): return next?.isDigit == true ? .joinerBehind(1) : nil
    case UInt8(ascii: "-"):
      guard let next, next.isDigit, index >= 2 else { return nil }
      let isReference = text[index - 2].lowercased == 0x67 && text[index - 1].lowercased == 0x68
      return isReference ? .joinerBehind(1) : nil
    case let byte where byte.isHexDigit: return Self.breaksHash(text, index) ? .joinerBehind(1) : nil
    default: return nil
    }
  }

  /// The fewest and the most digits that a commit is named with.
  private static let hash = 7...40

  /// Whether a joiner has to stand behind a digit of a word of 7 to 40 hexadecimal digits: behind every sixth,
  /// as what is left of it behind a joiner could be the name of another commit.
  private static func breaksHash(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    var start = index
    while start > 0, text[start - 1].isAlphanumeric {
      start -= 1
      guard text[start].isHexDigit, index - start < hash.upperBound else { return false }
    }
    guard (index - start + 1).isMultiple(of: hash.lowerBound - 1) else { return false }
    var end = index + 1
    while end < text.count, text[end].isHexDigit, end - start <= hash.upperBound { end += 1 }
    let isWord = end == text.count || !text[end].isAlphanumeric
    return isWord && hash.contains(end - start) && index + 1 < end
  }
}

// MARK: GitLab

extension MarkdownText {
  /// What acts on GitLab alone, by the kinds of reference that it has
  /// (https://docs.gitlab.com/user/markdown/#gitlab-specific-references): each starts with a character that
  /// something else has to follow.
  func gitLabReplacement(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Replacement? {
    guard index + 1 < text.count else { return nil }
    let next = text[index + 1]
    switch text[index] {
    // A merge request, and an epic.
    case UInt8(ascii: "!"), UInt8(ascii: "&"): return next.isDigit ? .joinerBehind(1) : nil
    // A snippet; more than one dollar is code already.
    case UInt8(ascii: "$"): return next.isDigit && !defusesDollars ? .joinerBehind(1) : nil
    // A milestone, by number, word or quoted words.
    case UInt8(ascii: "%"): return next == 0x20 ? nil : .joinerBehind(1)
    // A label, in the same ways.
    case UInt8(ascii: "~"): return next == 0x20 || next == text[index] ? nil : .backslashAndJoiner
    // `[[a page]]`, `[[_TOC_]]`, `[TOC]`, `[vulnerability:1]` and its like, `[+ an insertion +]`.
    case UInt8(ascii: "["):
      return next == 0x20 || next == UInt8(ascii: "]") ? nil : .backslashAndJoiner
    case UInt8(ascii: "{"):
      return next == UInt8(ascii: "+") || next == UInt8(ascii: "-") ? .joinerBehind(1) : nil
    case UInt8(ascii: "*"):
      let word = text[(index + 1)...].prefix(10)
      return word.elementsEqual("iteration:".utf8, by: { $0.lowercased == $1 }) ? .backslashAndJoiner : nil
    case UInt8(ascii: "@"): return "_.-".utf8.contains(next) ? .joinerBehind(1) : nil
    // `GL-1`, and the `KEY-1` of other trackers, which may answer with a comment of their own.
    case UInt8(ascii: "-"):
      guard next.isDigit, index >= 2, text[index - 2].isUppercase else { return nil }
      let isKey =
        text[index - 1].isUppercase || text[index - 1].isDigit || text[index - 1] == UInt8(ascii: "_")
      return isKey ? .joinerBehind(1) : nil
    default: return nil
    }
  }
}
