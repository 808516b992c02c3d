import CommonMark

/// `data/badge.svg`: one line of figures for a README, such as “agent jobs | 104 of 128 completed”.
enum BadgeFormat {
  private static let label = "agent jobs"

  static func file(_ report: Report) -> OutputFile {
    let value = "\(report.counts[.completed] ?? 0) of \(report.jobs.count) completed"
    let (left, right) = (width(label), width(value))
    let colour: HTML = report.attention.isEmpty ? "#14713f" : "#855600"
    let svg: HTML = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="20" role="img" \
      aria-label="\(label): \(value)"><title>\(label): \(value)</title>\
      <rect width="\(left + right)" height="20" rx="3" fill="#404449"/>\
      <path d="M\(left) 0h\(right - 3)a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-\(right - 3)z" fill="\(colour)"/>\
      <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">\
      <text x="\(left / 2)" y="14" textLength="\(left - 12)">\(label)</text>\
      <text x="\(left + right / 2)" y="14" textLength="\(right - 12)">\(value)</text></g></svg>

      """
    return OutputFile(path: SitePath("data/badge.svg"), bytes: svg.bytes)
  }

  /// About how wide Verdana of 11 pixels draws a text, with room at both ends; the drawing is stretched to it.
  private static func width(_ text: String) -> Int { text.utf8.count * 13 / 2 + 14 }
}
