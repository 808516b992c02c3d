import CommonMark

/// The jobs that need a person, with the reason in words.
struct AttentionList {
  let entries: ArraySlice<(job: Int, reason: String)>
  let site: Site

  init(_ entries: some Sequence<(job: Int, reason: String)>, site: Site) {
    self.entries = ArraySlice(entries)
    self.site = site
  }

  func html(root: String) -> HTML {
    guard !entries.isEmpty else { return HTML() }
    var html: HTML = "<ul class=\"attention\">\n"
    for (index, reason) in entries {
      let job = site.report.jobs[index]
      html +=
        "<li>\(StatusMark.html(job.status))<span><a class=\"title\" href=\"\(root)\(job.page.description).html\">"
      html += "<bdi>\(job.name)</bdi></a> <span class=\"why\">— \(reason)</span></span>"
      if site.showsProjects { html += "<bdi class=\"project\">\(job.key.project ?? "unknown")</bdi>" }
      if let createdAt = job.createdAt { html += site.time(createdAt) }
      html += "</li>\n"
    }
    return html + "</ul>"
  }

  func markdown(root: String) -> Markdown {
    var markdown = Markdown()
    for (index, reason) in entries {
      let job = site.report.jobs[index]
      if !markdown.isEmpty { markdown += "\n" }
      let path = "\(root)\(job.page.description).md"
      markdown += "- **\(text: job.status.name)** [\(text: job.name)](\(destination: path)) — \(text: reason)"
      if site.showsProjects { markdown += ", \(text: job.key.project ?? "unknown")" }
      if let createdAt = job.createdAt { markdown += " (\(text: site.words.moment(createdAt)))" }
    }
    return markdown
  }
}
