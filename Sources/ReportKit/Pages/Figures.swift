import CommonMark

/// The figures of some jobs: how many, how they ended, what they made.
struct Figures: Sendable {
  /// The number of jobs.
  var total = 0
  /// How many have each status.
  var counts: [Status: Int] = [:]
  /// How many need a person.
  var attention = 0
  /// The number of pull requests.
  var pullRequests = 0
  /// All checklists together.
  var todos = TodoCount.none

  /// The figures of jobs in a report.
  init(_ jobs: some Collection<Int>, in report: Report, attention: Int) {
    for index in jobs {
      let job = report.jobs[index]
      total += 1
      counts[job.status, default: 0] += 1
      pullRequests += job.pullRequestCount
      todos += job.todos
    }
    self.attention = attention
  }

  /// The figures of a whole report.
  init(_ report: Report) {
    total = report.jobs.count
    counts = report.counts
    attention = report.attention.count
    pullRequests = report.pullRequests
    todos = report.todos
  }

  /// Rounded to the nearest whole, but 100 only for all and 0 only for none.
  static func percentage(_ part: Int, of whole: Int) -> Int? {
    guard whole > 0 else { return nil }
    let rounded = (part * 200 + whole) / (whole * 2)
    if rounded == 100, part < whole { return 99 }
    if rounded == 0, part > 0 { return 1 }
    return rounded
  }
}

/// The figures on top of a page, in boxes that lead to the jobs behind them.
struct Tiles {
  /// One figure.
  struct Tile {
    /// What it is of: `Merged`.
    var label: String
    /// The figure: `70 %`.
    var value: String
    /// What else there is to say, a line each.
    var notes: [String] = []
    /// Where the jobs behind it are.
    var target: Target?
  }

  /// Where a figure leads.
  enum Target {
    /// To a page, by its path without the extension.
    case page(SitePath)
    /// To a part of the same page, by its id.
    case part(StaticString)
  }

  var tiles: [Tile]

  /// The figures of a whole report; without jobs none.
  init(_ report: Report, words: DateWords) {
    self.init(
      Figures(report), report.outcomes, report.attention, older: report.olderAttention.count, words: words
    ) { list, _ in .page(list.front) }
  }

  /// The figures of the jobs of a group, which lead to the parts of its page.
  init(_ group: JobGroup, needs: [Attention], in report: Report, words: DateWords) {
    let figures = Figures(group.jobs, in: report, attention: needs.count)
    self.init(figures, report.outcomes == nil ? nil : group.outcomes, needs, older: 0, words: words) {
      .part($1)
    }
  }

  /// The figures of some jobs; `target` gives where one leads, by the list of a whole report and the part of a page.
  private init(
    _ figures: Figures, _ outcomes: Outcomes?, _ needs: [Attention], older: Int, words: DateWords,
    target: (JobListSubject, StaticString) -> Target
  ) {
    guard figures.total > 0 else {
      tiles = []
      return
    }
    let completed = figures.counts[.completed] ?? 0
    let running = figures.counts[.running] ?? 0
    let attention = Tile(
      label: "Needs attention", value: "\(needs.count)", notes: Tiles.causes(needs, older: older),
      target: needs.isEmpty ? nil : target(.attention, "attention"))
    guard let outcomes else {
      tiles = [
        Tile(
          label: "Jobs", value: "\(figures.total)", notes: running > 0 ? ["\(running) running"] : [],
          target: target(.all, "jobs")),
        Tile(
          label: "Completed", value: "\(completed)",
          notes: Figures.percentage(completed, of: figures.total).map { ["\($0) %"] } ?? [],
          target: completed > 0 ? target(.status(.completed), "jobs") : nil),
        attention,
        Tile(label: "Pull requests", value: "\(figures.pullRequests)"),
        Tile(
          label: "Todos done", value: "\(figures.todos.done)",
          notes: figures.todos.total > 0 ? ["of \(figures.todos.total)"] : []),
      ]
      return
    }
    // As many as the list of what needs attention has.
    let waiting = needs.filter { $0.cause == .review }
    let oldest = waiting.compactMap(\.since).min()
    let stale = needs.count { $0.cause == .running }
    let merged = outcomes.merged > 0 ? target(.pulls(.merged), "jobs") : nil
    tiles = [
      Tiles.rate(outcomes, target: merged),
      Tile(
        label: "Median time to merge", value: outcomes.median?.words ?? "–",
        notes: outcomes.p90.map { ["90 % within \($0.words)"] } ?? [], target: merged),
      Tile(
        label: "Waiting for review", value: "\(waiting.count)",
        notes: oldest.map { ["oldest since \(words.shortDay($0))"] } ?? [],
        target: waiting.isEmpty ? nil : target(.cause(.review), "attention")),
      attention,
      Tile(
        label: "Running", value: "\(running)",
        notes: stale > 0 ? ["\(stale) of them over \(Attention.staleHours) h"] : [],
        target: running > 0 ? target(.status(.running), "jobs") : nil),
    ]
  }

