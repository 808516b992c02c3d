import CommonMark

/// What stands before the jobs: title, figures, what could not be had, and the gate.
struct CommentHead {
  let report: Report
  let target: CommentTarget
  /// Whether there are so many jobs that sentence and figures stand for them.
  let isDigest: Bool

  /// How many problems, and how many jobs behind a rule, are named.
  private static let limit = 10

  var markdown: Markdown {
    let title = Job.shown(report.options.title) ?? "Agent jobs"
    var head: Markdown = "## \(text: title, for: target.profile)\n\n"
    if report.jobs.isEmpty {
      head += "\(text: emptyWords)\n"
    } else if isDigest {
      head += "**\(text: Sentence(report).text, for: target.profile)**\n\n"
      if let period = report.periodWords { head += "\(text: period, for: target.profile)\n\n" }
      head += table
    } else {
      head += "\(text: figures)\n"
    }
    head += problems
    head += gate
    return head
  }

  private var emptyWords: String {
    let selection = report.options.selection
    if selection.pullRequest != nil { return "No known job opened this pull request." }
    return selection == Selection() ? "There are no jobs yet." : "No job fits what was asked for."
  }

  /// `12 jobs · 8 Completed · 4 Failed · 4 need attention · 9 pull requests · 30 of 40 todos done · 17 – 23 Aug 2026`.
  private var figures: String {
    let count = report.jobs.count
    var words = ["\(count) \(count == 1 ? "job" : "jobs")"]
    if count > 1 {
      words += Status.allCases.compactMap { status in report.counts[status].map { "\($0) \(status.name)" } }
      let attention = report.attention.count
      if attention > 0 { words.append("\(attention) \(attention == 1 ? "needs" : "need") attention") }
      let pulls = report.pullRequests
      let states = PullRequestFigures(report).words.joined(separator: ", ")
      if pulls > 0 {
        words.append(
          "\(pulls) \(pulls == 1 ? "pull request" : "pull requests")\(states.isEmpty ? "" : " (\(states))")")
      }
      if report.todos.total > 0 {
        words.append("\(report.todos.done) of \(report.todos.total) todos done")
      }
    }
    if let period = report.periodWords { words.append(period) }
    return words.joined(separator: " · ")
  }

  /// The figures as a table of one row.
  private var table: Markdown {
    let words = DateWords(report.options.timeZone, now: report.options.asOf)
    let tiles = Tiles(report, words: words).tiles
    var (names, rule, values): (Markdown, Markdown, Markdown) = ("|", "|", "|")
    for tile in tiles {
      names += " \(cell: tile.label, for: target.profile) |"
      rule += "---|"
      values += " **\(cell: tile.value, for: target.profile)**"
      if !tile.notes.isEmpty {
        values += " (\(cell: tile.notes.joined(separator: "; "), for: target.profile))"
      }
      values += " |"
    }
    return names + "\n" + rule + "\n" + values + "\n"
  }

  private var problems: Markdown {
    guard report.isPartial || !report.problems.isEmpty else { return Markdown() }
    var list = Markdown()
    if report.isCutShort {
      list += "\n**This is not all:** a listing broke off, so there may be more jobs.\n"
    } else if report.isPartial {
      let missing = Problem.missing(report.problems) ?? "some records"
      list += "\n**This is not all:** \(text: missing) could not be had.\n"
    }
    if report.problems.isEmpty { return list }
    list += "\n"
    for problem in report.problems.prefix(Self.limit) {
      list += "- "
      if let id = problem.id.flatMap({ Job.shown($0.text) }) { list += "\(code: id): " }
      let reason = Job.shown(problem.reason) ?? ""
      list += "\(text: reason, for: target.profile)\n"
    }
    let rest = report.problems.count - Self.limit
    if rest > 0 { list += "- and \(rest) more\n" }
    return list
  }

  private var gate: Markdown {
    let verdicts = report.verdicts
    guard !verdicts.isEmpty else { return Markdown() }
    let isPassed = verdicts.allSatisfy(\.isPassed)
    var gate: Markdown = "\n### Gate: \(text: isPassed ? "passed" : "failed")\n\n"
    for verdict in verdicts {
      let word: Markdown = verdict.isPassed ? "passed" : "**failed**"
      gate += "- \(code: verdict.rule.option) \(word): \(text: verdict.reason, for: target.profile)"
      if !verdict.isPassed { gate += names(of: verdict.jobs) }
      gate += "\n"
    }
    return gate
  }

  private func names(of jobs: [Int]) -> Markdown {
    var names = Markdown()
    for index in jobs.prefix(Self.limit) {
      names += names.isEmpty ? ": " : ", "
      names += CommentJob.name(of: report.jobs[index], report: report, for: target)
    }
    if jobs.count > Self.limit { names += " and \(jobs.count - Self.limit) more" }
    return names
  }
}
