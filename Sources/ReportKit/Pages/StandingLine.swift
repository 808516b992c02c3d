import CommonMark

/// The line below the title of a job's page that says how the job stands.
struct StandingLine {
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

  var html: HTML {
    var html = HTML()
    StatusMark.append(job, to: &html)
    for part in standing.parts {
      switch part {
      case .reason(let reason): html += " · \(reason)"
      case .todos(let count): html += " · \(count.words)"
      case .opened(let pullRequests, let texts):
        html += " · opened \(PullRequestLink.html(pullRequests, texts: texts))"
      case .noPullRequest(let texts):
        html += " · no pull request"
        if !texts.isEmpty { html += " (\(PullRequestLink.html([], texts: texts)))" }
      }
    }
    if let createdAt = job.createdAt { html += " · started \(site.time(createdAt))" }
    return html
  }

  var markdown: Markdown {
    var markdown: Markdown = "**\(StatusMark.markdown(job))**"
    for part in standing.parts {
      switch part {
      case .reason(let reason): markdown += " · \(text: reason)"
      case .todos(let count): markdown += " · \(text: count.words)"
      case .opened(let pullRequests, let texts):
        markdown += " · opened \(PullRequestLink.markdown(pullRequests, texts: texts))"
      case .noPullRequest(let texts):
        markdown += " · no pull request"
        if !texts.isEmpty { markdown += " (\(PullRequestLink.markdown([], texts: texts)))" }
      }
    }
    if let createdAt = job.createdAt { markdown += " · started \(text: site.words.moment(createdAt))" }
    return markdown
  }
}
