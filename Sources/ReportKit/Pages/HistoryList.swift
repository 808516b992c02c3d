import CommonMark

/// How a job came to be as it is, the oldest first. One that was never seen otherwise has no history.
struct HistoryList {
  let entries: [JobHistory.Entry]
  let site: Site

  init(_ history: JobHistory, site: Site) {
    entries = history.entries.count > 1 ? history.entries : []
    self.site = site
  }

  var html: HTML {
    guard !entries.isEmpty else { return HTML() }
    var html: HTML = "<ol>\n"
    for entry in entries {
      html += "<li>\(site.time(entry.time)) \(StatusMark.html(entry.status))"
      for note in entry.notes { html += " · <bdi>\(note)</bdi>" }
      if !entry.opened.isEmpty { html += " · opened \(PullRequestLink.html(entry.opened))" }
      html += "</li>\n"
    }
    return html + "</ol>"
  }

  var markdown: Markdown {
    var markdown = Markdown()
    for entry in entries {
      if !markdown.isEmpty { markdown += "\n" }
      markdown += "1. \(text: site.words.moment(entry.time)): **\(text: entry.status.name)**"
      for note in entry.notes { markdown += " · \(text: note)" }
      if !entry.opened.isEmpty { markdown += " · opened \(PullRequestLink.markdown(entry.opened))" }
    }
    return markdown
  }
}
