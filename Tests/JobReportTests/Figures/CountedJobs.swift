import Foundation

/// Jobs as `data/jobs.jsonl` has them, counted with arithmetic of the test's own: nothing here is the program's.
struct CountedJobs {
  /// A line.
  struct Job {
    var fields: [String: Any]

    subscript(name: String) -> String? { fields[name] as? String }

    var status: String { self["status"] ?? "" }
    var createdAt: Date? { date("createdAt", of: fields) }
    var endedAt: Date? { date("endedAt", of: fields) }
    var pulls: [Pull] { objects("pullRequests").map(Pull.init) }
    var isUnread: Bool { !objects("unread").isEmpty }

    /// How many todos are done, how many count, and how many somebody may still do.
    var todos: (done: Int, total: Int, open: Int) {
      let states = objects("todos").map { $0["status"] as? String ?? "" }.filter { $0 != "cancelled" }
      let done = states.filter { $0 == "completed" }.count
      let ended = pulls.allSatisfy { ["merged", "closed"].contains($0.state) }
      let isSettled = self["todosFrom"] == "description" && !pulls.isEmpty && ended
      return (done, states.count, isSettled ? 0 : states.count - done)
    }

    func cost(_ unit: String) -> Double? {
      objects("cost").first { $0["unit"] as? String == unit }.flatMap {
        ($0["amount"] as? NSNumber)?.doubleValue
      }
    }

    private func objects(_ name: String) -> [[String: Any]] { fields[name] as? [[String: Any]] ?? [] }
  }

  /// A pull request of a line.
  struct Pull {
    var fields: [String: Any]

    var address: String { (fields["url"] as? String ?? "").lowercased() }
    var state: String? { fields["state"] as? String }
    var isOpen: Bool { state == "open" || state == "draft" }
    var isFailing: Bool { isOpen && fields["checks"] as? String == "failing" }
    var isChangesAsked: Bool { isOpen && fields["review"] as? String == "changes-requested" }
    var createdAt: Date? { date("createdAt", of: fields) }
    var endedAt: Date? { date("endedAt", of: fields) }
  }

  let jobs: [Job]

  init(_ jobs: [Job]) { self.jobs = jobs }

