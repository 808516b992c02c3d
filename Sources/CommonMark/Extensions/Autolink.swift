/// Extended autolinks (GFM 0.29, 6.9): `www.…`, `http://…`, `https://…` and e-mail addresses in text.
///
/// They are found in the finished text of a run, so a bare URL ends where emphasis begins in it.
struct Autolink {
  var range: Range<Int>
  /// What stands before the text in the destination.
  var prefix: StaticString

  /// Whether a text has something of what links are found by. Most have not.
  static func mayBegin(in text: UnsafeBufferPointer<UInt8>, with marks: TextMarks) -> Bool {
    if marks.contains(.at) { return true }
    if marks.contains(.colon) {
      var colon = text.index(of: UInt8(ascii: ":"), from: 0)
      while colon + 1 < text.count {
        if text[colon + 1] == UInt8(ascii: "/") { return true }
        colon = text.index(of: UInt8(ascii: ":"), from: colon + 1)
      }
    }
    guard marks.contains(.period) else { return false }
    var period = text.index(of: UInt8(ascii: "."), from: 1)
    while period < text.count {
      if text[period - 1].lowercased == UInt8(ascii: "w") { return true }
      period = text.index(of: UInt8(ascii: "."), from: period + 1)
    }
    return false
  }

  /// The next link at or behind an index. `start` is where the run starts; what was a link before ends
  /// at `index`.
  static func next(
    in text: UnsafeBufferPointer<UInt8>, from index: Int, startsWord: Bool, isInert: (Range<Int>) -> Bool
  ) -> Autolink? {
    var position = text.index(of: .autolinkTriggers, from: index)
    while position < text.count {
      let found: Autolink?
      switch text[position] {
      case UInt8(ascii: ":"): found = url(in: text, colon: position, floor: index)
      case UInt8(ascii: "@"): found = address(in: text, at: position, floor: index)
      default: found = www(in: text, at: position, floor: index, startsWord: startsWord)
      }
      if let found, !isInert(found.trigger(position, text)) { return found }
      position = text.index(of: .autolinkTriggers, from: position + 1)
    }
    return nil
  }

  /// The part that makes it a link.
  private func trigger(_ position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    switch text[position] {
    case UInt8(ascii: "@"): position..<position + 1
    case UInt8(ascii: ":"): range.lowerBound..<position + 3
    default: range.lowerBound..<range.lowerBound + 4
    }
  }

  private static func url(in text: UnsafeBufferPointer<UInt8>, colon: Int, floor: Int) -> Autolink? {
    guard colon + 3 < text.count, text[colon + 1] == UInt8(ascii: "/"), text[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    var start = colon
    while start > floor, colon - start < 6, text[start - 1].isLetter { start -= 1 }
    let scheme = UnsafeBufferPointer(rebasing: text[start..<colon])
    guard scheme.count == 4 || scheme.count == 5, let rest = scheme.dropping(prefix: "http"),
      rest.isEmpty || rest.first?.lowercased == UInt8(ascii: "s"),
      let domain = domainEnd(text, colon + 3, needsPeriod: false)
    else { return nil }
    return Autolink(range: start..<end(text, start, domain), prefix: "")
  }

  private static func www(
    in text: UnsafeBufferPointer<UInt8>, at start: Int, floor: Int, startsWord: Bool
  ) -> Autolink? {
    guard start + 4 < text.count,
      UnsafeBufferPointer(rebasing: text[start..<start + 4]).dropping(prefix: "www.") != nil
    else { return nil }
    if start == floor {
      guard startsWord || start > 0 else { return nil }
    }
    if start > 0 {
      let previous = text[start - 1]
      switch previous {
      case ...0x20, UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "("): break
      default: return nil
      }
    }
    guard let domain = domainEnd(text, start, needsPeriod: true) else { return nil }
    return Autolink(range: start..<end(text, start, domain), prefix: "http://")
  }

