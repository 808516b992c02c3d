/// Bounds what a line cannot be broken in: a letter with all that joins it (Unicode Standard Annex 29, extended
/// grapheme clusters), accents on top of each other, and spaces in a row that are not ASCII.
///
/// Writing needs few: an emoji of two people with skin tones and a heart has ten characters, a Sanskrit conjunct no
/// more, a Tibetan stack nine. What goes on for hundreds makes a page scroll sideways or covers the lines above.
struct Unbroken {
  /// The most characters in a cluster.
  private static let longest = 12
  /// The most accents above a letter, and as many below it.
  private static let mostAccents = 4
  /// The most vowels, signs, letters of Hangul and skin tones that stand beside the first of a cluster.
  private static let mostBeside = 6
  /// The most spaces in a row.
  private static let mostSpaces = 4

  private var length = 0
  private var above = 0
  private var below = 0
  private var beside = 0
  private var spaces = 0
  /// The last character, where the next one may belong to it.
  private var link = TextKind.other

  /// Before the first character.
  init() {}

  private init(length: Int, spaces: Int, link: TextKind) {
    self.length = length
    self.spaces = spaces
    self.link = link
  }

  /// Takes a character that stands by itself.
  @inline(__always)
  mutating func begin() { self = Unbroken(length: 1, spaces: 0, link: .other) }

  /// Takes the next character; tells whether it is one too many.
  mutating func exceeds(with scalar: Unicode.Scalar) -> Bool { exceeds(with: TextKind(scalar)) }

  /// Takes the next character by its kind; tells whether it is one too many.
  mutating func exceeds(with kind: TextKind) -> Bool {
    if link == .other, kind == .other || kind == .letter {
      begin()
      return false
    }
    if kind == .space {
      self = Unbroken(length: 0, spaces: spaces + 1, link: .other)
      return spaces > Self.mostSpaces
    }
    guard length > 0, kind.joins(link) else {
      self = Unbroken(length: 1, spaces: 0, link: kind.linksOn ? kind : .other)
      return false
    }
    length += 1
    // A mark behind a virama does not end its force.
    if kind.linksOn || link != .virama || !kind.isMark { link = kind.linksOn ? kind : .other }
    switch kind {
    // A joiner as the last one would join nothing.
    case .joiner, .nonJoiner: return length >= Self.longest
    case .markAbove: above += 1
    case .markBelow: below += 1
    case .markBeside, .extender, .leadingConsonant, .vowel, .finalConsonant: beside += 1
    default: break
    }
    return length > Self.longest || above > Self.mostAccents || below > Self.mostAccents
      || beside > Self.mostBeside
  }
}
