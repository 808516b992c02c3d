/// Writes a document as HTML, byte for byte as cmark's renderer does where CommonMark says what to
/// write. The elements and attributes here are all that there can be.
struct HTMLWriter: ~Copyable {
  let document: Document
  let links: LinkPolicy
  var bytes: OutputBuffer
  /// Of each open list or block quote: whether paragraphs in it have no element of their own.
  private var tightness: [Bool] = []
  /// The box that the next paragraph starts with.
  var task = Event.Task.none
  var isInTableBody = false

  /// The HTML of a document.
  static func write(_ document: Document, links: LinkPolicy) -> [UInt8] {
    var writer = HTMLWriter(document: document, links: links)
    writer.write()
    return writer.bytes.array
  }

  private init(document: Document, links: LinkPolicy) {
    self.document = document
    self.links = links
    bytes = OutputBuffer(
      capacity: document.text.count + document.attributes.count + document.events.count * 12 + 32)
    tightness.reserveCapacity(8)
  }

  private mutating func write() {
    document.text.withUnsafeBufferPointer { text in
      document.attributes.withUnsafeBufferPointer { attributes in
        for index in document.events.indices { write(index, text, attributes) }
      }
    }
  }

  private mutating func write(
    _ index: Int, _ text: UnsafeBufferPointer<UInt8>, _ attributes: UnsafeBufferPointer<UInt8>
  ) {
    let event = document.events[index]
    switch event.kind {
    case .text where event.isPlain: bytes.append(contentsOf: slice(text, event.range))
    case .text: Escaping.htmlContent(slice(text, event.range), into: &bytes)
    case .softBreak: bytes.append(UInt8(ascii: "\n"))
    case .lineBreak: bytes.append(literal: "<br />\n")
    case .code:
      bytes.append(literal: "<code>")
      Escaping.htmlContent(slice(text, event.range), into: &bytes)
      bytes.append(literal: "</code>")
    case .emphasis: bytes.append(literal: event.edge == .enter ? "<em>" : "</em>")
    case .strong: bytes.append(literal: event.edge == .enter ? "<strong>" : "</strong>")
    case .strikethrough: bytes.append(literal: event.edge == .enter ? "<del>" : "</del>")
    case .link: link(event, index, text, attributes)
    case .paragraph: paragraph(event)
    case .heading: heading(event)
    case .blockQuote: blockQuote(event)
    case .list: list(event)
    case .item: item(event)
    case .codeBlock: codeBlock(event, text, attributes)
    case .thematicBreak:
      startLine()
      bytes.append(literal: "<hr />\n")
    case .table, .tableRow, .tableCell: table(event)
    case .details, .division: block(event)
    case .summary: bytes.append(literal: event.edge == .enter ? "<summary>" : "</summary>\n")
    case .element: element(event)
    case .footnotes, .footnote, .footnoteReference: footnote(event)
    }
  }

  private func slice(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UnsafeBufferPointer<UInt8>
  {
    UnsafeBufferPointer(rebasing: buffer[range])
  }

  mutating func startLine() {
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
  }

  /// A block whose paragraphs have elements of their own starts or ends.
  mutating func container(_ edge: Event.Edge) {
    startLine()
    if edge == .enter { tightness.append(false) } else { tightness.removeLast() }
  }

  private mutating func blockQuote(_ event: Event) {
    container(event.edge)
    guard let alert = Alert(rawValue: event.number) else {
      bytes.append(literal: event.edge == .enter ? "<blockquote>\n" : "</blockquote>\n")
      return
    }
    guard event.edge == .enter else {
      bytes.append(literal: "</div>\n")
      return
    }
    bytes.append(literal: "<div class=\"alert ")
    bytes.append(literal: alert.className)
    bytes.append(literal: "\">\n<p class=\"alert-title\">")
    bytes.append(literal: alert.title)
    bytes.append(literal: "</p>\n")
  }

  private mutating func paragraph(_ event: Event) {
    let isTight = tightness.last ?? false
    if event.edge == .enter {
      if !isTight {
        startLine()
        bytes.append(literal: "<p>")
      }
      startTask()
    } else if !isTight {
      bytes.append(literal: "</p>\n")
    }
  }

  private mutating func heading(_ event: Event) {
    if event.edge == .enter { startLine() }
    bytes.append(literal: event.edge == .enter ? "<h" : "</h")
    bytes.append(UInt8(truncatingIfNeeded: 0x30 + event.number))
    bytes.append(literal: event.edge == .enter ? ">" : ">\n")
  }

  private mutating func list(_ event: Event) {
    startLine()
    guard event.edge == .enter else {
      tightness.removeLast()
      bytes.append(literal: event.isOrdered ? "</ol>\n" : "</ul>\n")
      return
    }
    tightness.append(event.isTight)
    if !event.isOrdered {
      bytes.append(literal: "<ul>\n")
    } else if event.number == 1 {
      bytes.append(literal: "<ol>\n")
    } else {
      bytes.append(literal: "<ol start=\"")
      bytes.append(number: event.number)
      bytes.append(literal: "\">\n")
    }
  }

  private mutating func codeBlock(
    _ event: Event, _ text: UnsafeBufferPointer<UInt8>, _ attributes: UnsafeBufferPointer<UInt8>
  ) {
    startLine()
    // What GitHub would draw from it is known by its name.
    if ForgeReference.isDrawn(attributes[event.languageRange], for: .page) {
      bytes.append(literal: "<div class=\"language\">")
      Escaping.html(slice(attributes, event.languageRange), into: &bytes)
      bytes.append(literal: "</div>\n")
    }
    if event.languageRange.isEmpty {
      bytes.append(literal: "<pre><code>")
    } else {
      bytes.append(literal: "<pre><code class=\"language-")
      Escaping.html(slice(attributes, event.languageRange), into: &bytes)
      bytes.append(literal: "\">")
    }
    Escaping.htmlContent(slice(text, event.range), into: &bytes)
    bytes.append(literal: "</code></pre>\n")
  }

  private mutating func link(
    _ event: Event, _ index: Int, _ text: UnsafeBufferPointer<UInt8>,
    _ attributes: UnsafeBufferPointer<UInt8>
  ) {
    guard event.edge == .enter else {
      bytes.append(literal: "</a>")
      return
    }
    bytes.append(literal: "<a href=\"")
    let destination = slice(attributes, event.range)
    if links == .site, let page = LinkPolicy.markdownPage(destination) {
      Escaping.href(slice(destination, 0..<page), into: &bytes)
      bytes.append(literal: ".html")
      Escaping.href(slice(destination, (page + 3)..<destination.count), into: &bytes)
    } else {
      Escaping.href(destination, into: &bytes)
    }
    if !event.titleRange.isEmpty {
      bytes.append(literal: "\" title=\"")
      Escaping.htmlContent(slice(attributes, event.titleRange), into: &bytes)
    }
    if LinkPolicy.isAbsolute(destination) {
      bytes.append(literal: "\" rel=\"noopener noreferrer nofollow\"")
      bytes.append(literal: isBare(destination, index, text) ? " class=\"bare\">" : ">")
    } else {
      bytes.append(literal: "\">")
    }
  }

  /// Whether the text of a link is its own address.
  private func isBare(
    _ destination: UnsafeBufferPointer<UInt8>, _ index: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    index + 2 < document.events.count && document.events[index + 1].kind == .text
      && document.events[index + 2].kind == .link
      && LinkDestination.isBare(destination, slice(text, document.events[index + 1].range))
  }
}
