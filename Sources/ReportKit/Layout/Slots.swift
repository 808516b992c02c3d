/// The shell around every page.
enum PageSlot: String, TemplateSlot {
  case title, report, root, kind, markdown, description, address, symbols, sections, content
  static let template = "page.html"
  var holdsMarkup: Bool { self == .symbols || self == .sections || self == .content }
}

/// The overview.
enum OverviewSlot: String, TemplateSlot {
  case title, lede, copy, notice, figures, changes, chart, attention, empty, chips, jobs, projects, weeks,
    problems
  static let template = "overview.html"
  var holdsMarkup: Bool { self != .title && self != .empty }
}

/// One job.
enum JobSlot: String, TemplateSlot {
  case title, crumbs, outcome, facts, todos, message, history, turn
  static let template = "job.html"
  var holdsMarkup: Bool { self != .title }
}

/// A list of jobs or of weeks.
enum ListSlot: String, TemplateSlot {
  case title, crumbs, lede, chips, rows, turn
  static let template = "list.html"
  var holdsMarkup: Bool { self != .title }
}

/// One week.
enum WeekSlot: String, TemplateSlot {
  case title, crumbs, lede, copy, changes, figures, chart, attention, empty, completed, running, others,
    todos, turn
  static let template = "week.html"
  var holdsMarkup: Bool { self != .title }
}

/// The overview in Markdown.
enum OverviewMarkdownSlot: String, TemplateSlot {
  case title, lede, notice, figures, changes, attention, jobs, projects, weeks, problems
  static let template = "overview.md"
  var holdsMarkup: Bool { self != .title }
}

/// One job in Markdown.
enum JobMarkdownSlot: String, TemplateSlot {
  case title, outcome, facts, todos, message, history, turn
  static let template = "job.md"
  var holdsMarkup: Bool { self != .title }
}

/// One week in Markdown.
enum WeekMarkdownSlot: String, TemplateSlot {
  case title, lede, changes, figures, attention, empty, completed, running, others, todos, turn
  static let template = "week.md"
  var holdsMarkup: Bool { self != .title }
}
