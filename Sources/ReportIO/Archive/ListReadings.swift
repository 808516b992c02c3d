import GRDB
import ReportKit

/// When the lists of projects were read whole, for what a list did not have.
struct ListReadings: Sendable {
  private struct Reading {
    var run: ArchivedRun
    var began: Timestamp
  }

  /// The readings of each project, the newest first.
  private var readings: [Project: [Reading]] = [:]

  /// No readings.
  init() {}

  /// The readings of some runs, given the newest first, of those that an archive has whole.
  init(_ runs: [ArchivedRun], in database: Database) throws {
    for run in runs {
      guard !run.completeProjects.isEmpty, try RunTable.isAnchored(run, in: database),
        let began = Timestamp(iso8601: run.began)
      else { continue }
      for project in run.completeProjects {
        readings[Project(spelled: project.text), default: []].append(Reading(run: run, began: began))
      }
    }
  }

  /// Of some jobs, when the list of their project was read last that did not have them yet.
  ///
  /// A list that was read up to jobs that were known proves nothing, nor does an archive that rows were taken out of:
  /// what came first then is not what there is.
  func absences(of jobs: [ArchiveInventory.Job], in inventory: ArchiveInventory) -> [Timestamp?] {
    guard !readings.isEmpty, inventory.isGapless else { return jobs.map { _ in nil } }
    let firsts = jobs.map { inventory.firstRow(of: $0) }
    var ofHome: [Int32: [Int64]] = [:]
    for (job, first) in zip(jobs, firsts) { ofHome[job.home, default: []].append(first) }
    for home in ofHome.keys { ofHome[home]?.sort() }
    /// How many jobs of a project were known at the end of a run.
    func known(_ home: Int32, by run: ArchivedRun) -> Int {
      ofHome[home]?.partitioningIndex { $0 > run.through } ?? 0
    }
    return zip(jobs, firsts).map { job, first in
      let home = inventory.home(of: job)
      guard let project = home.projectOfItsOwn else { return nil }
      let last = readings[project]?.first { $0.run.through < first }
      guard let last, last.run.completeProjects.count == 1, last.run.jobs >= known(job.home, by: last.run)
      else { return nil }
      return last.began
    }
  }
}

extension Home {
  /// The project whose list has its jobs, where each has a list of its own; nil otherwise.
  fileprivate var projectOfItsOwn: Project? {
    guard let provider = Provider.named(provider), !provider.answersNameProject else { return nil }
    return Project(provider, project)
  }
}

extension [Int64] {
  /// Where the numbers begin that fulfil a condition, which none before and all behind do.
  fileprivate func partitioningIndex(where isBehind: (Int64) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
