import ReportKit

/// Tells which saved answers go into an archive. One that cannot be read is kept, as a newer version may read it, and noted
/// as a problem, as no report has it.
struct SavedAnswerCheck {
  private let redaction: Redaction
  private var unreadable = UnreadableRecords()

  init(hiding redaction: Redaction) { self.redaction = redaction }

  /// Whether an answer is kept: not one that is about no job.
  mutating func keeps(_ record: ReportKit.Record, at place: RecordReference) -> Bool {
    do {
      return try Providers.isJob(record, hiding: redaction)
    } catch {
      unreadable.add(place, reason: "\(error)")
      return true
    }
  }

  /// What could not be read, with the words that a closure has for its place.
  func problems(_ words: (RecordReference) -> String?) -> [Problem] { unreadable.problems(words) }
}
