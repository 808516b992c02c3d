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
  /// What became of them, in words.
  var pullRequestStates: [String] = []
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
    pullRequestStates = PullRequestFigures(jobs.lazy.map { report.jobs[$0] }).words
  }

  /// The figures of a whole report.
  init(_ report: Report) {
    total = report.jobs.count
    counts = report.counts
    attention = report.attention.count
    pullRequests = report.pullRequests
    pullRequestStates = PullRequestFigures(report.jobs).words
    todos = report.todos
  }

  private struct Entry {
    var name: HTML
    var label: Markdown
    var value: Int
    var notes: [String]
    /// The difference from the week before.
    var change: String?

    /// `6 failed, 7 blocked · −8`: the change stands apart, so that it cannot be read as one of the notes.
    var details: String {
      ((notes.isEmpty ? [] : [notes.joined(separator: ", ")]) + (change.map { [$0] } ?? []))
        .joined(separator: " · ")
    }
  }

  private func entries(before: (week: WeekID, figures: Figures)?) -> [Entry] {
    let completed = counts[.completed] ?? 0
    // These always need a person; of the other statuses only some jobs do.
    let always = [Status.failed, .blocked, .waiting, .unknown].filter { counts[$0] != nil }
    let others = attention - always.reduce(0) { $0 + (counts[$1] ?? 0) }
    let bad =
      always.map { "\(counts[$0] ?? 0) \($0.slug)" }
      + (others > 0 && !always.isEmpty ? ["\(others) \(others == 1 ? "other" : "others")"] : [])
    let old = before?.figures
    func change(_ value: Int, _ former: Int?) -> String? { former.map { Figures.change(value - $0) } }
    return [
      Entry(
        name: "Jobs", label: "Jobs", value: total,
        notes: counts[.running].map { ["\($0) running"] } ?? [],
        change: before.map { "\(Figures.change(total - $0.figures.total)) on week \($0.week.week)" }),
      Entry(
        name: "Completed", label: "Completed", value: completed,
        notes: Figures.percentage(completed, of: total).map { ["\($0)%"] } ?? [],
        change: change(completed, old.map { $0.counts[.completed] ?? 0 })),
      Entry(
        name: "Need attention", label: "Need attention", value: attention, notes: bad,
        change: change(attention, old?.attention)),
      Entry(
        name: "Pull requests", label: "Pull requests", value: pullRequests,
        notes: pullRequestStates, change: change(pullRequests, old?.pullRequests)),
      Entry(
        name: "Todos done", label: "Todos done", value: todos.done,
        notes: todos.total > 0 ? ["of \(todos.total)"] : [], change: change(todos.done, old?.todos.done)),
    ]
  }

  /// The figures in boxes, with what changed since the week before.
  func html(before: (week: WeekID, figures: Figures)? = nil) -> HTML {
    var html: HTML = "<dl class=\"figures\">"
    for entry in entries(before: before) {
      html += "<div><dt>\(entry.name)</dt><dd>\(entry.value)"
      if !entry.details.isEmpty { html += " <small>\(entry.details)</small>" }
      html += "</dd></div>"
    }
    return html + "</dl>"
  }

  /// The figures as a list.
  func markdown(before: (week: WeekID, figures: Figures)? = nil) -> Markdown {
    var markdown = Markdown()
    for entry in entries(before: before) {
      if !markdown.isEmpty { markdown += "\n" }
      markdown += "- **\(entry.label):** \(entry.value)"
      if !entry.details.isEmpty { markdown += " (\(text: entry.details))" }
    }
    return markdown
  }

  /// The figures in one line.
  var line: String {
    let jobs = "\(total) \(total == 1 ? "job" : "jobs")"
    return "\(jobs), \(counts[.completed] ?? 0) completed, \(attention) in need of attention"
  }

  /// Adds all figures to a fingerprint.
  func add(to parts: inout Fingerprint.Parts) {
    for number in [total, counts[.completed] ?? 0, attention, pullRequests, todos.done] { parts.add(number) }
    for words in pullRequestStates { parts.add(words) }
  }

  /// `+6`, `−1`, `±0`.
  private static func change(_ difference: Int) -> String {
    difference > 0 ? "+\(difference)" : difference < 0 ? "−\(-difference)" : "±0"
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
