import CommonMark

/// Many jobs in a comment: what needs a person by cause, what waits for review, and a line for every job, folded where
/// that is possible. Sentence and figures stand in the head.
struct Digest {
  private let report: Report
  private let target: CommentTarget
  private let needs: [Int: Attention]

  /// How many jobs of a cause are named.
  private static let examples = 2
  /// How many pull requests that wait are named.
  private static let waiting = 4
  /// How many lines in a row may be too long before the rest is left out.
  private static let patience = 20

  init(_ report: Report, for target: CommentTarget) {
    self.report = report
    self.target = target
    needs = Dictionary(report.attention.map { ($0.job, $0) }) { first, _ in first }
  }

  /// Writes as much as there is room for; gives how many jobs have a line.
  func write(_ jobs: [Int], on sheet: inout CommentSheet) -> Int {
    // Every job has its line before a cause has its part.
    let (opening, closing) = frame(jobs.count)
    var lines = sheet.rest.reserving(opening).reserving(closing)
    let shown = write(jobs, lines: &lines)
    var parts = lines.rest
    if parts.add(causes + review) { sheet.append(causes + review) }
    sheet.append(opening)
    sheet.append(lines)
    sheet.append(closing)
    return shown
  }

  private func frame(_ count: Int) -> (opening: Markdown, closing: Markdown) {
    target.folds
      ? ("\n<details><summary>All \(count) jobs</summary>\n\n", "\n</details>\n")
      : ("\n### All \(count) jobs\n\n", "")
  }

  private func write(_ jobs: [Int], lines: inout CommentSheet) -> Int {
    var whole = lines
    if jobs.allSatisfy({ whole.add(line($0)) }) {
      lines = whole
      return jobs.count
    }
    var (shown, misses) = (0, 0)
    for job in jobs where misses < Self.patience {
      if lines.add(shortLine(job)) { (shown, misses) = (shown + 1, 0) } else { misses += 1 }
    }
    return shown
  }

  /// `- ✅ Merged: Document webhooks (docs#12)`: one link a line, to the pull request, else to the job.
  private func line(_ index: Int) -> Markdown {
    let job = report.jobs[index]
    var line: Markdown = "- \(state(index)): "
    if job.pullRequests.isEmpty {
      line += CommentJob.name(of: job, report: report, for: target)
    } else {
      line += "\(field: job.name, for: target.profile) (\(pulls(job)))"
    }
    return line + "\n"
  }

  private func shortLine(_ index: Int) -> Markdown {
    "- \(state(index)): \(text: report.jobs[index].name, for: target.profile)\n"
  }

  /// The cause that a job needs a person for, else how its pull request stands, else its status.
  private func state(_ index: Int) -> Markdown {
    let job = report.jobs[index]
    if let need = needs[index] { return mark(CommentMark.cause(need.cause), need.cause.name) }
    if job.status == .completed, let kind = job.pullRequestStates.first?.kind, kind != .hidden {
      return mark(CommentMark.pull(kind), kind.name)
    }
    return mark(CommentMark.status(job.status), job.status.name)
  }

  private func mark(_ sign: Markdown, _ name: String) -> Markdown {
    let name: Markdown = "\(text: name, for: target.profile)"
    return target.folds ? "\(sign) \(name)" : name
  }

  private func pulls(_ job: JobSummary) -> Markdown {
    var list = Markdown()
    for pullRequest in job.pullRequests {
      if !list.isEmpty { list += ", " }
      let label: Markdown = "\(text: pullRequest.label, for: target.profile)"
      list += "\(link: label, to: pullRequest.destination, for: target.profile)"
    }
    return list
  }

  /// A line for each cause, the most severe first, with an example or two.
  private var causes: Markdown {
    let groups = Dictionary(grouping: report.attention, by: \.cause)
    let (older, set) = (report.olderAttention.count, report.acknowledged.count)
    guard !groups.isEmpty || older + set > 0 else { return Markdown() }
    var list: Markdown = "\n### Needs attention\n\n"
    if groups.isEmpty { list += "- Nothing needs attention now.\n" }
    for cause in Cause.allCases {
      guard let needs = groups[cause] else { continue }
      let sign: Markdown = target.folds ? "\(CommentMark.cause(cause)) " : Markdown()
      list += "- \(sign)**\(text: cause.name, for: target.profile):** "
      list += "\(text: Sentence.text(report.clause(of: cause, needs)), for: target.profile). "
      if cause == .review, needs.count > 1 {
        list += needs.count > Self.waiting ? "The oldest stand below.\n" : "They stand below.\n"
        continue
      }
      list += "\(text: cause.advice(needs.count), for: target.profile)"
      // One that is left out would take the room of its name.
      let shown = needs.count == Self.examples + 1 ? needs.count : Self.examples
      for (number, need) in needs.prefix(shown).enumerated() {
        list += number == 0 ? " " : "; "
        list += example(report.jobs[need.job], cause)
      }
      let rest = needs.count - shown
      list += rest > 0 ? "; and \(rest) more\n" : "\n"
    }
    if older > 0 { list += "- \(older) older, not counted\n" }
    if set > 0 { list += "- \(set) set aside by a person, not counted\n" }
    return list
  }

  /// `Document webhooks (docs#12), asked for by Ada`.
  private func example(_ job: JobSummary, _ cause: Cause) -> Markdown {
    let example: Markdown =
      cause.isAboutPulls && !job.pullRequests.isEmpty
      ? "\(field: job.name, for: target.profile) (\(pulls(job)))"
      : CommentJob.name(of: job, report: report, for: target)
    // An id says little where there is no room to look it up.
    guard let person = job.requestedByName else { return example }
    return example + ", asked for by \(text: person, for: target.profile)"
  }

  /// Pull requests that wait for review, the oldest first.
  private var review: Markdown {
    let waiting = report.attention.filter { $0.cause == .review }
      .sorted { ($0.since?.milliseconds ?? 0, $0.job) < ($1.since?.milliseconds ?? 0, $1.job) }
    guard waiting.count > 1 else { return Markdown() }
    let words = DateWords(report.options.timeZone, now: report.options.asOf)
    var list: Markdown = "\n### Waiting for review, the oldest first\n\n"
    for need in waiting.prefix(Self.waiting) {
      list += "1. \(example(report.jobs[need.job], .review))"
      if let since = need.since { list += ", since \(text: words.shortDay(since), for: target.profile)" }
      list += "\n"
    }
    let rest = waiting.count - Self.waiting
    return rest > 0 ? list + "\nand \(rest) more\n" : list
  }
}

/// The sign in front of a word in a comment.
enum CommentMark {
  static func status(_ status: Status) -> Markdown {
    switch status {
    case .running: "⏳"
    case .completed: "✅"
    case .failed: "❌"
    case .blocked: "⛔"
    case .waiting: "✋"
    case .interrupted: "✋"
    case .archived: "🗄️"
    case .unknown: "❔"
    }
  }

  static func cause(_ cause: Cause) -> Markdown {
    switch cause {
    case .failed: status(.failed)
    case .blocked: status(.blocked)
    case .unknown, .unread: status(.unknown)
    case .waiting: status(.waiting)
    case .closed: "🚫"
    case .checks: "❌"
    case .changes: "✏️"
    case .running: status(.running)
    case .review: "👀"
    case .unfinished, .interrupted: status(.interrupted)
    }
  }

  static func pull(_ kind: PullRequestState.Kind) -> Markdown {
    switch kind {
    case .merged: "✅"
    case .open: "👀"
    case .draft: "📝"
    case .closed: "🚫"
    case .hidden: "✅"
    }
  }
}
