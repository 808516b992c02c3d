/// Where invisible characters belong to the writing: joiners in emoji and where a script needs them, the spaces
/// without width of scripts that set no spaces, variation selectors, signs that enclose a number, and the tags of the
/// three regional flags.
enum Joining {
  /// How many scalars from here on are such a use; 0 when it is none.
  static func keptLength(_ scalars: [Unicode.Scalar], _ index: Int) -> Int {
    let scalar = scalars[index].value
    let before = index > 0 ? scalars[index - 1] : nil
    let after = index + 1 < scalars.count ? scalars[index + 1] : nil
    switch scalar {
    case 0x1F3F4:
      return regionalFlag(scalars[(index + 1)...])
    case 0x200C, 0x200D:
      return joins(scalars, index, before, after) ? 1 : 0
    case 0x200B:
      guard let before, let after else { return 0 }
      return setsNoSpaces(before) && setsNoSpaces(after) ? 1 : 0
    case 0xFE0E, 0xFE0F:
      guard let before, before.properties.isEmoji else { return 0 }
      return !before.isASCII || after == "\u{20E3}" ? 1 : 0
    case 0xFE00...0xFE0D, 0xE0100...0xE01EF:
      guard let before else { return 0 }
      return before.properties.isIdeographic ? 1 : 0
    case 0x180B...0x180D, 0x180F:
      guard let before else { return 0 }
      return (0x1820...0x18AA).contains(before.value) ? 1 : 0
    case 0x180E:
      guard let before, let after else { return 0 }
      return (0x1820...0x18AA).contains(before.value) && (0x1820...0x1821).contains(after.value) ? 1 : 0
    case 0x600...0x605, 0x6DD, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD:
      return after?.properties.generalCategory == .decimalNumber ? 1 : 0
    case 0x70F:
      guard let after else { return 0 }
      return (0x710...0x74A).contains(after.value) ? 1 : 0
    default: return 0
    }
  }

  /// Whether a joiner (U+200D) or non-joiner (U+200C) shows in the letters beside it: Unicode Standard Annex 31, 2.3
  /// (A1, A2, B), which words in running text need at their ends, too, and the Unicode Standard 15, chapters 9
  /// and 12.
  private static func joins(
    _ scalars: [Unicode.Scalar], _ index: Int, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?
  ) -> Bool {
    let isJoiner = scalars[index] == "\u{200D}"
    if let before, let after, isJoiner, isEmoji(after), endsEmoji(scalars, index, before) { return true }
    if let after, isJoinControl(after) || after.isASCII && isWord(after) { return false }
    guard let before, isMark(before) || isWord(before) else {
      // Alone in front of a letter it gives the form that letter has at the end of a word.
      guard isJoiner, let after, before.map({ !isJoinControl($0) }) ?? true else { return false }
      return isCursive(after)
    }
    if before.properties.canonicalCombiningClass == .virama {
      // Behind a virama it chooses between conjunct, half form and visible virama. It has no say over a vowel.
      guard let letter = letter(scalars, before: index), !letter.isASCII else { return false }
      return !isJoiner || !(after.map(isDependentVowel) ?? false)
    }
    // In front of a virama or a vowel it keeps a letter from the form that it has with them.
    if let after, isMark(after), isBrahmic(before), isBrahmic(after) { return true }
    if isCursive(before) || isMark(before) && (letter(scalars, before: index).map(isCursive) ?? false) {
      return after.map { isCursive($0) || !isWord($0) } ?? true
    }
    guard let after else { return false }
    return !isJoiner && before.properties.generalCategory == .decimalNumber && isCursive(after)
  }

  /// The letter that the marks in front of an index belong to.
  private static func letter(_ scalars: [Unicode.Scalar], before index: Int) -> Unicode.Scalar? {
    // Clusters are short.
    for offset in 1...8 {
      guard index >= offset else { return nil }
      let scalar = scalars[index - offset]
      if !isMark(scalar) { return isWord(scalar) ? scalar : nil }
    }
    return nil
  }

  /// Unicode Technical Standard 51, Annex B: the subdivision flags in general use.
  private static func regionalFlag(_ tags: ArraySlice<Unicode.Scalar>) -> Int {
    for name in ["gbeng", "gbsct", "gbwls"] {
      let expected = name.unicodeScalars.map { $0.value + 0xE0000 } + [0xE007F]
      if tags.prefix(expected.count).map(\.value) == expected { return expected.count + 1 }
    }
    return 0
  }

  private static func isJoinControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{200C}" || scalar == "\u{200D}"
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: true
    default: false
    }
  }

  /// A letter or a digit.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
      true
    default: false
    }
  }

  /// A vowel that is written as a mark, in the scripts that have viramas: they are of class 0, signs are not, but
  /// for the nasal signs and the visarga.
  private static func isDependentVowel(_ scalar: Unicode.Scalar) -> Bool {
    isBrahmic(scalar) && isMark(scalar) && scalar.properties.canonicalCombiningClass == .notReordered
      && scalar.value & 0x7F > 0x03
  }

  /// The scripts of South and Southeast Asia.
  private static func isBrahmic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0900...0x0DFF, 0x0F00...0x109F, 0x1700...0x17FF, 0x1A20...0x1AAF, 0x1B00...0x1C4F, 0xA800...0xA82F,
      0xA880...0xA8FF, 0xA930...0xA9DF, 0xAA00...0xAA5F, 0xABC0...0xABFF, 0x11000...0x11FFF:
      true
    default: false
    }
  }

  /// The letters and digits of scripts whose letters join: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Phags-pa,
  /// Manichaean, Psalter Pahlavi, Hanifi Rohingya, Sogdian, Chorasmian and Adlam.
  private static func isCursive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0620...0x077F, 0x07C0...0x07FF, 0x0840...0x08FF, 0x1807...0x18AA, 0xA840...0xA872,
      0x10AC0...0x10AEF,
      0x10B80...0x10BAF, 0x10D00...0x10D39, 0x10F30...0x10FCB, 0x1E900...0x1E959:
      isWord(scalar) || isMark(scalar)
    default: false
    }
  }

  /// Unicode Standard Annex 14, class SA: Thai, Lao, Burmese, Khmer and the scripts of the Tai and the Cham.
  private static func setsNoSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E01...0x0E3A, 0x0E40...0x0E4E, 0x0E81...0x0EDF, 0x1000...0x109F, 0x1780...0x17D3, 0x1950...0x19DF,
      0x1A20...0x1AAD, 0xA9E0...0xA9FE, 0xAA60...0xAADF:
      true
    default: false
    }
  }

  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmoji && scalar.value > 0x7F
  }

  /// Whether an emoji, with its variation selector or skin tone, ends before an index.
  private static func endsEmoji(_ scalars: [Unicode.Scalar], _ index: Int, _ before: Unicode.Scalar) -> Bool {
    if before.value == 0xFE0F, index > 1 { return isEmoji(scalars[index - 2]) }
    return isEmoji(before)
  }
}
