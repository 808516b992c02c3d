import CommonMark

/// A checklist, with words for what boxes cannot say, and a line for each reason why items could not be read.
struct TodoList {
  private let todos: [Todo]
  private let unread: [Unread]

  /// The checklist of a job.
  init(_ job: Job) {
    todos = job.todos
    unread = todos.isEmpty ? [] : job.unread.filter { $0.field == .todos }
  }

  var isEmpty: Bool { todos.isEmpty }

  /// A list with an icon for each box.
  var html: HTML {
    var html: HTML = "<ul>\n"
    for todo in todos {
      let (className, icon) = Self.mark(todo.state)
      html += "<li class=\"\(className)\">\(icon)<span>\(Self.words(todo))</span></li>\n"
    }
    for unread in unread {
      html += "<li>\(Self.words(unread))</li>\n"
    }
    return html + "</ul>\n"
  }

  /// A GFM task list.
  func markdown(for profile: MarkdownProfile = .page) -> Markdown {
    var list = Markdown()
    for todo in todos {
      list += list.isEmpty ? "- [" : "\n- ["
      list += todo.state == .completed ? "x] " : " ] "
      list.append(Self.words(todo), for: profile)
    }
    for unread in unread {
      list += "\n- "
      list.append(Self.words(unread), for: profile)
    }
    return list
  }

  private static func words(_ todo: Todo) -> Phrase {
    var words: Phrase = todo.content.isEmpty ? "(no text)" : "\(field: todo.content)"
    switch todo.state {
    case .completed, .pending: break
    case .inProgress: words += " (in progress)"
    case .cancelled: words = "\(struck: words) (cancelled)"
    case .unknown(""): words += " (no status)"
    case .unknown(let word): words += " (unknown status \(code: word))"
    }
    if let priority = todo.priority { words += " — \(emphasis: "\(text: priority.word) priority")" }
    return words
  }

  private static func words(_ unread: Unread) -> Phrase { "Not read: \(text: unread.reason)" }

  private static func mark(_ state: Todo.State) -> (className: HTML, icon: HTML) {
    switch state {
    case .completed: ("done", done)
    case .pending: ("open", open)
    case .inProgress: ("progress", inProgress)
    case .cancelled: ("cancelled", cancelled)
    case .unknown: ("unknown", unknown)
    }
  }

  private static let done = Icon.todoCompleted.html(label: "Done:")
  private static let open = Icon.todoPending.html(label: "Open:")
  private static let inProgress = Icon.todoInProgress.html(label: "In progress:")
  private static let cancelled = Icon.todoCancelled.html(label: "Cancelled:")
  private static let unknown = Icon.todoUnknown.html(label: "Unknown:")
}
