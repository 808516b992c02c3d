/// What a character does in a line of text: whether it can be seen, and what it belongs to.
enum TextKind: UInt8 {
  /// It begins anew.
  case other
  /// It begins anew, but behind a virama.
  case letter
  /// It cannot be seen, unless it shows in the characters beside it.
  case invisible
  /// A space that is not ASCII.
  case space
  /// A mark on the letter before: one that is stacked above or below, one with a width of its own, another.
  case markAbove, markBelow, markBeside, mark
  /// A mark that joins the next letter, too.
  case virama
  case joiner, nonJoiner
  /// What the next character belongs to.
  case prepended
  /// What belongs to the character before with a width of its own, and is not a mark: a vowel of Thai or Lao, a sound
  /// mark of narrow Katakana, a skin tone.
  case extender
  /// The letters of a syllable of Hangul.
  case leadingConsonant, vowel, finalConsonant

  /// The kind of a character.
  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x80 {
      self = .other
    } else if value < Self.table.count {
      self = Self.table[Int(value)]
    } else if Self.isOther(value) {
      self = .other
    } else {
      self = Self.kind(of: scalar)
    }
  }

  /// Whether the next character may belong to it.
  var linksOn: Bool {
    switch self {
    case .virama, .joiner, .prepended, .leadingConsonant, .vowel, .finalConsonant: true
    default: false
    }
  }

  var isMark: Bool {
    switch self {
    case .markAbove, .markBelow, .markBeside, .mark, .virama: true
    default: false
    }
  }

  /// Whether it belongs to a character of another kind before it.
  func joins(_ before: TextKind) -> Bool {
    switch self {
    case .markAbove, .markBelow, .markBeside, .mark, .virama, .joiner, .nonJoiner, .extender: true
    case .leadingConsonant: before == .leadingConsonant || before == .prepended
    case .vowel: before == .leadingConsonant || before == .vowel
    case .finalConsonant: before == .vowel || before == .finalConsonant
    case .letter, .prepended: before == .virama || before == .joiner || before == .prepended
    case .other: before == .joiner || before == .prepended
    case .space, .invisible: false
    }
  }

  /// Ranges behind the table in which every character begins anew.
  private static func isOther(_ value: UInt32) -> Bool {
    switch value {
    case 0x3165...0xA66E, 0xAC00...0xD7A3, 0xE000...0xFB1D, 0xFB1F...0xFDFF, 0xFE30...0xFEFE, 0xFF00...0xFF9D,
      0x1F000...0x1F3FA, 0x1F400...0x1FAFF:
      true
    default: false
    }
  }

  /// The kinds of the first characters, which nearly all scripts with marks are among, made when the first text needs
  /// them: a look at Unicode's data takes ten times as long as one at this.
  private static let table: [TextKind] = (0..<0x3165).map { value in
    Unicode.Scalar(value as UInt32).map(kind) ?? .other
  }

  private static func kind(of scalar: Unicode.Scalar) -> TextKind {
    switch scalar.value {
    case 0x200C: return .nonJoiner
    case 0x200D: return .joiner
    case 0x1100...0x115E, 0xA960...0xA97C: return .leadingConsonant
    case 0x1161...0x11A7, 0xD7B0...0xD7C6: return .vowel
    case 0x11A8...0x11FF, 0xD7CB...0xD7FB: return .finalConsonant
    case 0x0E33, 0x0EB3, 0xFF9E...0xFF9F, 0x1F3FB...0x1F3FF: return .extender
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0xD4E, 0x110BD, 0x110CD, 0x111C2...0x111C3,
      0x1193F,
      0x11941, 0x11A3A, 0x11A84...0x11A89, 0x11D46:
      return .prepended
    default: break
    }
    if InvisibleText.isInvisible(scalar) { return .invisible }
    switch scalar.properties.generalCategory {
    case .spaceSeparator: return .space
    case .enclosingMark: return .markAbove
    case .spacingMark: return scalar.properties.canonicalCombiningClass == .virama ? .virama : .markBeside
    case .nonspacingMark: break
    case .otherLetter: return .letter
    default: return .other
    }
    switch scalar.properties.canonicalCombiningClass.rawValue {
    case 9: return .virama
    case 1, 200..<228: return .markBelow
    case 228...: return .markAbove
    default: return .mark
    }
  }
}
