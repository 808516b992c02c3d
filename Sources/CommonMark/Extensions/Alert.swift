/// Alerts, as GitHub draws them
/// (https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts):
/// a block quote in no other block whose first line is `[!NOTE]` or one of its like.
enum Alert: Int32, CaseIterable {
  case note = 1
  case tip, important, warning, caution

  /// What its line says, in capital letters.
  var marker: StaticString {
    switch self {
    case .note: "[!NOTE]"
    case .tip: "[!TIP]"
    case .important: "[!IMPORTANT]"
    case .warning: "[!WARNING]"
    case .caution: "[!CAUTION]"
    }
  }

  /// Its title, and in small letters its class.
  var title: StaticString {
    switch self {
    case .note: "Note"
    case .tip: "Tip"
    case .important: "Important"
    case .warning: "Warning"
    case .caution: "Caution"
    }
  }

  var className: StaticString {
    switch self {
    case .note: "note"
    case .tip: "tip"
    case .important: "important"
    case .warning: "warning"
    case .caution: "caution"
    }
  }

  /// The alert of a line, letters of either case.
  private init?(line: UnsafeBufferPointer<UInt8>) {
    guard line.count >= 6, line[0] == UInt8(ascii: "["), line[1] == UInt8(ascii: "!") else { return nil }
    let found = Self.allCases.first { alert in
      alert.marker.withUTF8Buffer { line.elementsEqual($0) { $0 == $1 || $0 ^ 0x20 == $1 && $0.isLetter } }
    }
    guard let found else { return nil }
    self = found
  }

  /// The alert that a block quote is, and how much of its first text says so; nil if it is not one.
  static func find(in quote: Node) -> (alert: Alert, length: Int)? {
    guard let paragraph = quote.firstChild, paragraph.isParagraph, let text = paragraph.firstChild,
      text.isText, quote.parent?.isDocument == true
    else { return nil }
    let literal = text.literal
    // One without anything behind it is text.
    let isLine = text.next.map(\.isBreak) ?? (paragraph.next != nil)
    guard isLine, let alert = Alert(line: literal) else { return nil }
    return (alert, literal.count)
  }
}

extension DocumentBuilder {
  mutating func enterQuote(_ node: Node) {
    html.depth += 1
    var event = Event(.blockQuote, .enter)
    if let (alert, length) = Alert.find(in: node) {
      event.number = alert.rawValue
      dropped = length
    }
    quotes.append(event.number)
    document.events.append(event)
  }

  mutating func exitQuote() {
    exitContainer()
    var event = Event(.blockQuote, .exit)
    event.number = quotes.popLast() ?? 0
    // An alert without anything in it is a quote of its line.
    if let alert = Alert(rawValue: event.number), document.events.last?.kind == .blockQuote,
      document.events.last?.edge == .enter
    {
      event.number = 0
      document.events[document.events.count - 1].number = 0
      enterParagraph()
      startContent()
      appendInert(alert.marker.withUTF8Buffer(Array.init))
      endContent()
      emit(.paragraph, .exit)
    }
    document.events.append(event)
    closeEnding()
  }
}
