import CCmark
import Foundation

@testable import CommonMark

/// What cmark's own renderer makes of a text in safe mode once the policies were applied to its tree
/// one by one, the slow way: the reference for the HTML writer.
enum Reference {
  static func html(_ text: String, links: LinkPolicy = .external) -> String {
    let length = text.utf8.count
    guard let root = cmark_parse_document(text, length, CMARK_OPT_DEFAULT) else { return "" }
    defer { cmark_node_free(root) }
    for node in nodes(of: root) { apply(to: node, links) }
    guard let rendered = cmark_render_html(root, CMARK_OPT_DEFAULT) else { return "" }
    defer { free(rendered) }
    return markingBareLinks(
      String(cString: rendered).replacing(/<a href="[^"]*"(?: title="[^"]*")?/) { match in
        "\(match.output) rel=\"noopener noreferrer nofollow\""
      })
  }

  /// Whether a text has HTML that is not shown as it stands: elements that may be, and comments.
  static func hasElements(_ text: String) -> Bool {
    guard let root = cmark_parse_document(text, text.utf8.count, CMARK_OPT_DEFAULT) else { return false }
    defer { cmark_node_free(root) }
    return nodes(of: root).contains { node in
      let type = cmark_node_get_type(node)
      guard type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK else { return false }
      let html = Array(string(cmark_node_get_literal(node)).utf8)
      return html.withUnsafeBufferPointer { text in
        HTMLToken.all(in: text).first { $0.kind != .text }.map { $0.kind == .comment || $0.element != nil }
          ?? false
      }
    }
  }

  /// A link whose text is its address, with or without the scheme, says so.
  static func markingBareLinks(_ html: String) -> String {
    html.replacing(/<a href="([^"]*)"([^>]*)>([^<]+)<\/a>/) { match in
      let (link, href, others, text) = match.output
      let address = href.removingPercentEncoding
      let isBare = ["", "https://", "http://", "mailto:"].contains {
        address == ($0 + text).removingPercentEncoding
      }
      return isBare ? "<a href=\"\(href)\"\(others) class=\"bare\">\(text)</a>" : String(link)
    }
  }

  private static func nodes(of root: OpaquePointer) -> [OpaquePointer] {
    guard let iterator = cmark_iter_new(root) else { return [] }
    defer { cmark_iter_free(iterator) }
    var nodes: [OpaquePointer] = []
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return nodes }
      // Children before parents, so that an image in a link has become text when the link is met.
      if event == CMARK_EVENT_EXIT || cmark_node_first_child(cmark_iter_get_node(iterator)) == nil,
        let node = cmark_iter_get_node(iterator), !nodes.contains(node)
      {
        nodes.append(node)
      }
    }
  }

  private static func apply(to node: OpaquePointer, _ links: LinkPolicy) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HTML_INLINE:
      replace(node, with: new(CMARK_NODE_TEXT, string(cmark_node_get_literal(node))))
    case CMARK_NODE_HTML_BLOCK:
      let code = new(CMARK_NODE_CODE_BLOCK, string(cmark_node_get_literal(node)))
      cmark_node_set_fence_info(code, "html")
      replace(node, with: code)
    case CMARK_NODE_CODE_BLOCK:
      let word = string(cmark_node_get_fence_info(node)).prefix { $0 != " " && $0 != "\t" }
      cmark_node_set_fence_info(
        node, word.lowercased().filter { "abcdefghijklmnopqrstuvwxyz0123456789+#-".contains($0) })
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      link(node, links)
    default: break
    }
  }

  private static func link(_ node: OpaquePointer, _ links: LinkPolicy) {
    let isImage = cmark_node_get_type(node) == CMARK_NODE_IMAGE
    let destination = string(cmark_node_get_url(node))
    let title = string(cmark_node_get_title(node))
    let ancestors = sequence(first: node) { cmark_node_parent($0) }.dropFirst().map {
      cmark_node_get_type($0)
    }
    let isInside = ancestors.contains { $0 == CMARK_NODE_LINK || $0 == CMARK_NODE_IMAGE }
    let isInImage = ancestors.contains(CMARK_NODE_IMAGE)
    var parts: [OpaquePointer] = []
    let text = plainText(node)
    let isInLink = sequence(first: node, next: { cmark_node_parent($0) }).dropFirst().contains {
      var url = cmark_node_get_type($0) == CMARK_NODE_LINK ? string(cmark_node_get_url($0)) : ""
      return url.withUTF8 { links.allows($0) }
    }
    if isImage {
      parts.append(new(CMARK_NODE_TEXT, isInLink ? text.isEmpty ? "image" : text : "image: " + text))
    } else {
      while let child = cmark_node_first_child(node) {
        cmark_node_unlink(child)
        parts.append(child)
      }
    }
    var copy = destination
    let isAllowed = copy.withUTF8 { links.allows($0) }
    if isAllowed, !isInside {
      let link = new(CMARK_NODE_LINK, nil)
      cmark_node_set_url(link, destination)
      cmark_node_set_title(link, title)
      if text.isEmpty { parts.append(new(CMARK_NODE_TEXT, destination)) }
      for part in parts { cmark_node_append_child(link, part) }
      replace(node, with: link)
      return
    }
    let saysIt =
      isImage && isInLink || title.isEmpty && (text == destination || "mailto:\(text)" == destination)
    if !saysIt, !(destination + title).isEmpty {
      if !text.isEmpty { parts.append(new(CMARK_NODE_TEXT, " (")) }
      if !destination.isEmpty {
        parts.append(new(isInImage || text.isEmpty ? CMARK_NODE_TEXT : CMARK_NODE_CODE, destination))
      }
      if !title.isEmpty {
        parts.append(new(CMARK_NODE_TEXT, destination.isEmpty ? "\"\(title)\"" : " \"\(title)\""))
      }
      if !text.isEmpty { parts.append(new(CMARK_NODE_TEXT, ")")) }
    }
    if !isImage, text.isEmpty, (destination + title).isEmpty { parts.append(new(CMARK_NODE_TEXT, "[]()")) }
    for part in parts { cmark_node_insert_before(node, part) }
    cmark_node_unlink(node)
    cmark_node_free(node)
  }

  private static func plainText(_ node: OpaquePointer) -> String {
    var text = ""
    var child = cmark_node_first_child(node)
    while let current = child {
      switch cmark_node_get_type(current) {
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += string(cmark_node_get_literal(current))
      default: text += plainText(current)
      }
      child = cmark_node_next(current)
    }
    return text
  }

  private static func new(_ type: cmark_node_type, _ literal: String?) -> OpaquePointer {
    let node = cmark_node_new(type)
    if let literal { cmark_node_set_literal(node, literal) }
    return node ?? OpaquePointer(bitPattern: 1).unsafelyUnwrapped
  }

  private static func replace(_ node: OpaquePointer, with other: OpaquePointer) {
    cmark_node_replace(node, other)
    cmark_node_free(node)
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}
