/// What changed in a span of time, counted from what an archive saw.
public struct Changes: Sendable, Equatable {
  /// Jobs that started.
  public var new = 0
  /// Jobs that ended, but for those that failed.
  public var finished = 0
  /// Jobs that failed, or that GitHub stopped.
  public var failed = 0
  /// Pull requests that were opened.
  public var pullRequests = 0
  /// Pull requests that were merged, where it is known how they stand.
  public var merged = 0
  /// Todos that were done.
  public var todos = 0

  /// No changes.
  public init() {}

  /// Adds those of a job from after one moment to another.
  ///
  /// What a job of before was like before it was first seen, no one knows: that it was then seen ended is no
  /// change of the span, unless a list was read within the span that did not have it yet.
  mutating func add(_ job: JobSummary, after start: Timestamp, through end: Timestamp) {
    guard let first = job.history.first else { return }
    let wasAbsent = job.absentAt.map { $0 > start } ?? false
    let isNew = job.createdAt.map { $0 > start && $0 <= end } ?? (wasAbsent && first.time <= end)
    if isNew { new += 1 }
    guard let now = job.history.last(where: { $0.time <= end }) else { return }
    let before = job.history.last { $0.time <= start } ?? (isNew || wasAbsent ? nil : first)
    if now.status.isFailure {
      if before?.status != now.status { failed += 1 }
    } else if now.status.hasEnded, before?.status.hasEnded != true {
      finished += 1
    }
    pullRequests += max(0, now.pullRequests - (before?.pullRequests ?? 0))
    todos += max(0, now.todos.done - (before?.todos.done ?? 0))
  }

  /// `3 new jobs, 5 finished, 1 newly failed, 2 pull requests opened, 1 merged, 9 todos done`; nil when nothing did.
  var words: String? {
    var words: [String] = []
    if new > 0 { words.append("\(new) new \(new == 1 ? "job" : "jobs")") }
    if finished > 0 { words.append("\(finished) finished") }
    if failed > 0 { words.append("\(failed) newly failed") }
    if pullRequests > 0 {
      words.append("\(pullRequests) \(pullRequests == 1 ? "pull request" : "pull requests") opened")
    }
    if merged > 0 {
      let pulls = pullRequests > 0 ? "" : merged == 1 ? " pull request" : " pull requests"
      words.append("\(merged)\(pulls) merged")
    }
    if todos > 0 { words.append("\(todos) \(todos == 1 ? "todo" : "todos") done") }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  /// The changes of each week, by what jobs did in it, without what each ``Week`` counts by a date: ends, and pull requests
  /// where it is known when they were opened.
  static func byWeek(
    _ jobs: [JobSummary], datesPullRequests: Bool, in zone: ReportTimeZone
  ) -> [WeekID: Changes] {
    var changes: [WeekID: Changes] = [:]
    for job in jobs where !job.history.isEmpty {
      var moments = job.history.map(\.time)
      if let createdAt = job.createdAt { moments.append(createdAt) }
      for week in Set(moments.map { WeekID(containing: zone.date(of: $0)) }) {
        let start = zone.start(of: week.monday).milliseconds - 1
        let end = zone.start(of: week.next.monday).milliseconds - 1
        changes[week, default: Changes()].add(
          job, after: Timestamp(milliseconds: start), through: Timestamp(milliseconds: end))
      }
    }
    return changes.mapValues { changes in
      var changes = changes
      (changes.finished, changes.failed) = (0, 0)
      if datesPullRequests { changes.pullRequests = 0 }
      return changes
    }
  }
}

extension Status {
  /// Whether it is an end that no one wanted.
  var isFailure: Bool { self == .failed || self == .blocked }
}
