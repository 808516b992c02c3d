/// Writes the inline content of one block.
///
/// Emphasis is the one part that can come out differently than meant: whether a `*` opens or closes
/// depends on what stands beside it. So the runs that were written are paired up again by the rules of
/// the specification, and where that does not give the emphasis that was meant the content is written
/// anew in another style.
struct InlineWriter {
  enum Place { case paragraph, heading, cell }

  /// How emphasis is written.
  struct Style {
    enum Characters {
      case asterisks
      /// Asterisks, but underscores right behind an asterisk.
      case alternating
      /// Another character than the emphasis around, and than one that ends right before.
      case nested
      /// Asterisks that can only open or only close, since a word joiner stands on each side: inside as
      /// it is, which is not punctuation, and outside as an entity, which starts and ends with some. So
      /// the delimiters pair up like brackets, whatever stands beside them.
      case joined
    }

    var characters: Characters
    /// Whether letters beside a delimiter are written as entities, so that punctuation stands there.
    var encodesNeighbours = false

    /// From the plainest on. The emphasis of nearly every text comes out as meant in one of them; `joined`
    /// is what is left.
    static let all = [
      Style(characters: .asterisks), Style(characters: .alternating),
      Style(characters: .asterisks, encodesNeighbours: true),
      Style(characters: .alternating, encodesNeighbours: true),
      Style(characters: .nested, encodesNeighbours: true),
    ]
  }

  let place: Place
  let style: Style
  private let defusesDollars: Bool
  private var startsLine: Bool

  /// Writes up to the event that leaves the block, and returns its index.
  static func write(
    _ writer: inout MarkdownWriter, from start: Int, until kind: Event.Kind, place: Place
  ) -> Int {
    let offset = writer.bytes.count
    let defusesDollars = writer.hasDollars && hasDollars(writer.document, from: start, until: kind)
    func attempt(_ style: Style) -> (end: Int, holds: Bool) {
      writer.bytes.removeAll(from: offset)
      writer.emphasis.removeAll()
      var inline = InlineWriter(place: place, style: style, defusesDollars: defusesDollars)
      let end = inline.write(&writer, from: start, until: kind)
      let holds =
        writer.emphasis.isEmpty
        || writer.bytes.withUnsafeBufferPointer { writer.emphasis.holds(in: $0, from: offset) }
      return (end, holds)
    }
    for style in Style.all {
      let written = attempt(style)
      if written.holds { return written.end }
    }
    return attempt(Style(characters: .joined)).end
  }

  private init(place: Place, style: Style, defusesDollars: Bool) {
    self.place = place
    self.style = style
    self.defusesDollars = defusesDollars
    startsLine = place == .paragraph
  }

  /// Whether a block has more than one dollar in its text.
  private static func hasDollars(_ document: Document, from start: Int, until kind: Event.Kind) -> Bool {
    var count = 0
    for event in document.events[start...] {
      if event.kind == kind { break }
      if event.kind == .text { count += document.text[event.range].count { $0 == UInt8(ascii: "$") } }
    }
    return count > 1
  }

  private mutating func write(_ writer: inout MarkdownWriter, from start: Int, until kind: Event.Kind) -> Int
  {
    var index = start
    while index < writer.document.events.count {
      let event = writer.document.events[index]
      switch event.kind {
      case kind: return index
      case .text: text(event, index, &writer)
      case .code: code(event, index, &writer)
      case .softBreak, .lineBreak: lineBreak(event, index, &writer)
      case .emphasis: delimiter(event, 1, &writer)
      case .strong: delimiter(event, 2, &writer)
      case .strikethrough: tildes(event, &writer)
      case .element: writer.tag(event)
      case .footnoteReference: writer.footnoteMark(event)
      case .link: index = link(event, index, &writer)
      default: break
      }
      switch event.kind {
      case .softBreak, .lineBreak: startsLine = place == .paragraph
      // These say for themselves whether they wrote something.
      case .emphasis, .strong: break
      default: startsLine = false
      }
      index += 1
    }
    return index
  }

