import CommonMark

/// Secrets that are known by where they stand: the password in an address, `https://user:password@host/` (RFC 3986,
/// 3.2.1), and what follows `Authorization: Bearer` and its like (RFC 9110, 11.6.2).
enum PlacedSecret {
  /// Whether one may stand in a part of a text; nothing is allocated.
  static func mayStand(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while true {
      index = text.index(of: UInt8(ascii: "@"), in: index..<range.upperBound)
      guard index < range.upperBound else { break }
      if mayEndUserInfo(text, index, range) { return true }
      index += 1
    }
    // The rarest letter of "Authorization".
    let name: StaticString = "horization"
    index = range.lowerBound
    while true {
      index = text.index(of: UInt8(ascii: "z"), in: index..<range.upperBound)
      guard index < range.upperBound else { return false }
      if index - 4 >= range.lowerBound, name.begins(text, at: index - 4, limit: range.upperBound) {
        return true
      }
      index += 1
    }
  }

  /// Whether two colons and a slash stand before an `@`, in its own word.
  private static func mayEndUserInfo(_ text: Span<UInt8>, _ at: Int, _ range: Range<Int>) -> Bool {
    var colons = 0
    var hasSlash = false
    var index = at - 1
    while index >= range.lowerBound, text[index] > 0x20, text[index] != UInt8(ascii: "@") {
      if text[index] == UInt8(ascii: ":") { colons += 1 }
      if text[index] == UInt8(ascii: "/") { hasSlash = true }
      if hasSlash, colons > 1 { return true }
      index -= 1
    }
    return false
  }

  /// Those in a text, in the order of their places.
  static func all(in text: VisibleText) -> [Range<Int>] {
    text.letters.indices.compactMap { index in
      switch text.letters[index] {
      case UInt8(ascii: "@"): password(in: text.letters, before: index)
      case UInt8(ascii: "z"): credentials(in: text.letters, behind: index)
      default: nil
      }
    }
  }

  // MARK: Passwords of addresses

  /// The password before the first `@` of an address, up to the last one before its path; nil where there is none, and
  /// for a variable that stands in its place.
  private static func password(in letters: [UInt8], before at: Int) -> Range<Int>? {
    var start = at
    var colon: Int?
    while start > 0, isOfUserInfo(letters[start - 1]) {
      start -= 1
      if letters[start] == UInt8(ascii: ":") { colon = start }
    }
    guard let colon, start >= 3, letters[start - 3..<start].elementsEqual("://".utf8) else { return nil }
    var end = at
    var index = at + 1
    while index < letters.count, isOfUserInfo(letters[index]) || letters[index] == UInt8(ascii: "@") {
      if letters[index] == UInt8(ascii: "@") { end = index }
      index += 1
    }
    guard colon + 1 < end, letters[colon + 1] != UInt8(ascii: "$") else { return nil }
    return colon + 1..<end
  }

  private static func isOfUserInfo(_ letter: UInt8) -> Bool {
    letter > 0x20 && letter < 0x7F && !"/@\"'<>(){}?#".utf8.contains(letter)
  }

  // MARK: Credentials of a request

  private static let name = Array("authorization".utf8)
  /// The schemes, and the fewest letters of what follows.
  private static let schemes = [("bearer", 16), ("token", 16), ("basic", 8)].map { (Array($0.0.utf8), $0.1) }

  /// What follows the name of the field and a scheme; nil for a word or a name.
  private static func credentials(in letters: [UInt8], behind letter: Int) -> Range<Int>? {
    guard has(name, in: letters, at: letter - 7) else { return nil }
    let word = skip(letters, from: letter - 7 + name.count, " \n\"':=,")
    for (scheme, least) in schemes where has(scheme, in: letters, at: word) {
      let start = skip(letters, from: word + scheme.count, " \n\"'")
      guard start > word + scheme.count else { return nil }
      let value = letters[start...].prefix {
        Alphabet.alphanumeric.contains($0) || "-._~+/=".utf8.contains($0)
      }
      return value.count >= least && isNoWord(value) ? start..<value.endIndex : nil
    }
    return nil
  }

  private static func has(_ word: [UInt8], in letters: [UInt8], at index: Int) -> Bool {
    index >= 0 && index + word.count <= letters.count
      && letters[index..<index + word.count].elementsEqual(word) { $0 | 0x20 == $1 }
  }

  private static func skip(_ letters: [UInt8], from start: Int, _ others: String) -> Int {
    letters[start...].prefix(8).firstIndex { !others.utf8.contains($0) } ?? min(start + 8, letters.count)
  }

  /// A digit, or a capital behind a small letter.
  private static func isNoWord(_ letters: ArraySlice<UInt8>) -> Bool {
    letters.contains(where: \.isDigit)
      || zip(letters, letters.dropFirst()).contains {
        Alphabet.lowercase.contains($0) && Alphabet.capitals.contains($1)
      }
  }
}
