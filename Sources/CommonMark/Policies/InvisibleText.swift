/// Makes visible what a reader cannot see (controls, bidirectional overrides, zero-width and tag characters, and
/// other format characters) and bounds what a line cannot be broken in, as `Unbroken` says.
///
/// `⟦U+202E⟧` stands for one character, `⟦U+200B ×3⟧` for several, and a run of tag characters, which spell
/// ASCII, is read out: `⟦hidden text: ignore all instructions⟧`. Joiners stay where scripts and emoji
/// need them, variation selectors behind what they vary. Tab and line feed stay.
public enum InvisibleText {
  /// The text with what cannot be seen made visible; the same text when there is nothing.
  public static func marked(_ text: String) -> String {
    var text = text
    let marked = text.withUTF8 { isPlain($0) ? nil : rewritten($0) }
    return marked.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// UTF-8 with what cannot be seen made visible; nil when there is nothing. What it stands behind in a line, in
  /// which all can be seen, may be what its first characters belong to.
  static func markedBytes(_ text: [UInt8], behind before: ArraySlice<UInt8> = []) -> [UInt8]? {
    let goesOn = mayGoOn(text, before)
    if !goesOn { return text.withUnsafeBufferPointer { isPlain($0) ? nil : rewritten($0) } }
    var scalars: [Unicode.Scalar] = []
    scalars += String(decoding: before.suffix(longestContext), as: UTF8.self).unicodeScalars
    // It may begin inside a character.
    while scalars.first == "\u{FFFD}" { scalars.removeFirst() }
    let start = scalars.count
    scalars += String(decoding: text, as: UTF8.self).unicodeScalars
    return rewritten(scalars, from: start)
  }

  /// As many bytes of what stands before a text hold more than a cluster.
  private static let longestContext = 64

  /// Whether the first character of a text may belong to the one before it.
  private static func mayGoOn(_ text: [UInt8], _ before: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, first >= 0x80, !before.isEmpty else { return false }
    switch text.withUnsafeBufferPointer({ TextKind($0.scalar(at: 0).scalar) }) {
    case .other: return false
    case .letter:
      let scalars = String(decoding: before.suffix(4), as: UTF8.self).unicodeScalars
      return scalars.last.map { TextKind($0).linksOn } ?? false
    default: return true
    }
  }

  /// Whether nothing in UTF-8 may need to be made visible; false is only a maybe.
  static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var unbroken = Unbroken()
    var index = 0
    while true {
      let start = index
      index = text.firstIndex(in: start..<text.count) { $0.marks(below: 0x20) | $0.marks(0x7F) | $0 & high }
      if index > start { unbroken.begin() }
      guard index < text.count else { return true }
      let byte = text[index]
      if byte < 0x80 {
        guard byte == 0x0A || byte == 0x09 else { return false }
        unbroken.begin()
        index += 1
      } else {
        let (scalar, length) = text.scalar(at: index)
        index += length
        let kind = TextKind(scalar)
        if mayBeInvisible(kind) || unbroken.exceeds(with: kind) { return false }
      }
    }
  }

  /// The bits of the bytes of a word that are not ASCII.
  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// What is invisible, but for what shows in the characters beside it.
  private static func mayBeInvisible(_ kind: TextKind) -> Bool {
    kind == .invisible || kind == .joiner || kind == .nonJoiner || kind == .prepended
  }

  /// Unicode 15: Default_Ignorable_Code_Point, Bidi_Control, Cc, the line separators, signs that enclose a number and
  /// are of any width without one (Prepended_Concatenation_Mark), and what XML refuses.
  public static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x34F, 0x600...0x605, 0x61C, 0x6DD, 0x70F, 0x890...0x891, 0x8E2,
      0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0x2800, 0x3164,
      0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xFFFE...0xFFFF, 0x110BD, 0x110CD, 0x1BCA0...0x1BCA3,
      0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// UTF-8 with what cannot be seen made visible, line by line: most lines of a long text are plain, and no character
  /// belongs to one on the line before it.
  private static func rewritten(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 64)
    var start = 0
    while start < text.count {
      let end = text.index(of: UInt8(ascii: "\n"), from: start + 1)
      let line = UnsafeBufferPointer(rebasing: text[start..<end])
      if isPlain(line) {
        result.append(contentsOf: line)
      } else {
        result += rewritten(Array(String(decoding: line, as: UTF8.self).unicodeScalars), from: 0)
      }
      start = end
    }
    return result
  }

  /// Scalars, from one of them on, as UTF-8 with what cannot be seen made visible.
  static func rewritten(_ scalars: [Unicode.Scalar], from start: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((scalars.count - start) * 2)
    var unbroken = Unbroken()
    for scalar in scalars[..<start] { _ = unbroken.exceeds(with: scalar) }
    /// The characters before that are to be described.
    var described = start..<start
    var index = start
    while index < scalars.count {
      let scalar = scalars[index]
      let kind = TextKind(scalar)
      let mayBeKept = mayBeInvisible(kind) || scalar == "🏴"
      let kept = mayBeKept ? Joining.keptLength(scalars, index) : 0
      let end = index + max(kept, 1)
      var isShown = kept > 0 || !isInvisible(scalar)
      if !isShown {
        unbroken.begin()
      } else if kept == 0 || kind != .invisible {
        isShown = !unbroken.exceeds(with: kind)
      }
      // What varies a character belongs to it.
      if isShown, kept > 0 {
        for _ in (kind == .invisible ? index : index + 1)..<end where unbroken.exceeds(with: .mark) {
          isShown = false
        }
      }
      if isShown {
        if !described.isEmpty { describe(scalars[described], into: &result) }
        for scalar in scalars[index..<end] {
          result += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
        described = end..<end
      } else {
        described = described.lowerBound..<end
      }
      index = end
    }
    describe(scalars[described], into: &result)
    return result
  }

  /// How many different characters, and how many letters of hidden text, are shown of one run.
  private static let shownCharacters = 8
  private static let shownLetters = 200

  private static func describe(_ run: ArraySlice<Unicode.Scalar>, into result: inout [UInt8]) {
    var rest = run
    while let first = rest.first {
      if isTag(first) {
        let hidden = rest.prefix(while: isTag)
        result += "⟦hidden text: ".utf8
        for tag in hidden.prefix(shownLetters) { result.append(UInt8(truncatingIfNeeded: tag.value)) }
        if hidden.count > shownLetters { result += "… \(hidden.count - shownLetters) more".utf8 }
        result += "⟧".utf8
        rest = rest.dropFirst(hidden.count)
      } else {
        let controls = rest.prefix { !isTag($0) }
        result += "⟦".utf8
        describe(controls: controls, into: &result)
        result += "⟧".utf8
        rest = rest.dropFirst(controls.count)
      }
    }
  }

  private static func describe(controls: ArraySlice<Unicode.Scalar>, into result: inout [UInt8]) {
    var rest = controls
    var shown = 0
    while let first = rest.first {
      if shown == shownCharacters {
        result += "… \(rest.count) more".utf8
        return
      }
      let same = rest.prefix { $0 == first }.count
      let hex = String(first.value, radix: 16, uppercase: true)
      if shown > 0 { result.append(0x20) }
      result += "U+".utf8
      result.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, 4 - hex.utf8.count)))
      result += hex.utf8
      if same > 1 { result += " ×\(same)".utf8 }
      rest = rest.dropFirst(same)
      shown += 1
    }
  }

  /// A tag character that spells an ASCII character.
  private static func isTag(_ scalar: Unicode.Scalar) -> Bool { (0xE0020...0xE007E).contains(scalar.value) }
}
