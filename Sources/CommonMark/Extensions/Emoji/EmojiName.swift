/// Names of emoji between colons, as GitHub reads them in finished text: `:tada:` is 🎉.
enum EmojiName {
  typealias Text = UnsafeBufferPointer<UInt8>

  private static let longest = 40

  /// Where the next name between colons stands, from an index on, and its code points; nil if there is none.
  static func next(in text: Text, from index: Int) -> (range: Range<Int>, emoji: [UInt8])? {
    var colon = text.index(of: UInt8(ascii: ":"), from: index)
    while colon < text.count {
      var end = colon + 1
      while end < text.count, end - colon <= longest, isName(text[end]) { end += 1 }
      let isClosed = end < text.count && text[end] == UInt8(ascii: ":")
      if isClosed, end > colon + 1, !isInNumber(text, colon..<end + 1),
        let emoji = emoji(UnsafeBufferPointer(rebasing: text[colon + 1..<end]))
      {
        return (colon..<end + 1, emoji)
      }
      colon = isClosed ? end : text.index(of: UInt8(ascii: ":"), from: end)
    }
    return nil
  }

  /// Whether some part of a text may name one: two colons with nothing but letters of names between them, or an escape or a
  /// character reference that may hide them. Dashes alone do not count: no emoji is named so, and delimiter rows of tables have
  /// many.
  static func mayStand(in text: Text) -> Bool {
    var colon = text.index(of: UInt8(ascii: ":"), from: 0)
    while colon < text.count {
      var end = colon + 1
      while end < text.count, text[end] == UInt8(ascii: "-") { end += 1 }
      let dashesEnd = end
      while end < text.count, isName(text[end]) { end += 1 }
      if end < text.count, text[end] == UInt8(ascii: ":"), end > dashesEnd { return true }
      colon = text.index(of: UInt8(ascii: ":"), from: end)
    }
    if text.index(of: UInt8(ascii: "\\"), from: 0) < text.count { return true }
    var ampersand = text.index(of: UInt8(ascii: "&"), from: 0)
    while ampersand + 1 < text.count {
      if text[ampersand + 1] == UInt8(ascii: "#") || text[ampersand + 1] == UInt8(ascii: "c") { return true }
      ampersand = text.index(of: UInt8(ascii: "&"), from: ampersand + 1)
    }
    return false
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }

  /// Two names are numbers, which may be part of a time.
  private static func isInNumber(_ text: Text, _ range: Range<Int>) -> Bool {
    guard text[range.lowerBound + 1].isDigit else { return false }
    return range.lowerBound > 0 && text[range.lowerBound - 1].isDigit
      || range.upperBound < text.count && text[range.upperBound].isDigit
  }

  /// The emoji of a name, in UTF-8; nil when there is none. Entries are found by halves: each is a name, a colon and
  /// code points, and ends with white space.
  static func emoji(_ name: Text) -> [UInt8]? {
    table.withUTF8Buffer { table in
      var low = 0
      var high = table.count
      while low < high {
        var start = (low + high) / 2
        while start > low, table[start - 1] > 0x20 { start -= 1 }
        while start < high, table[start] <= 0x20 { start += 1 }
        guard start < high else {
          high = (low + high) / 2
          continue
        }
        let colon = table.index(of: UInt8(ascii: ":"), from: start)
        var end = colon
        while end < table.count, table[end] > 0x20 { end += 1 }
        let entry = table[start..<colon]
        if entry.elementsEqual(name) { return characters(table[(colon + 1)..<end]) }
        if name.lexicographicallyPrecedes(entry) { high = start } else { low = end }
      }
      return nil
    }
  }

  private static func characters(_ codePoints: Slice<Text>) -> [UInt8] {
    codePoints.split(separator: UInt8(ascii: "-")).flatMap { digits -> [UInt8] in
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
      return value.flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) } ?? []
    }
  }
}

extension DocumentBuilder {
  /// Adds text with the emoji that it names.
  mutating func appendNamingEmoji(_ text: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    while let found = EmojiName.next(in: text, from: copied) {
      document.text.append(contentsOf: text[copied..<found.range.lowerBound])
      document.text += found.emoji
      copied = found.range.upperBound
    }
    if copied == 0 {
      document.text.append(contentsOf: text)
    } else {
      document.text.append(contentsOf: text[copied...])
    }
  }
}
