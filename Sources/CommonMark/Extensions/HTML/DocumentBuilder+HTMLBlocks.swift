/// Where the blocks and the lines that tags open begin and end.
extension DocumentBuilder {
  mutating func openBlock(
    _ element: HTMLElement, _ token: HTMLToken, _ text: HTMLToken.Text
  ) -> Bool {
    guard html.blocks.count + html.depth < OpenHTML.deepest else { return false }
    var block = OpenHTML.Block(element: element, depth: html.depth)
    if element != .details { block.alignment = Self.alignment(of: token, text) }
    html.blocks.append(block)
    guard block.isShown else { return true }
    var event = block.event(.enter)
    if element == .details, token.attribute("open", in: text) != nil { event.number = 1 }
    document.events.append(event)
    loosenList()
    return true
  }

  private static func alignment(of token: HTMLToken, _ text: HTMLToken.Text) -> Event.Alignment {
    guard let value = token.attribute("align", in: text) else { return .none }
    let names: [(StaticString, Event.Alignment)] = [("left", .left), ("center", .center), ("right", .right)]
    return names.first { name, _ in
      name.withUTF8Buffer { value.elementsEqual($0) { $0.lowercased == $1 } }
    }?.1 ?? .none
  }

  mutating func closeBlock(of element: HTMLElement) -> Bool {
    guard let index = html.innermost(element) else {
      // Its end stands deeper than its start.
      guard let outer = html.blocks.lastIndex(where: { $0.element == element && !$0.isEnding }) else {
        return false
      }
      closeContent()
      for index in outer..<html.blocks.count where html.blocks[index].depth < html.depth {
        html.blocks[index].isEnding = true
      }
      return true
    }
    closeContent()
    while html.blocks.count > index { closeBlock() }
    return true
  }

  private mutating func closeBlock() {
    let block = html.blocks.removeLast()
    if block.isShown { document.events.append(block.event(.exit)) }
  }

  /// A paragraph ends where another block begins.
  mutating func closeParagraphs() {
    while let block = html.blocks.last, block.element == .p, block.depth == html.depth { closeBlock() }
  }

  /// Ends what was opened in the quote or item that ends, or in the text.
  mutating func exitContainer() {
    while let block = html.blocks.last, block.depth >= html.depth { closeBlock() }
    html.depth -= 1
  }

  /// Ends what had its end in the list or quote that ends.
  mutating func closeEnding() {
    while let block = html.blocks.last, block.isEnding, block.depth == html.depth { closeBlock() }
  }

  /// Blocks that Markdown has to write apart make the list around them loose.
  private mutating func loosenList() {
    if let list = lists.last { document.events[list].isTight = false }
  }

  /// A paragraph behind another one has a blank line in front, also behind one that ends a list or a quote: it would go
  /// on in its last line.
  mutating func enterParagraph() {
    if !lists.isEmpty {
      let before = document.events.last { event in
        event.edge != .exit || event.kind != .list && event.kind != .item && event.kind != .blockQuote
      }
      if before?.kind == .paragraph { loosenList() }
    }
    emit(.paragraph, .enter)
  }

  // MARK: Content

  mutating func openContent(_ content: OpenHTML.Content) {
    if content == .paragraph {
      enterParagraph()
    } else {
      document.events.append(content.event(.enter))
    }
    startContent()
    html.content = content
    html.isBetween = false
  }

  /// Ends the paragraph, heading or summary that is open.
  mutating func closeContent() {
    guard !html.isBetween else { return }
    trimRun()
    endContent()
    if document.events.count == contentStart, html.content != .paragraph || mayDropParagraph {
      document.events.removeLast()
    } else {
      document.events.append(html.content.event(.exit))
    }
    html.content = .paragraph
    html.isBetween = true
  }

  /// Whether a node of a line that a tag has ended starts another one: white space does not.
  mutating func resumesContent(with node: Node) -> Bool {
    if node.isBreak { return false }
    if node.isInlineHTML { return true }
    if node.isText {
      let space = node.literal.prefix(while: HTMLAttributes.isSpace).count
      if space == node.literal.count { return false }
      dropped = space
    }
    openContent(.paragraph)
    return true
  }

  /// Whether the paragraph of a node is still open at its end.
  mutating func leavesParagraph() -> Bool {
    guard html.isBetween else { return true }
    closeParagraphs()
    html.isBetween = false
    return false
  }

  // MARK: Space

  /// Takes away the space at the end of the run of text.
  mutating func trimRun() {
    guard let start = runStart else { return }
    while document.text.count > start, document.text.last == 0x20 { document.text.removeLast() }
  }

  /// Whether a space in front of the next text would be one too many.
  var endsInSpace: Bool {
    if let runStart, runStart < document.text.count { return document.text.last == 0x20 }
    return endsInBreak || hasNoText
  }

  private var endsInBreak: Bool {
    document.events.last.map { $0.kind == .softBreak || $0.kind == .lineBreak } ?? false
  }

  /// Whether the content has nothing but the starts of elements.
  var hasNoText: Bool {
    document.events[contentStart...].allSatisfy { $0.kind == .element && $0.edge == .enter }
  }
}
