/// Text, code and HTML.
extension DocumentBuilder {
  mutating func openRun() {
    if runStart == nil { runStart = document.text.count }
  }

  mutating func appendText(_ node: Node) {
    openRun()
    var literal = node.literal
    if dropped > 0 {
      literal = UnsafeBufferPointer(rebasing: literal.dropFirst(dropped))
      dropped = 0
    }
    if html.isBehindGap {
      if endsInSpace { literal = UnsafeBufferPointer(rebasing: literal.drop { $0 == 0x20 }) }
      html.isBehindGap = false
    }
    appendText(literal)
  }

  /// Text in which marks of ours stand behind characters that are not to act. In our own Markdown these
  /// are word joiners (U+2060), too: the writers make any other joiner visible.
  mutating func appendText(_ literal: UnsafeBufferPointer<UInt8>) {
    guard mark != nil || origin == .own else {
      appendNamed(literal)
      return
    }
    var copied = 0
    var index = 0
    /// Where the joiner before ends.
    var joinerEnd = -1
    while index + 2 < literal.count {
      let isJoiner =
        origin == .own && literal[index] == 0xE2 && literal[index + 1] == 0x81 && literal[index + 2] == 0xA0
      guard isJoiner || mark?.begins(literal, index) == true else {
        index += 1
        continue
      }
      appendNamed(UnsafeBufferPointer(rebasing: literal[copied..<index]))
      // The mark of a joiner that is an entity is none of the character before.
      let isBehindJoiner = joinerEnd == index
      index += 3
      copied = index
      if isJoiner { joinerEnd = index }
      let end = document.text.count
      guard end > runStart ?? end, !isBehindJoiner else { continue }
      // An `@` counts even from an escape: the reference links addresses in the finished text. Tildes are
      // escaped where they are text, so one before a joiner strikes.
      guard document.text[end - 1] != UInt8(ascii: isJoiner ? "~" : "@") else { continue }
      if inert.last?.upperBound != end { inert.append(end - 1..<end) }
    }
    appendNamed(UnsafeBufferPointer(rebasing: literal[copied...]))
  }

  /// Text with the emoji that it names, but not in code.
  mutating func appendNamed(_ literal: UnsafeBufferPointer<UInt8>) {
    guard mayNameEmoji, html.codeDepth == 0 else {
      document.text.append(contentsOf: literal)
      return
    }
    appendNamingEmoji(literal)
  }

  /// What came out of the tree, without marks.
  func unmarked(_ literal: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard let mark else { return Array(literal) }
    var result: [UInt8] = []
    result.reserveCapacity(literal.count)
    var index = 0
    while index < literal.count {
      if mark.begins(literal, index) {
        index += 3
      } else {
        result.append(literal[index])
        index += 1
      }
    }
    return result
  }

  mutating func appendPlain(_ literal: StaticString) {
    openRun()
    document.text.append(literal: literal)
  }

  /// Text that shows what would have acted.
  mutating func appendInert(_ literal: some Collection<UInt8>) {
    openRun()
    let start = document.text.count
    document.text.append(contentsOf: literal)
    inert.append(start..<document.text.count)
  }