  init(lines: String) throws {
    jobs = try lines.split(separator: "\n").map { line in
      Job(fields: try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:])
    }
  }

  func count(_ status: String) -> Int { jobs.filter { $0.status == status }.count }

  var statuses: [String: Int] { Dictionary(grouping: jobs, by: \.status).mapValues(\.count) }

  /// The pull requests that are known to stand some way, each address once.
  var pulls: [Pull] {
    var seen: Set<String> = []
    return jobs.reversed().flatMap(\.pulls).filter { $0.state != nil && seen.insert($0.address).inserted }
  }

  func count(pulls state: String) -> Int { pulls.filter { $0.state == state }.count }

  var merged: Int { count(pulls: "merged") }
  var concluded: Int { merged + count(pulls: "closed") }
  var isAsked: Bool { !pulls.isEmpty }

  /// A part in per cent; 100 for all and 0 for none alone.
  static func percentage(_ part: Int, of whole: Int) -> Int {
    let rounded = Int((100 * Double(part) / Double(whole)).rounded())
    return part == whole ? 100 : part == 0 ? 0 : min(99, max(1, rounded))
  }

  /// The hours from opening to merging, the shortest first.
  var hours: [Double] {
    pulls.compactMap { pull in
      guard pull.state == "merged", let from = pull.createdAt, let to = pull.endedAt, from <= to else {
        return nil
      }
      return (to.timeIntervalSince(from) * 1000).rounded() / 3_600_000
    }.sorted()
  }

  /// The hours within which a share of the merges was done: the nearest rank.
  func quantile(_ share: Double) -> Double? {
    let hours = hours
    guard !hours.isEmpty else { return nil }
    return hours[max(0, Int((Double(hours.count) * share - 1e-9).rounded(.up)) - 1)]
  }

  /// The hours in the middle; of an even number the mean of both.
  var median: Double? {
    let hours = hours
    return hours.isEmpty ? nil : (hours[(hours.count - 1) / 2] + hours[hours.count / 2]) / 2
  }

  /// `40 min`, `28 h`, `4 days`; a dash for none.
  static func words(_ hours: Double?) -> String {
    guard let hours else { return "–" }
    let minutes = (hours * 60 + 1e-9).rounded()
    if minutes < 60 { return "\(Int(minutes)) min" }
    let whole = (minutes / 60).rounded()
    return whole <= 72 ? "\(Int(whole)) h" : "\(Int((whole / 24).rounded())) days"
  }

  /// How many merged pull requests have jobs that tell what they cost.
  func costed(_ unit: String) -> Int { CountedJobs(jobs.filter { $0.cost(unit) != nil }).merged }

  /// What the jobs that tell it cost for each pull request of theirs that was merged.
  func cost(_ unit: String) -> Double? {
    let telling = CountedJobs(jobs.filter { $0.cost(unit) != nil })
    guard telling.merged > 0 else { return nil }
    return telling.jobs.compactMap { $0.cost(unit) }.reduce(0, +) / Double(telling.merged)
  }

  /// The jobs by a field, those without it under nil.
  func groups(by field: String) -> [String?: CountedJobs] {
    Dictionary(grouping: jobs) { $0[field] }.mapValues(CountedJobs.init)
  }

  /// Whether two fields part the jobs alike.
  func areAlike(by one: String, _ other: String) -> Bool {
    let parts = [one, other].map { field in
      Set(groups(by: field).values.map { Set($0.jobs.map { $0["id"] ?? "" }) })
    }
    return parts[0] == parts[1]
  }

  // MARK: What needs attention

  private static let severity = [
    "failed", "blocked", "unknown", "unread", "waiting", "closed", "checks", "changes", "running",
    "review", "unfinished", "interrupted",
  ]

  /// The cause that a job needs a person for, and since when.
  private static func need(_ job: Job, at now: Date) -> (cause: String, since: Date?)? {
    func before(_ date: Date?, hours: Double) -> Bool { date.map { $0 < now - hours * 3600 } ?? false }
    let pulls = job.pulls
    var cause: String?
    switch job.status {
    case "failed", "blocked", "unknown": cause = job.status
    case "waiting":
      cause =
        pulls.contains(where: \.isFailing)
        ? "checks" : pulls.contains(where: \.isChangesAsked) ? "changes" : "waiting"
    case "interrupted": cause = job.todos.open > 0 ? "interrupted" : nil
    case "running": cause = before(job.createdAt, hours: 24) ? "running" : nil
    case "completed" where pulls.isEmpty: cause = job.todos.open > 0 ? "unfinished" : nil
    case "completed":
      if pulls.allSatisfy({ $0.state == "closed" }) {
        cause = "closed"
      } else if pulls.contains(where: \.isFailing) {
        cause = "checks"
      } else if pulls.contains(where: \.isChangesAsked) {
        cause = "changes"
      } else if pulls.contains(where: {
        $0.isOpen && before($0.createdAt, hours: $0.state == "draft" ? 336 : 24)
      }) {
        cause = "review"
      }
    default: break
    }
    let causes = [cause, job.isUnread ? "unread" : nil].compactMap(\.self)
    guard
      let worst = causes.min(by: { severity.firstIndex(of: $0) ?? 0 < severity.firstIndex(of: $1) ?? 0 })
    else { return nil }
    let told: Date?
    switch worst {
    case "closed": told = pulls.compactMap(\.endedAt).max()
    case "review", "checks", "changes": told = pulls.filter(\.isOpen).compactMap(\.createdAt).min()
    default: told = nil
    }
    return (worst, told ?? job.createdAt)
  }

  /// How many jobs need a person, by cause, and how many have for over four weeks.
  func attention(at now: Date) -> (causes: [String: Int], older: Int) {
    var causes: [String: Int] = [:]
    var older = 0
    // The day four weeks ago counts from its beginning.
    let limit = Date(
      timeIntervalSince1970: ((now.timeIntervalSince1970 / 86_400).rounded(.down) - 28) * 86_400)
    for job in jobs {
      guard let need = CountedJobs.need(job, at: now) else { continue }
      if need.cause != "review", let since = need.since, since < limit {
        older += 1
      } else {
        causes[need.cause, default: 0] += 1
      }
    }
    return (causes, older)
  }
}

/// A date of ISO 8601 in a member of an object, with and without a fraction of seconds.
func date(_ name: String, of object: [String: Any]) -> Date? {
  (object[name] as? String).flatMap { text in
    (try? Date(text, strategy: .iso8601))
      ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
  }
}
