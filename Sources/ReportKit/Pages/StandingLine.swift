import CommonMark

/// The line below the title of a job's page that says how the job stands.
struct StandingLine: ~Copyable {
  let job: JobSummary
  let standing: Standing
  let site: Site

  init(_ job: JobSummary, site: Site) {
    self.job = job
    standing = Standing(job, at: site.report.options.asOf, in: site.words)
    self.site = site
  }

  /// The line without links.
  var text: String { standing.text(withAddresses: false) }

  /// Writes the line.
  func write(into html: inout HTML) {
    StatusMark.append(job, to: &html)
    for part in standing.parts {
      html += " · "
      switch part {
      case .reason(let reason): html.append(text: reason)
      case .todos(let count): html.append(text: count.words)
      case .opened(let pullRequests, let texts):
        html += "opened "
        PullRequestLink.append(pullRequests, texts: texts, to: &html)
      case .noPullRequest(let texts):
        html += "no pull request"
        guard !texts.isEmpty else { break }
        html += " ("
        PullRequestLink.append([], texts: texts, to: &html)
        html += ")"
      }
    }
    if let createdAt = job.createdAt {
      html += " · started "
      site.append(createdAt, to: &html)
    }
  }

  /// Writes the same line in Markdown.
  func writeMarkdown(into markdown: inout Markdown) {
    markdown += "**"
    markdown.append(StatusMark.markdown(job))
    markdown += "**"
    for part in standing.parts {
      markdown += " · "
      switch part {
      case .reason(let reason): markdown.append(text: reason)
      case .todos(let count): markdown.append(text: count.words)
      case .opened(let pullRequests, let texts):
        markdown += "opened "
        markdown.append(PullRequestLink.phrase(pullRequests, texts: texts))
      case .noPullRequest(let texts):
        markdown += "no pull request"
        if !texts.isEmpty { markdown += " (\(PullRequestLink.markdown([], texts: texts)))" }
      }
    }
    if let createdAt = job.createdAt {
      markdown += " · started "
      markdown.append(text: site.words.moment(createdAt))
    }
  }
}
