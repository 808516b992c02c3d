import CCmark

/// Walks cmark's tree once and builds the document under a policy.
///
/// Text comes in many nodes (cmark splits it at every character that could have acted) and is gathered
/// into runs, so that what only shows in the whole (a secret, an address) is found.
struct DocumentBuilder {
  /// Whose Markdown it is.
  enum Origin {
    /// Someone else's: everything a policy can do is done.
    case untrusted
    /// What a writer of this module made: marks it set are taken away again, none are added.
    case own
  }

  let policy: Policy
  let origin: Origin
  /// Whether text is looked through for secrets and invisible characters run by run. Most documents
  /// have neither, which one look at the finished text shows.
  let isCareful: Bool

  var document = Document()
  /// Where in `document.text` the run of text that is being gathered starts.
  var runStart: Int?
  /// Parts of the text that came from escapes or HTML, in order: they start no extension.
  var inert: [Range<Int>] = []
  var spans: [LinkSpan] = []
  var imageDepth = 0
  var linkDepth = 0
  /// Where the inline content of the current block starts, in events and in text.
  var contentStart = 0
  private(set) var contentTextStart = 0
  /// Whether there may be something to strike in it.
  var hasTildes = false
  /// The paragraphs that hold the cells of the tables.
  var cells: [Node] = []
  var tables: TableLifter?
  /// How many bytes at the start of the next text are not content: the space before that of a cell, the
  /// marker of a task.
  var dropped = 0
  /// How much larger than its source a table may get.
  let expansion: Int
  /// What tags of HTML have opened.
  var html = OpenHTML()
  /// The footnotes of the text, if it has some.
  var footnotes: FootnoteWalk?
  /// How many bytes of HTML short references may still add, so that a text of nothing else stays within its limit.
  var referenceBudget: Int
  /// Where the lists that are open start in the events.
  private(set) var lists: [Int] = []
  /// The alerts that open block quotes are.
  var quotes: [Int32] = []
  /// Whether it is a cell of a table that is being walked.
  var isInCell = false
  /// What stands behind escapes in the text, if something does.
  let mark: EscapeMark?
  /// Whether names of emoji are looked for: in untrusted sources that have a colon.
  var mayNameEmoji: Bool

  init(
    policy: Policy, origin: Origin, isCareful: Bool, sizeHint: Int, expansion: Int, mark: EscapeMark? = nil
  ) {
    self.mark = mark
    mayNameEmoji = origin == .untrusted
    self.policy = policy
    self.expansion = expansion
    self.origin = origin
    self.isCareful = isCareful
    referenceBudget = sizeHint * 4 + 4096
    document.text.reserveCapacity(sizeHint + 16)
    document.events.reserveCapacity(sizeHint / 6 + 8)
  }

  /// Adds a whole document, whose tables were lifted out.
  mutating func walkDocument(_ root: Node, tables: TableLifter?) {
    guard let tables, tables.cellCount > 0 else {
      self.tables = tables
      walk(root)
      exitContainer()
      return
    }
    self.tables = tables
    cells.reserveCapacity(tables.cellCount)
    var node = root.firstChild
    while let cell = node, cells.count < tables.cellCount {
      cells.append(cell)
      node = cell.next
    }
    walk(root, from: node)
    exitContainer()
  }

  /// Adds what lies in a node.
  mutating func walk(_ root: Node) { walk(root, from: root.firstChild) }

  private mutating func walk(_ root: Node, from first: Node?) {
    var node = first
    while let current = node {
      let type = current.type
      if enter(current, type), let child = current.firstChild {
        node = child
        continue
      }
      exit(current, type)
      node = following(current, within: root)
    }
  }

  private mutating func following(_ node: Node, within root: Node) -> Node? {
    var node = node
    while true {
      if let next = node.next { return next }
      guard let parent = node.parent, parent != root else { return nil }
      exit(parent, parent.type)
      node = parent
    }
  }

  /// Returns whether the children of the node are to be visited.
  private mutating func enter(_ node: Node, _ type: cmark_node_type) -> Bool {
    if html.isBetween, !resumesContent(with: node) { return false }
    switch type {
    case CMARK_NODE_TEXT: appendText(node)
    case CMARK_NODE_SOFTBREAK: appendBreak(.softBreak)
    case CMARK_NODE_LINEBREAK: appendBreak(.lineBreak)
    case CMARK_NODE_CODE: appendCode(node.literal)
    case CMARK_NODE_HTML_INLINE: appendInlineHTML(node)
    case CMARK_NODE_EMPH: appendEdge(.emphasis, .enter)
    case CMARK_NODE_STRONG: appendEdge(.strong, .enter)
    case CMARK_NODE_LINK: enterLink(node)
    case CMARK_NODE_IMAGE: enterImage(node)
    case CMARK_NODE_PARAGRAPH:
      if footnotes?.skipped == node { return false }
      enterParagraph()
      startContent()
      findTaskMarker(node)
    case CMARK_NODE_HEADING:
      var event = Event(.heading, .enter)
      event.number = Int32(node.headingLevel)
      document.events.append(event)
      startContent()
    case CMARK_NODE_BLOCK_QUOTE: enterQuote(node)
    case CMARK_NODE_LIST:
      lists.append(document.events.count)
      document.events.append(list(node))
    case CMARK_NODE_ITEM:
      html.depth += 1
      if footnotes == nil || !enterFootnote(node) { emit(.item, .enter) }
    case CMARK_NODE_CODE_BLOCK:
      if mark != nil {
        appendCodeBlock(unmarked(node.literal), info: node.fenceInfo)
      } else {
        appendCodeBlock(node.literal, info: node.fenceInfo)
      }
    case CMARK_NODE_HTML_BLOCK:
      if let table = tables?.table(atLine: node.startLine) {
        appendTable(table)
      } else {
        appendHTMLBlock(node)
      }
    case CMARK_NODE_THEMATIC_BREAK: emit(.thematicBreak, .leaf)
    default: break
    }
    return true
  }

