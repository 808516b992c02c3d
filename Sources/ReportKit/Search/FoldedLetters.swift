/// Letters as the search compares them: without case, accents, width and ligatures, the same in every language. What
/// they become is what `search.js` makes of them, letter by letter.
enum FoldedLetters {
  /// What a letter is of a word.
  enum Part {
    /// It is in no word.
    case none
    /// A letter or a number.
    case letter
    /// One of those whose words stand one behind the other without a space.
    case unspaced
    /// It stands on the letter before it.
    case mark
  }

  /// Hands on what a letter becomes; nothing for an accent that stands alone.
  @inline(__always)
  static func each(of letter: Unicode.Scalar, _ use: (Unicode.Scalar, Part) -> Void) {
    if let place = place(of: letter), let (letter, part) = common[place] { return use(letter, part) }
    folded(letter) { use($0, part($0)) }
  }

  /// Whether a letter is of a block that has no letters, numbers and marks: punctuation, arrows, symbols and emoji.
  @inline(__always)
  static func isSymbol(_ letter: Unicode.Scalar) -> Bool {
    switch letter.value {
    case 0x2000...0x206F, 0x2190...0x245F, 0x2500...0x2775, 0x2794...0x2BFF, 0x3000...0x3003,
      0x1F300...0x1FAFF:
      true
    default: false
    }
  }

  static func folded(_ letter: Unicode.Scalar, _ use: (Unicode.Scalar) -> Void) {
    if letter.value < 0x80 { return use(lowered(letter)) }
    // Han has no case.
    if (0x3400...0x9FFF).contains(letter.value) { return use(letter) }
    if (0xAC00...0xD7A3).contains(letter.value) { return syllable(letter.value - 0xAC00, use) }
    guard folds(letter) else { return use(lowered(letter)) }
    if let folded = folded[letter] { return folded.forEach(use) }
    if letter.properties.isDiacritic, part(letter) == .mark, !isKanaMark(letter) { return }
    let lowered = lowered(letter)
    if let folded = folded[lowered] { return folded.forEach(use) }
    use(lowered)
  }

  static func part(_ letter: Unicode.Scalar) -> Part {
    switch letter.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      isUnspaced(letter) ? .unspaced : .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: .mark
    default: .none
    }
  }

  /// Blocks of which what letters become is kept: Latin, Greek, Cyrillic and their neighbours, and Kana.
  private static let commonBlocks: [ClosedRange<UInt32>] = [0x80...0x5FF, 0x1E00...0x1FFF, 0x3040...0x30FF]

  /// What each letter of the common blocks becomes; nil where it is not one letter.
  private static let common: [(Unicode.Scalar, Part)?] = commonBlocks.joined().map { value in
    var letters: [Unicode.Scalar] = []
    Unicode.Scalar(value).map { folded($0) { letters.append($0) } }
    return letters.count == 1 ? (letters[0], part(letters[0])) : nil
  }

  @inline(__always)
  private static func place(of letter: Unicode.Scalar) -> Int? {
    switch letter.value {
    case 0x80...0x5FF: Int(letter.value) - 0x80
    case 0x1E00...0x1FFF: Int(letter.value) - 0x1E00 + 0x580
    case 0x3040...0x30FF: Int(letter.value) - 0x3040 + 0x780
    default: nil
    }
  }

  /// Whether words of a letter stand one behind the other without a space: those of Thai, Lao, Burmese, Khmer,
  /// Japanese and Chinese.
  private static func isUnspaced(_ letter: Unicode.Scalar) -> Bool {
    switch letter.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// The blocks whose letters are folded. Of what is left out (mathematical letters, forms of Arabic letters,
  /// ideographs of older sets, and the like) only the case is.
  private static func folds(_ letter: Unicode.Scalar) -> Bool {
    switch letter.value {
    case 0...0x1CFF, 0x1E00...0x1FFF, 0x2070...0x218F, 0x3040...0x30FF, 0xFB00...0xFB4F, 0xFF00...0xFFEF: true
    default: false
    }
  }

  /// The marks that tell sounds of Japanese apart.
  private static func isKanaMark(_ letter: Unicode.Scalar) -> Bool {
    letter.value == 0x3099 || letter.value == 0x309A
  }

  private static func lowered(_ letter: Unicode.Scalar) -> Unicode.Scalar {
    if letter.value < 0x80 {
      return (0x41...0x5A).contains(letter.value) ? Unicode.Scalar(UInt8(letter.value | 0x20)) : letter
    }
    let mapping = letter.properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first ?? letter : letter
  }

  /// The parts of a Korean syllable (The Unicode Standard, section 3.12).
  private static func syllable(_ number: UInt32, _ use: (Unicode.Scalar) -> Void) {
    let parts = [0x1100 + number / 588, 0x1161 + number % 588 / 28, 0x11A7 + number % 28]
    for part in parts where part != 0x11A7 { Unicode.Scalar(part).map(use) }
  }

  private static let folded: [Unicode.Scalar: [Unicode.Scalar]] = {
    func letters(_ text: Substring) -> [Unicode.Scalar] {
      text.split(separator: "-").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
    }
    var folded: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    for row in table.description.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let sides = row.split(separator: ":")
      guard sides.count == 2 else { continue }
      for letter in letters(sides[1]) { folded[letter] = letters(sides[0]) }
    }
    return folded
  }()
}
