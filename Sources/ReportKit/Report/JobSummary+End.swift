/// When a job ended, by what its answers tell and by how an archive saw it.
extension JobSummary {
  /// When it ended; nil while it goes on, and where nothing tells.
  ///
  /// Where no answer does, an archive tells it by the first look at which the job had ended, if it saw or knew of the job
  /// before, or first saw it on the day it started. Of a job that went on again the last end counts.
  public var endedAt: Timestamp? {
    guard status.hasEnded else { return nil }
    if let toldEnd { return toldEnd }
    let history = history
    guard let step = Self.firstSeenEnded(history) else { return nil }
    let isFirst = step.time == history.first?.time
    guard isFirst, absentAt == nil else { return step.time }
    return createdAt.flatMap { step.time < $0.adding(hours: 24) ? step.time : nil }
  }

  /// When it ended, or where only the week of that is known, when it was first seen ended: in the week it started in.
  func endedAt(orSeenIn zone: ReportTimeZone) -> Timestamp? {
    if let endedAt { return endedAt }
    guard status.hasEnded, let createdAt, let seen = Self.firstSeenEnded(history)?.time,
      WeekID(containing: zone.date(of: createdAt)) == WeekID(containing: zone.date(of: seen))
    else { return nil }
    return seen
  }

  /// A moment of the week that its end counts in: of one that had ended when it was first seen, the week it started in,
  /// as most jobs end soon.
  func endCountsAt(in zone: ReportTimeZone) -> Timestamp? {
    endedAt(orSeenIn: zone) ?? (status.hasEnded && Self.firstSeenEnded(history) != nil ? createdAt : nil)
  }

  /// How it stood when it was first seen ended, after it was last seen at work.
  private static func firstSeenEnded(_ history: [JobStep]) -> JobStep? {
    history[(history.lastIndex { !$0.status.hasEnded }.map { $0 + 1 } ?? 0)...].first
  }
}
