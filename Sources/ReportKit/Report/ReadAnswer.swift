/// An answer, where it is and what it says.
struct ReadAnswer {
  var reference: SnapshotReference
  var snapshot: Snapshot
  var answer: Answer

  /// Whether another answer stood in the same list, where one of the two must be outdated.
  func sharesList(with other: ReadAnswer) -> Bool {
    reference.isInList(of: other.reference)
  }

  /// Whether another answer stood in the same list, or beside it in the same file and is of the same kind: a record
  /// of another version tells other fields of the job.
  func repeats(_ other: ReadAnswer) -> Bool {
    sharesList(with: other) || reference.isBeside(other.reference) && record == other.record
  }

  private var record: String? {
    let id = answer.provider ?? snapshot.provider
    return Provider.named(id)?.endpoint(recognising: snapshot.bytes).record
  }

  /// That two answers which follow each other repeat and say different things, in words, and where the later one is.
  static func repetition(in read: [ReadAnswer]) -> (reason: String, reference: SnapshotReference)? {
    let repeated = zip(read, read.dropFirst()).first { earlier, later in
      earlier.repeats(later) && earlier.snapshot.bytes != later.snapshot.bytes
    }
    guard let (_, later) = repeated else { return nil }
    let count = read.count { $0.repeats(later) }
    let records = count == 2 ? "two records" : "\(count) records"
    let reason =
      later.reference.list >= 0
      ? "\(records) with this id in one list; the newest of each field is shown"
      : "\(records) with this id in one file; the last of each field is shown"
    return (reason, later.reference)
  }

  /// The answers about one job, the oldest first.
  static func ordered(_ read: [ReadAnswer]) -> [ReadAnswer] {
    // Within one list the creation date tells the newer record, and without one the later place.
    read.enumerated().sorted { one, other in
      let (left, right) = (one.element, other.element)
      if let first = left.snapshot.time, let second = right.snapshot.time, first != second {
        return first < second
      }
      if left.sharesList(with: right), let first = left.answer.createdAt.value,
        let second = right.answer.createdAt.value, first != second
      {
        return first < second
      }
      return one.offset < other.offset
    }.map(\.element)
  }

  /// The summary of a job from its answers, the oldest first, and what of it could not be read, each with the
  /// number of the answer that says it.
  static func summary(of answers: [ReadAnswer], key: JobKey, _ redaction: Redaction) -> (
    summary: JobSummary, unread: [(unread: Unread, answer: Int)]
  ) {
    var merged = MergedAnswers()
    var steps: [JobStep] = []
    for answer in answers {
      merged.add(answer.answer)
      guard let time = answer.snapshot.time else { continue }
      let step = JobStep(Job(key: key, merged, showsMessage: false), at: time)
      if steps.last?.isSame(as: step) != true { steps.append(step) }
    }
    let summary = JobSummary(
      Job(key: key, merged, showsMessage: false), answers: answers.map(\.reference),
      content: content(answers.map(\.snapshot), redaction), history: steps)
    return (summary, merged.unread)
  }

  /// What a job's page and rows are made from, apart from its place among others: with other keys to hide they are
  /// others, where one of these stands in an answer.
  static func content(_ snapshots: [Snapshot], _ redaction: Redaction) -> Fingerprint {
    var parts = Fingerprint.Parts()
    for snapshot in snapshots {
      parts.add(snapshot.endpoint.rawValue)
      parts.add(snapshot.project ?? "")
      parts.add(
        redaction.hasKeys
          ? JSONRedaction.redact(snapshot.bytes, by: redaction) ?? snapshot.bytes : snapshot.bytes)
      if let time = snapshot.time { parts.add(time.iso8601Milliseconds) }
    }
    return parts.fingerprint
  }
}
