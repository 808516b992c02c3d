import Foundation

/// The figures that a page shows, read out of its HTML or its Markdown.
struct ShownFigures {
  /// A tile: its figure, and what stands below it.
  struct Tile: Equatable {
    var value: String
    var notes: [String]
  }

  /// By their labels.
  var tiles: [String: Tile] = [:]
  /// The sentence on top.
  var sentence = ""
  /// The rows of the tables of figures, by the heading that a table stands below and the name of the row.
  var rows: [String: [String: [String: String]]] = [:]
  /// How many jobs its list of jobs has.
  var jobs = 0

  init(html: String) {
    for match in html.matches(of: /<div><dt>(.*?)<\/dt><dd>(.*?)<\/dd>(.*?)<\/div>/) {
      let notes = match.output.3.matches(of: /<dd class="note">(.*?)<\/dd>/).map { Self.text($0.output.1) }
      tiles[Self.text(match.output.1)] = Tile(value: Self.text(match.output.2), notes: notes)
    }
    if let match = html.firstMatch(of: /<p class="sentence">(.*?)<\/p>/) {
      sentence = Self.text(match.output.1)
    }
    for section in html.split(separator: "<h2 ").dropFirst() {
      let heading = section.firstMatch(of: /^[^>]*>(.*?)<\/h2>/).map { Self.text($0.output.1) } ?? ""
      add(section, below: heading)
    }
    if rows.isEmpty { add(html[...], below: "") }
    let lists = html.matches(of: /(?s)<table class="jobs".*?<\/table>/)
    jobs = lists.last.map { $0.output.matches(of: /<tr role="row"><td/).count } ?? 0
    if lists.isEmpty { jobs = html.matches(of: /<li class="[a-z]+"><span class="status/).count }
  }

  private mutating func add(_ html: Substring, below heading: String) {
    for table in html.matches(of: /(?s)<table class="figures-table.*?<\/table>/) {
      for row in table.output.matches(
        of: /<tr role="row"><th scope="row" role="rowheader">(.*?)<\/th>(.*?)<\/tr>/)
      {
        var cells: [String: String] = [:]
        for cell in row.output.2.matches(of: /<td role="cell" data-l="(.*?)">(.*?)<\/td>/) {
          cells[Self.text(cell.output.1)] = Self.text(cell.output.2)
        }
        let name = row.output.1.split(separator: "<small>").first ?? row.output.1
        rows[heading, default: [:]][Self.text(name)] = cells
      }
    }
  }

  init(markdown: String) {
    for match in markdown.matches(of: /(?m)^- \*\*(.*?):\*\* (.*?)(?: \((.*)\))?$/) {
      let label = String(match.output.1)
      // What needs attention follows in a list of the same form.
      guard tiles[label] == nil else { continue }
      let notes = match.output.3.map { $0.components(separatedBy: "; ") } ?? []
      tiles[label] = Tile(value: String(match.output.2), notes: notes)
    }
    let paragraphs = markdown.split(separator: "\n\n")
    sentence = paragraphs.count > 1 ? String(paragraphs[1]) : ""
    for section in markdown.split(separator: "\n## ") {
      let lines = section.split(separator: "\n").filter { $0.hasPrefix("|") }
      guard let first = lines.first else { continue }
      let heading = String(section.split(separator: "\n").first ?? "")
      let columns = Self.cells(first)
      for line in lines.dropFirst(2) {
        let cells = Self.cells(line)
        guard let name = cells.first else { continue }
        rows[heading, default: [:]][name] = Dictionary(
          zip(columns, cells).dropFirst().map { ($0, $1) }
        ) { first, _ in first }
      }
    }
  }

  private static func cells(_ line: Substring) -> [String] {
    line.dropFirst(2).dropLast(2).split(separator: " | ", omittingEmptySubsequences: false).map { cell in
      let text = String(cell.firstMatch(of: /^\[(.*)\]\(.*\)/).map(\.output.1) ?? cell)
      return text.replacing("\\", with: "").replacing("\u{2060}", with: "")
    }
  }

  /// The text of HTML without its tags.
  static func text(_ html: Substring) -> String {
    html.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
      .trimmingCharacters(in: .whitespaces)
  }
}
