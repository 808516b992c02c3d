/// The elements of GFM.
extension HTMLWriter {
  mutating func item(_ event: Event) {
    guard event.edge == .enter else {
      bytes.append(literal: "</li>\n")
      return
    }
    startLine()
    bytes.append(literal: "<li>")
    task = event.task
  }

  /// The specification draws a check box (GFM 0.29, 5.3), which reads as something to click; this is a
  /// picture with a name.
  mutating func startTask() {
    guard task != .none else { return }
    bytes.append(
      literal: task == .done
        ? "<span class=\"task done\" role=\"img\" aria-label=\"done\">☑</span> "
        : "<span class=\"task open\" role=\"img\" aria-label=\"not done\">☐</span> ")
    task = .none
  }

  /// GFM 0.29, 4.10, with a class for the alignment, since `align` is obsolete in HTML.
  mutating func table(_ event: Event) {
    let isEnter = event.edge == .enter
    switch event.kind {
    case .table:
      if isEnter {
        startLine()
        bytes.append(literal: "<table>\n")
      } else {
        bytes.append(literal: isInTableBody ? "</tbody>\n</table>\n" : "</table>\n")
        isInTableBody = false
      }
    case .tableRow:
      if isEnter {
        if event.isHead {
          bytes.append(literal: "<thead>\n")
        } else if !isInTableBody {
          bytes.append(literal: "<tbody>\n")
          isInTableBody = true
        }
        bytes.append(literal: "<tr>\n")
      } else {
        bytes.append(literal: event.isHead ? "</tr>\n</thead>\n" : "</tr>\n")
      }
    case .tableCell:
      guard isEnter else {
        bytes.append(literal: event.isHead ? "</th>\n" : "</td>\n")
        return
      }
      bytes.append(literal: event.isHead ? "<th" : "<td")
      switch event.alignment {
      case .none: bytes.append(literal: ">")
      case .left: bytes.append(literal: " class=\"align-left\">")
      case .center: bytes.append(literal: " class=\"align-center\">")
      case .right: bytes.append(literal: " class=\"align-right\">")
      }
    default: break
    }
  }
}

/// Elements of HTML that the text had.
extension HTMLWriter {
  mutating func element(_ event: Event) {
    guard let element = HTMLElement(rawValue: UInt8(truncatingIfNeeded: event.number)) else { return }
    bytes.append(literal: event.edge == .enter ? "<" : "</")
    bytes.append(literal: element.name)
    bytes.append(literal: ">")
  }

  mutating func block(_ event: Event) {
    container(event.edge)
    guard event.edge == .enter else {
      bytes.append(literal: event.kind == .details ? "</details>\n" : "</div>\n")
      return
    }
    guard event.kind == .division else {
      bytes.append(literal: event.number == 1 ? "<details open=\"\">\n" : "<details>\n")
      return
    }
    switch event.alignment {
    case .none: bytes.append(literal: "<div>\n")
    case .left: bytes.append(literal: "<div class=\"align-left\">\n")
    case .center: bytes.append(literal: "<div class=\"align-center\">\n")
    case .right: bytes.append(literal: "<div class=\"align-right\">\n")
    }
  }
}

/// Footnotes: a number in the text and the note behind it lead to each other.
extension HTMLWriter {
  mutating func footnote(_ event: Event) {
    switch (event.kind, event.edge) {
    case (.footnotes, .enter):
      startLine()
      bytes.append(literal: "<section class=\"footnotes\">\n<ol>\n")
    case (.footnotes, _): bytes.append(literal: "</ol>\n</section>\n")
    case (.footnote, .enter):
      startLine()
      bytes.append(literal: "<li id=\"note-")
      bytes.append(number: event.number)
      bytes.append(literal: "\">\n")
      container(.enter)
    case (.footnote, _):
      container(.exit)
      backReference(event.number)
      bytes.append(literal: "</li>\n")
    default:
      bytes.append(literal: "<sup><a href=\"#note-")
      bytes.append(number: event.number)
      bytes.append(literal: "\" id=\"note-")
      bytes.append(number: event.number)
      bytes.append(literal: "-ref")
      if event.extraStart > 1 {
        bytes.append(literal: "-")
        bytes.append(number: event.extraStart)
      }
      bytes.append(literal: "\">")
      bytes.append(number: event.number)
      bytes.append(literal: "</a></sup>")
    }
  }

  /// The way back stands at the end of the last paragraph.
  private mutating func backReference(_ number: Int32) {
    let paragraphEnd: StaticString = "</p>\n"
    let start = bytes.count - paragraphEnd.utf8CodeUnitCount
    let endsParagraph =
      start >= 0
      && bytes.withUnsafeBufferPointer { bytes in
        paragraphEnd.withUTF8Buffer { bytes[start...].elementsEqual($0) }
      }
    if endsParagraph { bytes.removeAll(from: start) } else { bytes.append(literal: "<p>") }
    bytes.append(literal: " <a href=\"#note-")
    bytes.append(number: number)
    bytes.append(literal: "-ref\" aria-label=\"Back to the text\">↩</a></p>\n")
  }
}
