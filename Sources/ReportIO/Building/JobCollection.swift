import ReportKit

/// The first pass: answers go into the store as they come, and a summary of each job is kept.
public struct JobCollection {
  /// Where the answers wait for the second pass.
  private(set) var store: RecordStore
  private var index: JobIndex
  private var problems: [Problem] = []
  private var isCutShort = false
  private var newestRun: Timestamp?
  /// Of all that was read so far; nil where it cannot be read again, or nobody asks for it.
  private var digest: InputDigest?
  private let options: Fingerprint?
  private var waiting: [(RecordReference, Record)] = []
  private var waitingBytes = 0
  /// The examinations of earlier answers, in the order of these; they run while further answers are read.
  private var examined: [Examination] = []
  private let workers: Int
  private let progress: (@Sendable (Int) -> Void)?
  private let redaction: Redaction
  /// What the last run found in records; let go when all are read.
  private var known: KnownJobs
  /// The jobs of ``known`` that were met and are not removed from it yet.
  private var met: [Fingerprint] = []

  private struct Examination {
    let findings: Task<[JobIndex.Finding], Never>
    /// How many bytes the answers have.
    let bytes: Int
  }

  private static let batch = 128
  /// So many bytes of answers are examined however few jobs they tell of.
  private static let batchBytes = 4 << 20
  /// The most bytes of answers that are examined at a time, but for a single answer.
  private static let mostBytes = 16 << 20
  /// How many jobs of ``met`` are removed from ``known`` at a time.
  private static let mostMet = 8192

  /// An empty collection that decodes on so many workers, and tells how many jobs it has. Of the answers some things
  /// are not to be shown. Where the next run is to know what was found, that depends on some options; the last one may have
  /// found `known` with the same.
  public init(
    workers: Int, hiding redaction: Redaction, options: Fingerprint? = nil,
    knowing known: KnownJobs = KnownJobs(),
    progress: (@Sendable (Int) -> Void)? = nil
  ) {
    self.options = options
    digest = options.map { _ in InputDigest() }
    self.workers = max(1, workers)
    self.redaction = redaction
    self.known = known
    store = RecordStore(hiding: redaction)
    index = JobIndex(hiding: redaction)
    self.progress = progress
  }

  /// Whether no answer came yet.
  public var isEmpty: Bool { waiting.isEmpty && examined.isEmpty && index.isEmpty }

  /// The ids of the jobs of an archive that were read.
  public var ids: [ID] { index.ids }

  /// Reads saved answers.
  public mutating func read(_ answers: SavedAnswers) async throws {
    var store = store
    var noted: [Problem] = []
    var digest = digest
    self.digest = nil
    try await answers.read(into: &store, digest: &digest) { reference, record in
      try await add(reference, record)
    } problem: {
      noted.append($0)
    }
    self.store = store
    self.digest = digest
    problems += noted
  }

  /// Reads saved answers that are part of the program and were had at a time.
  public mutating func read(
    text: StaticString, time: Timestamp?, temporaryFolder: TemporaryFolder
  ) async throws {
    let spool = try Descriptor(temporaryIn: temporaryFolder.path)
    try spool.write(text.withUTF8Buffer(Array.init))
    try await read(
      SavedAnswers(file: spool, place: "the sample project", time: time, temporaryFolder: temporaryFolder))
  }

  /// Reads what an archive holds of some projects, or of all when none is named, as it was known by a time; what of it
  /// is damaged is noted. Gives what the archive knows.
  @discardableResult
  public mutating func read(
    _ archive: ArchiveReader, projects: [Project], by time: Timestamp? = nil
  ) async throws -> ArchiveCoverage {
    let source = store.add(.archive(archive))
    let status = digest.flatMap { _ in InputDigest.status(ofArchive: archive.path) }
    let inventory = try archive.inventory()
    let stored = try archive.runs()
    let runs = stored.runs
    let plan = ArchivePlan(inventory, projects: projects, by: time, lists: try archive.listReadings(runs))
    try await read(plan, of: archive, as: source)
    for finding in inventory.findings {
      note(.ofArchive(finding.words), cutsShort: finding.losesRows)
    }
    for fault in stored.faults { note(.ofArchive(fault), cutsShort: false) }
    let coverage = ArchiveCoverage(archive.path, inventory, runs: runs, by: time)
    newestRun = coverage.newestRun
    let isAdded = try? status.map { try digest?.add(archive: archive.path, status: $0) }
    if isAdded != true { digest = nil }
    return coverage
  }

