import CommonMark

/// A checklist, with words for what boxes cannot say, and a line for each reason why items could not be read.
struct TodoList: ~Copyable {
  /// The state of each item and its words, from which both forms are written.
  private let items: [(state: Todo.State, words: Phrase)]
  private let unread: [Phrase]
  /// What stands in the place of a list that could not be read.
  private let nothing: String?

  /// The checklist of a job.
  init(_ job: borrowing Job) {
    items = job.todos.map { ($0.state, Self.words($0)) }
    unread = items.isEmpty ? [] : job.unread.filter { $0.field == .todos }.map(Self.words)
    nothing = items.isEmpty ? job.words(unread: .todos) : nil
  }

  /// Writes a list with an icon for each box.
  func write(into html: inout HTML) {
    if let nothing { html += "<p class=\"none\">\(nothing)</p>" }
    guard !items.isEmpty else { return }
    html += "<ul>\n"
    for item in items {
      Self.open(item.state, in: &html)
      html.append(item.words)
      html += "</span></li>\n"
    }
    for unread in unread { html += "<li>\(unread)</li>\n" }
    html += "</ul>\n"
  }

  /// Writes a GFM task list.
  func writeMarkdown(for profile: MarkdownProfile = .page, into list: inout Markdown) {
    if let nothing { list.append(text: nothing, for: profile) }
    for (number, item) in items.enumerated() {
      list += number == 0 ? "- [" : "\n- ["
      list += item.state == .completed ? "x] " : " ] "
      list.append(item.words, for: profile)
    }
    for unread in unread {
      list += "\n- "
      list.append(unread, for: profile)
    }
  }

  private static func words(_ todo: Todo) -> Phrase {
    let priority = todo.priority.map(words) ?? ""
    let content: Phrase = todo.content.isEmpty ? "(no text)" : "\(field: todo.content)"
    switch todo.state {
    case .completed, .pending: return "\(content)\(priority)"
    case .inProgress: return "\(content) (in progress)\(priority)"
    case .cancelled: return "\(struck: content) (cancelled)\(priority)"
    case .unknown(""): return "\(content) (no status)\(priority)"
    case .unknown(let word): return "\(content) (unknown status \(code: word))\(priority)"
    }
  }

  /// The words behind an item. Those of the three known priorities are made once, as most items have one.
  private static func words(_ priority: Todo.Priority) -> Phrase {
    switch priority {
    case .high: high
    case .medium: medium
    case .low: low
    case .unknown(let word): " — \(emphasis: "\(text: word) priority")"
    }
  }

  private static let high: Phrase = " — \(emphasis: "high priority")"
  private static let medium: Phrase = " — \(emphasis: "medium priority")"
  private static let low: Phrase = " — \(emphasis: "low priority")"

  private static func words(_ unread: Unread) -> Phrase { "Not read: \(text: unread.reason)" }

  /// What stands before the words of an item: its element, and an icon for the box.
  private static func open(_ state: Todo.State, in html: inout HTML) {
    switch state {
    case .completed: html += #"<li class="done"><i role="img" aria-label="Done:"></i><span>"#
    case .pending: html += #"<li class="open"><i role="img" aria-label="Open:"></i><span>"#
    case .inProgress: html += #"<li class="progress"><i role="img" aria-label="In progress:"></i><span>"#
    case .cancelled: html += #"<li class="cancelled"><i role="img" aria-label="Cancelled:"></i><span>"#
    case .unknown: html += #"<li class="unknown"><i role="img" aria-label="Unknown:"></i><span>"#
    }
  }
}
