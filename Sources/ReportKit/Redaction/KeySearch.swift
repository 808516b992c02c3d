import CommonMark

/// Finds keys in a text: by their looks, and those of the run by their value.
///
/// A class, as every reader of an answer holds it: a copy of its tables would cost more than what they are asked.
final class KeySearch: Sendable {
  /// The keys of the run.
  let keys: [RunKey]
  private let readings: [[UInt8]]
  private let values: KeyBeginnings
  /// The fewest bytes that a key takes in a text.
  private let minimumLength: Int

  private let shapes = KeyBeginnings(
    KeyShape.all.map { ($0.beginning, $0.rules.contains(.standsAlone)) }
      + PrivateKeyBlock.markerEnds.map { ($0, false) })

  init(_ keys: [RunKey]) {
    self.keys = keys
    readings = keys.flatMap { $0.readings + $0.encodings }
    values = KeyBeginnings(readings.map { (Array($0.prefix(8)), false) })
    minimumLength =
      (keys.map(\.bytes.count) + readings.map(\.count)).reduce(KeyShape.minimumLength, min)
  }

  // MARK: Whether there may be one

  /// Whether there may be a key in a part of a text; nothing is allocated.
  ///
  /// But for the block of a private key, a key is a run of bytes without a blank, line breaks and what stands beside
  /// them aside, so that in prose only every twentieth byte or so is looked at: from where such a run would end back
  /// to what breaks it.
  func mayFind(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let hasSigns = Self.hasSigns(text, range)
    if hasSigns, PlacedSecret.mayStand(in: text, range) { return true }
    guard range.count >= minimumLength else { return false }
    if PrivateKeyBlock.mayBegin(in: text, range) { return true }
    if hasSigns, Joint.isWide(in: text, range) { return mayFind(in: text, run: range) }
    var start = range.lowerBound
    while start + minimumLength <= range.upperBound {
      var index = start + minimumLength - 1
      while index >= start, !Self.separates(text, index, range) { index -= 1 }
      guard index < start else {
        start = index + 1
        continue
      }
      var end = start + minimumLength
      while end < range.upperBound, !Self.separates(text, end, range) { end += 1 }
      if mayFind(in: text, run: start..<end) { return true }
      start = end
    }
    return false
  }

  /// Whether a part of a text has one of the signs that a ``PlacedSecret`` or a ``Joint`` cannot be without.
  private static func hasSigns(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let first = text.firstIndex(in: range) {
      $0.marks(UInt8(ascii: "@")) | $0.marks(UInt8(ascii: "z")) | $0.marks(UInt8(ascii: "<"))
        | $0.marks(UInt8(ascii: "]"))
    }
    return first < range.upperBound
  }

  /// Whether a byte can stand in no spelling of a key: a single blank, or the first of a letter that is not ASCII and
  /// can be seen.
  @inline(__always)
  private static func separates(_ text: Span<UInt8>, _ index: Int, _ range: Range<Int>) -> Bool {
    switch text[index] {
    case 0x21..<0xC3: false
    case 0x20:
      index == range.lowerBound || index + 1 == range.upperBound
        || !isBesideBreak(text[index - 1]) && !isBesideBreak(text[index + 1])
    case 0xC3...0xCC, 0xCE...0xD7, 0xE4...0xED: true
    default: false
    }
  }