  private mutating func read(_ plan: ArchivePlan, of archive: ArchiveReader, as source: Int32) async throws {
    try await finishExamining()
    let slices = stride(from: 0, to: plan.jobs, by: Self.batch).map { $0..<min($0 + Self.batch, plan.jobs) }
    var index = JobIndex(hiding: redaction)
    swap(&index, &self.index)
    var unknown: [String: Int] = [:]
    try await mapInOrder(workers: workers, slices) { [redaction] slice in
      zip(slice, try archive.answers(plan.rows(of: slice))).map { job, rows in
        Self.examine(rows, from: source, absentAt: plan.absences[job], redaction)
      }
    } consume: { jobs in
      for job in jobs {
        for finding in job.findings { index.add(finding) }
        for endpoint in job.unknownEndpoints { unknown[endpoint, default: 0] += 1 }
      }
      progress?(index.count)
    }
    self.index = index
    for (endpoint, count) in unknown.sorted(by: { $0.key < $1.key }) {
      let answers = count == 1 ? "1 answer of the archive is" : "\(count) answers of the archive are"
      let endpoint = redaction.redact(endpoint)
      note(
        Problem(
          id: nil,
          reason: "\(answers) of '\(endpoint)', which a newer version of jobreport wrote, and left out; "
            + "update jobreport", losesJob: true, records: count), cutsShort: false)
    }
  }

  /// What the rows of one job say, but for those that are not as they were written.
  private static func examine(
    _ rows: [StoredAnswer], from source: Int32, absentAt: Timestamp?, _ redaction: Redaction
  ) -> (findings: [JobIndex.Finding], unknownEndpoints: [String]) {
    let damaged = rows.filter { !$0.isSound }.map { row in
      let fault =
        row.answer.map { "its answer \(row.number) in the archive (\($0.time)) does not fit its SHA-256" }
        ?? "answer \(row.number) of the archive cannot be read"
      return JobIndex.Finding.damaged(
        id: row.answer?.id ?? "",
        reason: "\(fault) and is left out; 'jobreport archive verify' names all such rows")
    }
    var read: [(RecordReference, Record)] = []
    var unknown: [String] = []
    for row in rows where row.isSound {
      guard let answer = row.answer else { continue }
      guard let record = answer.record else {
        unknown.append(answer.endpoint)
        continue
      }
      let reference = RecordReference(
        source: source, list: -1, offset: row.number, length: Int32(answer.bytes.count))
      read.append((reference, record))
    }
    return (damaged + JobIndex.examine(read, absentAt: absentAt, hiding: redaction), unknown)
  }

  /// Keeps answers that a closure delivers, each from the project and endpoint it names.
  public mutating func fetch<Result>(
    temporaryFolder: TemporaryFolder,
    _ deliver: (_ sink: (Record) async throws -> Void) async throws -> Result
  ) async throws -> Result {
    digest = nil
    var spool = try Spool(folder: temporaryFolder)
    var sources: [RecordStore.Origin: Int32] = [:]
    let result = try await deliver { record in
      let offset = try spool.append(record.bytes)
      let origin = RecordStore.Origin(record)
      let number: Int32
      if let known = sources[origin] {
        number = known
      } else {
        number = store.add(
          .file(
            RecordStore.SavedFile(
              file: spool.descriptor, place: "the answers of the API", provider: record.provider,
              project: record.project, endpoint: record.endpoint)))
        sources[origin] = number
      }
      let reference = RecordReference(
        source: number, list: -1, offset: offset, length: Int32(record.bytes.count))
      try await add(reference, record)
    }
    try spool.flush()
    return result
  }

