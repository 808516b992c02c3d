/// The first pass over the answers: a summary of every job, and what could not be read.
///
/// Answers come in the order they were had. Most jobs have one; for one with more, all of its answers are
/// read again at the end, so that nothing but summaries is held meanwhile.
public struct JobIndex: Sendable {
  /// What was found in one answer.
  public enum Finding: Sendable {
    case job(JobSummary)
    /// Says nothing about a job.
    case nothing
    case unreadable(RecordReference, reason: String)
    /// An answer that is not as it was kept; the id is what it says, which may be a part of the damage.
    case damaged(id: ID, reason: String)
  }

  /// Reads the bytes behind a reference again.
  public typealias Reader = @Sendable (RecordReference) throws -> Record

  /// Where the entry of a job is, by a number made of its key, which takes much less room than the key; of two jobs with one
  /// number, that of the second stands in ``others``.
  private var positions: [Int: Int] = [:]
  private var others: [JobKey: Int] = [:]
  private var entries: [Entry] = []
  private var unreadable = UnreadableRecords()
  private var damaged: [(id: ID, reason: String)] = []
  private let redaction: Redaction

  private struct Entry {
    var summary: JobSummary
    /// Where further answers about it are, which its summary does not know of.
    var further: [RecordReference] = []
    /// What is to be said of its answers, with their places, where there are several.
    var problems: [Problem] = []

    /// Where all its answers are.
    var answers: [RecordReference] { summary.answers + further }
  }

  /// Whether nothing was added yet.
  public var isEmpty: Bool { entries.isEmpty && unreadable.isEmpty && damaged.isEmpty }

  /// How many jobs were added.
  public var count: Int { entries.count }

  /// The ids of the jobs that were added.
  public var ids: [ID] { entries.map(\.summary.key.id) }

  /// An empty index, of answers of which some things are not to be shown.
  public init(hiding redaction: Redaction) { self.redaction = redaction }

  /// What one answer says, which is not read anew where that is known. Pure, so that many can be examined at once.
  public static func examine(
    _ record: Record, at reference: RecordReference, hiding redaction: Redaction,
    knowing known: KnownJobs = KnownJobs()
  ) -> Finding {
    let (content, isPlain) = ReadRecord.content(record, redaction)
    if isPlain, let summary = known.job(of: content) { return .job(summary.moved(to: reference)) }
    do {
      let answer = try Providers.decode(record, hiding: redaction)
      guard answer.isJob else { return .nothing }
      guard let key = key(of: answer, in: record, redaction) else {
        return .unreadable(reference, reason: "a job without an id" + hint(at: answer))
      }
      var answers = MergedPatches()
      answers.add(consume answer)
      let job = Job(key: key, answers, showsMessage: false)
      let summary = JobSummary(
        job, of: reference, isPlain: isPlain, content: content,
        history: record.time.map { [JobStep(job, at: $0)] } ?? [])
      return .job(summary)
    } catch {
      return .unreadable(reference, reason: "\(error)")
    }
  }

  /// What an archive's answers about one job say, the oldest first, of which a list is known that did not have it
  /// yet. Pure, so that many can be examined at once.
  public static func examine(
    _ answers: [(RecordReference, Record)], absentAt: Timestamp? = nil, hiding redaction: Redaction
  ) -> [Finding] {
    var findings: [Finding] = []
    var read: [ReadRecord] = []
    for (reference, record) in answers {
      if let answer = try? Providers.decode(record, hiding: redaction),
        key(of: answer, in: record, redaction) != nil
      {
        read.append(ReadRecord(reference: reference, record: record, patch: answer))
      } else {
        findings.append(examine(record, at: reference, hiding: redaction))
      }
    }
    guard let first = read.first, let key = key(of: first.patch, in: first.record, redaction) else {
      return findings
    }
    var summary = ReadRecord.summary(of: read, key: key, redaction).summary
    if let absentAt { summary.absentAt = absentAt }
    return findings + [.job(summary)]
  }

  /// Adds a finding; findings come in the order of their answers.
  public mutating func add(_ finding: Finding) {
    switch finding {
    case .unreadable(let reference, let reason):
      unreadable.add(reference, reason: reason)
    case .nothing: break
    case .damaged(let id, let reason): damaged.append((id, reason))
    case .job(let summary):
      if let position = position(of: summary.key, orNew: entries.count) {
        entries[position].further += summary.answers
      } else {
        entries.append(Entry(summary: summary))
      }
    }
  }

  /// Where the entry of a job is; nil where there is none, which then gets a new place.
  private mutating func position(of key: JobKey, orNew place: Int) -> Int? {
    let number = key.hashValue
    guard let position = positions[number] else {
      positions[number] = place
      return nil
    }
    if entries[position].summary.key == key { return position }
    if let position = others[key] { return position }
    others[key] = place
    return nil
  }

