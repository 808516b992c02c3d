import CommonMark
import Synchronization

/// The rows of jobs that were written last: a job has a row in the list of all jobs, in that of its status, its week, its
/// agent and its project, and these are the same but for where they stand.
///
/// Pages come in the order of their newest jobs, so that the rows of a few thousand jobs are enough.
final class RowCache: Sendable {
  private struct Row {
    var job: Int
    var html: HTML
  }

  /// How many rows are kept, each some hundred bytes long: that of a job takes the place of one that is as many jobs away.
  private static let capacity = 4096

  private let rows = Mutex<[Row?]>([])

  /// Writes the row of a job, by its index, as it is kept, or else as a closure writes it.
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
