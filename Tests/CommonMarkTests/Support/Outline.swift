@testable import CommonMark

/// A document as lines of text, to compare two. What Markdown cannot say is left out:
///
/// - a soft break in a heading is a space, since ATX headings have one line;
/// - a list of one item with one block is neither tight nor loose;
/// - a list is loose when it has to be, since an item holds an empty list item behind a paragraph;
/// - dollars may stand in code, and code that would be drawn has no language;
/// - for GitHub and GitLab, references take a detour, and footnotes are a list;
/// - destinations are compared as they stand in HTML, percent-encoded.
enum Outline {
  static func of(_ document: Document, for profile: MarkdownProfile = .page) -> String {
    let document = document.fitted(for: profile)
    var lines: [String] = []
    var text = ""
    var isHeading = false
    let loose = looseLists(document.events)
    func flush() {
      if !text.isEmpty { lines.append("text \(text.debugDescription)") }
      text = ""
    }
    for (index, event) in document.events.enumerated() {
      switch event.kind {
      case .text:
        text += String(decoding: document.text[event.range], as: UTF8.self)
        continue
      case .code where document.text[event.range].allSatisfy({ $0 == 0x24 }):
        text += String(decoding: document.text[event.range], as: UTF8.self)
        continue
      case .softBreak where isHeading:
        text += " "
        continue
      default: flush()
      }
      if event.kind == .heading { isHeading = event.edge == .enter }
      var line = "\(event.kind) \(event.edge)"
      switch event.kind {
      case .list: line += " ordered \(event.isOrdered) from \(event.number) loose \(loose.contains(index))"
      case .heading: line += " \(event.number)"
      case .item: line += " \(event.task)"
      case .blockQuote: line += " alert \(event.number)"
      case .details where event.edge == .enter: line += " open \(event.number)"
      case .division: line += " \(event.alignment)"
      case .element, .footnote: line += " \(event.number)"
      case .footnoteReference: line += " \(event.number), \(event.extraStart)"
      case .tableCell: line += " \(event.alignment) head \(event.isHead)"
      case .code: line += String(decoding: document.text[event.range], as: UTF8.self).debugDescription
      case .codeBlock:
        let language = document.attributes[event.languageRange]
        if !ForgeReference.isDrawn(language, for: profile) {
          line += String(decoding: language, as: UTF8.self)
        }
        line += String(decoding: document.text[event.range], as: UTF8.self).debugDescription
      case .link where event.edge == .enter:
        var href: [UInt8] = []
        document.attributes[event.range].withUnsafeBufferPointer { Escaping.href($0, into: &href) }
        let url = String(decoding: href, as: UTF8.self)
        line += " " + withoutDetours(url, profile)
        line += " " + String(decoding: document.attributes[event.titleRange], as: UTF8.self).debugDescription
      default: break
      }
      lines.append(line)
    }
    flush()
    return lines.joined(separator: "\n")
  }

  private static func withoutDetours(_ url: String, _ profile: MarkdownProfile) -> String {
    switch profile {
    case .page: url
    case .github: url.replacing(/\/\/(redirect|www)\.github/.ignoresCase(), with: "//github")
    case .gitlab: url.replacing(/^(https?:\/\/[^\/]*?):(443|80)\//, with: { "\($0.output.1)/" })
    }
  }

  /// The indices of loose lists in which there is a place for a blank line that makes a list loose. cmark takes none
  /// behind a heading, a rule, a quote or a fence for one.
  private static func looseLists(_ events: [Event]) -> Set<Int> {
    struct Container {
      var index: Int
      var children = 0
      /// Whether a blank line behind its last block counts.
      var endsOpen = true
    }
    var loose: Set<Int> = []
    var open: [Container] = []
    /// Whether the block that is left or met is one behind which a blank line counts.
    func endsOpen(_ event: Event, _ closed: Container?) -> Bool {
      switch event.kind {
      case .list, .item: closed?.endsOpen ?? true
      case .heading, .thematicBreak, .blockQuote, .codeBlock: false
      default: true
      }
    }
    for (index, event) in events.enumerated() {
      let isBlock = event.kind.rawValue <= Event.Kind.table.rawValue
      guard isBlock, event.kind != .tableRow, event.kind != .tableCell else { continue }
      let startsEmpty = event.kind == .list && event.edge == .enter && events[index + 2].kind == .item
      if startsEmpty, index > 0, events[index - 1].kind == .paragraph, open.count > 1 {
        loose.insert(open[open.count - 2].index)
      }
      if event.edge != .exit, let last = open.indices.last {
        if open[last].children > 0, open[last].endsOpen {
          let around = open[last]
          if events[around.index].kind == .list, !events[around.index].isTight { loose.insert(around.index) }
          if events[around.index].kind == .item, let list = open.dropLast().last, !events[list.index].isTight
          {
            loose.insert(list.index)
          }
        }
        open[last].children += 1
      }
      switch event.edge {
      case .enter: open.append(Container(index: index))
      case .exit:
        let closed = open.removeLast()
        if let last = open.indices.last { open[last].endsOpen = endsOpen(event, closed) }
      case .leaf:
        if let last = open.indices.last { open[last].endsOpen = endsOpen(event, nil) }
      }
    }
    return loose
  }
}
