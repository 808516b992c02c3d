import CommonMark

/// The todos that jobs left open, by job.
struct CarriedTodos {
  private let jobs: [JobSummary]

  init(_ jobs: some Sequence<JobSummary>) { self.jobs = Array(jobs) }

  /// Of many jobs so many stand open.
  private static let shown = 5

  func html(root: String) -> HTML {
    guard jobs.count > Self.shown + 1 else { return list(jobs[...], root: root) }
    let rest = jobs.dropFirst(Self.shown)
    var html = list(jobs.prefix(Self.shown), root: root)
    html += "\n<details class=\"rest\"><summary>\(rest.count) more jobs</summary>\n"
    return html + list(rest, root: root) + "</details>"
  }

  private func list(_ jobs: ArraySlice<JobSummary>, root: String) -> HTML {
    guard !jobs.isEmpty else { return HTML() }
    var html: HTML = "<ul class=\"carried\">\n"
    for job in jobs {
      html += "<li>"
      JobLink.append(job, root: root, to: &html)
      html += "\n<ul>"
      for todo in job.openTodos {
        html += "<li><span><bdi>\(field: todo)</bdi></span></li>"
      }
      let rest = job.todos.open - job.openTodos.count
      if rest > 0 { html += "<li class=\"none\"><span>and \(rest) more</span></li>" }
      html += "</ul></li>\n"
    }
    return html + "</ul>"
  }

  func markdown(root: String) -> Markdown {
    var markdown = Markdown()
    for job in jobs {
      if !markdown.isEmpty { markdown += "\n" }
      markdown += "- "
      JobLink.append(job, root: root, to: &markdown)
      for todo in job.openTodos { markdown += "\n  - [ ] \(field: todo, for: .pasted)" }
      let rest = job.todos.open - job.openTodos.count
      if rest > 0 { markdown += "\n  - and \(rest) more" }
    }
    return markdown
  }
}
