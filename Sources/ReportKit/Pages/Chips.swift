import CommonMark

/// The ways to the jobs of one status, each with its number.
struct Chips {
  let report: Report

  /// `current` is the status of the page itself; `root` the way to the top of the report.
  func html(root: String, current: Status?, isAttention: Bool = false) -> HTML {
    guard !report.jobs.isEmpty else { return HTML() }
    var html: HTML = "<nav class=\"chips\" aria-label=\"By status\">"
    html += chip("All", path: "\(root)jobs/index.html", count: report.jobs.count, isCurrent: false)
    for status in Status.allCases {
      guard let count = report.counts[status], count > 0 else { continue }
      html += chip(
        "\(status.name)", path: "\(root)status/\(status.slug).html", count: count,
        isCurrent: status == current, status: status)
    }
    if !report.attention.isEmpty {
      html += chip(
        "Needs attention", path: "\(root)status/attention.html", count: report.attention.count,
        isCurrent: isAttention)
    }
    return html + "</nav>"
  }

  private func chip(_ name: HTML, path: String, count: Int, isCurrent: Bool, status: Status? = nil) -> HTML {
    let current: HTML = isCurrent ? " aria-current=\"page\"" : ""
    let data: HTML = status.map { " data-status=\"\($0.slug)\"" } ?? HTML()
    return "<a class=\"chip\" href=\"\(path)\"\(current)\(data)>\(name) <span>\(count)</span></a>"
  }
}
