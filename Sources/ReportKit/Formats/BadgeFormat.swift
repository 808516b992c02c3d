import CommonMark

/// `data/badge.svg`: one line of figures for a README, such as “agent jobs | 104 of 128 completed”.
enum BadgeFormat {
  private static let label = "agent jobs"

  static func file(_ report: Report) -> OutputFile {
    let value = "\(report.counts[.completed] ?? 0) of \(report.jobs.count) completed"
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
