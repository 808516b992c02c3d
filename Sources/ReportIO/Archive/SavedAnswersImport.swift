import ReportKit

/// Keeps saved answers in an archive.
public struct SavedAnswersImport: Sendable {
  let files: [String]
  let tool: String
  let temporaryFolder: TemporaryFolder
  let redaction: Redaction
  let now: @Sendable () -> Timestamp

  /// A way for files of saved answers into an archive; `-` is standard input.
  public init(
    files: [String], tool: String, temporaryFolder: TemporaryFolder, hiding redaction: Redaction,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.files = files
    self.tool = tool
    self.temporaryFolder = temporaryFolder
    self.redaction = redaction
    self.now = now
  }

  /// How many jobs the answers are about, and how many of these were new to the archive or changed.
  public struct Outcome: Sendable {
    /// Jobs that answers were about.
    public var jobs = 0
    /// Those that were new to the archive.
    public var new = 0
    /// Those that it knew otherwise.
    public var changed = 0
    /// What could not be read.
    public var problems: [Problem] = []
  }

  /// Keeps the answers that differ from the newest the archive has, with a row for the run.
  public func run(into archive: Archive) async throws -> Outcome {
    var recorder = try RunRecorder(
      in: archive, asked: AskedFormat.json(files: files), tool: tool, now: now)
    var outcome = Outcome()
    do {
      try await read(into: recorder.keeper, &outcome)
    } catch {
      // A new archive that got nothing is gone again, and its run with it.
      if try !archive.isNew || recorder.keeper.tally().added > 0 {
        let isInterrupted = error is CancellationError
        let reasons = isInterrupted ? [] : [FetchProblem(project: "", reason: "\(error)")]
        _ = try recorder.finish(
          isInterrupted ? .interrupted : .failed, requests: 0, problems: problems(outcome) + reasons,
          complete: [])
      }
      throw error
    }
    let tally = try recorder.finish(
      outcome.problems.isEmpty ? .done : .partial, requests: 0, problems: problems(outcome), complete: [])
    outcome.jobs = tally.seen.count
    outcome.new = tally.new
    outcome.changed = tally.changed
    return outcome
  }

  private func read(into keeper: AnswerKeeper, _ outcome: inout Outcome) async throws {
    for (number, file) in files.enumerated() {
      var store = RecordStore(hiding: redaction)
      var check = SavedAnswerCheck(hiding: redaction)
      try await SavedAnswers(path: file, temporaryFolder: temporaryFolder).read(into: &store) {
        place, record in
        guard check.keeps(record, at: place) else { return }
        try keeper.keep(record, in: AnswerKeeper.ListID(place, file: number))
      } problem: {
        outcome.problems.append($0)
      }
      outcome.problems += check.problems { store.place(of: $0) }
    }
  }

  private func problems(_ outcome: Outcome) -> [FetchProblem] {
    outcome.problems.map { FetchProblem(project: "", id: $0.id, reason: $0.reason) }
  }
}
