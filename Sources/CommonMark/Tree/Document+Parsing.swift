extension Document {
  /// Parses a text and applies the policies. A text past its limits becomes one code block, cut, with
  /// a notice behind. What is not UTF-8 becomes U+FFFD before anything else, as parts of a text come to the
  /// document without cmark.
  init(parsing text: [UInt8], policy: Policy, origin: DocumentBuilder.Origin, limits: Limits) {
    let isUTF8 = text.withUnsafeBufferPointer { $0.isUTF8 }
    let valid = isUTF8 ? text : Array(String(decoding: text, as: UTF8.self).utf8)
    // A carriage return is a line end like the others (CommonMark 0.30, 2.1), not a character to show.
    let hasReturns = valid.withUnsafeBufferPointer { $0.index(of: 0x0D, from: 0) < $0.count }
    let text = hasReturns ? Self.withLineFeeds(valid) : valid
    let parsed = text.withUnsafeBufferPointer { text -> Document? in
      guard text.count <= limits.bytes else { return nil }
      var parsing = Parsing(policy: policy, origin: origin, limits: limits)
      return parsing.withFootnotes(text)
    }
    self = parsed ?? .preformatted(text, policy: policy, limits: limits)
  }

  private static func withLineFeeds(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for (index, byte) in text.enumerated() {
      guard byte == 0x0D else {
        result.append(byte)
        continue
      }
      if index + 1 == text.count || text[index + 1] != 0x0A { result.append(0x0A) }
    }
    return result
  }

  /// Parses a text within its limits.
  private struct Parsing {
    var policy: Policy
    var origin: DocumentBuilder.Origin
    var limits: Limits
    var mark: EscapeMark?
    var mayNameEmoji = false
    var footnotes: Footnotes?
    /// The names of footnotes that are to stay text.
    var plainFootnotes: Set<[UInt8]> = []

    /// How often a text is read anew for footnotes that turn out to be none.
    private static let mostReadings = 3

    mutating func withFootnotes(_ text: UnsafeBufferPointer<UInt8>) -> Document? {
      for _ in 0..<Self.mostReadings {
        footnotes = Footnotes(of: text, without: plainFootnotes)
        guard let footnotes else { break }
        let known = plainFootnotes.count
        let document = footnotes.text.withUnsafeBufferPointer { withEscapes($0) }
        if plainFootnotes.count == known { return document }
      }
      footnotes = nil
      return withEscapes(text)
    }

    private mutating func withEscapes(_ text: UnsafeBufferPointer<UInt8>) -> Document? {
      let survey = limits.survey(text)
      guard survey != .nestsTooDeeply else { return nil }
      mark = nil
      mayNameEmoji = origin == .untrusted && EmojiName.mayStand(in: text)
      guard let marked = EscapeMark.marked(text) else { return document(text, survey) }
      mark = marked.mark
      return marked.text.withUnsafeBufferPointer { document($0, survey) }
    }

    private mutating func document(_ text: UnsafeBufferPointer<UInt8>, _ survey: Limits.Survey) -> Document? {
      guard case .delimiterRows(let rows) = survey, rows > 0 else {
        guard let tree = SyntaxTree(parsing: text) else { return nil }
        return build(tree, nil, text.count)
      }
      var lifter = TableLifter(text, delimiterRows: rows)
      while true {
        guard let tree = SyntaxTree(parsing: lifter.main, behind: lifter.cells) else { return nil }
        if !lifter.lift(from: tree, limits) { return build(tree, lifter, text.count) }
      }
    }

    private mutating func build(
      _ tree: borrowing SyntaxTree, _ tables: TableLifter?, _ size: Int
    ) -> Document {
      let document = build(tree, tables, size, isCareful: false)
      return document.needsNoCare(policy) ? document : build(tree, tables, size, isCareful: true)
    }

    private mutating func build(
      _ tree: borrowing SyntaxTree, _ tables: TableLifter?, _ size: Int, isCareful: Bool
    ) -> Document {
      var builder = DocumentBuilder(
        policy: policy, origin: origin, isCareful: isCareful, sizeHint: size, expansion: limits.expansion,
        mark: mark)
      builder.mayNameEmoji = mayNameEmoji
      if let footnotes { builder.footnotes = DocumentBuilder.FootnoteWalk(footnotes) }
      builder.walkDocument(tree.root, tables: tables)
      if footnotes != nil { plainFootnotes.formUnion(builder.appendFootnotes()) }
      builder.document.arrangeHeadings(below: policy.headingsBelow)
      return builder.document
    }
  }

  /// Whether nothing in the finished text is secret or invisible.
  private func needsNoCare(_ policy: Policy) -> Bool {
    guard text.withUnsafeBufferPointer(InvisibleText.isPlain),
      attributes.withUnsafeBufferPointer(InvisibleText.isPlain)
    else { return false }
    guard let redact = policy.redact else { return true }
    return redact(text) == nil && (attributes.isEmpty || redact(attributes) == nil)
  }

  /// A text as it is, in a code block.
  static func preformatted(_ text: [UInt8], policy: Policy, limits: Limits) -> Document {
    let shown = text.prefix(characterBoundary(text, limits.bytes))
    let missing = text.count - shown.count
    let reason =
      missing > 0
      ? "Shown as plain text: longer than \(limits.bytes) bytes. \(missing) bytes are not shown."
      : "Shown as plain text: its structure is too deep or too large to be drawn."
    var builder = DocumentBuilder(
      policy: policy, origin: .untrusted, isCareful: true, sizeHint: shown.count, expansion: limits.expansion)
    var valid = Array(String(decoding: shown, as: UTF8.self).utf8)
    if valid.last != UInt8(ascii: "\n") { valid.append(UInt8(ascii: "\n")) }
    builder.appendCodeBlock(valid, info: UnsafeBufferPointer(start: nil, count: 0))
    builder.emit(.paragraph, .enter)
    let start = builder.document.text.count
    builder.document.text += reason.utf8
    builder.emitText(start..<builder.document.text.count)
    builder.emit(.paragraph, .exit)
    return builder.document
  }

  /// The last boundary between characters (scalars) at or before an offset.
  private static func characterBoundary(_ text: [UInt8], _ offset: Int) -> Int {
    guard offset < text.count else { return text.count }
    var offset = offset
    while offset > 0, text[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }
}
