import ReportKit

/// The saved answers that go into an archive and cannot be read now. They are kept, as a newer version may read them, and
/// told, as no report has them.
struct UnreadableAnswers {
  private let redaction: Redaction
  private var told: [(place: RecordReference, reason: String)] = []
  private var others = 0

  init(hiding redaction: Redaction) { self.redaction = redaction }

  /// Whether an answer is about a job, or cannot be read, which is noted.
  mutating func isJob(_ record: ReportKit.Record, at place: RecordReference) -> Bool {
    do {
      return try Providers.isJob(record, hiding: redaction)
    } catch {
      if told.count < Problem.reasonLimit { told.append((place, "\(error)")) } else { others += 1 }
      return true
    }
  }

  /// What could not be read, by the words for a place.
  func problems(_ words: (RecordReference) -> String?) -> [Problem] {
    told.map { answer in
      let place = words(answer.place).map { "\($0): " } ?? ""
      return Problem(id: nil, reason: place + answer.reason, losesJob: true)
    }
      + (others > 0 ? [.more(others)] : [])
  }
}
