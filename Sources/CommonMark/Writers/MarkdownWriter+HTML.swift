/// Elements of HTML that the text had.
extension MarkdownWriter {
  mutating func tag(_ event: Event) {
    guard let element = HTMLElement(rawValue: UInt8(truncatingIfNeeded: event.number)) else { return }
    bytes.append(literal: event.edge == .enter ? "<" : "</")
    bytes.append(literal: element.name)
    bytes.append(literal: ">")
  }

  /// A block in tags, each a block of HTML by itself: blank lines stand around what is Markdown
  /// (CommonMark 0.30, 4.6).
  mutating func block(_ event: Event) {
    if event.edge == .exit { closeLevel() }
    startBlock()
    switch (event.kind, event.edge) {
    case (.details, .exit): bytes.append(literal: "</details>")
    case (.details, _): bytes.append(literal: event.number == 1 ? "<details open>" : "<details>")
    case (_, .exit): bytes.append(literal: "</div>")
    default:
      switch event.alignment {
      case .none: bytes.append(literal: "<div>")
      case .left: bytes.append(literal: "<div align=\"left\">")
      case .center: bytes.append(literal: "<div align=\"center\">")
      case .right: bytes.append(literal: "<div align=\"right\">")
      }
    }
    if event.edge == .enter { openLevel() }
  }

  /// The summary of details stands in their block of HTML, so it is HTML as a whole.
  mutating func summary(_ start: Int) -> Int {
    startLine()
    bytes.append(literal: "<summary>")
    var index = start + 1
    while document.events[index].kind != .summary {
      let event = document.events[index]
      switch event.kind {
      case .text: summaryText(event)
      case .element: tag(event)
      case .link: summaryLink(event)
      case .lineBreak: bytes.append(literal: "<br>")
      default: break
      }
      index += 1
    }
    bytes.append(literal: "</summary>")
    return index
  }

  private mutating func summaryText(_ event: Event) {
    var text = MarkdownText(profile: profile)
    text.defusesDollars = hasDollars
    document.text.withUnsafeBufferPointer {
      text.writeHTML(UnsafeBufferPointer(rebasing: $0[event.range]), into: &bytes)
    }
  }

  private mutating func summaryLink(_ event: Event) {
    guard event.edge == .enter else {
      bytes.append(literal: "</a>")
      return
    }
    bytes.append(literal: "<a href=\"")
    document.attributes.withUnsafeBufferPointer { attributes in
      var address: [UInt8] = []
      Escaping.detour(UnsafeBufferPointer(rebasing: attributes[event.range]), for: profile, into: &address)
      address.withUnsafeBufferPointer { Escaping.html($0, into: &bytes) }
    }
    bytes.append(literal: "\">")
  }
}
