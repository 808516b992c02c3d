import CommonMark

/// The report of some jobs as one Markdown text, for a pull request, the summary of a CI run and the like.
///
/// Jobs that need a person come first, then the newest. A job is there whole, or without checklist and
/// message, or not at all; the last line says how many there are. No moment of the run stands in it: the same
/// jobs give the same text.
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

  /// How many jobs in a row may be too long before the rest is left out unread.
  private static let patience = 20

  /// Writes the text; `read` gives a whole job by its summary.
  public func text(reading read: (JobSummary) throws -> Job) rethrows -> Text {
    let head = CommentHead(report: report, target: target).markdown
    var bytes = head.bytes
    var size = TextSize(of: head)
    // The longest last line there can be, so that it always has its place. Up to two word joiners for what a
    // log could read in it, see LogCommands.
    let room = budget - TextSize(of: foot(shown: report.jobs.count, brief: report.jobs.count))
    let isOnly = report.jobs.count == 1
    var shown = 0
    var brief = 0
    var misses = 0
    for index in Self.order(report) {
      let summary = report.jobs[index]
      let job = CommentJob(job: try read(summary), summary: summary, report: report, target: target)
      let forms = [job.whole(isOpen: isOnly || job.isUrgent), job.brief].map { LogCommands.defused($0.bytes) }
      guard let form = forms.firstIndex(where: { (size + TextSize(of: $0)).fits(room) }) else {
        misses += 1
        if misses == Self.patience { break }
        continue
      }
      misses = 0
      shown += 1
      brief += form
      bytes += forms[form]
      size = size + TextSize(of: forms[form])
    }
    bytes += foot(shown: shown, brief: brief).bytes
    return Text(bytes: bytes, shown: shown)
  }

  /// Whether there is nothing to tell.
  public var isEmpty: Bool { report.jobs.isEmpty && report.problems.isEmpty && !report.isCutShort }

  /// Jobs that need a person, the worst status first, then the others; among equals the newest first.
  static func order(_ report: Report) -> [Int] {
    let ranks: [Status] = [.failed, .blocked, .unknown, .interrupted, .completed, .running, .archived]
    let urgent = report.attention.map(\.job)
    let isUrgent = Set(urgent)
    let sorted = ranks.flatMap { rank in urgent.filter { report.jobs[$0].status == rank } }
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
