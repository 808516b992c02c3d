import CommonMark

/// The digest as a message for an incoming webhook of Slack: one line of JSON with blocks
/// (https://docs.slack.dev/reference/block-kit/blocks), to send as it is.
struct SlackMessage {
  private let report: Report

  /// What a text of a block may have, in characters.
  static let limit = 3000
  /// How many jobs of a cause are named.
  private static let examples = 3
  /// What a header may have, in characters.
  private static let headerLimit = 150

  init(_ report: Report) { self.report = report }

  var bytes: [UInt8] {
    let title = Job.shown(report.options.title) ?? "Agent jobs"
    var object = JSONObjectWriter()
    // What a notification shows.
    object.add("text", utf8: Mrkdwn("\(text: "\(title): \(sentence)")").bytes)
    object.add("blocks", objects: blocks(title)) { block, object in
      switch block {
      case .header(let text):
        object.add("type", "header")
        object.add(object: "text") { object in
          object.add("type", "plain_text")
          object.add("text", String(text.prefix(Self.headerLimit)))
          object.add("emoji", false)
        }
      case .section(let text):
        object.add("type", "section")
        object.add(object: "text") { Self.write(text, to: &$0) }
      case .fields(let fields):
        object.add("type", "section")
        object.add("fields", objects: fields) { Self.write($0, to: &$1) }
      }
    }
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    return bytes + [0x0A]
  }

  private enum Block {
    case header(String)
    case section(Mrkdwn)
    case fields([Mrkdwn])
  }

  private static func write(_ text: Mrkdwn, to object: inout JSONObjectWriter) {
    object.add("type", "mrkdwn")
    object.add("text", utf8: text.bytes)
    // Nothing in it becomes a link or a mention by itself.
    object.add("verbatim", true)
  }

  private var sentence: String {
    report.jobs.isEmpty ? "No job fits what was asked for." : Sentence(report).text
  }

  private func blocks(_ title: String) -> [Block] {
    let head: Mrkdwn = report.periodWords.map { "\(text: sentence)\n\(text: $0)" } ?? "\(text: sentence)"
    var blocks: [Block] = [.header(title), .section(head)]
    let words = DateWords(report.options.timeZone, now: report.options.asOf)
    let fields = Tiles(report, words: words).tiles.map { tile -> Mrkdwn in
      var field: Mrkdwn = "*\(text: tile.label)*\n\(text: tile.value)"
      if !tile.notes.isEmpty { field += " \(text: "(\(tile.notes.joined(separator: "; ")))")" }
      return field
    }
    if !fields.isEmpty { blocks.append(.fields(fields)) }
    for text in causes { blocks.append(.section(text)) }
    if report.isPartial { blocks.append(.section("*This is not all:* some jobs could not be had.")) }
    for verdict in report.verdicts where !verdict.isPassed {
      blocks.append(.section("*Gate failed:* \(text: "\(verdict.rule.option), \(verdict.reason)")"))
    }
    if let address = report.options.reportURL.flatMap({ LinkDestination("\($0)index.html") }) {
      blocks.append(.section("\(link: "The whole report", to: address)"))
    }
    return blocks
  }

  /// A text for each cause, with as many examples as there is room for.
  private var causes: [Mrkdwn] {
    let groups = Dictionary(grouping: report.attention, by: \.cause)
    return Cause.allCases.compactMap { cause in
      guard let needs = groups[cause] else { return nil }
      let words = "\(Sentence.text(report.clause(of: cause, needs))). \(cause.advice(needs.count))"
      var text: Mrkdwn = "*\(text: cause.name):* \(text: words)"
      var shown = 0
      for need in needs.prefix(Self.examples) {
        let line: Mrkdwn = "\n• \(name(report.jobs[need.job], cause))"
        guard text.bytes.count + line.bytes.count < Self.limit - 40 else { break }
        text += line
        shown += 1
      }
      if needs.count > shown { text += "\n• and \(needs.count - shown) more" }
      return text
    }
  }

  /// The name of a job, with one link: to its pull request, else to its page.
  private func name(_ job: JobSummary, _ cause: Cause) -> Mrkdwn {
    if cause.isAboutPulls, let pullRequest = job.pullRequests.first {
      return "\(text: job.name) (\(link: pullRequest.label, to: pullRequest.destination))"
    }
    let page = report.options.reportURL.flatMap { LinkDestination("\($0)\(job.page.description).html") }
    return page.map { "\(link: job.name, to: $0)" } ?? "\(text: job.name)"
  }
}
