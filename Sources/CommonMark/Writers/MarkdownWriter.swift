/// Writes a document as Markdown that parses to the same document wherever it is set.
///
/// It uses the syntax that cmark, cmark-gfm and GitHub read alike: ATX headings, fenced code, `___` for
/// thematic breaks, inline links, and the elements of HTML that the document has. Setext headings, reference
/// definitions, indented code, lazy lines and other HTML are never written, so nothing before or behind can be
/// drawn in.
struct MarkdownWriter: ~Copyable {
  let document: Document
  let profile: MarkdownProfile
  var bytes: OutputBuffer
  /// What every line starts with: the marks of the open block quotes and the indentation of the items.
  private(set) var prefix: [UInt8] = []
  private var levels = [Level()]
  /// Whether the next block goes on in the line that is there.
  private var isFresh = true
  /// Whether the block before is a paragraph.
  private var isBehindParagraph = false
  /// Whether there is more than one dollar, so that two of a block could pair up to mathematics.
  let hasDollars: Bool
  /// The emphasis of the block that is being written.
  var emphasis = EmphasisCheck()

  /// A container whose blocks are being written.
  private struct Level {
    /// How much of `prefix` belongs to the containers around it.
    var outerPrefix = 0
    /// Whether its blocks follow each other without blank lines.
    var isTight = false
    /// The marker of the list that was written last, if nothing came after it: a list right behind needs
    /// another one.
    var lastMarker: UInt8 = 0
    /// Of a list.
    var marker: UInt8 = 0
    var number: Int32 = 0
  }

  /// The Markdown of a document, ending in a line feed unless there is nothing.
  static func write(_ document: Document, _ profile: MarkdownProfile) -> [UInt8] {
    var writer = MarkdownWriter(document: document.fitted(for: profile), profile: profile)
    writer.write()
    if writer.bytes.count > 0 { writer.bytes.append(UInt8(ascii: "\n")) }
    return writer.bytes.array
  }

  private init(document: Document, profile: MarkdownProfile) {
    self.document = document
    self.profile = profile
    hasDollars = document.text.withUnsafeBufferPointer { text in
      let first = text.index(of: UInt8(ascii: "$"), from: 0)
      return text.index(of: UInt8(ascii: "$"), from: first + 1) < text.count
    }
    bytes = OutputBuffer(
      capacity: document.text.count * 9 / 8 + document.attributes.count + document.events.count * 4 + 16)
    levels.reserveCapacity(8)
    prefix.reserveCapacity(32)
  }

  private mutating func write() {
    var index = 0
    while index < document.events.count {
      let event = document.events[index]
      switch event.kind {
      case .paragraph where event.edge == .enter: index = paragraph(index)
      case .heading where event.edge == .enter: index = heading(index)
      case .table where event.edge == .enter: index = table(index)
      case .blockQuote: blockQuote(event, index)
      case .details, .division: block(event)
      case .footnote: footnote(event, index)
      case .summary where event.edge == .enter: index = summary(index)
      case .list: list(event, index)
      case .item: item(event)
      case .codeBlock: codeBlock(event)
      case .thematicBreak:
        startBlock()
        bytes.append(literal: "___")
      default: break
      }
      if event.kind != .list { isBehindParagraph = event.kind == .paragraph }
      index += 1
    }
  }

  /// Ends the block before and starts the line of the next.
  mutating func startBlock() {
    levels[levels.count - 1].lastMarker = 0
    separate(isTight: levels[levels.count - 1].isTight)
  }

  private mutating func separate(isTight: Bool) {
    if isFresh {
      isFresh = false
      return
    }
    if !isTight { startEmptyLine() }
    startLine()
  }

