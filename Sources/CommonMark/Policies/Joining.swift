/// Where invisible characters belong to the writing: joiners inside emoji and in scripts whose letters
/// join, variation selectors, and the tags of the three regional flags.
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
      guard let before, let after else { return 0 }
      if joins(before), joins(after) { return 1 }
      return scalar == 0x200D && endsEmoji(scalars, index) && isEmoji(after) ? 1 : 0
    case 0xFE0E, 0xFE0F:
      guard let before else { return 0 }
      return before.properties.isEmoji ? 1 : 0
    case 0xFE00...0xFE0D, 0xE0100...0xE01EF:
      guard let before else { return 0 }
      return before.properties.isIdeographic ? 1 : 0
    case 0x180B...0x180D, 0x180F:
      guard let before else { return 0 }
      return (0x1820...0x18AA).contains(before.value) ? 1 : 0
    default: return 0
    }
  }

  /// Unicode Technical Standard 51, Annex B: the subdivision flags in general use.
  private static func regionalFlag(_ tags: ArraySlice<Unicode.Scalar>) -> Int {
    for name in ["gbeng", "gbsct", "gbwls"] {
      let expected = name.unicodeScalars.map { $0.value + 0xE0000 } + [0xE007F]
      if tags.prefix(expected.count).map(\.value) == expected { return expected.count + 1 }
    }
    return 0
  }

  /// The Unicode Standard 15, chapters 9, 12, 13 and 16: Arabic and its kin, the scripts of South and
  /// Southeast Asia, Mongolian.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0620...0x08FF, 0x0900...0x0DFF, 0x0E00...0x109F, 0x1780...0x18AF:
      scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered
    default: false
    }
  }

  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmoji && scalar.value > 0x7F
  }

  /// Whether an emoji, with its variation selector or skin tone, ends before an index.
  private static func endsEmoji(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = scalars[index - 1]
    if before.value == 0xFE0F, index > 1 { return isEmoji(scalars[index - 2]) }
    return isEmoji(before)
  }
}
