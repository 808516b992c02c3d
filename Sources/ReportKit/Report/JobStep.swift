/// How a job stood from a moment on, as an archive saw it: what changes of reports are counted from.
public struct JobStep: Sendable, Equatable {
  /// When it was first seen so.
  public var time: Timestamp
  /// Its status.
  public var status: Status
  /// How many pull requests it had.
  public var pullRequests: Int
  /// The figures of its checklist.
  public var todos: TodoCount

  init(time: Timestamp, status: Status, pullRequests: Int, todos: TodoCount) {
    self.time = time
    self.status = status
    self.pullRequests = pullRequests
    self.todos = todos
  }

  /// A job as it was at a moment.
  public init(_ job: borrowing Job, at time: Timestamp) {
    self.init(
      time: time, status: job.status, pullRequests: job.pullRequests.count, todos: job.todoCount)
  }

  /// Whether the job stood the same, at whatever time.
  func isSame(as other: JobStep) -> Bool {
    status == other.status && pullRequests == other.pullRequests && todos == other.todos
  }
}
