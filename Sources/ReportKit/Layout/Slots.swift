/// The frame of every page.
enum PageSlot: String, TemplateSlot {
  case title, report, root, path, kind, markdown, description, address, sections, content
  static let template = "page.html"
  var isRequired: Bool { self == .content }
  var holdsMarkup: Bool { self == .sections || self == .content }
}

/// The frame of all pages of a report in one file.
enum SingleSlot: String, TemplateSlot {
  case title, description, policy, icon, style, script, sections, content
  static let template = "single.html"
  var isRequired: Bool { self == .policy || self == .content }
  var holdsMarkup: Bool { self == .style || self == .script || self == .sections || self == .content }
}

/// The overview.
enum OverviewSlot: String, TemplateSlot {
  case title, sentence, lede, copy, notice, figures, changes, chart, attention, agents, projects, models,
    empty,
    chips, jobs, weeks, problems
  static let template = "overview.html"
  var isRequired: Bool { self == .notice || self == .problems }
  var holdsMarkup: Bool { self != .title && self != .empty }
}

/// One job.
enum JobSlot: String, TemplateSlot {
  case title, crumbs, outcome, landing, facts, plan, done, todos, message, history, turn
  static let template = "job.html"
  var isRequired: Bool { self == .facts || self == .todos || self == .message }
  var holdsMarkup: Bool { self != .title && self != .done }
}

/// A list of jobs or of weeks.
enum ListSlot: String, TemplateSlot {
  case title, crumbs, lede, chips, rows, turn
  static let template = "list.html"
  var isRequired: Bool { self == .rows }
  var holdsMarkup: Bool { self != .title }
}

/// One week.
enum WeekSlot: String, TemplateSlot {
  case title, crumbs, sentence, lede, copy, changes, figures, chart, attention, empty, agents, merged,
    finished, began, open, todos, turn
  static let template = "week.html"
  var holdsMarkup: Bool { self != .title }
}

/// One agent or project.
enum GroupSlot: String, TemplateSlot {
  case title, crumbs, sentence, lede, copy, figures, attention, agents, projects, models, open, jobs, turn
  static let template = "group.html"
  var isRequired: Bool { self == .jobs }
  var holdsMarkup: Bool { self != .title }
}

/// The overview in Markdown.
enum OverviewMarkdownSlot: String, TemplateSlot {
  case title, sentence, lede, notice, figures, changes, attention, agents, projects, models, jobs, weeks,
    problems
  static let template = "overview.md"
  var isRequired: Bool { self == .notice || self == .problems }
  var holdsMarkup: Bool { self != .title }
}

/// One job in Markdown.
enum JobMarkdownSlot: String, TemplateSlot {
  case title, outcome, facts, plan, done, todos, message, history, turn
  static let template = "job.md"
  var isRequired: Bool { self == .facts || self == .todos || self == .message }
  var holdsMarkup: Bool { self != .title && self != .done }
}

/// One week in Markdown.
enum WeekMarkdownSlot: String, TemplateSlot {
  case title, sentence, lede, changes, figures, attention, empty, agents, merged, finished, began, open,
    todos, turn
  static let template = "week.md"
  var holdsMarkup: Bool { self != .title }
}

/// One agent or project in Markdown.
enum GroupMarkdownSlot: String, TemplateSlot {
  case title, sentence, lede, figures, attention, agents, projects, models, open, jobs, turn
  static let template = "group.md"
  var isRequired: Bool { self == .jobs }
  var holdsMarkup: Bool { self != .title }
}
