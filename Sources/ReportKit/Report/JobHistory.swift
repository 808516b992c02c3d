/// How a job came to be as it is: status, checklist and pull requests over time.
public struct JobHistory: Sendable, Equatable {
  /// A moment at which the job was first seen as it was from then on.
  public struct Entry: Sendable, Equatable {
    /// When it was seen.
    public var time: Timestamp
    /// Its status from then on.
    public var status: Status
    /// What else was new, in words of our own: `2 of 6 todos`, `one todo added`.
    public var notes: [String]
    /// Pull requests that it had not had before.
    public var opened: [PullRequest]
  }

  /// The entries, the oldest first.
  public private(set) var entries: [Entry] = []
  private var last: Seen?

  /// What a history tells of a job.
  private struct Seen: Sendable, Equatable {
    var status: Status
    var isArchived: Bool
    var todos: [Todo]
    var count: TodoCount
    var pullRequests: [PullRequest]
  }

  /// No history.
  public init() {}

  /// Adds how a job was seen at a moment; when nothing that a history tells has changed, nothing is added.
  mutating func add(_ job: Job, at time: Timestamp) {
    defer {
      last = Seen(
        status: job.status, isArchived: job.isArchived, todos: job.todos, count: job.todoCount,
        pullRequests: job.pullRequests)
    }
    let count = job.todoCount
    var entry = Entry(time: time, status: job.status, notes: [], opened: [])
    if let last {
      let before = last.count
      if count != before { entry.notes.append(JobHistory.words(count)) }
      let old = last.todos.map(\.content)
      let new = job.todos.map(\.content)
      entry.notes += JobHistory.words(new.without(old).count, "added")
      entry.notes += JobHistory.words(old.without(new).count, "removed")
      // Compared by address: states are shown elsewhere.
      entry.opened = job.pullRequests.filter { new in !last.pullRequests.contains { $0.url == new.url } }
      for gone in last.pullRequests.filter({ old in !job.pullRequests.contains { $0.url == old.url } }) {
        entry.notes.append("no longer names \(gone.label)")
      }
      if job.isArchived, !last.isArchived, job.status != .archived { entry.notes.append("archived") }
      if entry.notes.isEmpty, entry.opened.isEmpty, job.status == last.status { return }
    } else {
      if count.total > 0 { entry.notes.append(JobHistory.words(count)) }
      entry.opened = job.pullRequests
    }
    entries.append(entry)
  }

  private static func words(_ count: TodoCount) -> String {
    "\(count.done) of \(count.total) \(count.total == 1 ? "todo" : "todos")"
  }

  private static func words(_ count: Int, _ change: String) -> [String] {
    guard count > 0 else { return [] }
    let numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    let number = count <= numbers.count ? numbers[count - 1] : String(count)
    return ["\(number) \(count == 1 ? "todo" : "todos") \(change)"]
  }
}

extension [String] {
  /// The elements that are left when each of the others has taken one like it away.
  fileprivate func without(_ others: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for other in others { counts[other, default: 0] += 1 }
    return filter { element in
      guard let count = counts[element], count > 0 else { return true }
      counts[element] = count - 1
      return false
    }
  }
}
