/// Beginnings of keys, each by its last eight letters at most in one word, so that a text can be read letter by
/// letter and asked at each whether a key begins there.
struct KeyBeginnings: Sendable {
  /// A beginning, and what it is of.
  struct Beginning: Sendable {
    var word: UInt64 = 0
    var mask: UInt64 = 0
    /// Whether no letter and no digit stands before it.
    var standsAlone: Bool
    /// The number of its letters.
    var count: Int
    /// The index of the shape or the key.
    var number: Int
  }

  private var beginnings: [Beginning] = []
  /// Their last letters, as bits: most letters of a text are told by these to end none.
  private var last: (UInt64, UInt64) = (0, 0)
  /// Bits at the places of their last three letters, see ``place(of:)``, which tell it of nearly all others.
  private var filter = [UInt64](repeating: 0, count: 64)

  /// Beginnings of three letters or more, by the index of what they are of; empty ones are left out.
  init(_ list: [(letters: [UInt8], standsAlone: Bool)]) {
    for (number, entry) in list.enumerated() where !entry.letters.isEmpty {
      var beginning = Beginning(
        standsAlone: entry.standsAlone, count: entry.letters.count, number: number)
      for byte in entry.letters.suffix(8) {
        beginning.word = beginning.word << 8 | UInt64(byte)
        beginning.mask = beginning.mask << 8 | 0xFF
      }
      beginnings.append(beginning)
      let letter = beginning.word & 0x7F
      if letter < 64 { last.0 |= 1 << letter } else { last.1 |= 1 << (letter - 64) }
      let place = Self.place(of: beginning.word)
      filter[place >> 6] |= 1 << UInt64(place & 63)
    }
  }

  var isEmpty: Bool { beginnings.isEmpty }

  /// Whether one ends with the last letter of a word, which holds the letters before it too.
  @inline(__always)
  func ends(_ word: UInt64) -> Bool {
    let letter = word & 0xFF
    guard letter < 0x80, (letter < 64 ? last.0 : last.1) &>> (letter & 63) & 1 == 1 else { return false }
    return mayEnd(word)
  }

  private func mayEnd(_ word: UInt64) -> Bool {
    let place = Self.place(of: word)
    guard filter[place >> 6] &>> UInt64(place & 63) & 1 == 1 else { return false }
    return beginnings.contains { $0.ends(word) }
  }

  /// Those that end with the last letter of a word, the longest first.
  func ending(_ word: UInt64) -> [Beginning] {
    beginnings.filter { $0.ends(word) }.sorted { $0.count > $1.count }
  }

  /// A number below 4096 out of the last three letters.
  @inline(__always)
  private static func place(of word: UInt64) -> Int {
    Int(truncatingIfNeeded: ((word & 0xFF_FFFF) &* 0x9E37_79B9_7F4A_7C15) &>> 52)
  }
}

extension KeyBeginnings.Beginning {
  fileprivate func ends(_ text: UInt64) -> Bool {
    guard text & mask == word else { return false }
    guard standsAlone, count < 8 else { return true }
    return !Alphabet.alphanumeric.contains(UInt8(truncatingIfNeeded: text >> UInt64(8 * count)))
  }
}
