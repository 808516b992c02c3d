import CommonMark

/// A checklist, with words for what boxes cannot say, and a line for each reason why items could not be read.
struct TodoList {
  /// The state of each item and its words, from which both forms are written.
  private let items: [(state: Todo.State, words: Phrase)]
  private let unread: [Phrase]

  /// The checklist of a job.
  init(_ job: Job) {
    items = job.todos.map { ($0.state, Self.words($0)) }
    unread = items.isEmpty ? [] : job.unread.filter { $0.field == .todos }.map(Self.words)
  }

  var isEmpty: Bool { items.isEmpty }

  /// A list with an icon for each box.
  var html: HTML {
    var html: HTML = "<ul>\n"
    for item in items {
      html += Self.mark(item.state)
      html += "\(item.words)</span></li>\n"
    }
    for unread in unread { html += "<li>\(unread)</li>\n" }
    html += "</ul>\n"
    return html
  }

  /// A GFM task list.
  func markdown(for profile: MarkdownProfile = .page) -> Markdown {
    var list = Markdown()
    for item in items {
      list += list.isEmpty ? "- [" : "\n- ["
      list += item.state == .completed ? "x] " : " ] "
      list.append(item.words, for: profile)
    }
    for unread in unread {
      list += "\n- "
      list.append(unread, for: profile)
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

  /// What stands before the words of an item: its element, and an icon for the box.
  private static func mark(_ state: Todo.State) -> HTML {
    switch state {
    case .completed: done
    case .pending: open
    case .inProgress: inProgress
    case .cancelled: cancelled
    case .unknown: unknown
    }
  }

  private static let done = mark("done", "Done:")
  private static let open = mark("open", "Open:")
  private static let inProgress = mark("progress", "In progress:")
  private static let cancelled = mark("cancelled", "Cancelled:")
  private static let unknown = mark("unknown", "Unknown:")

  private static func mark(_ className: HTML, _ label: HTML) -> HTML {
    "<li class=\"\(className)\"><i role=\"img\" aria-label=\"\(label)\"></i><span>"
  }
}