  /// The summaries and problems of all that was added; a problem begins with the place of its answer where
  /// that has a name.
  public consuming func finish(
    reading reader: Reader, naming place: (RecordReference) -> String? = { _ in nil }
  ) throws -> (jobs: [JobSummary], problems: [Problem]) {
    func placed(_ reason: String, _ reference: RecordReference) -> String { reference.placing(reason, place) }
    adoptAnswersWithoutProject()
    for index in entries.indices where !entries[index].further.isEmpty {
      try merge(entryAt: index, reading: reader, placed)
    }
    var problems = unreadable.problems(place)
    let there = damaged.isEmpty ? [] : Set(entries.map(\.summary.key.id))
    problems += damaged.map { id, reason in
      let isThere = there.contains(id)
      return Problem(
        id: id.isEmpty ? nil : redaction.redact(id), reason: reason, losesJob: !isThere, losesDetails: isThere
      )
    }
    for index in entries.indices {
      guard entries[index].problems.isEmpty else {
        problems += entries[index].problems
        continue
      }
      guard entries[index].summary.hasUnread else { continue }
      let summary = entries[index].summary
      let id = ID(summary.shownID)
      let source = summary.answers.count == 1 ? summary.answers.first : nil
      for unread in summary.unread {
        JobIndex.add(source.map { placed(unread.reason, $0) } ?? unread.reason, of: id, to: &problems)
      }
    }
    return (entries.map(\.summary), problems)
  }

  /// The whole job behind a summary, from its answers.
  public static func job(
    _ summary: JobSummary, hiding redaction: Redaction, reading reader: Reader
  ) throws -> Job {
    job(summary, from: try summary.answers.map(reader), hiding: redaction)
  }

  /// The whole job behind a summary, from what its answers say, in their order.
  public static func job(
    _ summary: JobSummary, from records: some Sequence<Record>, hiding redaction: Redaction
  ) -> Job {
    var answers = MergedPatches()
    var history = JobHistory()
    // Of one record the summary has much already, word for word.
    let leavesOutSummed = summary.answers.count == 1 && summary.isUncut
    func merged(showsMessage: Bool = true) -> Job {
      var job = Job(key: summary.key, answers, showsMessage: showsMessage)
      if leavesOutSummed { job.take(summary) }
      return job
    }
    for record in records {
      guard
        let answer = try? Providers.decode(record, hiding: redaction, leavesOutSummed: leavesOutSummed)
      else { continue }
      answers.add(consume answer)
      if let time = record.time { history.add(merged(showsMessage: false), at: time) }
    }
    var job = merged()
    // The summary knows how they stand.
    if !leavesOutSummed { job.pullRequests = summary.pullRequests }
    job.history = history
    return job
  }

  private mutating func merge(
    entryAt index: Int, reading reader: Reader, _ placed: (String, RecordReference) -> String
  ) throws {
    let key = entries[index].summary.key
    var read: [ReadRecord] = []
    for reference in entries[index].answers {
      let record = try reader(reference)
      if let answer = try? Providers.decode(record, hiding: redaction) {
        read.append(ReadRecord(reference: reference, record: record, patch: answer))
      }
    }
    let id = ID(key.shownID)
    var problems: [Problem] = []
    if let (reason, reference) = ReadRecord.repetition(in: read) {
      problems.append(Problem(id: id, reason: placed(reason, reference), losesJob: false))
    }
    let ordered = ReadRecord.ordered(read)
    let (summary, unread) = ReadRecord.summary(of: ordered, key: key, redaction)
    for (unread, answer) in unread {
      JobIndex.add(placed(unread.reason, ordered[answer].reference), of: id, to: &problems)
    }
    entries[index] = Entry(summary: summary, problems: problems)
  }

  /// Adds that a field of a job could not be read, once where two fields stand in one member.
  private static func add(_ reason: String, of id: ID, to problems: inout [Problem]) {
    let problem = Problem(id: id, reason: reason, losesJob: false, losesDetails: true)
    if problems.last != problem { problems.append(problem) }
  }

  /// An answer of version 2 does not name its project: it belongs to the one project of its provider that has its
  /// id, else to the only one there is.
  private mutating func adoptAnswersWithoutProject() {
    let orphans = entries.indices.filter { !entries[$0].summary.hasProject }
    guard !orphans.isEmpty, orphans.count < entries.count else { return }
    func homeless(_ key: JobKey) -> JobKey { JobKey(provider: key.provider, project: nil, id: key.id) }
    var homes: [JobKey: [Int]] = [:]
    var projects: [ID: Set<ID>] = [:]
    for index in entries.indices {
      let key = entries[index].summary.key
      guard let project = key.project else { continue }
      homes[homeless(key), default: []].append(index)
      projects[key.provider, default: []].insert(project)
    }
    var adopted: Set<Int> = []
    for index in orphans {
      let key = entries[index].summary.key
      if let home = homes[key], home.count == 1 {
        let answers = (entries[home[0]].answers + entries[index].answers).sorted {
          ($0.source, $0.offset) < ($1.source, $1.offset)
        }
        entries[home[0]].summary.answers = Array(answers.prefix(1))
        entries[home[0]].further = Array(answers.dropFirst())
        adopted.insert(index)
      } else if let projects = projects[key.provider], projects.count == 1 {
        entries[index].summary.key.project = projects.first
      }
    }
    entries = entries.indices.filter { !adopted.contains($0) }.map { entries[$0] }
  }

  private static func key(
    of answer: JobPatch, in record: Record, _ redaction: Redaction
  ) -> JobKey? {
    answer.id.map {
      JobKey(
        provider: answer.provider ?? record.provider,
        project: record.project.map(redaction.redact) ?? answer.project, id: $0, hiding: redaction)
    }
  }

  /// What a job without an id can still be recognised by.
  private static func hint(at answer: JobPatch) -> String {
    let job = Job(key: JobKey(provider: "", project: nil, id: ""), merging: [answer])
    return job.name.isEmpty ? "" : ": “\(job.name)”"
  }
}
