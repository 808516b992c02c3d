import ReportKit

/// What an archive knew by a time, and what it knows nothing of. A report of that would be empty, which says of the
/// agent what is only true of the archive.
public struct ArchiveCoverage: Sendable {
  private let path: String
  private let time: Timestamp?
  /// The projects that there are answers of, sorted, and when the first of them was had.
  private var projects: [(home: Home, first: Timestamp)] = []
  /// When the newest answer was had that the archive had by the time.
  private var newestAnswer: Timestamp?
  /// The runs that had ended by the time, the newest first.
  private let runs: [ArchivedRun]
  /// Why rows may be missing.
  private let loss: String?

  init(_ path: String, _ inventory: ArchiveInventory, runs: [ArchivedRun], by time: Timestamp?) {
    self.path = path
    self.time = time
    loss = inventory.findings.first(where: \.losesRows)?.words
    let limit = time?.iso8601Milliseconds ?? "~"
    self.runs = runs.filter { $0.ended <= limit }
    var firsts: [Int32: Int64] = [:]
    let others = inventory.pullRequestEndpoint
    for row in inventory.rows where row.endpoint != others {
      firsts[row.home] = min(firsts[row.home] ?? row.time, row.time)
      if row.time <= time?.milliseconds ?? .max {
        newestAnswer = max(
          newestAnswer ?? Timestamp(milliseconds: row.time), Timestamp(milliseconds: row.time))
      }
    }
    projects = firsts.map { (inventory.homes[Int($0.key)], Timestamp(milliseconds: $0.value)) }
      .sorted { $0.0 < $1.0 }
  }

  /// When the newest run ended, or, without a run, when the newest answer was had; nil for an empty archive.
  public var newestRun: Timestamp? {
    runs.first.flatMap { Timestamp(iso8601: $0.ended) } ?? newestAnswer
  }

  /// Throws why there is nothing to make a report of: of some projects, or of any when none is named. Returns where
  /// the archive knows that there are no jobs, as a run read the list.
  public func explainAbsence(of projects: [Project]) throws(ArchiveError) {
    if let loss { throw .damaged(path: path, reason: loss) }
    if knowsList(of: projects) { return }
    guard let oldest = oldestAnswer(of: projects) else {
      let known = self.projects.filter { !$0.home.project.isEmpty }.map(\.home.spelled).withoutRepeats
      throw .nothing(
        path: path,
        known.isEmpty || projects.isEmpty ? .all : .projects(projects.map(\.spelled), known: known))
    }
    // Rows that are there and give no job are damaged, which is told elsewhere.
    guard let time, oldest > time else { return }
    throw .nothing(path: path, .before(time, oldest: oldest.iso8601Milliseconds))
  }

  /// Those of some projects that the archive has no answer of, and whose list no run read.
  public func unknown(of projects: [Project]) -> [Project] {
    projects.withoutRepeats.filter { project in
      let isKnown = oldestAnswer(of: [project]).map { oldest in time.map { oldest <= $0 } ?? true } ?? false
      return !isKnown && !knowsList(of: [project])
    }
  }

  /// Those of some projects, or of all that it has answers of, whose list the newest run that read it did not read to
  /// its end, and when that run ended: jobs may be missing that nobody knows of.
  public func unfinishedLists(of projects: [Project]) -> [(project: Project, ended: String)] {
    var known: Set<Project> = []
    var unfinished: [(project: Project, ended: String)] = []
    for run in runs {
      for name in run.listedProjects {
        let project = Project(spelled: name.text)
        guard known.insert(project).inserted, !isNamed(project, in: run.completeProjects) else { continue }
        // A project that was named once by mistake, and that nothing is known of, is not asked for now.
        let isWanted = projects.isEmpty ? oldestAnswer(of: [project]) != nil : projects.contains(project)
        if isWanted { unfinished.append((project, run.ended)) }
      }
    }
    return unfinished
  }

  /// When the newest run ended that read saved answers, where it did not read them to their end and has kept some.
  public var unfinishedFiles: String? {
    guard let run = runs.first(where: \.readsFiles) else { return nil }
    return run.outcome == .interrupted || (run.outcome == .failed && run.jobs > 0) ? run.ended : nil
  }

  /// Whether a run read the list of one of some projects, or of any.
  private func knowsList(of projects: [Project]) -> Bool {
    runs.contains { run in
      projects.isEmpty
        ? !run.completeProjects.isEmpty : projects.contains { isNamed($0, in: run.completeProjects) }
    }
  }

  /// When the first answer about a job of some projects, or of any, was had.
  private func oldestAnswer(of projects: [Project]) -> Timestamp? {
    self.projects.filter { own in
      projects.isEmpty
        || projects.contains { $0.covers(provider: own.home.provider, project: own.home.project) }
    }.map(\.first).min()
  }

  private func isNamed(_ project: Project, in names: [ID]) -> Bool {
    names.contains { Project(spelled: $0.text) == project }
  }
}
