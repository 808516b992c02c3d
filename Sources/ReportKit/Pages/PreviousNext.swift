import CommonMark

/// The way from a page to the older and the newer one beside it.
struct PreviousNext {
  /// A page beside this one.
  struct Neighbour {
    /// The path to it, without the extension.
    var path: String
    /// What it is called.
    var name: String
  }

  var older: Neighbour?
  var newer: Neighbour?

  /// Writes a link to each page beside this one; nothing where there is none.
  func write(into html: inout HTML) {
    guard older != nil || newer != nil else { return }
    html += "<nav class=\"turn\" aria-label=\"Older and newer\">"
    if let older {
      html += "<a rel=\"prev\" href=\""
      html.append(text: older.path)
      html += ".html\">← <bdi>"
      html.append(field: older.name)
      html += "</bdi></a>"
    } else {
      html += "<span></span>"
    }
    if let newer {
      html += "<a rel=\"next\" href=\""
      html.append(text: newer.path)
      html += ".html\"><bdi>"
      html.append(field: newer.name)
      html += "</bdi> →</a>"
    }
    html += "</nav>"
  }

  /// Writes the same in Markdown, each preceded by ` · `.
  func writeMarkdown(into markdown: inout Markdown) {
    if let older { PreviousNext.write(" · Older: [", older, into: &markdown) }
    if let newer { PreviousNext.write(" · Newer: [", newer, into: &markdown) }
  }

  private static func write(_ start: StaticString, _ page: Neighbour, into markdown: inout Markdown) {
    markdown += start
    markdown.append(field: page.name)
    markdown += "]("
    markdown.append(destination: "\(page.path).md")
    markdown += ")"
  }
}
