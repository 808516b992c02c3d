/// What a kind of key looks like: how it begins, and how many letters of which alphabet follow.
struct KeyShape: Sendable {
  /// How a key of this kind begins, which may be shown.
  let beginning: [UInt8]
  /// What follows, with a dot between two parts.
  let parts: [Part]
  /// What else a key must have, so that words of prose and code are none.
  let rules: Rules

  /// A run of letters.
  struct Part: Sendable {
    /// How it begins, behind the dot.
    var beginning: [UInt8] = []
    let letters: Alphabet
    /// The fewest letters.
    let least: Int
    /// The most letters; a longer run is not a key.
    var most = Int.max
  }

  struct Rules: OptionSet {
    let rawValue: UInt8
    /// No letter and no digit stands before it.
    static let standsAlone = Rules(rawValue: 1)
    /// One of its first 32 letters is a digit, or no mark parts its first 20, as in nearly every key and in few names
    /// of code.
    static let isNoName = Rules(rawValue: 2)
    /// More letters may follow behind a dot.
    static let goesOn = Rules(rawValue: 4)
  }

  /// A beginning and one run of letters.
  init(
    _ beginning: String, _ rules: Rules = [], of letters: Alphabet = .token, least: Int = 16, most: Int = .max
  ) {
    self.init(beginning, rules, [Part(letters: letters, least: least, most: most)])
  }

  /// A beginning and runs of letters with dots between them.
  init(_ beginning: String, _ rules: Rules, _ parts: [Part]) {
    self.beginning = Array(beginning.utf8)
    self.parts = parts
    self.rules = rules
  }

  /// The letters of the shortest key of this shape.
  var minimumLength: Int {
    parts.reduce(beginning.count + parts.count - 1) { $0 + $1.beginning.count + $1.least }
  }

  /// The index behind a key whose beginning stands at `start`; nil if it is not a key.
  func end(in text: inout VisibleText, from start: Int) -> Int? {
    if rules.contains(.standsAlone), start > 0, Alphabet.alphanumeric.contains(text.letters[start - 1]) {
      return nil
    }
    let first = start + beginning.count
    var end = first
    for (number, part) in parts.enumerated() {
      if number > 0 {
        guard end < text.letters.count, text.letters[end] == UInt8(ascii: ".") else { return nil }
        end += 1
      }
      guard text.has(part.beginning, at: end) else { return nil }
      end += part.beginning.count
      let runEnd = text.endOfRun(of: part.letters, from: end)
      guard (part.least...part.most).contains(runEnd - end) else { return nil }
      end = runEnd
    }
    if rules.contains(.isNoName), !Self.isNoName(text.letters[first..<end]) { return nil }
    guard rules.contains(.goesOn), let last = parts.last else { return end }
    while end + 1 < text.letters.count, text.letters[end] == UInt8(ascii: "."),
      last.letters.contains(text.letters[end + 1])
    {
      end = text.endOfRun(of: last.letters, from: end + 1)
    }
    return end
  }
}

extension KeyShape {
  /// Whether letters behind the beginning of a key read as no name of code.
  static func isNoName(_ letters: ArraySlice<UInt8>) -> Bool {
    letters.prefix(32).contains(where: \.isDigit)
      || letters.count >= 20 && letters.prefix(20).allSatisfy(Alphabet.alphanumeric.contains)
  }
}

/// The letters that a part of a key is made of.
struct Alphabet: OptionSet {
  let rawValue: UInt8
  static let lowercase = Alphabet(rawValue: 1)
  static let capitals = Alphabet(rawValue: 2)
  static let digits = Alphabet(rawValue: 4)
  static let hyphen = Alphabet(rawValue: 8)
  static let underscore = Alphabet(rawValue: 16)
  static let slash = Alphabet(rawValue: 32)
  static let plusAndEquals = Alphabet(rawValue: 64)

  static let letters: Alphabet = [lowercase, capitals]
  static let alphanumeric: Alphabet = [lowercase, capitals, digits]
  /// As in Base64 for addresses (RFC 4648, section 5).
  static let token: Alphabet = [alphanumeric, hyphen, underscore]
  /// As in Base64 (RFC 4648, section 4).
  static let base64: Alphabet = [alphanumeric, slash, plusAndEquals]

  /// The alphabet that has just this letter and its like; empty for what is in none.
  init(of letter: UInt8) {
    self =
      switch letter {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): .lowercase
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): .capitals
      case UInt8(ascii: "0")...UInt8(ascii: "9"): .digits
      case UInt8(ascii: "-"): .hyphen
      case UInt8(ascii: "_"): .underscore
      case UInt8(ascii: "/"): .slash
      case UInt8(ascii: "+"), UInt8(ascii: "="): .plusAndEquals
      default: []
      }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  func contains(_ letter: UInt8) -> Bool { rawValue & Alphabet(of: letter).rawValue != 0 }
}
