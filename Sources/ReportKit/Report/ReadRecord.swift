/// A record, where it is and what it says.
struct ReadRecord {
  var reference: RecordReference
  var record: Record
  var patch: JobPatch

  /// Whether another record stood in the same list, where one of the two must be outdated.
  func sharesList(with other: ReadRecord) -> Bool {
    reference.isInList(of: other.reference)
  }

  /// Whether another record stood in the same list, or beside it in the same file and is of the same kind: one
  /// of another version tells other fields of the job.
  func repeats(_ other: ReadRecord) -> Bool {
    sharesList(with: other) || reference.isBeside(other.reference) && kind == other.kind
  }

  private var kind: String? {
    let id = patch.provider ?? record.provider
    return Provider.named(id)?.endpoint(recognising: record.bytes).record
  }

  /// That two records which follow each other repeat and say different things, in words, and where the later one is.
  static func repetition(in read: [ReadRecord]) -> (reason: String, reference: RecordReference)? {
    let repeated = zip(read, read.dropFirst()).first { earlier, later in
      earlier.repeats(later) && earlier.record.bytes != later.record.bytes
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

  /// The records of one job, the oldest first.
  static func ordered(_ read: [ReadRecord]) -> [ReadRecord] {
    // Within one list the creation date tells the newer record, and without one the later place.
    read.enumerated().sorted { one, other in
      let (left, right) = (one.element, other.element)
      if let first = left.record.time, let second = right.record.time, first != second {
        return first < second
      }
      if left.sharesList(with: right), let first = left.patch.createdAt.value,
        let second = right.patch.createdAt.value, first != second
      {
        return first < second
      }
      return one.offset < other.offset
    }.map(\.element)
  }

  /// The summary of a job from its records, the oldest first, and what of it could not be read, each with the
  /// number of the record that says it.
  static func summary(of records: [ReadRecord], key: JobKey, _ redaction: Redaction) -> (
    summary: JobSummary, unread: [(unread: Unread, record: Int)]
  ) {
    var merged = MergedPatches()
    var steps: [JobStep] = []
    for read in records {
      merged.add(read.patch)
      guard let time = read.record.time else { continue }
      let step = JobStep(Job(key: key, merged, showsMessage: false), at: time)
      if steps.last?.isSame(as: step) != true { steps.append(step) }
    }
    let summary = JobSummary(
      Job(key: key, merged, showsMessage: false), answers: records.map(\.reference),
      content: content(records.map(\.record), redaction), history: steps)
    return (summary, merged.unread)
  }

  /// What a job's page and rows are made from, apart from its place among others: with other keys to hide they are
  /// others, where one of these stands in an answer.
  static func content(_ records: [Record], _ redaction: Redaction) -> Fingerprint {
    var parts = Fingerprint.Parts()
    for record in records { add(record, shown: shown(record, redaction), to: &parts) }
    return parts.fingerprint
  }

  /// The same of one record, and whether all of its bytes are in that: of another record with the same bytes then all is the
  /// same.
  static func content(_ record: Record, _ redaction: Redaction) -> (Fingerprint, isPlain: Bool) {
    let shown = shown(record, redaction)
    var parts = Fingerprint.Parts()
    add(record, shown: shown, to: &parts)
    return (parts.fingerprint, shown == nil)
  }

  /// The bytes of a record without the keys of the run; nil where none stands in them.
  private static func shown(_ record: Record, _ redaction: Redaction) -> [UInt8]? {
    redaction.hasKeys ? JSONRedaction.redact(record.bytes, by: redaction) : nil
  }

  private static func add(_ record: Record, shown: [UInt8]?, to parts: inout Fingerprint.Parts) {
    parts.add(record.endpoint.rawValue)
    parts.add(record.project?.text ?? "")
    parts.add(shown ?? record.bytes)
    if let time = record.time { parts.add(time.iso8601Milliseconds) }
  }
}
