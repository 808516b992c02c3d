import CommonMark

/// Stacked bars over time: an inline drawing, and a table of the same figures beneath it.
///
/// Widths are percentages and heights are pixels, so that the drawing follows the page while its text keeps
/// its size. There is no style in it, only classes.
struct BarChart {
  /// One bar.
  struct Bar {
    /// What stands below it: `W34`.
    var label: String
    /// What stands above it: `25`.
    var value: String
    /// What it is called in the table: `Week 34`.
    var name: String
    /// What the table adds to the name.
    var detail = ""
    /// A figure for each series.
    var figures: [Int]
    /// The page that it leads to, with its extension; nil for none.
    var address: String?

    var total: Int { figures.reduce(0, +) }
  }

  /// What the bars are of: `Jobs per week`.
  var title: HTML
  /// The name of the first column of the table.
  var unit: HTML
  /// What the parts of a bar are, from the bottom.
  var series: [Swatch]
  /// The bars, the oldest first.
  var bars: [Bar]
  /// Names the chart among those of a page.
  var id: HTML

  private static let top = 18
  private static let bottom = 132
  private static let height = 152

  var html: HTML {
    guard !bars.isEmpty else { return HTML() }
    var html: HTML = "<figure class=\"chart\">\n<figcaption id=\"\(id)\">\(title)</figcaption>\n"
    html += "<svg class=\"bars\" height=\"\(Self.height)\">"
    html += Swatch.patterns(series)
    // What is drawn later covers what was drawn before: where bars are close, words lie over them.
    var words = HTML()
    for index in bars.indices { append(bar: index, to: &html, words: &words) }
    html += "\(words)\n<line x1=\"0\" x2=\"100%\" y1=\"\(Self.bottom)\" y2=\"\(Self.bottom)\"/></svg>\n"
    html += "<ul class=\"legend\">"
    for swatch in series { html += "<li>\(swatch.key)\(swatch.name)</li>" }
    return html + "</ul>\n\(table)</figure>"
  }

  /// A bar with its label below and its total above; all but every third label are left out where there is
  /// no room.
  private func append(bar index: Int, to html: inout HTML, words: inout HTML) {
    let bar = bars[index]
    let slot = 10_000 / bars.count
    let middle = Percentage(hundredths: slot * index + slot / 2)
    let width = min(slot * 64 / 100, 900)
    let left = Percentage(hundredths: slot * index + (slot - width) / 2).text
    let minor: HTML = bars.count > 7 && (bars.count - 1 - index) % 3 != 0 ? " minor" : ""
    var bottom = Self.bottom
    // One column over the whole height, so that a small bar can be hit, too.
    if let address = bar.address {
      html += "\n<a href=\"\(address)\"><title>\(summary(of: bar))</title>"
      html += "<rect class=\"column\" x=\"\(Percentage(hundredths: slot * index).text)\" y=\"0\" "
      html += "width=\"\(Percentage(hundredths: slot).text)\" height=\"\(Self.height)\"/>"
    } else {
      html += "\n<g><title>\(summary(of: bar))</title>"
    }
    for (swatch, height) in zip(series, heights(of: bar)) where height > 0 {
      html += "<rect \(swatch.attributes) x=\"\(left)\" y=\"\(bottom - height)\" "
      html += "width=\"\(Percentage(hundredths: width).text)\" height=\"\(height)\"/>"
      bottom -= height
    }
    html += bar.address == nil ? "</g>" : "</a>"
    words += "\n"
    if bar.total > 0 {
      words += "<text class=\"value\(minor)\" x=\"\(middle.text)\" y=\"\(bottom - 5)\">\(bar.value)</text>"
    }
    words +=
      "<text class=\"label\(minor)\" x=\"\(middle.text)\" y=\"\(Self.bottom + 16)\">\(bar.label)</text>"
  }

  /// `Week 34: 14 merged, 6 closed`.
  private func summary(of bar: Bar) -> String {
    let figures = zip(series, bar.figures).filter { $0.1 > 0 }.map { "\($1) \($0.name.lowercased())" }
    return "\(bar.name): \(figures.isEmpty ? "none" : figures.joined(separator: ", "))"
  }

  /// The heights of a bar's parts in pixels. A part that is there can be seen, however small: it gets three
  /// pixels, which the largest part gives.
  private func heights(of bar: Bar) -> [Int] {
    let most = max(1, bars.map(\.total).max() ?? 1)
    let plot = Self.bottom - Self.top
    var heights = bar.figures.map { $0 == 0 ? 0 : max(3, ($0 * plot + most / 2) / most) }
    let excess = heights.reduce(0, +) - max(plot * bar.total / most, heights.filter { $0 > 0 }.count * 3)
    if excess > 0, let largest = heights.indices.max(by: { heights[$0] < heights[$1] }) {
      heights[largest] = max(3, heights[largest] - excess)
    }
    return heights
  }

  private var table: HTML {
    var html: HTML = "<details><summary>The same in figures</summary>"
    html += "<div class=\"scroll\" role=\"region\" aria-labelledby=\"\(id)\" tabindex=\"0\">"
    html += "<table class=\"figures-table\">\n<thead><tr><th scope=\"col\">\(unit)</th>"
    for swatch in series { html += "<th scope=\"col\">\(swatch.name)</th>" }
    html += "<th scope=\"col\">All</th></tr></thead>\n<tbody>\n"
    for bar in bars {
      html += "<tr><th scope=\"row\">\(bar.name)"
      if !bar.detail.isEmpty { html += " <small>\(bar.detail)</small>" }
      html += "</th>"
      for figure in bar.figures { html += "<td>\(figure)</td>" }
      html += "<td>\(bar.total)</td></tr>\n"
    }
    return html + "</tbody>\n</table></div></details>\n"
  }

  /// A part of the width, written `12.5%`.
  private struct Percentage {
    var hundredths: Int
    var text: String {
      let rest = hundredths % 100
      return rest == 0 ? "\(hundredths / 100)%" : "\(hundredths / 100).\(twoDigits(rest))%"
    }
  }
}
