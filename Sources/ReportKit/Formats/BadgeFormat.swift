import CommonMark

/// What the badge of a report tells.
public enum BadgeFigure: String, CaseIterable, Sendable {
  /// How many jobs completed.
  case jobs
  /// What happened in the last whole week.
  case week
  /// The share of the concluded pull requests that was merged.
  case mergeRate = "merge-rate"
}

/// `data/badge.svg`: one line of figures for a README, such as “agent jobs | 104 of 128 completed”.
enum BadgeFormat {
  /// What it is about, and the figures.
  static func words(_ report: Report) -> (label: String, value: String) {
    switch report.options.badge {
    case .jobs: ("agent jobs", "\(report.counts[.completed] ?? 0) of \(report.jobs.count) completed")
    case .week: week(report)
    case .mergeRate: ("merge rate", rate(report.outcomes ?? Outcomes()))
    }
  }

  /// `70 % (83 of 118)`.
  private static func rate(_ outcomes: Outcomes) -> String {
    guard outcomes.concluded > 0 else { return "not known" }
    let counts = "\(outcomes.merged) of \(outcomes.concluded)"
    return outcomes.mergePercentage.map { "\($0) % (\(counts))" } ?? counts
  }

  /// `agents, week 34`, `14 merged, 6 closed`; without pull requests that anybody asked for, `27 of 31 completed`.
  private static func week(_ report: Report) -> (label: String, value: String) {
    let id = WeekID(containing: report.options.timeZone.date(of: report.options.asOf)).previous
    let label = "agents, week \(id.week)"
    guard let week = report.weeks.first(where: { $0.id == id }) else { return (label, "nothing") }
    if report.outcomes != nil {
      return (
        label, "\(week.merged.count) merged" + (week.closed.isEmpty ? "" : ", \(week.closed.count) closed")
      )
    }
    let completed = week.jobs.count { report.jobs[$0].status == .completed }
    return (label, "\(completed) of \(week.jobs.count) completed")
  }

  static func file(_ report: Report) -> OutputFile {
    let (label, value) = words(report)
    let (left, right) = (width(label), width(value))
    let colour = report.attention.isEmpty ? "#14713f" : "#855600"
    var svg = XML("title", [:], XML(text: "\(label): \(value)"))
    svg += XML("rect", ["width": "\(left + right)", "height": "20", "rx": "3", "fill": "#404449"])
    let side = "M\(left) 0h\(right - 3)a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-\(right - 3)z"
    svg += XML("path", ["d": side, "fill": colour])
    var words = text(label, middle: left / 2, length: left - 12)
    words += text(value, middle: left + right / 2, length: right - 12)
    svg += XML(
      "g",
      [
        "fill": "#fff", "font-family": "Verdana,DejaVu Sans,sans-serif", "font-size": "11",
        "text-anchor": "middle",
      ], words)
    return OutputFile(
      path: SitePath("data/badge.svg"),
      bytes: XML.document(
        "svg",
        [
          "xmlns": "http://www.w3.org/2000/svg", "width": "\(left + right)", "height": "20", "role": "img",
          "aria-label": "\(label): \(value)",
        ], svg))
  }

  private static func text(_ words: String, middle: Int, length: Int) -> XML {
    XML("text", ["x": "\(middle)", "y": "14", "textLength": "\(length)"], XML(text: words))
  }

  /// About how wide Verdana of 11 pixels draws a text, with room at both ends; the drawing is stretched to it.
  private static func width(_ text: String) -> Int { text.utf8.count * 6 + 12 }
}
