/// All pages of a report but those of its jobs, which need the jobs' own texts. A new page is one file
/// beside this one and one line here.
public enum PageCatalog {
  /// The pages, in a fixed order.
  public static func pages(of report: Report) -> [any Page] {
    var pages: [any Page] = [OverviewPage(), WeeksPage()]
    pages += WeekPage.pages(of: report)
    pages += JobListPage.pages(of: .all, jobs: Array(report.jobs.indices))
    var byStatus: [Status: [Int]] = [:]
    for index in report.jobs.indices { byStatus[report.jobs[index].status, default: []].append(index) }
    for status in Status.allCases {
      pages += JobListPage.pages(of: .status(status), jobs: byStatus[status] ?? [])
    }
    pages += JobListPage.pages(of: .attention, needs: report.attention)
    for cause in Cause.allCases {
      let needs = report.attention.filter { $0.cause == cause }
      if !needs.isEmpty { pages += JobListPage.pages(of: .cause(cause), needs: needs) }
    }
    if !report.olderAttention.isEmpty { pages += JobListPage.pages(of: .older, needs: report.olderAttention) }
    for kind in PullRequestState.Kind.allCases where kind != .hidden {
      let jobs = report.pulls.filter { $0.state.kind == kind }.map(\.job)
      if !jobs.isEmpty { pages += JobListPage.pages(of: .pulls(kind), jobs: Set(jobs).sorted()) }
    }
    pages += GroupPage.pages(of: report)
    return pages
  }

  /// What the search reads but for the words of jobs (``SearchSegment``).
  public static func searchData(of report: Report) -> [any SearchData] {
    [SearchContents()] + SearchRows.all(of: report)
  }
}