  private mutating func exit(_ node: Node, _ type: cmark_node_type) {
    switch type {
    case CMARK_NODE_EMPH: appendEdge(.emphasis, .exit)
    case CMARK_NODE_STRONG: appendEdge(.strong, .exit)
    case CMARK_NODE_LINK: exitLink()
    case CMARK_NODE_IMAGE: exitImage()
    case CMARK_NODE_PARAGRAPH:
      if footnotes?.skipped == node {
        footnotes?.skipped = nil
        break
      }
      guard leavesParagraph() else { break }
      endContent()
      // cmark trims vertical tabs and form feeds, and keeps a paragraph of which nothing is left.
      if document.events.count == contentStart, mayDropParagraph {
        document.events.removeLast()
      } else {
        emit(.paragraph, .exit)
      }
    case CMARK_NODE_HEADING:
      endContent()
      var event = Event(.heading, .exit)
      event.number = Int32(node.headingLevel)
      document.events.append(event)
    case CMARK_NODE_BLOCK_QUOTE: exitQuote()
    case CMARK_NODE_LIST:
      if let start = lists.popLast() {
        var event = document.events[start]
        event.edge = .exit
        if start + 1 < document.events.count {
          document.events.append(event)
        } else {
          // All its items were footnotes.
          document.events.removeLast()
        }
      }
      closeEnding()
    case CMARK_NODE_ITEM:
      exitContainer()
      if footnotes?.open?.item != node { emit(.item, .exit) } else { exitFootnote() }
    default: break
    }
  }

  /// The paragraph of a task carries its mark.
  var mayDropParagraph: Bool {
    guard document.events.last?.kind == .paragraph else { return false }
    let isTask = document.events.dropLast().last.map { $0.task != .none } ?? false
    return !isTask
  }

  private func list(_ node: Node) -> Event {
    var event = Event(.list, .enter)
    event.isTight = node.isTight
    event.isOrdered = node.isOrdered
    event.number = Int32(truncatingIfNeeded: node.listStart)
    return event
  }

  mutating func emit(_ kind: Event.Kind, _ edge: Event.Edge) {
    document.events.append(Event(kind, edge))
  }

  mutating func startContent() {
    contentStart = document.events.count
    contentTextStart = document.text.count
    hasTildes = false
    inert.removeAll(keepingCapacity: true)
  }

  mutating func endContent() {
    if html.isBehindGap {
      trimRun()
      html.isBehindGap = false
    }
    finishRun()
    while document.events.count > contentStart, let last = document.events.last?.kind,
      last == .softBreak || last == .lineBreak
    { document.events.removeLast() }
    if hasTildes, !html.isInSummary { strikeThrough() }
    if isCareful { redactAcrossNodes() }
  }

  /// In the description of an image only text counts (CommonMark 0.30, 6.4).
  private mutating func appendEdge(_ kind: Event.Kind, _ edge: Event.Edge) {
    guard imageDepth == 0 else { return }
    finishRun()
    if html.isInSummary {
      emitElement(kind == .strong ? .strong : .em, edge)
    } else {
      emit(kind, edge)
    }
  }

  mutating func appendBreak(_ kind: Event.Kind) {
    guard imageDepth == 0 else {
      openRun()
      document.text.append(UInt8(ascii: " "))
      return
    }
    if html.isBehindGap {
      trimRun()
      html.isBehindGap = false
    }
    if kind == .softBreak, html.isInSummary {
      openRun()
      if document.text.last != 0x20 { document.text.append(0x20) }
      return
    }
    finishRun()
    // The text of a link that became text may start with its own break, and so may an element.
    guard !hasNoText, let last = document.events.last?.kind else { return }
    // cmark trims vertical tabs and form feeds, and keeps the break behind a line of which nothing is left.
    if kind == .softBreak, last == .softBreak || last == .lineBreak { return }
    if kind == .lineBreak, last == .softBreak { document.events.removeLast() }
    emit(policy.keepsLines && origin == .untrusted ? .lineBreak : kind, .leaf)
  }
}