  mutating func startLine() {
    bytes.append(UInt8(ascii: "\n"))
    prefix.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  private mutating func startEmptyLine() {
    bytes.append(UInt8(ascii: "\n"))
    prefix.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    while bytes.last == 0x20 { bytes.removeLast() }
  }

  private mutating func paragraph(_ start: Int) -> Int {
    startBlock()
    // A task's mark needs something behind it (GFM 0.29, 5.3).
    if document.events[start + 1].kind == .paragraph { bytes.append(literal: "<br>") }
    return InlineWriter.write(&self, from: start + 1, until: .paragraph, place: .paragraph)
  }

  private mutating func heading(_ start: Int) -> Int {
    startBlock()
    let level = Int(document.events[start].number)
    bytes.append(UInt8(ascii: "#"), times: level)
    bytes.append(0x20)
    let end = InlineWriter.write(&self, from: start + 1, until: .heading, place: .heading)
    if bytes.last == 0x20 { bytes.removeLast() }
    return end
  }

  private mutating func blockQuote(_ event: Event, _ index: Int) {
    guard event.edge == .enter else {
      close()
      return
    }
    startBlock()
    openLevel()
    bytes.append(literal: "> ")
    prefix.append(literal: "> ")
    isFresh = true
    guard let alert = Alert(rawValue: event.number) else { return }
    bytes.append(literal: alert.marker)
    // A paragraph goes on behind the marker; what else follows it stands apart.
    isFresh = document.events[index + 1].kind == .paragraph
    if isFresh { startLine() }
  }

  /// A block whose blocks stand apart.
  mutating func openLevel() {
    levels.append(Level(outerPrefix: prefix.count))
    isFresh = false
  }

  mutating func closeLevel() { prefix.removeSubrange(levels.removeLast().outerPrefix...) }

  private mutating func list(_ event: Event, _ index: Int) {
    let last = levels.count - 1
    guard event.edge == .enter else {
      let marker = levels.removeLast().marker
      levels[levels.count - 1].lastMarker = marker
      return
    }
    let previous = levels[last].lastMarker
    var level = Level(outerPrefix: prefix.count, isTight: event.isTight)
    if event.isOrdered {
      level.marker = previous == UInt8(ascii: ".") ? UInt8(ascii: ")") : UInt8(ascii: ".")
      level.number = event.number
    } else {
      // Lists in lists take turns, too: `- - -` would be a thematic break.
      let around = levels.dropLast().last?.marker
      let avoided = previous == 0 ? around : previous
      level.marker = avoided == UInt8(ascii: "-") ? UInt8(ascii: "+") : UInt8(ascii: "-")
    }
    // A list that starts with an empty item cannot interrupt a paragraph (CommonMark 0.30, 5.2). Where
    // one stands behind a paragraph, since what the item held was a reference definition, it needs a
    // blank line although that makes the list around it loose.
    let startsEmpty = document.events[index + 2].kind == .item
    separate(isTight: levels[last].isTight && !(startsEmpty && isBehindParagraph))
    isFresh = true
    levels.append(level)
  }

  private mutating func item(_ event: Event) {
    guard event.edge == .enter else {
      close()
      return
    }
    let list = levels[levels.count - 1]
    separate(isTight: list.isTight)
    levels.append(Level(outerPrefix: prefix.count, isTight: list.isTight))
    let start = bytes.count
    if list.marker == UInt8(ascii: "-") || list.marker == UInt8(ascii: "+") {
      bytes.append(list.marker)
    } else {
      bytes.append(number: max(0, list.number))
      bytes.append(list.marker)
      levels[levels.count - 2].number = min(list.number + 1, 999_999_999)
    }
    bytes.append(0x20)
    prefix.append(0x20, times: bytes.count - start)
    switch event.task {
    case .none: break
    case .open: bytes.append(literal: "[ ] ")
    case .done: bytes.append(literal: "[x] ")
    }
    isFresh = true
  }

  private mutating func footnote(_ event: Event, _ index: Int) {
    guard event.edge == .enter else {
      close()
      return
    }
    startBlock()
    openLevel()
    footnoteMark(event)
    bytes.append(literal: ":")
    prefix.append(literal: "    ")
    isFresh = true
    if document.events[index + 1].kind == .paragraph { bytes.append(0x20) } else { startLine() }
  }

  mutating func footnoteMark(_ event: Event) {
    bytes.append(literal: "[^")
    bytes.append(number: event.number)
    bytes.append(literal: "]")
  }

  private mutating func close() {
    // An empty container has no line of its own to go on.
    if isFresh {
      while bytes.last == 0x20 { bytes.removeLast() }
      isFresh = false
    }
    closeLevel()
  }

  private mutating func codeBlock(_ event: Event) {
    startBlock()
    document.text.withUnsafeBufferPointer { text in
      let code = UnsafeBufferPointer(rebasing: text[event.range])
      let outerPrefix = prefix.count
      defer { prefix.removeSubrange(outerPrefix...) }
      if profile.isForge, prefix.isEmpty, Self.hasCommand(code) {
        // As much is taken off every line of the code again (CommonMark 0.30, 4.5).
        bytes.append(0x20)
        prefix.append(0x20)
      }
      let fence = max(3, Escaping.longestRun(of: UInt8(ascii: "`"), in: code) + 1)
      bytes.append(UInt8(ascii: "`"), times: fence)
      if !ForgeReference.isDrawn(document.attributes[event.languageRange], for: profile) {
        bytes.append(contentsOf: document.attributes[event.languageRange])
      }
      var start = 0
      while start < code.count {
        let end = code.index(of: UInt8(ascii: "\n"), from: start)
        if end == start { startEmptyLine() } else { startLine() }
        bytes.append(contentsOf: code[start..<end])
        start = end + 1
      }
      startLine()
      bytes.append(UInt8(ascii: "`"), times: fence)
    }
  }

  /// Whether a line starts with a `/`. GitLab before 16.9, and bots on GitHub, look for commands at the start
  /// of a line without reading Markdown, or with regular expressions that odd backticks lead astray.
  private static func hasCommand(_ code: UnsafeBufferPointer<UInt8>) -> Bool {
    code.first == UInt8(ascii: "/")
      || zip(code, code.dropFirst()).contains { $0 == UInt8(ascii: "\n") && $1 == UInt8(ascii: "/") }
  }
}
