/// What a summary keeps of the items of a checklist.
extension JobSummary {
  /// The first items that are open.
  static func openTodos(of job: Job) -> [String] {
    guard job.todoCount.open > 0 else { return [] }
    return job.todos.lazy.filter { $0.state != .completed && $0.state != .cancelled }
      .prefix(openTodoLimit).map { Job.shown($0.content) ?? "(no text)" }
  }

  /// The texts of all items, a line each: one text takes less room than a list of them.
  static func checklist(_ todos: [Todo]) -> [UInt8]? {
    var text: [UInt8] = []
    for todo in todos {
      guard let content = Job.shown(todo.content), text.count + content.utf8.count < 2000 else { continue }
      if !text.isEmpty { text.append(0x0A) }
      let start = text.count
      text += content.utf8
      for index in start..<text.count where text[index] == 0x0A { text[index] = 0x20 }
    }
    return text.isEmpty ? nil : text
  }
}
