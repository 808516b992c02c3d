import CommonMark

/// How the pull requests of a job stand, on its page: state and address, when and by whom, how long it took, what it
/// changes, its checks and its reviews. Only of those that somebody asked for.
struct LandingBlock: ~Copyable {
  private let pullRequests: [PullRequest]
  /// When the job began.
  private let start: Timestamp?
  private let site: Site

  init(_ job: borrowing Job, site: Site) {
    (pullRequests, start) = (job.pullRequests, job.createdAt)
    self.site = site
  }

  /// One detail of a pull request: name, value, and what else there is to say.
  private struct Detail {
    var name: StaticString
    var value: String
    var note: String?
  }

  /// Writes a box for each.
  func write(into html: inout HTML) {
    var isFirst = true
    for pullRequest in pullRequests {
      guard let state = pullRequest.state else { continue }
      html += isFirst ? "<div class=\"landing\"><p>" : "\n<div class=\"landing\"><p>"
      isFirst = false
      PullRequestLink.append(row: pullRequest, to: &html)
      html += "</p>"
      let details = details(state)
      if !details.isEmpty {
        html += "<dl>"
        for detail in details {
          html += "<div><dt>"
          html += detail.name
          html += "</dt><dd>"
          html.append(text: detail.value)
          if let note = detail.note {
            html += "</dd><dd class=\"note\">"
            html.append(text: note)
          }
          html += "</dd></div>"
        }
        html += "</dl>"
      }
      html += "</div>"
    }
  }

  /// The details as facts of the `.md` file.
  func facts(_ state: PullRequestState) -> [(name: StaticString, value: Phrase)] {
    details(state).map { detail in
      (
        detail.name,
        detail.note.map { "\(text: detail.value), \(text: $0)" } ?? "\(text: detail.value)"
      )
    }
  }

  private func details(_ state: PullRequestState) -> [Detail] {
    var details: [Detail] = []
    if let endedAt = state.endedAt {
      details.append(
        Detail(
          name: state.kind == .merged ? "Merged" : "Closed", value: site.words.momentAndZone(endedAt),
          note: state.mergedBy.map { "by \($0)" }))
      if state.kind == .merged, let start = start ?? state.createdAt, start <= endedAt {
        let review = state.createdAt.flatMap { $0 > start ? $0.duration(to: endedAt) : nil }
        details.append(
          Detail(
            name: "Job to merge", value: start.duration(to: endedAt).words,
            note: review.map { "open for \($0.words) of it" }))
      }
    } else if let createdAt = state.createdAt {
      details.append(
        Detail(
          name: "Opened", value: site.words.momentAndZone(createdAt),
          note: AgeStep(from: createdAt, to: site.report.options.asOf)?.words))
    }
    if let lines = state.lines {
      details.append(Detail(name: "Lines", value: "+\(lines.added) −\(lines.removed)"))
    }
    if let checks = state.checks { details.append(Detail(name: "Checks", value: checks.rawValue)) }
    if let review = state.review?.words { details.append(Detail(name: "Review", value: review)) }
    return details
  }
}
