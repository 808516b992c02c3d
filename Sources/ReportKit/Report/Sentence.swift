/// A sentence over figures that lead to the jobs behind them: what a report says first.
struct Sentence: Sendable, Equatable {
  /// A part of it, around one figure.
  struct Clause: Sendable, Equatable {
    /// What stands before the figure.
    var before = ""
    /// The figure with what it counts: `142 of 186 jobs`.
    var figure: String
    /// What stands behind it.
    var after = ""
    /// The page of the jobs behind it, without the extension; nil where there is none.
    var path: SitePath?

    /// The clause as the beginning of a sentence.
    var capitalized: Clause {
      var clause = self
      clause.before = before.prefix(1).uppercased() + before.dropFirst()
      return clause
    }
  }

  /// Its parts, between semicolons.
  var clauses: [Clause]

  /// The sentence in words.
  var text: String {
    let text = clauses.map(Sentence.text).joined(separator: "; ")
    return text.isEmpty ? text : text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// A clause in words.
  static func text(_ clause: Clause) -> String { clause.before + clause.figure + clause.after }

  /// What a whole report comes to; without jobs nothing.
  init(_ report: Report) {
    self.init(
      completed: report.counts[.completed] ?? 0, of: report.jobs.count, report.outcomes ?? Outcomes(),
      report.attention)
  }

  /// What the jobs of a group come to; it leads nowhere, as lists are of all jobs.
  init(_ group: JobGroup, needs: [Attention], in report: Report) {
    let completed = group.jobs.count { report.jobs[$0].status == .completed }
    self.init(completed: completed, of: group.jobs.count, group.outcomes, needs)
    for place in clauses.indices { clauses[place].path = nil }
  }

  private init(completed: Int, of total: Int, _ outcomes: Outcomes, _ needs: [Attention]) {
    clauses = []
    guard total > 0 else { return }
    clauses.append(
      Clause(
        figure: "\(completed) of \(total) \(total == 1 ? "job" : "jobs")", after: " completed",
        path: JobListSubject.status(.completed).front))
    if outcomes.count > 0 {
      let merged = outcomes.merged
      clauses.append(
        Clause(
          figure: "\(merged) of their \(outcomes.count) pull \(outcomes.count == 1 ? "request" : "requests")",
          after: merged == 1 ? " is merged" : " are merged",
          path: merged > 0 ? JobListSubject.pulls(.merged).front : nil))
    }
    if let clause = Sentence.attention(needs) { clauses.append(clause) }
  }

  /// What happened in a week.
  init(_ week: Week, needs: [Attention], in report: Report) {
    clauses = []
    if report.outcomes != nil, !(week.merged.isEmpty && week.closed.isEmpty && week.opened.isEmpty) {
      let merged = week.merged.count
      var after = merged == 1 ? " was merged" : " were merged"
      if !week.closed.isEmpty { after += " and \(week.closed.count) closed unmerged" }
      clauses.append(
        Clause(figure: merged == 1 ? "1 pull request" : "\(merged) pull requests", after: after))
    }
    if !week.ended.isEmpty {
      let failed = week.ended.count { report.jobs[$0].status.isFailure }
      let ended = week.ended.count - failed
      let figure = ended > 0 ? ended : failed
      let words = ended == 0 ? " failed" : failed > 0 ? " finished and \(failed) failed" : " finished"
      clauses.append(Clause(figure: figure == 1 ? "1 job" : "\(figure) jobs", after: words))
    } else if !week.jobs.isEmpty {
      let completed = week.jobs.count { report.jobs[$0].status == .completed }
      let began = week.jobs.count
      clauses.append(
        Clause(
          figure: began == 1 ? "1 job" : "\(began) jobs",
          after: " began"
            + (began == 1 ? (completed == 1 ? " and completed" : "") : ", \(completed) of them completed")))
    }
    if var clause = Sentence.attention(needs) {
      clause.path = nil
      clauses.append(clause)
    }
  }

  /// `50 jobs need attention, 5 of them failed`.
  private static func attention(_ needs: [Attention]) -> Clause? {
    guard let worst = needs.min(by: { $0.cause.severity < $1.cause.severity })?.cause else { return nil }
    let count = needs.count
    let severe = needs.count { $0.cause == worst }
    let some =
      count == 1
      ? " needs attention (\(worst.adjective))"
      : " need attention, \(severe == count ? "all" : "\(severe) of them") \(worst.adjective)"
    return Clause(
      figure: count == 1 ? "1 job" : "\(count) jobs", after: some, path: JobListSubject.attention.front)
  }
}
