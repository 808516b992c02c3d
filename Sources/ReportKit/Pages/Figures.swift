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
      pullRequests += job.pullRequests.count
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

  private struct Entry {
    var name: HTML
    var label: Markdown
    var value: Int
    var note: String
  }

  private var entries: [Entry] {
    let completed = counts[.completed] ?? 0
    // These statuses always need attention; of the others only some jobs do.
    let bad = [Status.failed, .blocked, .unknown].compactMap { status in
      counts[status].map { "\($0) \(Figures.word(status))" }
    }
    return [
      Entry(name: "Jobs", label: "Jobs", value: total, note: counts[.running].map { "\($0) running" } ?? ""),
      Entry(
        name: "Completed", label: "Completed", value: completed,
        note: Figures.percentage(completed, of: total).map { "\($0) %" } ?? ""),
      Entry(
        name: "Need attention", label: "Need attention", value: attention,
        note: bad.joined(separator: ", ")),
      Entry(name: "Pull requests", label: "Pull requests", value: pullRequests, note: ""),
      Entry(
        name: "Todos done", label: "Todos done", value: todos.done,
        note: todos.total > 0 ? "of \(todos.total)" : ""),
    ]
  }

  var html: HTML {
    var html: HTML = "<dl class=\"figures\">"
    for entry in entries {
      html += "<div><dt>\(entry.name)</dt><dd>\(entry.value)"
      if !entry.note.isEmpty { html += " <small>\(entry.note)</small>" }
      html += "</dd></div>"
    }
    return html + "</dl>"
  }

  var markdown: Markdown {
    var markdown = Markdown()
    for entry in entries {
      if !markdown.isEmpty { markdown += "\n" }
      markdown += "- **\(entry.label):** \(entry.value)"
      if !entry.note.isEmpty { markdown += " (\(text: entry.note))" }
    }
    return markdown
  }

  /// Rounded to the nearest whole, but 100 only for all and 0 only for none.
  static func percentage(_ part: Int, of whole: Int) -> Int? {
    guard whole > 0 else { return nil }
    let rounded = (part * 200 + whole) / (whole * 2)
    if rounded == 100, part < whole { return 99 }
    if rounded == 0, part > 0 { return 1 }
    return rounded
  }

  private static func word(_ status: Status) -> String {
    status == .blocked ? "blocked" : status.slug
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
