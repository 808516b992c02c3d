import ReportKit

/// The part of a project's list that was not read yet, and what is cheaper: to read on, or to ask by id for the jobs
/// in it that had not ended.
struct RestOfList: Sendable {
  /// How many known jobs it has.
  var jobs: Int
  /// When those of them started that had not ended; nil without a date.
  var open: [Timestamp?]
  /// How many jobs a page has.
  var pageSize: Int
  /// When the newest and the oldest job started on the pages that were read, and how many pages these were.
  var read: (newest: Timestamp, oldest: Timestamp, pages: Int)?
  /// Whether each job costs a request for its details besides.
  var withDetails = false

  /// How many requests reading it to its end takes.
  var requests: Int { pages + (withDetails ? jobs : 0) }

  /// The last page is one that is not full, empty where need be.
  private var pages: Int { jobs / pageSize + 1 }

  /// Whether asking by id takes fewer requests than reading on, to the end or to any page before it.
  ///
  /// Where a job stands that had not ended, its date tells as far as jobs start evenly; it is at the end otherwise.
  /// Both are looked at anew behind every page, so that no more is asked than the whole list takes.
  var isCheaperByID: Bool {
    let places = open.map(page).sorted()
    let single = withDetails ? 2 : 1
    return places.indices.allSatisfy { index in
      let pages = places[index]
      let listed = pages + (withDetails ? min(jobs, pages * pageSize) : 0)
      return (index + 1) * single < listed
    }
  }

  /// Which of its pages a job is on, from 1.
  private func page(_ started: Timestamp?) -> Int {
    guard let started, let read, read.newest > read.oldest else { return pages }
    let span = (read.newest.milliseconds - read.oldest.milliseconds) / Int64(max(1, read.pages))
    let distance = max(0, read.oldest.milliseconds - started.milliseconds) / max(1, span) + 1
    return Int(min(distance, Int64(pages)))
  }
}