  func isInert(_ range: Range<Int>) -> Bool {
    var low = 0
    var high = inert.count
    while low < high {
      let middle = (low + high) / 2
      if inert[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < inert.count && inert[low].lowerBound < range.upperBound
  }

  /// Ends the run of text: its policies are applied and it becomes events.
  mutating func finishRun() {
    guard let start = runStart, imageDepth == 0 else { return }
    runStart = nil
    guard start < document.text.count else { return }
    let (marks, mayHaveLinks) = document.text.withUnsafeBufferPointer { text in
      let run = UnsafeBufferPointer(rebasing: text[start...])
      let marks = TextMarks(of: run)
      return (marks, Autolink.mayBegin(in: run, with: marks))
    }
    if marks.contains(.tilde) { hasTildes = true }
    if isCareful,
      let safe = safe(Array(document.text[start...]), behind: document.text[contentTextStart..<start])
    {
      let end = document.text.count
      document.text.replaceSubrange(start..., with: safe)
      moveSpans(in: start..<end)
      emitText(start..<document.text.count, isInert: true)
      return
    }
    let range = start..<document.text.count
    let isPlain = !mayHaveLinks && marks.isSubset(of: [.period, .digit])
    if linkDepth > 0 || isPlain && !marks.contains(.digit) {
      emitText(range, isPlain: isPlain)
    } else if mayHaveLinks {
      emitAutolinked(range)
    } else {
      emitReferring(range, isPlain: isPlain)
    }
  }

  /// Text that was replaced has another length. A link that is text began at its end, or somewhere in it.
  private mutating func moveSpans(in replaced: Range<Int>) {
    for index in spans.indices.reversed() {
      guard spans[index].textStart > replaced.lowerBound else { return }
      let isAtEnd = spans[index].textStart == replaced.upperBound
      spans[index].textStart = isAtEnd ? document.text.count : replaced.lowerBound
    }
  }

  mutating func emitText(_ range: Range<Int>, isInert: Bool = false, isPlain: Bool = false) {
    guard !range.isEmpty else { return }
    var event = Event(.text, .leaf)
    event.start = Int32(range.lowerBound)
    event.end = Int32(range.upperBound)
    event.isInert = isInert
    event.isPlain = isPlain
    document.events.append(event)
  }

  /// Text with secrets taken out and what cannot be seen made visible; nil when nothing changes. It may stand behind
  /// other text of its block.
  func safe(_ text: [UInt8], behind before: ArraySlice<UInt8> = []) -> [UInt8]? {
    let redacted = policy.redact?(text)
    let visible = InvisibleText.markedBytes(redacted ?? text, behind: before)
    guard let result = visible ?? redacted, result != text else { return nil }
    return result
  }

  mutating func appendCode(_ literal: UnsafeBufferPointer<UInt8>) {
    guard imageDepth == 0 else {
      appendInert(unmarked(literal))
      return
    }
    // The writers make code of what could be mathematics elsewhere.
    if origin == .own, literal.allSatisfy({ $0 == UInt8(ascii: "$") }) {
      appendInert(literal)
      return
    }
    finishRun()
    if mark != nil { emitCode(unmarked(literal)) } else { emitCode(literal) }
  }

  mutating func emitCode(_ literal: some Collection<UInt8>) {
    // There HTML is written.
    guard !html.isInSummary else {
      emitElement(.code, .enter)
      appendInert(literal)
      finishRun()
      emitElement(.code, .exit)
      return
    }
    var event = Event(.code, .leaf)
    event.start = Int32(document.text.count)
    if isCareful, let safe = safe(Array(literal), behind: document.text[contentTextStart...]) {
      document.text.append(contentsOf: safe)
    } else {
      document.text.append(contentsOf: literal)
    }
    event.end = Int32(document.text.count)
    document.events.append(event)
  }

  /// How many characters of the language of a code block are kept.
  private static let longestLanguage = 40

  /// The language is the first word of the info string (CommonMark 0.30, 4.5), as far as it is made of
  /// `[a-z0-9+#-]`.
  mutating func appendCodeBlock(_ literal: some Collection<UInt8>, info: UnsafeBufferPointer<UInt8>) {
    var event = Event(.codeBlock, .leaf)
    event.extraStart = Int32(document.attributes.count)
    for byte in info.prefix(while: { !$0.isSpaceOrTab }).prefix(Self.longestLanguage) {
      let byte = byte.lowercased
      if byte.isAlphanumeric || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#")
        || byte == UInt8(ascii: "-")
      {
        document.attributes.append(byte)
      }
    }
    event.extraEnd = Int32(document.attributes.count)
    event.start = Int32(document.text.count)
    if isCareful, let safe = safe(Array(literal)) {
      document.text.append(contentsOf: safe)
    } else {
      document.text.append(contentsOf: literal)
    }
    event.end = Int32(document.text.count)
    document.events.append(event)
  }

  /// A secret may be spread over several nodes (`mint_ab*cd*…`). Then the block keeps its text only.
  mutating func redactAcrossNodes() {
    guard let redact = policy.redact, document.events.count > contentStart + 1 else { return }
    var joined: [UInt8] = []
    for event in document.events[contentStart...] {
      switch event.kind {
      case .text, .code: joined += document.text[event.range]
      case .softBreak, .lineBreak: joined.append(UInt8(ascii: " "))
      default: break
      }
    }
    guard let redacted = redact(joined) else { return }
    document.events.removeSubrange(contentStart...)
    let start = document.text.count
    document.text += redacted
    emitText(start..<document.text.count, isInert: true)
  }
}
