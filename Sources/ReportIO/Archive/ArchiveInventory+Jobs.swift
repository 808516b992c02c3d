import ReportKit

/// The rows of an archive job by job.
extension ArchiveInventory {
  /// One job's rows, or those of a pull request.
  struct Job: Sendable {
    /// Where its project stands in ``homes``.
    var home: Int32
    /// Where its rows stand in ``rows``, the oldest first.
    var rows: ArraySlice<Int32>
  }

  /// The jobs that rows of a time or earlier are about, by project and id.
  func jobs(by time: Timestamp?) -> [Job] {
    let limit = time?.milliseconds ?? .max
    let other = pullRequestEndpoint
    return subjects { $0.time <= limit && $0.endpoint != other }
  }

  /// The place of the endpoint whose rows are about pull requests.
  var pullRequestEndpoint: Int32? {
    endpoints.firstIndex(of: Array(PullRequestTable.endpoint.utf8)).map(Int32.init)
  }

  /// The jobs and pull requests that rows are about, by project and id. Rows that are not as they were written are
  /// about none.
  func subjects(where isWanted: (Row) -> Bool = { _ in true }) -> [Job] {
    let ranks = rankedHomes()
    let damaged = Set(damaged)
    var order: [Int32] = []
    order.reserveCapacity(rows.count)
    for (place, row) in rows.enumerated() where isWanted(row) {
      if damaged.isEmpty || !damaged.contains(row.number) { order.append(Int32(place)) }
    }
    order.sort { one, other in
      let (left, right) = (rows[Int(one)], rows[Int(other)])
      if left.home != right.home { return ranks[Int(left.home)] < ranks[Int(right.home)] }
      let (id, otherID) = (job(left), job(right))
      if !id.elementsEqual(otherID) { return id.lexicographicallyPrecedes(otherID) }
      // Row numbers decide between equal times: they tell which came first into this archive.
      return (left.time, left.number) < (right.time, right.number)
    }
    var jobs: [Job] = []
    var start = 0
    for end in 1...max(1, order.count) where start < order.count {
      if end < order.count, isSameJob(order[start], order[end]) { continue }
      jobs.append(Job(home: rows[Int(order[start])].home, rows: order[start..<end]))
      start = end
    }
    return jobs
  }

  private func isSameJob(_ one: Int32, _ other: Int32) -> Bool {
    rows[Int(one)].home == rows[Int(other)].home && job(rows[Int(one)]).elementsEqual(job(rows[Int(other)]))
  }

  /// The place of each project in their sorted order.
  private func rankedHomes() -> [Int] {
    var ranks = [Int](repeating: 0, count: homes.count)
    for (rank, home) in homes.indices.sorted(by: { homes[$0] < homes[$1] }).enumerated() {
      ranks[home] = rank
    }
    return ranks
  }

  /// The project of a job.
  func home(of job: Job) -> Home { homes[Int(job.home)] }

  /// The id of a job.
  func id(of job: Job) -> ID { ID(decoding: self.job(rows[Int(job.rows[job.rows.startIndex])])) }

  /// The number of the row of a job that came first.
  func firstRow(of job: Job) -> Int64 { job.rows.lazy.map { self.rows[Int($0)].number }.min() ?? 0 }
}
