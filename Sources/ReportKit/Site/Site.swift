import CommonMark

/// What every page is written from: the report, the templates, and the words for dates.
///
/// A class, as every row and page holds it: a copy of all its parts for each would cost more than the row.
public final class Site: Sendable {
  /// What the pages show.
  public let report: Report
  /// How they look.
  public let templates: TemplateSet
  /// Dates in the report's zone.
  let words: DateWords
  /// What draws the messages of agents.
  let messages: Renderer
  /// Rows of lists that were written.
  let rows = RowCache()
  /// What all pages share: the tool, the templates, the name of the report, its time zone and address, and whether it
  /// is about several projects or agents.
  public let fingerprint: Fingerprint

  /// A site.
  public init(report: Report, templates: TemplateSet) {
    self.report = report
    self.templates = templates
    words = DateWords(report.options.timeZone, now: report.options.asOf)
    messages = Renderer(
      policy: Policy(links: .external, headingsBelow: 2, redact: report.options.redaction.redact))
    var parts = Fingerprint.Parts()
    parts.add(ToolVersion.text)
    parts.add(templates.fingerprint)
    parts.add(report.options.title)
    parts.add(report.options.timeZone.name)
    parts.add(report.options.reportURL ?? "")
    parts.add(report.projects.count > 1 ? 1 : 0)
    parts.add(report.hasSeveral(.agent) ? 1 : 0)
    showsTodos = report.todos.total > 0 || report.jobs.contains { $0.isUnread(.todos) }
    parts.add(showsTodos ? 1 : 0)
    fingerprint = parts.fingerprint
  }

  /// Whether any job has todos, so that lists show them.
  let showsTodos: Bool

  /// Whether lists need to say which project a job is of.
  var showsProjects: Bool { report.projects.count > 1 }

  /// Writes a moment as a `time` element: `21 Aug 2026, 22:34`.
  func append(_ moment: Timestamp, to html: inout HTML) {
    html += "<time datetime=\""
    html.append(text: moment.iso8601)
    html += "\">"
    html.append(text: words.moment(moment))
    html += "</time>"
  }
}

/// The version of jobreport, which is part of what a page is made from.
public enum ToolVersion {
  /// `MAJOR.MINOR.PATCH` (https://semver.org).
  public static let text = "0.1.0"
}
