import ReportKit

/// What there is to say of the pages of a list: what stands in the place of jobs, and why some may be missing.
struct ListingNotes {
  /// The most strangers that are kept, and the most gaps.
  private static let limit = 10

  /// What the pages have in the place of jobs, in words, and how many records that are.
  private(set) var strangers: [(words: String, records: Int)] = []
  /// Why jobs may be missing, though the list was read to its end.
  private(set) var gaps: [String] = []

  /// Adds what a page has besides jobs: items that are not objects, and an error beside a part of its data.
  mutating func add(_ page: ListingPage, at place: String, _ session: FetchSession) {
    if let others = page.others {
      if strangers.count < Self.limit {
        let items =
          others.count == 1 ? "an item that is" : "\(others.count) items that are no objects, the first is"
        strangers.append(("\(place) has \(items) \(others.kind.rawValue), not a job", others.count))
      } else {
        strangers[Self.limit - 1].records += others.count
      }
    }
    if let fault = page.errors.first {
      let words = Excerpt.oneLine(session.api.service.key.redact(fault.message), limit: 200)
      add(gap: "\(place) answered with a part of its jobs and an error: \(words)")
    }
  }

  /// Adds a job that has the id of another one on its page, and says something else.
  mutating func add(
    repeated element: ListingPage.Element, of first: ListingPage.Element, _ session: FetchSession
  ) {
    guard strangers.count < Self.limit, let id = element.id, element.bytes != first.bytes else { return }
    strangers.append(("a page has two jobs with the id '\(session.shown(id))'; the first is shown", 0))
  }

  /// Adds why jobs may be missing.
  mutating func add(gap: String) { if gaps.count < Self.limit { gaps.append(gap) } }
}
