/// A set of ASCII characters.
///
/// It is written as its bits, so that it is a constant of the program; `ByteSetTests` holds the bits to the
/// characters that stand in the comments.
struct ByteSet: Equatable, Sendable {
  private let low: UInt64
  private let high: UInt64

  /// A set by its bits: those of the characters below 64, and those of the others.
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    guard byte < 0x80 else { return false }
    return (byte < 64 ? low : high) &>> UInt64(byte) & 1 == 1
  }
}

extension ByteSet {
  /// What may act somewhere inside a line of Markdown: control characters and ``\`*_[]<&~:wW@|!$``
  static let inline = ByteSet(low: 0x1400_0452_FFFF_FFFF, high: 0x5080_0001_B880_0001)
  /// The same in a comment on GitHub: control characters, hexadecimal digits and ``\`*_[]<&~:wW@|!#$-/``
  static let inlineOnGitHub = ByteSet(low: 0x17FF_A45A_FFFF_FFFF, high: 0x5080_007F_B880_007F)
  /// The same on GitLab: control characters, hexadecimal digits and ``\`*_[]<&~:wW@|!#$-/%{``
  static let inlineOnGitLab = ByteSet(low: 0x17FF_A47A_FFFF_FFFF, high: 0x5880_007F_B880_007F)
  /// What may act in a cell, extended autolinks and tildes aside: ``\`*_[]<&``
  static let cellMarkup = ByteSet(low: 0x1000044000000000, high: 0x1B8000000)
  /// What extended autolinks start at: ``:@wW``
  static let autolinkTriggers = ByteSet(low: 0x400000000000000, high: 0x80000000800001)
  /// What a host ends at, also as a word in a text: ``/?#: ``
  static let hostEnds = ByteSet(low: 0x8400_8009_0000_0000, high: 0)
  /// What may stand in a destination as it is: letters, digits and ``-_.+!*(),%#@?=;:/$~&'``
  static let destination = ByteSet(low: 0xAFFFFFFA00000000, high: 0x47FFFFFE87FFFFFF)
  /// The characters of a report's own paths, none of which is escaped: letters, digits and ``-._/``
  static let path = ByteSet(low: 0x03FF_E000_0000_0000, high: 0x07FF_FFFE_87FF_FFFE)
  /// What stands before a number in references on GitLab: ``!#``
  static let gitLabSigns = ByteSet(low: 0xA_0000_0000, high: 0)
  /// Punctuation of the local part of an address: ``.!#$%&'*+/=^_`{|}~-``
  static let address = ByteSet(low: 0x2000ECFA00000000, high: 0x78000001C0000000)
  /// Punctuation at the end of an extended autolink that is not part of it: ``?!.,:*_~'"``
  static let trailing = ByteSet(low: 0x8400548600000000, high: 0x4000000080000000)
}
