import GRDB
import ReportKit

/// Which rows of an archive a report is about, job by job, each job's rows in the order of their times.
struct ArchivePlan: Sendable {
  /// The numbers of the rows.
  private(set) var rows: [Int64] = []
  /// Where each job's rows begin in ``rows``, and at last where they end.
  private(set) var starts: [Int] = [0]
  /// Of each job, when a list of its project was read last that did not have it yet; nil where nothing tells.
  private(set) var absences: [Timestamp?] = []

  /// How many jobs there are.
  var jobs: Int { starts.count - 1 }

  /// The rows of the jobs of a range.
  func rows(of jobs: Range<Int>) -> [ArraySlice<Int64>] {
    jobs.map { rows[starts[$0]..<starts[$0 + 1]] }
  }

  private mutating func add(_ job: some Sequence<Int64>, absentAt: Timestamp? = nil) {
    rows += job
    starts.append(rows.count)
    absences.append(absentAt)
  }
}

/// A project of a provider, as rows name them.
struct Home: Hashable, Comparable {
  var provider: ID
  var project: ID

  /// How options name it.
  var spelled: ID { ID(Project.spelling(provider: provider, project: project)) }

  static func < (left: Home, right: Home) -> Bool {
    (left.provider, left.project) < (right.provider, right.project)
  }
}

extension ArchivePlan {
  /// The rows of some projects, or of all when none is named, as they were known by a time.
  ///
  /// An answer without a project is of the one project that has its id, and so it is in the plan where that
  /// project is, or where the archive is of one project only. What is not as it was written is in every plan, so
  /// that it is said.
  init(_ inventory: ArchiveInventory, projects: [Project], by time: Timestamp?, lists: ListReadings) {
    let jobs = inventory.jobs(by: time)
    let named = Set(jobs.map(\.home)).filter { !inventory.homes[Int($0)].project.isEmpty }
    let wanted =
      projects.isEmpty
      ? named
      : named.filter { number in
        let home = inventory.homes[Int(number)]
        return projects.contains { $0.covers(provider: home.provider, project: home.project) }
      }
    for (job, absence) in zip(jobs, lists.absences(of: jobs, in: inventory)) where wanted.contains(job.home) {
      add(job.rows.map { inventory.rows[Int($0)].number }, absentAt: absence)
    }
    let homeless = jobs.filter { inventory.home(of: $0).project.isEmpty }
    let isWhole = projects.isEmpty || (!wanted.isEmpty && wanted.count == named.count)
    let owners = isWhole || homeless.isEmpty ? [:] : ArchivePlan.owners(among: jobs, of: named, in: inventory)
    for job in homeless {
      let own = owners[JobID(job, in: inventory)]
      guard isWhole || own.map({ $0.count == 1 && wanted.contains($0[0]) }) ?? false else { continue }
      add(job.rows.map { inventory.rows[Int($0)].number })
    }
    for number in inventory.unreadable + inventory.damaged { add([number]) }
  }

  /// The projects that have a job of an id, by provider and id.
  private static func owners(
    among jobs: [ArchiveInventory.Job], of homes: Set<Int32>, in inventory: ArchiveInventory
  ) -> [JobID: [Int32]] {
    var owners: [JobID: [Int32]] = [:]
    for job in jobs where homes.contains(job.home) {
      owners[JobID(job, in: inventory), default: []].append(job.home)
    }
    return owners
  }

  /// A job's id, without its project.
  struct JobID: Hashable {
    var provider: ID
    var id: ID

    init(_ job: ArchiveInventory.Job, in inventory: ArchiveInventory) {
      provider = inventory.home(of: job).provider
      id = inventory.id(of: job)
    }
  }
}
