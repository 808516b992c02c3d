/// Links and images.
extension DocumentBuilder {
  /// A link or an image that has been entered.
  struct LinkSpan {
    var isImage: Bool
    /// Whether it leads nowhere, as it is the place of a link.
    var isAnchor = false
    /// Whether it became a link.
    var isLink: Bool
    var destination: Range<Int>
    var title: Range<Int>
    /// Where in `document.text` its own text starts.
    var textStart: Int
    /// Where in `document.events` its content starts.
    var contentStart = 0
  }

  mutating func enterLink(_ node: Node) { enterLink(span(node)) }

  /// A link of HTML; one without an address does not count.
  mutating func enterLink(to address: [UInt8]?) {
    guard let address else {
      var span = LinkSpan(isImage: false, isLink: false, destination: 0..<0, title: 0..<0, textStart: 0)
      span.isAnchor = true
      spans.append(span)
      return
    }
    enterLink(span(to: address))
  }

  private mutating func enterLink(_ span: LinkSpan) {
    var span = span
    span.isLink = span.isLink && linkDepth == 0 && imageDepth == 0
    open(span)
  }

  /// An image is a link to it, so that nothing is loaded by itself.
  mutating func enterImage(_ node: Node) { enterImage(span(node), "image: ") }

  /// A picture of a kind. In a link its description is the text.
  mutating func enterImage(_ span: LinkSpan, _ name: StaticString) {
    var span = span
    span.isImage = true
    let isInLink = linkDepth > 0
    span.isLink = span.isLink && !isInLink && imageDepth == 0
    open(span)
    if isInLink { openRun() } else { appendPlain(name) }
    spans[spans.count - 1].textStart = document.text.count
    imageDepth += 1
  }

  private mutating func open(_ span: LinkSpan) {
    var span = span
    if span.isLink {
      finishRun()
      linkDepth += 1
      emitLink(.enter, span)
      span.textStart = document.text.count
      span.contentStart = document.events.count
    }
    spans.append(span)
  }

  mutating func emitLink(_ edge: Event.Edge, _ span: LinkSpan) {
    var event = Event(.link, edge)
    event.start = Int32(span.destination.lowerBound)
    event.end = Int32(span.destination.upperBound)
    event.extraEnd = Int32(span.title.upperBound)
    document.events.append(event)
  }

  private mutating func span(_ node: Node) -> LinkSpan { span(node.destination, node.title) }

  mutating func span(to address: [UInt8]) -> LinkSpan {
    address.withUnsafeBufferPointer { span($0, UnsafeBufferPointer(start: nil, count: 0)) }
  }

  private mutating func span(
    _ address: UnsafeBufferPointer<UInt8>, _ title: UnsafeBufferPointer<UInt8>
  ) -> LinkSpan {
    let (destination, isAllowed) = appendDestination(address)
    let title = appendAttribute(title)
    return LinkSpan(
      isImage: false, isLink: isAllowed, destination: destination, title: title,
      textStart: document.text.count)
  }

  private mutating func appendDestination(_ literal: UnsafeBufferPointer<UInt8>) -> (Range<Int>, Bool) {
    let start = document.attributes.count
    if !isCareful, mark == nil {
      document.attributes.append(contentsOf: literal)
    } else {
      let text = unmarked(literal)
      document.attributes += isCareful ? policy.redact?(text) ?? text : text
    }
    let isAllowed = encodeDestination(from: start)
    if isCareful, !isAllowed, let visible = InvisibleText.markedBytes(Array(document.attributes[start...])) {
      document.attributes.replaceSubrange(start..., with: visible)
    }
    return (start..<document.attributes.count, isAllowed)
  }

  /// Gives an address at the end of the attributes the form of a `LinkDestination`; false when the policy does
  /// not allow it.
  mutating func encodeDestination(from start: Int) -> Bool {
    let (isAllowed, isEncoded) = document.attributes.withUnsafeBufferPointer { attributes in
      let address = UnsafeBufferPointer(rebasing: attributes[start...])
      return (policy.links.allows(address), address.allSatisfy(ByteSet.destination.contains))
    }
    guard isAllowed, !isEncoded else { return isAllowed }
    let address = Array(document.attributes[start...])
    document.attributes.removeSubrange(start...)
    LinkDestination.append(address, to: &document.attributes)
    return true
  }

