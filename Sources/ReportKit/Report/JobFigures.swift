/// What of a job is a number or a flag.
struct JobFigures: Packable {
  /// The figures of its checklist.
  var todos = TodoCount.none
  /// Whether it was archived.
  var isArchived = false
  /// Whether any answer has todos.
  var knowsTodos = false
  /// Whether its summary has the whole of the texts that it cuts to what a list can show.
  var isUncut = false

  init() {}

  init(_ job: borrowing Job) {
    todos = job.todoCount
    isArchived = job.isArchived
    knowsTodos = job.knowsTodos
    isUncut = [job.statusRaw, job.branch, job.model, job.requestedBy].allSatisfy {
      $0.flatMap(Job.shown) == $0
    }
  }

  func pack(into writer: inout PackedWriter) {
    todos.pack(into: &writer)
    for flag in [isArchived, knowsTodos, isUncut] { writer.add(flag) }
  }

  init?(unpacking reader: inout PackedReader) {
    guard let todos = TodoCount(unpacking: &reader), let isArchived = reader.flag(),
      let knowsTodos = reader.flag(), let isUncut = reader.flag()
    else { return nil }
    (self.todos, self.isArchived, self.knowsTodos) = (todos, isArchived, knowsTodos)
    self.isUncut = isUncut
  }
}