  /// Notes what could not be had; `cutsShort` says that there may be jobs that nobody knows of.
  public mutating func note(_ problem: Problem, cutsShort: Bool) {
    problems.append(problem)
    if cutsShort { isCutShort = true }
  }

  /// Everything that was collected. An id of `wanted` that no answer has is a problem.
  public consuming func finish(wanting wanted: [ID]) async throws -> CollectedJobs {
    try await finishExamining()
    known = KnownJobs()
    let store = store
    var (jobs, found) = try index.finish { reference in
      try store.read(reference)
    } naming: {
      store.place(of: $0)
    }
    let areNamed = !wanted.isEmpty || problems.contains { $0.id != nil }
    let had = areNamed ? Set(jobs.map(\.key.id)) : []
    OneOutcome.join(&jobs)
    for index in problems.indices {
      // A job whose details alone are missing is here.
      if let id = problems[index].id, had.contains(id) { problems[index].losesJob = false }
    }
    let known = had.union(problems.lazy.compactMap(\.id))
    let missing = wanted.filter { !known.contains($0) }.map {
      Problem(id: $0, reason: "no answer has this id", losesJob: true)
    }
    // An empty report in the place of a good one would lie.
    let hasNothing = jobs.isEmpty || (!wanted.isEmpty && missing.count == Set(wanted).count)
    if hasNothing, let first = (problems + found + missing).first(where: \.losesJob) {
      let count = (problems + found + missing).count(where: \.losesJob)
      let name = first.id.map { "\(redaction.redact($0.text)): " } ?? ""
      throw ReadingError.nothingRead(reason: name + first.reason, others: count - 1)
    }
    var contents = JobsRecord.Contents()
    contents.jobs = jobs
    contents.problems = problems + found + missing
    contents.isCutShort = isCutShort
    contents.newestRun = newestRun
    let origin = options.flatMap { digest?.origin($0) }
    return CollectedJobs(
      contents: contents, store: store, memory: origin.map(CollectedJobs.Memory.new) ?? .none)
  }

  private mutating func add(_ reference: RecordReference, _ record: Record) async throws {
    waiting.append((reference, record))
    waitingBytes += record.bytes.count
    if waiting.count >= Self.batch || waitingBytes >= Self.batchBytes { try await examineWaiting() }
  }

  /// Starts to examine the waiting answers. Where all workers are busy, or too many bytes are examined, it waits for the
  /// first examination.
  private mutating func examineWaiting() async throws {
    var answers: [(RecordReference, Record)] = []
    swap(&answers, &waiting)
    let bytes = waitingBytes
    waitingBytes = 0
    while !examined.isEmpty,
      examined.count >= workers || examined.reduce(bytes, { $0 + $1.bytes }) > Self.mostBytes
    {
      try await addExamined()
    }
    // Jobs that were met are in the index now, and are not held twice. No examination may hold ``known`` while it changes:
    // all of it would be copied.
    if met.count >= Self.mostMet {
      while !examined.isEmpty { try await addExamined() }
      known.remove(met)
      met.removeAll(keepingCapacity: true)
    }
    let findings = Task { [answers, redaction, known] in
      answers.map { JobIndex.examine($0.1, at: $0.0, hiding: redaction, knowing: known) }
    }
    examined.append(Examination(findings: findings, bytes: bytes))
  }

  private mutating func addExamined() async throws {
    let findings = await examined.removeFirst().findings.value
    try Task.checkCancellation()
    for finding in findings {
      index.add(finding)
      if case .job(let job) = finding, known.count > 0 { met.append(job.content) }
    }
    progress?(index.count)
  }

  private mutating func finishExamining() async throws {
    if !waiting.isEmpty { try await examineWaiting() }
    while !examined.isEmpty { try await addExamined() }
  }
}

extension Problem {
  /// What is wrong with an archive, of which no job can be named.
  static func ofArchive(_ words: String) -> Problem {
    Problem(
      id: nil, reason: "\(words); 'jobreport archive verify' says more", losesJob: false, losesDetails: true)
  }
}