  private mutating func appendAttribute(_ literal: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let start = document.attributes.count
    if !isCareful, mark == nil {
      document.attributes.append(contentsOf: literal)
    } else {
      let text = unmarked(literal)
      document.attributes += isCareful ? safe(text) ?? text : text
    }
    return start..<document.attributes.count
  }

  mutating func exitImage() {
    imageDepth -= 1
    guard let span = spans.last else { return }
    if span.isLink, document.text.count == span.textStart { showDestination(span, asText: true) }
    close(span)
  }

  mutating func exitLink() {
    guard let span = spans.last else { return }
    if span.isAnchor {
      spans.removeLast()
      return
    }
    if span.isLink, document.text.count == span.textStart { showDestination(span, asText: true) }
    close(span)
  }

  private mutating func close(_ span: LinkSpan) {
    spans.removeLast()
    if span.isLink {
      let uncovered = origin == .untrusted ? uncovered(span) : nil
      finishRun()
      linkDepth -= 1
      emitLink(.exit, span)
      if let uncovered {
        appendPlain(" (")
        appendInert(uncovered)
        appendPlain(")")
      }
      return
    }
    let isEmpty = document.text.count == span.textStart
    if span.isImage, linkDepth > 0 {
      if isEmpty { appendPlain("image") }
      return
    }
    if isEmpty, !span.isImage, span.destination.isEmpty, span.title.isEmpty { appendInert("[]()".utf8) }
    guard !span.destination.isEmpty || !span.title.isEmpty, !textNamesDestination(span) else { return }
    appendPlain(isEmpty ? "" : " (")
    if !span.destination.isEmpty { showDestination(span, asText: isEmpty || imageDepth > 0) }
    if !span.title.isEmpty {
      appendPlain(span.destination.isEmpty ? "\"" : " \"")
      appendInert(Array(document.attributes[span.title]))
      appendPlain("\"")
    }
    appendPlain(isEmpty ? "" : ")")
  }

  private mutating func showDestination(_ span: LinkSpan, asText: Bool) {
    var destination = Array(document.attributes[span.destination])
    Self.revealHost(&destination)
    if asText {
      appendInert(destination)
    } else {
      finishRun()
      emitCode(destination)
    }
  }

  /// Percent-encodes the letters of a host that are not ASCII, since some look like others, and what is
  /// no text on one line.
  private static func revealHost(_ destination: inout [UInt8]) {
    let host = destination.withUnsafeBufferPointer { LinkPolicy.host($0)?.indices } ?? 0..<0
    guard destination.contains(where: { $0 < 0x20 }) || destination[host].contains(where: { $0 >= 0x80 })
    else { return }
    var encoded: [UInt8] = []
    for (index, byte) in destination.enumerated() {
      if byte < 0x20 || byte >= 0x80 && host.contains(index) {
        Escaping.percentEncode(byte, into: &encoded)
      } else {
        encoded.append(byte)
      }
    }
    destination = encoded
  }

  /// Whether the text of a refused link already is its destination.
  private func textNamesDestination(_ span: LinkSpan) -> Bool {
    guard span.title.isEmpty else { return false }
    let text = document.text[span.textStart...]
    let destination = document.attributes[span.destination]
    if text.elementsEqual(destination) { return true }
    return destination.starts(with: "mailto:".utf8) && text.elementsEqual(destination.dropFirst(7))
  }

  /// The host or mail address that a link leads to, when its text names another one.
  private func uncovered(_ span: LinkSpan) -> [UInt8]? {
    let text = document.text[span.textStart...]
    return document.attributes.withUnsafeBufferPointer { attributes in
      let destination = UnsafeBufferPointer(rebasing: attributes[span.destination])
      let content = document.events[span.contentStart...]
      guard content.contains(where: { $0.kind == .softBreak || $0.kind == .lineBreak }) else {
        return LinkDisguise.uncovered(destination, behind: text)
      }
      var lines: [UInt8] = []
      for event in content {
        switch event.kind {
        case .text, .code: lines += document.text[event.range]
        case .softBreak, .lineBreak: lines.append(0x20)
        default: break
        }
      }
      if let runStart { lines += document.text[runStart...] }
      return LinkDisguise.uncovered(destination, behind: lines)
    }
  }
}
