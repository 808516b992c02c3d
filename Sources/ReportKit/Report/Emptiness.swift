/// Says of a report without jobs what there is beside it.
public enum Emptiness {
  /// `no job fits; there are 46, started 2026-06-01 to 2026-08-23: 40 completed, 6 failed`, and `there are no jobs`
  /// where nothing was read either.
  public static func words(of jobs: [JobSummary], _ options: ReportOptions) -> String {
    guard !jobs.isEmpty else { return "there are no jobs" }
    let zone = options.timeZone
    let days = jobs.compactMap(\.createdAt).map { zone.date(of: $0) }
    let counts = Status.allCases.compactMap { status in
      let count = jobs.count { $0.status == status }
      return count > 0 ? "\(count) \(status.slug)" : nil
    }
    var period = ""
    if let first = days.min(), let last = days.max() {
      period = first == last ? ", started \(first)" : ", started \(first) to \(last)"
    }
    let agents = Set(jobs.compactMap(\.agent)).sorted()
    let names =
      options.selection.agents.isEmpty || agents.isEmpty ? "" : "; of \(agents.joined(separator: ", "))"
    return "no job fits; there \(jobs.count == 1 ? "is 1" : "are \(jobs.count)")\(period): "
      + counts.joined(separator: ", ") + names
  }
}
