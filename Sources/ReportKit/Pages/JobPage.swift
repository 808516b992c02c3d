import CommonMark

/// The page of one job, which reads like a letter: title, one line of outcome, the checklist, the message;
/// the facts stand aside.
///
/// The message goes through cmark by itself, so that nothing in it can reach out of it; all else is ours, see
/// ``JobContent``.
public struct JobPage: Page {
  private let job: Job
  private let index: Int
  /// By the month it started.
  public let path: SitePath
  /// Every job has one.
  public var hasMarkdown: Bool { true }

  /// The page of a job, which stands at an index of ``Report/jobs``.
  public init(job: Job, index: Int, site: Site) {
    self.job = job
    self.index = index
    path = site.report.jobs[index].page
  }

  /// What the page of the job at an index is made from: its answers, what the time makes of it, and its
  /// neighbours.
  public static func fingerprint(ofJobAt index: Int, site: Site) -> Fingerprint {
    let report = site.report
    let job = report.jobs[index]
    var parts = Fingerprint.Parts()
    parts.add(report.rows[index])
    let asOf = report.options.asOf
    parts.add(Attention.reason(for: job, at: asOf, in: site.words) ?? "")
    for state in job.pullRequestStates where state.isOpen {
      parts.add(state.createdAt.flatMap { AgeStep(from: $0, to: asOf) }?.words ?? "")
    }
    for neighbour in [index - 1, index + 1] {
      let isThere = report.jobs.indices.contains(neighbour)
      parts.add(isThere ? report.jobs[neighbour].page : SitePath())
      parts.add(isThere ? report.jobs[neighbour].name : "")
    }
    return parts.fingerprint
  }

  /// What this page is made from.
  public func fingerprint(site: Site) -> Fingerprint? { JobPage.fingerprint(ofJobAt: index, site: site) }

  /// The HTML and the Markdown file.
  public func files(site: Site) -> [OutputFile] {
    let content = JobContent(job, at: index, site: site)
    var frame = PageFrame(path: path, kind: .job, title: content.summary.name, hasMarkdown: true)
    frame.description = content.standing.text
    return [
      frame.html(site: site) { bytes in
        site.templates.job.render(into: &bytes) { content.write($0, into: &$1) }
      },
      frame.markdown { bytes in
        site.templates.jobMarkdown.render(into: &bytes) { content.write($0, into: &$1) }
      },
    ]
  }
}

extension Job {
  /// Whether there is anything to read in its message.
  var hasMessage: Bool { message?.contains { $0 > 0x20 } ?? false }

  /// `Could not be read: 'todos' is a number, not a list`; nil when the field was read.
  func words(unread field: JobField) -> String? {
    let unread = unread.filter { $0.field == field }
    return unread.isEmpty ? nil : "Could not be read: \(Unread.words(unread))"
  }

  /// Where its branch is looked at: on a forge, while nothing tells that it was merged or closed and so most likely
  /// removed.
  var branchLink: LinkDestination? {
    guard let branch, let pullRequest = pullRequests.first,
      pullRequests.allSatisfy({ $0.state?.isOpen ?? true })
    else {
      return nil
    }
    let address = pullRequest.url
    let tree =
      address.before("/-/merge_requests/").map { "\($0)/-/tree/" }
      ?? address.before("/pull/").map { "\($0)/tree/" }
    return tree.flatMap { LinkDestination($0 + branch) }
  }
}
