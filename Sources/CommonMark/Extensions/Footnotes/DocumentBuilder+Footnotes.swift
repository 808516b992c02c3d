/// Footnotes, which stand behind the text in the order in which it refers to them.
extension DocumentBuilder {
  /// The footnotes of a text while it is walked.
  struct FootnoteWalk {
    var footnotes: Footnotes
    private(set) var numbers: [[UInt8]: Int] = [:]
    /// The events of each; nil for one that was not found.
    var events: [[Event]?]
    /// The one that the walk is in, and where it began.
    var open: (item: Node, number: Int, start: Int)?
    /// The paragraph with its mark.
    var skipped: Node?

    init(_ footnotes: Footnotes) {
      self.footnotes = footnotes
      events = Array(repeating: nil, count: footnotes.names.count)
      for (number, name) in footnotes.names.enumerated() { numbers[name] = number }
    }
  }

  /// Begins a footnote where an item is one.
  mutating func enterFootnote(_ item: Node) -> Bool {
    guard footnotes?.open == nil, let number = footnotes?.footnotes.number(of: item),
      footnotes?.events.indices.contains(number) == true
    else { return false }
    footnotes?.open = (item, number, document.events.count)
    footnotes?.skipped = item.firstChild
    return true
  }

  /// Ends it, and keeps what it says.
  mutating func exitFootnote() {
    guard let open = footnotes?.open else { return }
    footnotes?.events[open.number] = Array(document.events[open.start...])
    document.events.removeSubrange(open.start...)
    footnotes?.open = nil
  }

  /// The next reference in a text, and the number of its footnote.
  func nextFootnote(in text: UnsafeBufferPointer<UInt8>, from index: Int) -> (range: Range<Int>, number: Int)?
  {
    guard let footnotes else { return nil }
    var bracket = text.index(of: UInt8(ascii: "["), from: index)
    while bracket < text.count {
      if let name = Footnotes.name(in: text, at: bracket), let number = footnotes.numbers[Array(text[name])] {
        return (bracket..<name.upperBound + 1, number)
      }
      bracket = text.index(of: UInt8(ascii: "["), from: bracket + 1)
    }
    return nil
  }

  /// Sets the footnotes behind the text, and numbers the references. Returns the names of those that nothing refers
  /// to, and that have to stay text; of what cannot be found again, too.
  mutating func appendFootnotes() -> Set<[UInt8]> {
    guard let footnotes else { return [] }
    var order: [Int] = []
    var counts = [Int](repeating: 0, count: footnotes.events.count)
    var places = counts
    func number(_ events: inout [Event]) {
      for index in events.indices where events[index].kind == .footnoteReference {
        let footnote = Int(events[index].number)
        if counts[footnote] == 0 {
          order.append(footnote)
          places[footnote] = order.count
        }
        counts[footnote] += 1
        events[index].number = Int32(places[footnote])
        events[index].extraStart = Int32(counts[footnote])
      }
    }
    number(&document.events)
    var notes: [Event] = []
    var next = 0
    while next < order.count {
      guard var events = footnotes.events[order[next]] else { break }
      number(&events)
      var edge = Event(.footnote, .enter)
      edge.number = Int32(next + 1)
      notes.append(edge)
      notes += events
      edge.edge = .exit
      notes.append(edge)
      next += 1
    }
    if !notes.isEmpty {
      emit(.footnotes, .enter)
      document.events += notes
      emit(.footnotes, .exit)
    }
    let missing = footnotes.events.indices.filter { footnotes.events[$0] == nil || counts[$0] == 0 }
    return Set(missing.map { footnotes.footnotes.names[$0] })
  }
}
