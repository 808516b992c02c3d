/// Bounds what a line cannot be broken in: a letter with all that joins it (Unicode Standard Annex 29, extended
/// grapheme clusters), accents on top of each other, and spaces in a row that are no ASCII.
///
/// Writing needs few: an emoji of two people with skin tones and a heart has ten characters, a Sanskrit conjunct no
/// more, a Tibetan stack nine. What goes on for hundreds makes a page scroll sideways or covers the lines above.
struct Unbroken {
  /// The most characters in a cluster.
  private static let longest = 12
  /// The most accents above a letter, and as many below it.
  private static let mostAccents = 4
  /// The most spaces in a row.
  private static let mostSpaces = 4

  /// What the last character does to the next one.
  private enum Link { case none, virama, joiner, prepended, leadingConsonant, vowel, finalConsonant }

  private var length = 0
  private var above = 0
  private var below = 0
  private var spaces = 0
  private var link = Link.none

  /// Whether a character is of a range in which nothing is invisible, joins another or is a space, so that it always
  /// begins anew. Nearly all are.
  @inline(__always)
  static func isOrdinary(_ value: UInt32) -> Bool {
    switch value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x590, 0x1E00...0x1FFF,
      0x2010...0x2027,
      0x2030...0x205E, 0x2070...0x20CF, 0x2100...0x2CEE, 0x3001...0x3029, 0x3041...0x3098, 0x309B...0x3163,
      0x3165...0xA66E, 0xE000...0xFB1D, 0xFB1F...0xFDFF, 0xFE30...0xFEFE, 0xFF00...0xFF9D, 0x1F000...0x1F3FA,
      0x1F400...0x1FAFF:
      true
    default: false
    }
  }

  /// A line may be broken before what comes next.
  mutating func reset() { self = Unbroken() }

  /// Takes the next character; tells whether it is one too many.
  mutating func exceeds(with scalar: Unicode.Scalar) -> Bool {
    // An emoji behind a joiner is ordinary, too.
    if Self.isOrdinary(scalar.value), link == .none || scalar.isASCII {
      reset()
      length = 1
      return false
    }
    let category = scalar.properties.generalCategory
    if category == .spaceSeparator {
      let spaces = spaces + 1
      self = Unbroken(spaces: spaces)
      return spaces > Self.mostSpaces
    }
    let isMark = category == .nonspacingMark || category == .spacingMark || category == .enclosingMark
    let (isJoined, link) = joining(scalar, isMark)
    if !isJoined || length == 0 {
      self = Unbroken(length: 1, link: link)
      return false
    }
    self.link = link
    length += 1
    // A joiner as the last one would join nothing.
    if scalar == "\u{200C}" || scalar == "\u{200D}" { return length >= Self.longest }
    guard isMark else { return length > Self.longest }
    let combiningClass = scalar.properties.canonicalCombiningClass.rawValue
    if combiningClass >= 228 || category == .enclosingMark { above += 1 }
    if combiningClass == 1 || (200..<228).contains(combiningClass) { below += 1 }
    return length > Self.longest || above > Self.mostAccents || below > Self.mostAccents
  }

  private init(length: Int = 0, spaces: Int = 0, link: Link = .none) {
    self.length = length
    self.spaces = spaces
    self.link = link
  }

  init() {}

  /// Whether a character joins the one before, and what it does to the next.
  private func joining(_ scalar: Unicode.Scalar, _ isMark: Bool) -> (isJoined: Bool, link: Link) {
    switch scalar.value {
    case 0x1100...0x115F, 0xA960...0xA97C:
      return (link == .leadingConsonant || link == .prepended, .leadingConsonant)
    case 0xAC00...0xD7A3:
      let isOpen = (scalar.value - 0xAC00) % 28 == 0
      return (link == .leadingConsonant || link == .prepended, isOpen ? .vowel : .finalConsonant)
    case 0x1160...0x11A7, 0xD7B0...0xD7C6: return (link == .leadingConsonant || link == .vowel, .vowel)
    case 0x11A8...0x11FF, 0xD7CB...0xD7FB: return (link == .vowel || link == .finalConsonant, .finalConsonant)
    case 0x200D: return (true, .joiner)
    // What Thai and Lao write behind a letter is a vowel; the others vary the character before.
    case 0x0E33, 0x0EB3, 0x200C, 0xFF9E, 0xFF9F, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: return (true, .none)
    default: break
    }
    if isMark {
      return (true, scalar.properties.canonicalCombiningClass == .virama ? .virama : keptLink)
    }
    let isJoined = link == .virama || link == .joiner || link == .prepended
    return (isJoined, Self.isPrepended(scalar.value) ? .prepended : .none)
  }

  /// A mark behind a virama does not end its force.
  private var keptLink: Link { link == .virama ? .virama : .none }

  /// Characters that the next one belongs to.
  private static func isPrepended(_ value: UInt32) -> Bool {
    switch value {
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0xD4E, 0x110BD, 0x110CD, 0x111C2...0x111C3,
      0x1193F,
      0x11941, 0x11A3A, 0x11A84...0x11A89, 0x11D46:
      true
    default: false
    }
  }
}
