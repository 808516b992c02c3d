import CommonMark

/// How a job came to be as it is, the oldest first. One that was never seen otherwise has no history.
struct HistoryList: ~Copyable {
  let entries: [JobHistory.Entry]
  let site: Site

  init(_ history: JobHistory, site: Site) {
    entries = history.entries.count > 1 ? history.entries : []
    self.site = site
  }

  /// Writes a list.
  func write(into html: inout HTML) {
    guard !entries.isEmpty else { return }
    html += "<ol>\n"
    for entry in entries {
      html += "<li>"
      site.append(entry.time, to: &html)
      html += " "
      StatusMark.append(entry.status, to: &html)
      for note in entry.notes { html += " · <bdi>\(note)</bdi>" }
      if !entry.opened.isEmpty {
        html += " · opened "
        PullRequestLink.append(entry.opened, to: &html)
      }
      html += "</li>\n"
    }
    html += "</ol>"
  }

  /// Writes the same list.
  func writeMarkdown(into markdown: inout Markdown) {
    for (number, entry) in entries.enumerated() {
      if number > 0 { markdown += "\n" }
      markdown += "1. \(text: site.words.moment(entry.time)): **\(text: entry.status.name)**"
      for note in entry.notes { markdown += " · \(text: note)" }
      if !entry.opened.isEmpty { markdown += " · opened \(PullRequestLink.markdown(entry.opened))" }
    }
  }
}
