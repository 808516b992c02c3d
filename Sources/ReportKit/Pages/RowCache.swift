import CommonMark
import Synchronization

/// Keeps the rows that were written last. A job has the same row in the lists of all jobs, of its status, its week, its agent
/// and its project.
///
/// Pages are made in the order of their newest jobs, so the rows of a few thousand jobs are enough.
final class RowCache: Sendable {
  private struct Row {
    var job: Int
    var html: HTML
  }

  /// How many rows are kept, each of some hundred bytes. A row takes the place of that of the job so many places before or
  /// behind.
  private static let capacity = 4096

  private let rows = Mutex<[Row?]>([])

  /// Writes the row of a job, by its index in ``Report/jobs``: the kept one, else what a closure writes, which is then kept.
  func write(job: Int, into html: inout HTML, _ make: (inout HTML) -> Void) {
    let place = job % Self.capacity
    let known = rows.withLock { rows in
      rows.indices.contains(place) ? rows[place].flatMap { $0.job == job ? $0.html : nil } : nil
    }
    if let known { return html.append(known) }
    let row = html.written(make)
    rows.withLock { rows in
      if rows.isEmpty { rows = Array(repeating: nil, count: Self.capacity) }
      rows[place] = Row(job: job, html: row)
    }
  }
}