  /// Where a valid domain ends: no underscores in its last two segments.
  private static func domainEnd(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, needsPeriod: Bool
  ) -> Int? {
    guard start < text.count, text[start].isAlphanumeric || text[start] >= 0x80 else { return nil }
    var periods = 0
    var underscores = (lastButOne: false, last: false)
    var index = start
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "."):
        periods += 1
        underscores = (underscores.last, false)
      case UInt8(ascii: "_"): underscores.last = true
      case let byte where byte.isAlphanumeric || byte == UInt8(ascii: "-"): break
      case 0x80...:
        let (scalar, length) = text.scalar(at: index)
        // A host with letters that are not ASCII is not a link; a whole one in front of a word may be.
        let isWhole = periods > 0 && text[index - 1].isAlphanumeric
        if endsLink(scalar) || isWhole && Script.standsBesideWords(scalar) { return finish() }
        index += length - 1
      default: return finish()
      }
      index += 1
    }
    return finish()

    func finish() -> Int? {
      guard !underscores.last, !underscores.lastButOne, !needsPeriod || periods > 0 else { return nil }
      return index
    }
  }

  /// Whether a character that is not ASCII ends a bare address, as white space does: space and punctuation. Where
  /// words have no spaces around them, a comma or a bracket is what stands behind an address. So does `⟦`, with
  /// which this module starts to spell out what cannot be seen.
  private static func endsLink(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }

  /// How many bytes of a bare address the character at an index has, which is not ASCII; nil when the address ends
  /// there. The word of a script without spaces ends it behind a letter or digit: behind a slash it may be the page's
  /// name.
  private static func length(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    let (scalar, length) = text.scalar(at: index)
    if endsLink(scalar) || text[index - 1].isAlphanumeric && Script.standsBesideWords(scalar) { return nil }
    return length
  }

  /// Where a link ends that goes on to white space or `<`: without punctuation, closing parentheses
  /// that were not opened, and entities at its end (GFM 0.29, 6.9, extended autolink path validation).
  private static func end(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ domain: Int) -> Int {
    var end = domain
    var open = 0
    for index in start..<domain where text[index] == UInt8(ascii: "(") { open += 1 }
    while end < text.count, text[end] > 0x20, text[end] != UInt8(ascii: "<") {
      if text[end] == UInt8(ascii: "(") { open += 1 }
      if text[end] == UInt8(ascii: ")") { open -= 1 }
      guard let length = text[end] < 0x80 ? 1 : length(text, end) else { break }
      end += length
    }
    while end > start {
      switch text[end - 1] {
      case UInt8(ascii: ")"):
        guard open < 0 else { return end }
        open += 1
        end -= 1
      case UInt8(ascii: ";"):
        var name = end - 2
        while name > start, text[name].isLetter { name -= 1 }
        end = name < end - 2 && text[name] == UInt8(ascii: "&") ? name : end - 1
      case let byte where ByteSet.trailing.contains(byte): end -= 1
      default: return end
      }
    }
    return end
  }

  private static func isAddressMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }

  private static func address(in text: UnsafeBufferPointer<UInt8>, at: Int, floor: Int) -> Autolink? {
    var start = at
    while start > floor, text[start - 1].isAlphanumeric || isAddressMark(text[start - 1]) {
      start -= 1
    }
    guard start < at else { return nil }
    var end = at + 1
    var periods = 0
    scan: while end < text.count {
      switch text[end] {
      case UInt8(ascii: "@"): return nil
      case UInt8(ascii: "."):
        guard end + 1 < text.count, text[end + 1].isAlphanumeric else { break scan }
        periods += 1
      case let byte where byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_"): break
      default: break scan
      }
      end += 1
    }
    guard periods > 0, text[end - 1].isLetter else { return nil }
    if start - floor >= 7,
      UnsafeBufferPointer(rebasing: text[(start - 7)..<start]).dropping(prefix: "mailto:") != nil,
      start - 7 == floor || !text[start - 8].isLetter
    {
      return Autolink(range: (start - 7)..<end, prefix: "")
    }
    // An address of another kind.
    if start - floor >= 5,
      UnsafeBufferPointer(rebasing: text[(start - 5)..<start]).dropping(prefix: "xmpp:") != nil
    {
      return nil
    }
    return Autolink(range: start..<end, prefix: "mailto:")
  }
}

extension DocumentBuilder {
  /// Emits a run of text with links in it.
  mutating func emitAutolinked(_ run: Range<Int>) {
    let startsWord = startsWord()
    var copied = run.lowerBound
    var searched = run.lowerBound
    while searched < run.upperBound {
      let found = document.text.withUnsafeBufferPointer { text in
        Autolink.next(
          in: UnsafeBufferPointer(rebasing: text[run]), from: searched - run.lowerBound,
          startsWord: startsWord
        ) { isInert($0.lowerBound + run.lowerBound..<$0.upperBound + run.lowerBound) }
      }
      guard let found else { break }
      let range = found.range.lowerBound + run.lowerBound..<found.range.upperBound + run.lowerBound
      searched = range.upperBound
      if emitLink(range, found.prefix, after: copied) { copied = searched }
    }
    emitReferring(copied..<run.upperBound)
  }

  /// Emits the text before a link and the link, if the policy allows it.
  private mutating func emitLink(_ range: Range<Int>, _ prefix: StaticString, after copied: Int) -> Bool {
    let start = document.attributes.count
    document.attributes.append(literal: prefix)
    document.attributes.append(contentsOf: document.text[range])
    guard encodeDestination(from: start) else {
      document.attributes.removeSubrange(start...)
      return false
    }
    let destination = start..<document.attributes.count
    let span = LinkSpan(
      isImage: false, isLink: true, destination: destination,
      title: destination.upperBound..<destination.upperBound, textStart: range.lowerBound)
    emitReferring(copied..<range.lowerBound)
    emitLink(.enter, span)
    emitText(range)
    emitLink(.exit, span)
    return true
  }

  /// Whether a run that starts here stands behind white space or a delimiter.
  private func startsWord() -> Bool {
    guard let last = document.events.last else { return true }
    switch last.kind {
    case .code, .link, .text: return false
    default: return true
    }
  }
}
