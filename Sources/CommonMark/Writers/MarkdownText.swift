/// Writes text as Markdown that reads back as that text: what would act is escaped, and no more.
///
/// The escape is a backslash where one is enough (CommonMark 0.30, 2.4), an entity where it is not, and
/// a word joiner behind the `@` of an address, which GFM links whatever escapes stand in it.
struct MarkdownText {
  var profile = MarkdownProfile.page
  /// A `|` ends a cell of a table, even an escaped one is only text there.
  var isCell = false
  /// Whether the text stands where a block could start.
  var startsLine = false
  /// Whether the line ends behind the text.
  var endsLine = false
  /// Whether the line is a heading, where `#`s at the end are not text.
  var isHeading = false
  /// Whether a link follows, which a `!` would make an image.
  var precedesLink = false
  /// Whether dollars could pair up to mathematics, and are code for that.
  var defusesDollars = false
  /// Whether nothing in it can act inside a line.
  var isPlain = false

  static let joiner: StaticString = "\u{2060}"

  /// Writes a text, or the part of one whose other characters are written as entities: what GFM and a forge
  /// look for is seen in the whole, what CommonMark looks for beside a character in the part, since an entity
  /// starts and ends with punctuation.
  func write(_ text: UnsafeBufferPointer<UInt8>, part: Range<Int>? = nil, into bytes: inout some Output) {
    let part = part ?? 0..<text.count
    guard let base = text.baseAddress, !part.isEmpty else { return }
    var index = startsLine ? writeLineStart(text, into: &bytes) : part.lowerBound
    var copied = index
    let special = profile.special
    while !isPlain {
      index = text.index(of: special, from: index, to: part.upperBound)
      guard index < part.upperBound else { break }
      guard let replacement = replacement(text, index, in: part) else {
        index += 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(start: base + copied, count: index - copied))
      index = write(replacement, text, index, into: &bytes)
      copied = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: base + copied, count: part.upperBound - copied))
    if endsLine { protectEnd(text, into: &bytes) }
  }

  /// What takes the place of a character.
  enum Replacement {
    case backslash
    case entity
    /// A joiner behind so many bytes.
    case joinerBehind(Int)
    /// A backslash, and a joiner behind the character.
    case backslashAndJoiner
    /// A backslash so many bytes later.
    case backslashAfter(Int)
    case code
  }

  private func write(
    _ replacement: Replacement, _ text: UnsafeBufferPointer<UInt8>, _ index: Int,
    into bytes: inout some Output
  ) -> Int {
    switch replacement {
    case .backslash:
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(text[index])
      return index + 1
    case .entity:
      switch text[index] {
      case UInt8(ascii: "<"): bytes.append(literal: "&lt;")
      case UInt8(ascii: "\n"): bytes.append(literal: "&#10;")
      case UInt8(ascii: "\t"): bytes.append(literal: "&#9;")
      default:
        bytes.append(literal: "&#")
        bytes.append(number: text[index])
        bytes.append(UInt8(ascii: ";"))
      }
      return index + 1
    case .joinerBehind(let count):
      bytes.append(contentsOf: text[index..<index + count])
      bytes.append(literal: Self.joiner)
      return index + count
    case .backslashAndJoiner:
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(text[index])
      bytes.append(literal: Self.joiner)
      return index + 1
    case .backslashAfter(let count):
      bytes.append(contentsOf: text[index..<index + count])
      bytes.append(UInt8(ascii: "\\"))
      return index + count
    case .code:
      // One span for them all: spans side by side would be read as one.
      let run = UnsafeBufferPointer(rebasing: text[index...].prefix { $0 == UInt8(ascii: "$") })
      Escaping.keepCodeSpan(behind: &bytes)
      Escaping.codeSpan(run, isCell: isCell, into: &bytes)
      return index + run.count
    }
  }

  func replacement(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, in part: Range<Int>
  ) -> Replacement? {
    let next = index + 1 < text.count ? text[index + 1] : nil
    let previous = index > 0 ? text[index - 1] : nil
    if profile == .gitlab, let replacement = gitLabReplacement(text, index) { return replacement }
    switch text[index] {
    case UInt8(ascii: "\\"):
      guard let next, index + 1 < part.upperBound else { return .backslash }
      // These may become entities, which start with punctuation.
      let isEntity = next < 0x20 || next == 0x20 && index + 2 == text.count
      return next.isPunctuation || isEntity ? .backslash : nil
    case UInt8(ascii: "`"), UInt8(ascii: "~"), UInt8(ascii: "]"): return .backslash
    // `[!NOTE]`
    case UInt8(ascii: "["): return next == UInt8(ascii: "!") ? .backslashAndJoiner : .backslash
    case UInt8(ascii: "*"):
      let isInside = index > part.lowerBound && index + 1 < part.upperBound
      return isInside && previous == 0x20 && next == 0x20 ? nil : .backslash
    case UInt8(ascii: "_"): return Self.isInsideWord(text, index, in: part) ? nil : .backslash
    case UInt8(ascii: "<"):
      guard let next else { return .entity }
      // An entity, so that not even the source has a comment in it.
      if next == UInt8(ascii: "!") { return .entity }
      return next.isLetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "?") ? .backslash : nil
    case UInt8(ascii: "&"): return Self.startsEntity(text, index) ? .backslash : nil
    case UInt8(ascii: "|"): return isCell ? .backslash : nil
    case UInt8(ascii: "!"): return next == nil && precedesLink ? .backslash : nil
    case UInt8(ascii: ":"):
      if Self.startsURL(text, index) { return startsReference(text, index) ? .joinerBehind(1) : .backslash }
      return Self.startsShortcode(text, index) ? .joinerBehind(1) : nil
    case UInt8(ascii: "$"): return defusesDollars ? .code : nil
    case UInt8(ascii: "w"), UInt8(ascii: "W"):
      guard Self.startsWWW(text, index) else { return nil }
      return ForgeReference.begins(in: text, at: index, for: profile) ? .joinerBehind(1) : .backslashAfter(3)
    case UInt8(ascii: "@"):
      let isMention = profile.isForge && next?.isAlphanumeric == true
      return isMention || Self.isInAddress(text, index) ? .joinerBehind(1) : nil
    case UInt8(ascii: "\n"), UInt8(ascii: "\t"): return .entity
    default:
      return profile.isForge ? forgeReplacement(text, index) : nil
    }
  }
}

