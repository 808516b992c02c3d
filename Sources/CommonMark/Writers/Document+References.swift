extension Document {
  /// The document as it may be written for a profile.
  func fitted(for profile: MarkdownProfile) -> Document {
    profile.isForge ? withFootnotesAsList().withReferencesAsCode(for: profile) : self
  }

  /// The document with a list in the place of footnotes, whose names are those of everything that stands in the same
  /// comment.
  private func withFootnotesAsList() -> Document {
    guard events.contains(where: { $0.kind == .footnotes }) else { return self }
    var document = Document(events: [], text: text, attributes: attributes)
    document.events.reserveCapacity(events.count + 8)
    for event in events {
      switch event.kind {
      case .footnoteReference:
        var element = Event(.element, .enter)
        element.number = Int32(HTMLElement.sup.rawValue)
        document.events.append(element)
        document.append(text: String(event.number).utf8)
        element.edge = .exit
        document.events.append(element)
      case .footnotes:
        if event.edge == .enter { document.events.append(Event(.thematicBreak, .leaf)) }
        var list = Event(.list, event.edge)
        list.isOrdered = true
        list.number = 1
        document.events.append(list)
      case .footnote: document.events.append(Event(.item, event.edge))
      default: document.events.append(event)
      }
    }
    return document
  }

  /// The document with the links that a forge would take for references, and that have no detour, as their text
  /// with the address as code behind it; the address alone where that is the text.
  func withReferencesAsCode(for profile: MarkdownProfile) -> Document {
    guard profile.isForge, events.contains(where: { $0.kind == .link && isReference($0, profile) }) else {
      return self
    }
    var document = Document(events: [], text: text, attributes: attributes)
    document.events.reserveCapacity(events.count + 8)
    var index = 0
    while index < events.count {
      var event = events[index]
      guard event.kind == .link, isReference(event, profile) else {
        document.append(event)
        index += 1
        continue
      }
      let address = event.range
      if event.edge == .enter {
        index += 1
        guard isSpelled(address, at: index) else { continue }
        event = Event(.code, .leaf)
        event.start = events[index].start
        event.end = events[index].end
        document.events.append(event)
        index += 2
      } else {
        document.append(text: " (".utf8)
        document.append(code: attributes[address])
        document.append(text: ")".utf8)
        index += 1
      }
    }
    return document
  }

  private func isReference(_ link: Event, _ profile: MarkdownProfile) -> Bool {
    attributes.withUnsafeBufferPointer { attributes in
      let address = UnsafeBufferPointer(rebasing: attributes[link.range])
      if case .code = ForgeReference.guarding(address, for: profile) { return true }
      return false
    }
  }

  /// Whether the content of a link is its address.
  private func isSpelled(_ address: Range<Int>, at index: Int) -> Bool {
    index + 1 < events.count && events[index].kind == .text && events[index + 1].kind == .link
      && LinkDestination.prefix(of: attributes[address], before: text[events[index].range]) == 0
  }

  /// Adds an event of the same text. Text behind text becomes one event: what acts in it may begin in one and end in
  /// the other.
  private mutating func append(_ event: Event) {
    guard event.kind == .text, let last = events.last, last.kind == .text else {
      events.append(event)
      return
    }
    append(text: Array(text[event.range]))
  }

  private mutating func append(text added: some Collection<UInt8>) {
    var event = Event(.text, .leaf)
    event.start = Int32(text.count)
    if let last = events.last, last.kind == .text {
      event = last
      event.isPlain = false
      if last.range.upperBound != text.count {
        event.start = Int32(text.count)
        text += text[last.range]
      }
      events.removeLast()
    }
    text += added
    event.end = Int32(text.count)
    events.append(event)
  }

  private mutating func append(code: some Collection<UInt8>) {
    var event = Event(.code, .leaf)
    event.start = Int32(text.count)
    text += code
    event.end = Int32(text.count)
    events.append(event)
  }
}
