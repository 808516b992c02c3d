/// HTML: tags become events of the document, comments are left out and counted, all else is text.
///
/// What a tag opens ends with the block of CommonMark that it stands in, so that nothing reaches out of a quote, an
/// item or the text. In a line tags pair up like brackets, and one without its partner is text.
extension DocumentBuilder {
  /// A tag, a comment or another piece of HTML in a line.
  mutating func appendInlineHTML(_ node: Node) {
    let source = unmarked(node.literal)
    source.withUnsafeBufferPointer { text in
      guard var token = HTMLToken.only(in: text), imageDepth == 0 || token.kind == .comment else {
        return appendHTMLText(text)
      }
      if token.element?.needsPair == true { token.isPaired = isPaired(node) }
      let mayHoldBlocks = !isInCell && node.parent?.isParagraph == true
      if !append(token, text, mayHoldBlocks: mayHoldBlocks) { appendHTMLText(text) }
    }
  }

  /// Whether the tag in a line has its partner beside it in the tree.
  private mutating func isPaired(_ node: Node) -> Bool {
    guard let parent = node.parent else { return false }
    if html.searched.insert(parent).inserted {
      var nodes: [Node] = []
      var pairs = HTMLToken.Pairs()
      var next = parent.firstChild
      while let sibling = next {
        if sibling.isInlineHTML {
          let token = unmarked(sibling.literal).withUnsafeBufferPointer(HTMLToken.only)
          if let token { pairs.add(token, at: nodes.count) }
          nodes.append(sibling)
        }
        next = sibling.next
      }
      for index in pairs.paired { html.paired.insert(nodes[index]) }
    }
    return html.paired.contains(node)
  }

