import CommonMark

/// A checklist as a GFM task list, with words for what the two boxes cannot say.
enum TodoList {
  /// An item a line, and one for each reason why others could not be read; empty without items.
  static func markdown(_ todos: [Todo], unread: [Unread], for profile: MarkdownProfile) -> Markdown {
    var list = Markdown()
    for todo in todos {
      if !list.isEmpty { list += "\n" }
      let content: Markdown = todo.content.isEmpty ? "(no text)" : "\(field: todo.content, for: profile)"
      switch todo.state {
      case .completed: list += "- [x] \(content)"
      case .pending: list += "- [ ] \(content)"
      case .inProgress: list += "- [ ] \(content) (in progress)"
      case .cancelled: list += "- [ ] ~~\(content)~~ (cancelled)"
      case .unknown(""): list += "- [ ] \(content) (no status)"
      case .unknown(let word): list += "- [ ] \(content) (unknown status \(code: word))"
      }
      if let priority = todo.priority { list += " — *\(text: priority.word, for: profile) priority*" }
    }
    for unread in unread where unread.field == .todos && !todos.isEmpty {
      list += "\n- Not read: \(text: unread.reason, for: profile)"
    }
    return list
  }
}