  private func lineBreak(_ event: Event, _ index: Int, _ writer: inout MarkdownWriter) {
    if event.kind == .lineBreak, place != .paragraph {
      writer.bytes.append(literal: "<br>")
      return
    }
    guard place != .heading else {
      // A heading has one line. Beside a delimiter a space would keep it from being one.
      let isBesideText =
        writer.document.events[index - 1].kind == .text && writer.document.events[index + 1].kind == .text
      writer.bytes.append(literal: isBesideText ? " " : "&#32;")
      return
    }
    if event.kind == .lineBreak { writer.bytes.append(UInt8(ascii: "\\")) }
    writer.startLine()
  }

  private func text(_ event: Event, _ index: Int, _ writer: inout MarkdownWriter) {
    let next = writer.document.events[min(index + 1, writer.document.events.count - 1)]
    var text = MarkdownText(profile: writer.profile)
    text.isCell = place == .cell
    text.isHeading = place == .heading
    text.startsLine = startsLine
    text.defusesDollars = defusesDollars
    text.isPlain = event.isPlain && writer.profile == .page
    switch next.kind {
    case .paragraph, .heading, .tableCell, .softBreak, .lineBreak: text.endsLine = true
    case .link: text.precedesLink = next.edge == .enter
    case .footnoteReference: text.precedesLink = true
    default: break
    }
    writer.document.text.withUnsafeBufferPointer { buffer in
      let content = UnsafeBufferPointer(rebasing: buffer[event.range])
      let previous = index > 0 ? writer.document.events[index - 1] : event
      var isEncoded = encodes(TextEdge.first(content), beside: previous, opens: .exit)
      // At the start of a heading or cell a space would be lost, too.
      if content.first == 0x20, !startsLine, writer.bytes.last ?? 0x20 == 0x20 { isEncoded = true }
      // Behind a reference these would make a link of it, or a footnote.
      if previous.kind == .footnoteReference,
        content.first == UInt8(ascii: "(") || content.first == UInt8(ascii: ":")
      {
        isEncoded = true
      }
      let start = isEncoded ? TextEdge.writeFirst(of: content, into: &writer.bytes) : 0
      let rest = UnsafeBufferPointer(rebasing: content[start...])
      let isLastEncoded = encodes(TextEdge.last(rest), beside: next, opens: .enter)
      let end = isLastEncoded ? start + TextEdge.lastStart(rest) : content.count
      if isEncoded { text.startsLine = false }
      text.write(content, part: start..<end, into: &writer.bytes)
      if isLastEncoded {
        _ = TextEdge.writeFirst(of: UnsafeBufferPointer(rebasing: content[end...]), into: &writer.bytes)
      }
    }
  }

  /// Whether a character beside a delimiter keeps it from being one: white space inside, and a letter
  /// outside where punctuation may stand inside.
  private func encodes(
    _ side: @autoclosure () -> Flanking.Side?, beside event: Event, opens outside: Event.Edge
  ) -> Bool {
    guard event.kind == .emphasis || event.kind == .strong || event.kind == .strikethrough,
      let side = side()
    else { return false }
    guard event.edge == outside else { return side == .space }
    return side == .other && style.encodesNeighbours
  }

  private func code(_ event: Event, _ index: Int, _ writer: inout MarkdownWriter) {
    // A backtick at the end of a text is escaped.
    let isBehindBacktick =
      writer.document.events[index - 1].kind == .text
      && writer.document.text[writer.document.events[index - 1].range].last == UInt8(ascii: "`")
    if !isBehindBacktick { Escaping.keepCodeSpan(behind: &writer.bytes) }
    writer.document.text.withUnsafeBufferPointer { text in
      Escaping.codeSpan(
        UnsafeBufferPointer(rebasing: text[event.range]), isCell: place == .cell, into: &writer.bytes)
    }
  }

  /// As many tildes as there were: what pairs up in one text pairs up so in the other, since both runs
  /// have the same neighbours.
  private func tildes(_ event: Event, _ writer: inout MarkdownWriter) {
    writer.bytes.append(UInt8(ascii: "~"), times: Int(event.number))
  }

