import CommonMark

/// The report of some jobs as one Markdown text, for a pull request, the summary of a CI run and the like.
///
/// Jobs that need a person come first, then the newest. What every job is called and how it stands has its place
/// before any checklist and message, which are there whole or not at all; a few jobs have a part each, more of them a
/// line each before the parts. The last line says how many there are. No moment of the run stands in it: the same jobs
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

  /// How many jobs have no list before their parts.
  private static let few = 5
  /// How many jobs in a row may be too long before the rest is left out unread.
  private static let patience = 20

  /// What was written so far, and how long it may get.
  private struct Sheet {
    var bytes: [UInt8] = []
    var size = TextSize(characters: 0, bytes: 0)
    let room: TextSize

    /// Adds text, unless it would be too long; says whether it fits.
    mutating func add(_ text: Markdown) -> Bool {
      let text = LogCommands.defused(text.bytes)
      let longer = size + TextSize(of: text)
      guard longer.fits(room) else { return false }
      bytes += text
      size = longer
      return true
    }
  }

  /// Writes the text; `read` gives a whole job by its summary.
  public func text(reading read: (JobSummary) throws -> Job) rethrows -> Text {
    let jobs = Self.order(report).map {
      CommentJob(summary: report.jobs[$0], report: report, target: target)
    }
    // The longest last line there can be, so that it always has its place.
    let foot = TextSize(of: foot(shown: jobs.count, brief: jobs.count))
    var sheet = Sheet(room: budget - foot)
    sheet.bytes = LogCommands.defused(CommentHead(report: report, target: target).markdown.bytes)
    sheet.size = TextSize(of: sheet.bytes)
    let (shown, brief) =
      jobs.count > Self.few ? try list(jobs, on: &sheet, read) : try parts(jobs, on: &sheet, read)
    return Text(bytes: sheet.bytes + self.foot(shown: shown, brief: brief).bytes, shown: shown)
  }

  /// A part for each job.
  private func parts(
    _ jobs: [CommentJob], on sheet: inout Sheet, _ read: (JobSummary) throws -> Job
  ) rethrows -> (shown: Int, brief: Int) {
    var briefs = sheet
    let shown = jobs.filter { briefs.add($0.brief) }
    var left = Sheet(room: sheet.room - briefs.size)
    var brief = 0
    for job in shown {
      let details = job.details(of: try read(job.summary), isOpen: jobs.count == 1 || job.isUrgent)
      let fits = left.add(details)
      if !fits { brief += 1 }
      let text: Markdown = fits ? "\(job.brief)\(details)" : job.brief
      sheet.bytes += LogCommands.defused(text.bytes)
    }
    return (shown.count, brief)
  }

  /// A line for each job, then checklists and messages as long as there is room.
  private func list(
    _ jobs: [CommentJob], on sheet: inout Sheet, _ read: (JobSummary) throws -> Job
  ) rethrows -> (shown: Int, brief: Int) {
    _ = sheet.add("\n")
    let shown = lines(jobs, on: &sheet)
    var brief = 0
    var misses = 0
    for (number, job) in shown.enumerated() {
      guard misses < Self.patience else {
        brief += shown.count - number
        break
      }
      let details = job.details(of: try read(job.summary), isOpen: job.isUrgent)
      guard !details.isEmpty else { continue }
      if sheet.add("\(job.heading)\(details)") {
        misses = 0
      } else {
        misses += 1
        brief += 1
      }
    }
    return (shown.count, brief)
  }

  /// Writes a line for each job, a short one where others would leave a job out; gives those that have one.
  private func lines(_ jobs: [CommentJob], on sheet: inout Sheet) -> [CommentJob] {
    var whole = sheet
    if jobs.allSatisfy({ whole.add($0.line) }) {
      sheet = whole
      return jobs
    }
    var shown: [CommentJob] = []
    var misses = 0
    for job in jobs {
      if sheet.add(job.shortLine) {
        shown.append(job)
        misses = 0
      } else {
        misses += 1
        if misses == Self.patience { break }
      }
    }
    return shown
  }

  /// Whether there is nothing to tell.
  public var isEmpty: Bool { report.jobs.isEmpty && report.problems.isEmpty && !report.isCutShort }

  /// Jobs that need a person, the worst status first, then the others; among equals the newest first.
  static func order(_ report: Report) -> [Int] {
    let ranks: [Status] = [
      .failed, .blocked, .unknown, .waiting, .interrupted, .completed, .running, .archived,
    ]
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
