import GRDB
import ReportKit

/// Which rows of an archive a report is about, job by job, each job's rows in the order of their times.
struct ArchivePlan: Sendable {
  /// The numbers of the rows.
  private(set) var rows: [Int64] = []
  /// Where each job's rows begin in ``rows``, and at last where they end.
  private(set) var starts: [Int] = [0]

  /// How many jobs there are.
  var jobs: Int { starts.count - 1 }

  /// The rows of the jobs of a range.
  func rows(of jobs: Range<Int>) -> [ArraySlice<Int64>] {
    jobs.map { rows[starts[$0]..<starts[$0 + 1]] }
  }

  fileprivate mutating func add(_ job: [(time: [UInt8], row: Int64)]) {
    guard !job.isEmpty else { return }
    // Row numbers decide between equal times: they tell which came first into this archive.
    let sorted = job.sorted { one, other in
      one.time == other.time ? one.row < other.row : one.time.lexicographicallyPrecedes(other.time)
    }
    rows += sorted.map(\.row)
    starts.append(rows.count)
  }
}

/// A project of a provider, as the bytes that rows name them with.
struct Home: Hashable, Comparable {
  var provider: [UInt8]
  var project: [UInt8]

  static func < (left: Home, right: Home) -> Bool {
    left.provider == right.provider
      ? left.project.lexicographicallyPrecedes(right.project)
      : left.provider.lexicographicallyPrecedes(right.provider)
  }
}

extension ArchiveReader {
  /// The rows of some projects, or of all when none is named, as they were known by a time.
  ///
  /// An answer without a project is of the one project that has its id, and so it is in the plan where that
  /// project is, or where the archive is of one project only.
  func plan(projects: [String], by time: Timestamp?) throws(ArchiveError) -> ArchivePlan {
    try read { database in
      var plan = ArchivePlan()
      let all = try Self.homes(in: database)
      let named = all.filter { !$0.project.isEmpty }
      let names = Set(projects.map { Array($0.utf8) })
      let wanted = names.isEmpty ? named : named.filter { names.contains($0.project) }
      let limit = time?.iso8601Milliseconds ?? "~"
      for home in wanted { try Self.add(home, by: limit, to: &plan, database) }
      let isWhole = names.isEmpty || (!wanted.isEmpty && wanted.count == named.count)
      for home in all where home.project.isEmpty {
        try Self.add(home, by: limit, to: &plan, database) { job in
          guard !isWhole else { return true }
          let owners = try named.filter { owner in
            try owner.provider == home.provider
              && AnswerTable.has(
                provider: String(decoding: owner.provider, as: UTF8.self),
                project: String(decoding: owner.project, as: UTF8.self),
                job: String(decoding: job, as: UTF8.self), in: database)
          }
          return owners.count == 1 && wanted.contains(owners[0])
        }
      }
      return plan
    }
  }

  /// The projects of jobs that rows name, sorted; the name is empty for rows without one.
  static func homes(in database: Database) throws -> [Home] {
    // A walk from one to the next by comparison would go round for ever in a damaged index.
    let rows = try Row.fetchCursor(
      database, sql: "SELECT DISTINCT provider, project FROM answers INDEXED BY answers_by_job")
    var homes: [Home] = []
    while let row = try rows.next() {
      homes.append(Home(provider: try row.bytes(0), project: try row.bytes(1)))
    }
    return homes.filter { !$0.provider.elementsEqual(PullRequestTable.provider.utf8) }.sorted()
  }

  private static func add(
    _ home: Home, by limit: String, to plan: inout ArchivePlan, _ database: Database,
    where isWanted: ([UInt8]) throws -> Bool = { _ in true }
  ) throws {
    let texts = [home.provider, home.project].map { String(decoding: $0, as: UTF8.self).argument }
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT job, time, id FROM answers INDEXED BY answers_by_job
        WHERE provider = CAST(? AS TEXT) AND project = CAST(? AS TEXT) AND time <= ? ORDER BY job
        """, arguments: StatementArguments(texts + [limit]))
    var current: [UInt8] = []
    var group: [(time: [UInt8], row: Int64)] = []
    while let row = try rows.next() {
      let job = try row.bytes(0)
      if job != current {
        if try !group.isEmpty && isWanted(current) { plan.add(group) }
        group.removeAll(keepingCapacity: true)
        current = job
      }
      group.append((try row.bytes(1), row[2]))
    }
    if try !group.isEmpty && isWanted(current) { plan.add(group) }
  }
}
