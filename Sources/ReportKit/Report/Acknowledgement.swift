/// That a person has set a job aside, which no longer counts among those that need attention.
public struct Acknowledgement: Sendable, Equatable {
  /// The id of the job.
  public var id: ID
  /// Why, in words of theirs.
  public var reason: String?
  /// Who.
  public var by: String?
  /// The last moment at which it holds; nil for ever.
  public var until: Timestamp?

  /// An acknowledgement.
  public init(id: ID, reason: String? = nil, by: String? = nil, until: Timestamp? = nil) {
    self.id = id
    self.reason = reason
    self.by = by
    self.until = until
  }

  /// `no longer wanted, by docs-lead, until 1 Sep 2026`.
  func words(in zone: ReportTimeZone) -> String {
    let parts = [
      reason.flatMap(Job.shown), by.flatMap(Job.shown).map { "by \($0)" },
      until.map { "until \(DateWords.day(zone.date(of: $0)))" },
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  func redacted(by redaction: Redaction) -> Acknowledgement {
    var note = self
    note.reason = reason.map(redaction.redact)
    note.by = by.map(redaction.redact)
    return note
  }
}

/// What people have set aside, by the ids of jobs.
public struct Acknowledgements: Sendable, Equatable {
  private var notes: [ID: Acknowledgement] = [:]

  /// Of two notes on one job the later one holds.
  public init(_ notes: [Acknowledgement] = []) {
    for note in notes { self.notes[note.id] = note }
  }

  /// The same by whole ids, where a beginning names one of some jobs alone.
  func resolved(among jobs: [JobSummary]) -> Acknowledgements {
    guard !notes.isEmpty else { return self }
    let ids = jobs.map(\.key.id)
    var resolved = Acknowledgements()
    for (beginning, note) in notes {
      if case .one(let id) = IDBeginning.match(beginning, among: ids) { resolved.notes[id] = note }
    }
    return resolved
  }

  /// What a person has to know of ids that lead to no job or to several, a line each.
  public func doubts(among jobs: [JobSummary]) -> [String] {
    guard !notes.isEmpty, !jobs.isEmpty else { return [] }
    let ids = jobs.map(\.key.id)
    var (unknown, doubts): ([String], [String]) = ([], [])
    for id in notes.keys.sorted() {
      switch IDBeginning.match(id, among: ids) {
      case .one: break
      case .several(let ids): doubts.append("--acknowledge: \(IDBeginning.words(id, ids))")
      case .none: unknown.append("'\(id.text)'")
      }
    }
    guard !unknown.isEmpty else { return doubts }
    let rest = unknown.count > 5 ? " or \(unknown.count - 5) others" : ""
    return doubts + [
      "--acknowledge: no job that was read has an id that begins with "
        + "\(unknown.prefix(5).joined(separator: ", "))\(rest)"
    ]
  }

  /// The note on a job that holds at a moment.
  func note(on id: ID, at now: Timestamp) -> Acknowledgement? {
    guard !notes.isEmpty, let note = notes[id], note.until.map({ now <= $0 }) ?? true else { return nil }
    return note
  }
}

/// A job that would need a person, had one not set it aside.
public struct Acknowledged: Sendable {
  /// What would need a person.
  public let need: Attention
  /// Who set it aside, and why.
  public let note: Acknowledgement
}
