@testable import CommonMark

/// A document as lines of text, to compare two. What Markdown cannot say is left out:
///
/// - a break in a heading is a space, since ATX headings have one line;
/// - a list of one item with one block is neither tight nor loose;
/// - a list is loose when it has to be, since an item holds an empty list item behind a paragraph;
/// - dollars may stand in code, and code that would be drawn has no language;
/// - for GitHub and GitLab, references take a detour;
/// - destinations are compared as they stand in HTML, percent-encoded.
enum Outline {
  static func of(_ document: Document, for profile: MarkdownProfile = .page) -> String {
    let document = document.withReferencesAsCode(for: profile)
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
      case .softBreak where isHeading, .lineBreak where isHeading:
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

  /// The indices of loose lists in which there is a place for a blank line.
  private static func looseLists(_ events: [Event]) -> Set<Int> {
    var loose: Set<Int> = []
    var open: [(index: Int, children: Int)] = []
    for (index, event) in events.enumerated() {
      let isBlock = event.kind.rawValue <= Event.Kind.table.rawValue
      guard isBlock, event.kind != .tableRow, event.kind != .tableCell else { continue }
      let startsEmpty = event.kind == .list && event.edge == .enter && events[index + 2].kind == .item
      if startsEmpty, index > 0, events[index - 1].kind == .paragraph, open.count > 1 {
        loose.insert(open[open.count - 2].index)
      }
      if event.edge != .exit, let last = open.indices.last { open[last].children += 1 }
      switch event.edge {
      case .enter: open.append((index, 0))
      case .exit:
        let closed = open.removeLast()
        if event.kind == .list, !event.isTight, closed.children > 1 { loose.insert(closed.index) }
        if event.kind == .item, closed.children > 1, let list = open.last, !events[list.index].isTight {
          loose.insert(list.index)
        }
      case .leaf: break
      }
    }
    return loose
  }
}