// MARK: What acts inside a line

extension MarkdownText {
  /// Underscores between letters or digits of ASCII neither open nor close (CommonMark 0.30, 6.2). Of a run
  /// all are escaped or none: what is left beside an escaped one could open. Long runs are not looked through
  /// for each of their underscores.
  private static func isInsideWord(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, in part: Range<Int>
  ) -> Bool {
    let longest = 8
    var first = index
    while first > 0, text[first - 1] == UInt8(ascii: "_"), index - first < longest { first -= 1 }
    var last = index
    while last + 1 < text.count, text[last + 1] == UInt8(ascii: "_"), last - index < longest { last += 1 }
    guard last - first < longest, first > part.lowerBound, last + 1 < part.upperBound else { return false }
    let isBetweenSpaces = text[first - 1] == 0x20 && text[last + 1] == 0x20
    return isBetweenSpaces || text[first - 1].isAlphanumeric && text[last + 1].isAlphanumeric
  }

  /// CommonMark 0.30, 2.5: whether `&` and what follows may be read as an entity.
  static func startsEntity<Bytes: RandomAccessCollection>(_ text: Bytes, _ index: Int) -> Bool
  where Bytes.Element == UInt8, Bytes.Index == Int {
    var end = index + 1
    if end < text.endIndex, text[end] == UInt8(ascii: "#") { end += 1 }
    let start = end
    while end < text.endIndex, text[end].isAlphanumeric, end - start <= 32 { end += 1 }
    return end > start && end < text.endIndex && text[end] == UInt8(ascii: ";")
  }

  /// GFM 0.29, 6.9: the colon of `http://`, `https://` or `ftp://`.
  private static func startsURL(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 2 < text.count, index >= 3, text[index + 1] == UInt8(ascii: "/"),
      text[index + 2] == UInt8(ascii: "/")
    else { return false }
    return text[index - 1].isLetter && text[index - 2].isLetter && text[index - 3].isLetter
  }

  /// Whether the URL around a colon is one that GitHub or GitLab would take for a reference, even where it is no
  /// link.
  private func startsReference(_ text: UnsafeBufferPointer<UInt8>, _ colon: Int) -> Bool {
    guard profile.isForge, colon >= 4 else { return false }
    let isSecure = text[colon - 1].lowercased == UInt8(ascii: "s")
    return ForgeReference.begins(in: text, at: colon - (isSecure && colon >= 5 ? 5 : 4), for: profile)
  }

  /// GFM 0.29, 6.9: the `@` of an e-mail address.
  private static func isInAddress(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index > 0, text[index - 1].isAlphanumeric || ".+-_".utf8.contains(text[index - 1]) else {
      return false
    }
    var end = index + 1
    while end < text.count, text[end].isAlphanumeric || "-_".utf8.contains(text[end]) { end += 1 }
    return end + 1 < text.count && text[end] == UInt8(ascii: ".") && text[end + 1].isAlphanumeric
  }

  /// The name of an emoji between colons. Of those that are a number there are two, else it is a time.
  private static func startsShortcode(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    var end = index + 1
    var isNumber = true
    while end < text.count, text[end].isAlphanumeric || "_+-".utf8.contains(text[end]) {
      if !text[end].isDigit { isNumber = false }
      end += 1
      if end - index > 64 { return false }
    }
    guard end > index + 1, end < text.count, text[end] == UInt8(ascii: ":") else { return false }
    let name = text[index + 1..<end]
    return !isNumber || name.elementsEqual("100".utf8) || name.elementsEqual("1234".utf8)
  }

  /// GFM 0.29, 6.9: `www.` at the start of a word.
  private static func startsWWW(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 3 < text.count, text[index + 3] == UInt8(ascii: ".") else { return false }
    guard index == 0 || !text[index - 1].isAlphanumeric else { return false }
    return text[index + 1].lowercased == 0x77 && text[index + 2].lowercased == 0x77
  }
}