  @inline(__always)
  private static func isBesideBreak(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: ">") }

  /// Whether a beginning of a key, or all of one, stands in a run.
  private func mayFind(in text: Span<UInt8>, run: Range<Int>) -> Bool {
    if keys.contains(where: { Self.index(of: $0.bytes, in: text, run) != nil }) { return true }
    var hasJoints = false
    return mayFind(in: text, run, leavesOutTags: false, &hasJoints)
      || hasJoints && mayFind(in: text, run, leavesOutTags: true, &hasJoints)
  }

  @inline(__always)
  private func mayFind(
    in text: Span<UInt8>, _ run: Range<Int>, leavesOutTags: Bool, _ hasJoints: inout Bool
  ) -> Bool {
    let hasValues = !values.isEmpty
    var word: UInt64 = 0
    var plainWord: UInt64 = 0
    var index = run.lowerBound
    while index < run.upperBound {
      var code = text[index]
      if VisibleLetter.isPlain(code) {
        index += 1
      } else {
        if code == UInt8(ascii: "<") || code == UInt8(ascii: "]") { hasJoints = true }
        let letter = VisibleLetter(in: text, at: index, limit: run.upperBound, leavesOutTags: leavesOutTags)
        code = letter.code
        index = letter.end
        if code == VisibleLetter.nothing { continue }
      }
      word = word << 8 | UInt64(code)
      if shapes.ends(word) { return true }
      guard hasValues, !RunKey.passesOver(code) else { continue }
      plainWord = plainWord << 8 | UInt64(code)
      if values.ends(plainWord) { return true }
    }
    return false
  }

  // MARK: Where they are

  /// A key that was found.
  struct Match {
    /// Where it stands in the text.
    var place: Range<Int>
    /// How it begins, which may be shown.
    var shown: [UInt8]
    /// What of it is not to be seen; between these parts stand marks.
    var hidden: [Range<Int>]
  }

  /// The keys in a text, in the order of their places; they may overlap.
  func matches(in text: Span<UInt8>) -> [Match] {
    var matches: [Match] = []
    var seen = VisibleText(text, leavesOutTags: false)
    find(in: &seen, &matches)
    // What tags hold is text to one reading, and is passed over in the other.
    seen = VisibleText(text, leavesOutTags: true)
    find(in: &seen, &matches)
    for key in keys {
      var rest = 0..<text.count
      while let start = Self.index(of: key.bytes, in: text, rest) {
        let end = start + key.bytes.count
        matches.append(Match(place: start..<end, shown: [], hidden: [start..<end]))
        rest = end..<text.count
      }
    }
    // Of two that begin together, the one whose beginning may be shown.
    return matches.sorted {
      ($0.place.lowerBound, $1.shown.count) < ($1.place.lowerBound, $0.shown.count)
    }
  }

  private func find(in seen: inout VisibleText, _ matches: inout [Match]) {
    findShapes(in: &seen, &matches)
    for secret in PlacedSecret.all(in: seen) { matches.append(seen.match(secret, shown: [])) }
    guard !readings.isEmpty else { return }
    let (letters, indices) = seen.withoutBreaks()
    for reading in readings {
      var rest = 0..<letters.count
      while let start = Self.index(of: reading, in: letters.span, rest) {
        let end = start + reading.count
        matches.append(seen.match(indices[start]..<indices[end - 1] + 1, shown: []))
        rest = end..<letters.count
      }
    }
  }

  private func findShapes(in seen: inout VisibleText, _ matches: inout [Match]) {
    var word: UInt64 = 0
    var index = 0
    var end = 0
    while index < seen.letters.count {
      word = word << 8 | UInt64(seen.letters[index])
      index += 1
      guard shapes.ends(word) else { continue }
      for beginning in shapes.ending(word) {
        let start = index - beginning.count
        guard start >= end else { continue }
        if beginning.number >= KeyShape.all.count {
          let marker = PrivateKeyBlock.markerEnds[beginning.number - KeyShape.all.count]
          guard seen.has(marker, at: start), let block = PrivateKeyBlock.find(in: seen, markerEnd: index),
            block.lowerBound >= end
          else { continue }
          matches.append(seen.match(block, shown: Array(seen.letters[block.lowerBound..<index])))
          end = block.upperBound
        } else {
          let shape = KeyShape.all[beginning.number]
          guard seen.has(shape.beginning, at: start), let keyEnd = shape.end(in: &seen, from: start) else {
            continue
          }
          matches.append(seen.match(start..<keyEnd, shown: shape.beginning))
          end = keyEnd
        }
        break
      }
    }
  }

  private static func index(of bytes: [UInt8], in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard let first = bytes.first, range.count >= bytes.count else { return nil }
    var index = range.lowerBound
    let last = range.upperBound - bytes.count
    while true {
      index = text.index(of: first, in: index..<last + 1)
      guard index <= last else { return nil }
      if bytes.indices.allSatisfy({ text[index + $0] == bytes[$0] }) { return index }
      index += 1
    }
  }
}

extension VisibleText {
  /// The match of the letters in a range, of which the first are those shown.
  fileprivate func match(_ range: Range<Int>, shown: [UInt8]) -> KeySearch.Match {
    let all = places[range]
    let start = Int(all.first?.lowerBound ?? 0)
    return KeySearch.Match(
      place: start..<Int(all.last?.upperBound ?? 0), shown: shown,
      hidden: all.map { Int($0.lowerBound)..<Int($0.upperBound) })
  }
}
