import CommonMark

/// The report of some jobs as one Markdown text, for a pull request, the summary of a CI run and the like.
///
/// Jobs that need a person come first, then the newest. What every job is called and how it stands has its place
/// before any checklist and message, which are there whole or not at all: a few jobs have a part each. More of them are
/// a ``Digest``. The last line says how many there are. No moment of the run stands in it: the same jobs
/// give the same text.
public struct Comment: Sendable {
  /// The jobs, and what is asked of them.
  let report: Report
  /// Where it is to be read.
  let target: CommentTarget
  /// How long it may be.
  let budget: TextSize

  /// A text about the jobs of a report. `reserved` is room for what is set before or behind it.
  public init(_ report: Report, for target: CommentTarget, reserved: TextSize? = nil) {
    self.report = report
    self.target = target
    budget = target.budget - (reserved ?? TextSize(characters: 0, bytes: 0))
  }

  /// What was written.
  public struct Text: Sendable {
    /// Markdown in UTF-8, ending in a line feed.
    public var bytes: [UInt8]
    /// How many jobs are in it.
    public var shown: Int
  }

  /// How many jobs are told in full.
  private static let few = 5

  /// Writes the text; `read` gives a whole job by its summary.
  public func text(reading read: (JobSummary) throws -> Job) rethrows -> Text {
    let order = Self.order(report)
    if target == .slack {
      return Text(bytes: LogCommands.defused(SlackMessage(report).bytes), shown: order.count)
    }
    // The longest last line there can be, so that it always has its place.
    let foot = TextSize(of: foot(shown: order.count, brief: order.count))
    let isDigest = order.count > Self.few
    var sheet = CommentSheet(room: budget - foot)
    sheet.append(CommentHead(report: report, target: target, isDigest: isDigest).markdown)
    if isDigest {
      let shown = Digest(report, for: target).write(order, on: &sheet)
      return text(sheet, shown: shown, brief: 0)
    }
    let jobs = order.map { CommentJob(summary: report.jobs[$0], report: report, target: target) }
    let (shown, brief) = try parts(jobs, on: &sheet, read)
    return text(sheet, shown: shown, brief: brief)
  }

  private func text(_ sheet: CommentSheet, shown: Int, brief: Int) -> Text {
    var sheet = sheet
    sheet.append(foot(shown: shown, brief: brief))
    return Text(
      bytes: target == .email ? LogCommands.defused(Mail(report, sheet.markdown).bytes) : sheet.bytes,
      shown: shown)
  }

  /// A part for each job.
  private func parts(
    _ jobs: [CommentJob], on sheet: inout CommentSheet, _ read: (JobSummary) throws -> Job
  ) rethrows -> (shown: Int, brief: Int) {
    var briefs = sheet
    let shown = jobs.filter { briefs.add($0.brief) }
    var left = briefs.rest
    var brief = 0
    for job in shown {
      let details = job.details(of: try read(job.summary), isOpen: jobs.count == 1 || job.isUrgent)
      let fits = left.add(details)
      if !fits { brief += 1 }
      sheet.append(fits ? "\(job.brief)\(details)" : job.brief)
    }
    return (shown.count, brief)
  }

  /// Whether there is nothing to tell.
  public var isEmpty: Bool { report.jobs.isEmpty && report.problems.isEmpty && !report.isCutShort }

  /// Jobs that need a person, the most severe cause first, then the others; among equals the newest first.
  static func order(_ report: Report) -> [Int] {
    let urgent = report.attention.map(\.job)
    let isUrgent = Set(urgent)
    let sorted = Cause.allCases.flatMap { cause in report.attention.filter { $0.cause == cause }.map(\.job) }
    return sorted + report.jobs.indices.reversed().filter { !isUrgent.contains($0) }
  }

  /// `12 of 40 jobs shown, 3 of them without checklist and message. The rest is in the report.`
  private func foot(shown: Int, brief: Int) -> Markdown {
    let total = report.jobs.count
    var foot: Markdown = "\n\(shown) of \(total) \(text: total == 1 ? "job" : "jobs") shown"
    if brief > 0 { foot += ", \(brief) of them without checklist and message" }
    foot += "."
    let isWhole = shown == total && brief == 0
    if let url = report.options.reportURL {
      let link: Markdown = isWhole ? "The whole report" : "The rest is in the report"
      foot += " [\(link)](\(destination: "\(url)index.html", for: target.profile))"
    } else if !isWhole {
      foot += " The rest did not fit."
    }
    return foot + "\n"
  }
}