  private mutating func delimiter(_ event: Event, _ width: Int, _ writer: inout MarkdownWriter) {
    let isOpening = event.edge == .enter
    let around = writer.emphasis.innermost
    guard let character = isOpening ? character(after: writer.bytes.last, inside: around) : around else {
      return
    }
    startsLine = false
    let isJoined = style.characters == .joined
    if isJoined { writer.bytes.append(literal: isOpening ? Self.joinerEntity : MarkdownText.joiner) }
    writer.emphasis.add(at: writer.bytes.count, character, width, opens: isOpening)
    writer.bytes.append(character, times: width)
    if isJoined { writer.bytes.append(literal: isOpening ? MarkdownText.joiner : Self.joinerEntity) }
  }

  private static let joinerEntity: StaticString = "&#8288;"

  private func character(after last: UInt8?, inside around: UInt8?) -> UInt8 {
    let asterisk = UInt8(ascii: "*")
    let underscore = UInt8(ascii: "_")
    switch style.characters {
    case .asterisks, .joined: return asterisk
    case .alternating: return last == asterisk ? underscore : asterisk
    case .nested:
      let inside = around == asterisk ? underscore : asterisk
      guard last == inside else { return inside }
      return inside == asterisk ? underscore : asterisk
    }
  }

  /// Returns the index of the last event that was written.
  private func link(_ event: Event, _ index: Int, _ writer: inout MarkdownWriter) -> Int {
    if event.edge == .enter {
      if autolink(event, index, &writer) { return index + 2 }
      writer.bytes.append(UInt8(ascii: "["))
      writer.emphasis.enterLink()
      return index
    }
    writer.emphasis.exitLink()
    writer.bytes.append(literal: "](")
    writer.document.attributes.withUnsafeBufferPointer { attributes in
      Escaping.markdownDestination(
        UnsafeBufferPointer(rebasing: attributes[event.range]), for: writer.profile, into: &writer.bytes)
      if !event.titleRange.isEmpty {
        Escaping.markdownTitle(
          UnsafeBufferPointer(rebasing: attributes[event.titleRange]), isCell: place == .cell,
          into: &writer.bytes)
      }
    }
    writer.bytes.append(UInt8(ascii: ")"))
    return index
  }

  private static func isUnsafeInAutolink(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "|")
      || byte == UInt8(ascii: "\\")
  }

  /// Whether an address may stand in an autolink (CommonMark 0.30, 6.5), whose labels are those of a host.
  private static func isAutolinkAddress(_ address: ArraySlice<UInt8>) -> Bool {
    guard address.allSatisfy({ $0.isAlphanumeric || "@.+-".utf8.contains($0) }),
      let at = address.lastIndex(of: UInt8(ascii: "@"))
    else { return false }
    let labels = address[(at + 1)...].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
    }
  }

  /// A link whose text is its destination is written `<destination>` (CommonMark 0.30, 6.5).
  private func autolink(_ event: Event, _ index: Int, _ writer: inout MarkdownWriter) -> Bool {
    guard index + 2 < writer.document.events.count, event.titleRange.isEmpty else { return false }
    let text = writer.document.events[index + 1]
    guard text.kind == .text, writer.document.events[index + 2].kind == .link else { return false }
    let destination = writer.document.attributes[event.range]
    let shown = writer.document.text[text.range]
    guard let prefix = LinkDestination.prefix(of: destination, before: shown) else { return false }
    let isSame = prefix == 0
    guard isSame || destination.prefix(prefix).elementsEqual("mailto:".utf8) else { return false }
    // Entities count there, and backslashes do not.
    guard shown.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !Self.isUnsafeInAutolink($0) }),
      !shown.indices.contains(where: {
        shown[$0] == UInt8(ascii: "&") && MarkdownText.startsEntity(shown, $0)
      })
    else { return false }
    if !isSame, !Self.isAutolinkAddress(shown) { return false }
    let profile = writer.profile
    if destination.withUnsafeBufferPointer({ ForgeReference.guarding($0, for: profile) }) != nil {
      return false
    }
    writer.bytes.append(UInt8(ascii: "<"))
    writer.bytes.append(contentsOf: shown)
    writer.bytes.append(UInt8(ascii: ">"))
    return true
  }
}
