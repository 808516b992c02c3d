import CommonMark

/// What could not be had or read, with the reason.
struct ProblemList {
  let problems: ArraySlice<Problem>
  let rest: Int

  init(_ problems: [Problem]) {
    self.problems = problems.prefix(OverviewPage.problemLimit)
    rest = problems.count - self.problems.count
  }

  var html: HTML {
    guard !problems.isEmpty else { return HTML() }
    var html: HTML = "<ul class=\"problems\">\n"
    for problem in problems {
      html += "<li>"
      if problem.isOfProject { html += "Project " }
      if let id = problem.id?.text { html += "<code>\(id)</code>: " }
      html += "\(problem.reason)</li>\n"
    }
    html += "</ul>"
    if rest > 0 {
      html += "\n<p class=\"more\">and \(rest) more in <a href=\"report.json\">report.json</a></p>"
    }
    return html
  }

  var markdown: Markdown {
    var markdown = Markdown()
    for problem in problems {
      if !markdown.isEmpty { markdown += "\n" }
      markdown += "- "
      if problem.isOfProject { markdown += "Project " }
      if let id = problem.id?.text { markdown += "\(code: id): " }
      markdown += "\(text: problem.reason, for: .pasted)"
    }
    if rest > 0 { markdown += "\n\nand \(rest) more in [report.json](report.json)" }
    return markdown
  }
}