  /// HTML as text. Where it goes on over lines, so does the text.
  private mutating func appendHTMLText(_ literal: UnsafeBufferPointer<UInt8>) {
    if html.isBetween { openContent(.paragraph) }
    var isFirst = true
    for line in literal.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
      if !isFirst { appendBreak(.softBreak) }
      appendInert(isFirst ? line : line.drop(while: \.isSpaceOrTab))
      isFirst = false
    }
  }

  // MARK: Blocks of HTML

  /// A block that begins with a tag or a comment is read as HTML, any other is shown as the code it is.
  mutating func appendHTMLBlock(_ node: Node) {
    let source = unmarked(node.literal)
    source.withUnsafeBufferPointer { text in
      var tokens = HTMLToken.all(in: text)
      let first = tokens.first { $0.kind != .text || !text[$0.range].allSatisfy(HTMLAttributes.isSpace) }
      guard let first, first.kind == .comment || first.element != nil else {
        let language: StaticString = "html"
        let info = UnsafeBufferPointer(start: language.utf8Start, count: language.utf8CodeUnitCount)
        return appendCodeBlock(text, info: info)
      }
      HTMLToken.pair(&tokens)
      html.isBetween = true
      for token in tokens {
        if token.kind == .text {
          appendFlow(HTMLText.content(text[token.range]))
        } else if !append(token, text, mayHoldBlocks: true) {
          appendFlow(HTMLText.content(text[token.range], isSource: true))
        }
      }
      closeContent()
      closeParagraphs()
      html.isBetween = false
    }
  }

  /// Text between tags, in which nothing of Markdown acts.
  private mutating func appendFlow(_ content: [UInt8]) {
    let isBehindSpace = html.isBetween || endsInSpace
    let content = isBehindSpace ? content.drop { $0 == 0x20 } : content[...]
    guard !content.isEmpty else { return }
    if html.isBetween { openContent(.paragraph) }
    openRun()
    let start = document.text.count
    if origin == .own {
      document.text += Self.withoutJoiners(content)
    } else {
      content.withUnsafeBufferPointer { appendNamed($0) }
    }
    inert.append(start..<document.text.count)
  }

  /// Text of our own without the word joiners (U+2060) that the writer set.
  private static func withoutJoiners(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard content.contains(0xE2) else { return content }
    return String(decoding: content, as: UTF8.self).unicodeScalars.filter { $0 != "\u{2060}" }
      .flatMap { UTF8.encode($0).map(Array.init) ?? [] }[...]
  }

  // MARK: Tags and comments

  /// Adds a tag or a comment; false when it has no meaning where it stands, and is text.
  private mutating func append(_ token: HTMLToken, _ text: HTMLToken.Text, mayHoldBlocks: Bool) -> Bool {
    guard token.kind != .comment else {
      document.commentCount += 1
      html.isBehindGap = !html.isBetween
      return true
    }
    guard let element = token.element, token.isPaired || !element.needsPair else { return false }
    let isStart = token.kind == .start
    switch element.role {
    case .inline: appendEdge(of: element, isStart ? .enter : .exit)
    case .link:
      if isStart {
        if html.isBetween { openContent(.paragraph) }
        enterLink(to: token.attribute("href", in: text).map(HTMLText.value))
      } else {
        exitLink()
      }
    case .transparent: break
    case .image:
      guard isStart else { return false }
      return appendPicture(token, text, "image: ")
    case .video, .source:
      // The sources of a picture are other sizes of it.
      guard isStart, token.attribute("src", in: text) != nil else { return true }
      return appendPicture(token, text, "video: ")
    case .lineBreak:
      guard isStart else { return false }
      guard !html.isBetween else { break }
      trimRun()
      appendBreak(.lineBreak)
      html.isBehindGap = true
    case .rule, .paragraph, .division, .details, .summary, .heading:
      return mayHoldBlocks && spans.isEmpty && appendBlock(of: element, token, text)
    }
    return true
  }

  private mutating func appendEdge(of element: HTMLElement, _ edge: Event.Edge) {
    if html.isBetween { openContent(.paragraph) }
    finishRun()
    if element == .code { html.codeDepth += edge == .enter ? 1 : -1 }
    emitElement(element, edge)
  }

  mutating func emitElement(_ element: HTMLElement, _ edge: Event.Edge) {
    var event = Event(.element, edge)
    event.number = Int32(element.rawValue)
    document.events.append(event)
  }

  private mutating func appendPicture(
    _ token: HTMLToken, _ text: HTMLToken.Text, _ name: StaticString
  ) -> Bool {
    let address = token.attribute("src", in: text).map(HTMLText.value) ?? []
    let description = token.attribute("alt", in: text).map { HTMLText.content($0) } ?? []
    guard !address.isEmpty || !description.isEmpty else { return false }
    if html.isBetween { openContent(.paragraph) }
    enterImage(span(to: address), name)
    appendInert(description)
    exitImage()
    return true
  }

  private mutating func appendBlock(
    of element: HTMLElement, _ token: HTMLToken, _ text: HTMLToken.Text
  ) -> Bool {
    let isStart = token.kind == .start
    switch element.role {
    case .rule:
      guard isStart else { return false }
      closeContent()
      closeParagraphs()
      emit(.thematicBreak, .leaf)
    case .paragraph:
      closeContent()
      closeParagraphs()
      if isStart { return openBlock(element, token, text) }
    case .summary:
      guard isStart else {
        guard html.isInSummary else { return false }
        closeContent()
        return true
      }
      // It is the first that the details have.
      guard document.events.last?.kind == .details, document.events.last?.edge == .enter else { return false }
      openContent(.summary)
    case .heading(let level):
      // In a summary it is how large the text is.
      if html.isInSummary { return true }
      guard isStart else {
        closeContent()
        return true
      }
      closeContent()
      closeParagraphs()
      openContent(.heading(Int32(level)))
    default:
      if isStart {
        closeContent()
        closeParagraphs()
        return openBlock(element, token, text)
      }
      return closeBlock(of: element)
    }
    return true
  }
}
