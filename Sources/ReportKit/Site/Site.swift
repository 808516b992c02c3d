import CommonMark

/// What every page is written from: the report, the templates, and the words for dates.
public struct Site: Sendable {
  /// What the pages show.
  public let report: Report
  /// How they look.
  public let templates: TemplateSet
  /// Dates in the report's zone.
  let words: DateWords

  /// A site.
  public init(report: Report, templates: TemplateSet) {
    self.report = report
    self.templates = templates
    words = DateWords(report.options.timeZone)
  }

  /// Whether lists need to say which project a job is of.
  var showsProjects: Bool { report.projects.count > 1 }

  /// A moment as a `time` element: `21 Aug 2026, 22:34`.
  func time(_ moment: Timestamp) -> HTML {
    "<time datetime=\"\(moment.iso8601)\">\(words.moment(moment))</time>"
  }
}
