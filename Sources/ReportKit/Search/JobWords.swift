import CommonMark

extension WordTable {
  /// Adds what a job is found by: the words of its texts, and its tags.
  public mutating func add(_ job: Job, _ summary: JobSummary, at place: Int, site: Site) {
    add(summary.name.utf8, of: place, as: .name)
    for pullRequest in summary.pullRequests {
      guard let number = pullRequest.number else { continue }
      add(Word("#\(number)".utf8), of: place, as: .name)
    }
    let agent = summary.agent.map { [$0, Agent.named($0)?.name ?? ""] } ?? []
    let facts =
      [
        summary.branch, summary.key.shownID, job.repository.map(PullRequest.label), summary.key.project?.text,
        summary.model,
        summary.requestedBy, summary.requestedByName, summary.statusRaw, summary.status.name,
        summary.isArchived ? Status.archived.name : nil,
      ].compactMap(\.self) + agent + summary.pullRequests.map(\.label) + summary.pullRequestTexts
      + (job.labels ?? [])
      + summary.pullRequests.compactMap { PullRequestAddress($0.url)?.repository }
    for fact in facts { add(fact.utf8, of: place, as: .fact) }
    for state in summary.pullRequestStates { add(state.kind.word.utf8, of: place, as: .fact) }
    for todo in job.todos { add(todo.content.utf8.prefix(2000), of: place, as: .text) }
    if let message = job.message { add(message: message, of: place) }
    for tag in SearchTag.all(of: summary, site: site) { add(tag.word, of: place, as: .fact) }
  }
}

/// A word that no text has, for what a job can be filtered by: `:agent:acme`.
struct SearchTag {
  let word: WordTable.Word

  /// What a query names it by: `agent:acme`.
  enum Name: String {
    case status, `is`, agent, project, model, by, week
  }

  /// Letters and digits of ASCII and ``-._~`` of a value stand as they are, every other byte as `%` and two digits,
  /// as `encodeURIComponent` has it but for ``!'()*``.
  init(_ name: Name, _ value: String) {
    var bytes = Array(":\(name.rawValue):".utf8)
    for byte in InvisibleText.marked(value).utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        for half in [byte >> 4, byte & 15] { bytes.append(half < 10 ? 0x30 + half : 0x37 + half) }
      }
    }
    word = WordTable.Word(bytes)
  }

  static func all(of job: JobSummary, site: Site) -> [SearchTag] {
    var tags = [SearchTag(.status, job.status.slug)]
    for kind in Set(job.pullRequestStates.map(\.kind.rawValue)).sorted() { tags.append(SearchTag(.is, kind)) }
    if let agent = job.agent { tags.append(SearchTag(.agent, agent)) }
    tags.append(SearchTag(.project, job.key.project?.text ?? "unknown"))
    if let model = job.model { tags.append(SearchTag(.model, model)) }
    if let person = job.requester { tags.append(SearchTag(.by, person)) }
    if let createdAt = job.createdAt {
      tags.append(
        SearchTag(.week, WeekID(containing: site.report.options.timeZone.date(of: createdAt)).description))
    }
    return tags
  }
}

extension PullRequest {
  /// Its number, where its address has one.
  fileprivate var number: Substring? {
    guard let mark = label.lastIndex(where: { $0 == "#" || $0 == "!" }) else { return nil }
    let number = label[label.index(after: mark)...]
    return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber } ? number : nil
  }
}
