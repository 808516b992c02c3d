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

  var html: HTML {
    guard older != nil || newer != nil else { return HTML() }
    var html: HTML = "<nav class=\"turn\" aria-label=\"Older and newer\">"
    if let older {
      html += "<a rel=\"prev\" href=\"\(older.path).html\">← <bdi>\(field: older.name)</bdi></a>"
    } else {
      html += "<span></span>"
    }
    if let newer {
      html += "<a rel=\"next\" href=\"\(newer.path).html\"><bdi>\(field: newer.name)</bdi> →</a>"
    }
    return html + "</nav>"
  }

  /// The same in Markdown, each preceded by ` · `.
  var markdown: Markdown {
    var markdown = Markdown()
    if let older { markdown += " · Older: [\(field: older.name)](\(destination: older.path + ".md"))" }
    if let newer { markdown += " · Newer: [\(field: newer.name)](\(destination: newer.path + ".md"))" }
    return markdown
  }
}