  init(_ tiles: [Tile]) { self.tiles = tiles }

  /// `Merged 70 %, 83 of 118 concluded, 35 closed unmerged`; of few only how many.
  private static func rate(_ outcomes: Outcomes, target: Target?) -> Tile {
    Tile(
      label: "Merged", value: outcomes.mergePercentage.map { "\($0) %" } ?? "\(outcomes.merged)",
      notes: [
        outcomes.concluded > 0 ? outcomes.formula : nil,
        outcomes.closed > 0 ? "\(outcomes.closed) closed unmerged" : nil,
        outcomes.costWords,
        outcomes.hidden > 0 ? "\(outcomes.hidden) not visible to this token" : nil,
      ].compactMap(\.self), target: target)
  }

  /// `5 failed, 8 blocked, 3 others`, with the two most severe causes, and how many are older.
  private static func causes(_ needs: [Attention], older: Int) -> [String] {
    let counts = Dictionary(grouping: needs, by: \.cause).mapValues(\.count)
    let worst = Cause.allCases.filter { counts[$0] != nil }.prefix(2)
    var words = worst.map { "\(counts[$0] ?? 0) \($0.adjective)" }
    let others = needs.count - worst.reduce(0) { $0 + (counts[$1] ?? 0) }
    if others > 0 { words.append("\(others) \(others == 1 ? "other" : "others")") }
    let note = words.isEmpty ? [] : [words.joined(separator: ", ")]
    return older > 0 ? note + ["\(older) older, not counted"] : note
  }

  func html(root: String) -> HTML {
    guard !tiles.isEmpty else { return HTML() }
    var html: HTML = "<dl class=\"figures\">"
    for tile in tiles {
      html += "<div><dt>"
      switch tile.target {
      case .page(let path): html += "<a href=\"\(root)\(path.description).html\">\(tile.label)</a>"
      case .part(let part): html += "<a href=\"#\(part.description)\">\(tile.label)</a>"
      case nil: html += "\(tile.label)"
      }
      html += "</dt><dd>\(tile.value)</dd>"
      for note in tile.notes { html += "<dd class=\"note\">\(note)</dd>" }
      html += "</div>"
    }
    return html + "</dl>"
  }

  /// The figures as a list.
  var markdown: Markdown {
    var markdown = Markdown()
    for tile in tiles {
      if !markdown.isEmpty { markdown += "\n" }
      markdown += "- **\(text: tile.label):** \(text: tile.value)"
      if !tile.notes.isEmpty { markdown += " (\(text: tile.notes.joined(separator: "; ")))" }
    }
    return markdown
  }
}

extension HTML {
  static func + (left: HTML, right: HTML) -> HTML {
    var html = left
    html += right
    return html
  }
}

extension Markdown {
  static func + (left: Markdown, right: Markdown) -> Markdown {
    var markdown = left
    markdown += right
    return markdown
  }
}
