/// A branch in words: `agent/fix-broken-links-8a7f2c` is "Fix broken links".
///
/// What an agent puts around the words is left out: its own name in front, a time, and a part that keeps branches
/// apart at the end.
enum BranchWords {
  /// The words; nil when the branch has fewer than two, which say little.
  static func text(_ branch: String) -> String? {
    let path = branch.split(separator: "/")
    guard let name = path.count > 1 ? path.dropFirst().joined(separator: "-")[...] : path.first else {
      return nil
    }
    var words = name.split { "-_. ".contains($0) }[...]
    while let first = words.first, isTime(first) { words.removeFirst() }
    if words.count > 1, let last = words.last, isTime(last) || isMark(last) { words.removeLast() }
    guard words.count > 1, words.contains(where: isWord) else { return nil }
    let text = words.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func isWord(_ word: Substring) -> Bool { word.count { $0.isLetter } > 1 }

  /// Seconds since 1970, or a date without dashes.
  private static func isTime(_ word: Substring) -> Bool {
    word.utf8.count >= 8 && word.utf8.allSatisfy(\.isDigit)
  }

  /// Letters and digits that form neither a word nor a number.
  private static func isMark(_ word: Substring) -> Bool {
    let digits = word.utf8.count(where: \.isDigit)
    return word.utf8.count >= 4 && digits > 0 && digits < word.utf8.count
      && word.utf8.first != UInt8(ascii: "v")
  }
}
