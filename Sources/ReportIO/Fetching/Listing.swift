import ReportKit

/// Reads the list of one project's jobs, page by page.
///
/// Where a list counts its pages, a job that appears while they are read shifts all later ones, and where it is in the
/// order of changes, one that changes moves to its beginning. So repeats are dropped by id, and the first page is read
/// once more at the end; when it shows jobs not seen, the reading goes on from there until known ones come.
struct Listing {
  /// How many pages may be on their way: each may turn out to be past the end.
  static let maximumPagesInFlight = 3
  /// How many full pages in a row may hold nothing new. So many new jobs may appear between two
  /// requests; a server that ignores the offset repeats itself for ever.
  static let maximumStalePages = 3
  /// After so many pages, a million jobs, the list is taken for endless.
  static let maximumPages = 10_000
  /// Lengths of a first page that look like a server's own page size, smaller than the one asked for.
  static let commonPageSizes: Set<Int> = [10, 12, 20, 24, 25, 30, 40, 50]

  let endpoint: Endpoint
  let session: FetchSession
  let project: ID
  private var seen: Set<ListingMark> = []
  /// What there is to say of its pages.
  private(set) var notes = ListingNotes()
  private var lastDate: Timestamp?
  private var isNewestFirst = true

  /// How many jobs are asked for at once: the most that the API gives.
  private var pageSize: Int { endpoint.answer.paging.size }

  init(_ endpoint: Endpoint, session: FetchSession, project: ID) {
    self.endpoint = endpoint
    self.session = session
    self.project = project
  }

  /// Reads to the end, or to where `stops` says so; throws ``FetchError`` when that cannot be done,
  /// with what was read until then delivered.
  mutating func read(
    maximumInFlight: Int, stops: (@Sendable (ListingPage) async throws -> Bool)?,
    deliver: ([ListingPage.Element]) async throws -> Void
  ) async throws {
    switch endpoint.answer.paging {
    case .offset, .page:
      let (step, pages) = try await readPages(
        widest: min(maximumInFlight, Listing.maximumPagesInFlight), stops: stops, deliver: deliver)
      // Of a list in the order of changes, what changes behind its only page is for the next run.
      if pages > 1 || !endpoint.isOrderedByChanges {
        try await readFirstPageAgain(step: step, deliver: deliver)
      }
    case .cursor: try await readByCursor(stops: stops, deliver: deliver)
    case .whole:
      let page = try await page(Position())
      note(page, Position())
      _ = try await deliverFresh(of: page, deliver)
    }
  }

  /// Reads pages one after the other, each as the one before says.
  private mutating func readByCursor(
    stops: (@Sendable (ListingPage) async throws -> Bool)?,
    deliver: ([ListingPage.Element]) async throws -> Void
  ) async throws {
    var next = Position()
    var (pages, stale, inWindow) = (0, 0, 0)
    while true {
      let page = try await page(next)
      pages += 1
      inWindow += page.elements.count
      note(page, next)
      let fresh = try await deliverFresh(of: page, deliver)
      if try await isEnough(page, stops) { break }
      stale = fresh == 0 && !page.elements.isEmpty ? stale + 1 : 0
      if page.cursor != nil, page.cursor == next.cursor { stale = Listing.maximumStalePages }
      try check(stale: stale, pages: pages, place: place(next))
      if page.cursor == nil {
        guard let found = page.found, inWindow < found, let last = page.elements.last?.date?.iso8601 else {
          break
        }
        guard last != next.until else {
          notes.add(gap: "\(place(next)) gives only \(inWindow) of \(found) jobs that changed at \(last)")
          break
        }
        next = Position(until: last)
        inWindow = 0
      } else {
        next.cursor = page.cursor
      }
    }
    guard pages > 1, endpoint.isOrderedByChanges else { return }
    // What changed meanwhile stands in front now.
    next = Position()
    for _ in 0..<pages {
      let page = try await page(next)
      note(page, next)
      let known = page.elements.contains { seen.contains(ListingMark($0)) }
      _ = try await deliverFresh(of: page, deliver)
      next.cursor = page.cursor
      if known || next.cursor == nil { return }
    }
  }

  /// Reads pages in order, several at once after the first full one; gives the distance of pages, and how many there
  /// were.
  private mutating func readPages(
    widest: Int, stops: (@Sendable (ListingPage) async throws -> Bool)?,
    deliver: ([ListingPage.Element]) async throws -> Void
  ) async throws -> (step: Int, pages: Int) {
    let listing = self
    return try await withThrowingTaskGroup(of: (index: Int, page: ListingPage).self) { group in
      defer { group.cancelAll() }
      var (started, delivered, window, stale) = (0, 0, 1, 0)
      var step = pageSize
      var known = Int.max
      var ready: [Int: ListingPage] = [:]
      while true {
        while started == delivered || started - delivered < window && started < known {
          let position = Position(page: started, of: step)
          group.addTask { (position.page, try await listing.page(position)) }
          started += 1
        }
        guard let page = ready.removeValue(forKey: delivered) else {
          if let result = try await group.next() { ready[result.index] = result.page }
          continue
        }
        let position = Position(page: delivered, of: step)
        delivered += 1
        known = page.pages ?? known
        note(page, position)
        let fresh = try await deliverFresh(of: page, deliver)
        if try await isEnough(page, stops) { return (step, delivered) }
        if page.isLast == nil, delivered == 1, Listing.commonPageSizes.contains(page.elements.count) {
          step = page.elements.count
          continue
        }
        if page.isLast ?? (page.elements.count < step) { return (step, delivered) }
        stale = fresh == 0 ? stale + 1 : 0
        // The answer that holds more than was asked for holds everything.
        if stale > 0, page.elements.count > pageSize { return (step, delivered) }
        try check(stale: stale, pages: delivered, place: place(position))
        // Short lists are the most common: the window opens only when the list proves to be long.
        window = min(delivered, widest)
      }
    }
  }

  /// Reads the first page again, and on from there until known jobs come.
  private mutating func readFirstPageAgain(
    step: Int, deliver: ([ListingPage.Element]) async throws -> Void
  ) async throws {
    var pages = 0
    while true {
      let position = Position(page: pages, of: step)
      let page = try await page(position)
      pages += 1
      let known = page.elements.contains { seen.contains(ListingMark($0)) }
      _ = try await deliverFresh(of: page, deliver)
      if known || page.isLast ?? (page.elements.count < step) { return }
      try check(stale: 0, pages: pages, place: place(position))
    }
  }

  /// Delivers the jobs of a page that no earlier page had, some at a time; gives how many. Two jobs without an id on
  /// one page are two, whatever they say.
  private mutating func deliverFresh(
    of page: ListingPage, _ deliver: ([ListingPage.Element]) async throws -> Void
  ) async throws -> Int {
    var hasNameless = false
    var own: [ListingMark: Int] = [:]
    var count = 0
    var fresh: [ListingPage.Element] = []
    for (index, element) in page.elements.enumerated() {
      let mark = ListingMark(element)
      if mark.isID {
        guard seen.insert(mark).inserted else {
          if let first = own[mark] {
            notes.add(repeated: element, of: page.elements[first], session)
          }
          continue
        }
        own[mark] = index
      } else {
        guard !seen.contains(mark) else { continue }
        hasNameless = true
      }
      count += 1
      guard element.isJob else { continue }
      fresh.append(element)
      if fresh.count == 1000 {
        try await deliver(fresh)
        fresh.removeAll(keepingCapacity: true)
      }
    }
    if hasNameless {
      // Made anew, as a page may have more of them than there is room for twice.
      for mark in page.elements.lazy.map(ListingMark.init) where !mark.isID { seen.insert(mark) }
    }
    if !fresh.isEmpty { try await deliver(fresh) }
    return count
  }

  private mutating func note(_ page: ListingPage, _ position: Position) {
    guard page.others != nil || !page.errors.isEmpty else { return }
    notes.add(page, at: place(position), session)
  }

  private mutating func isEnough(
    _ page: ListingPage, _ stops: (@Sendable (ListingPage) async throws -> Bool)?
  ) async throws -> Bool {
    guard let stops else { return false }
    let dates = page.elements.lazy.compactMap(\.date)
    if !page.isNewestFirst { isNewestFirst = false }
    if let lastDate, let first = dates.first, first > lastDate { isNewestFirst = false }
    lastDate = dates.last ?? lastDate
    guard isNewestFirst else { return false }
    return try await stops(page)
  }

  private func check(stale: Int, pages: Int, place: @autoclosure () -> String) throws(FetchError) {
    guard stale < Listing.maximumStalePages && pages < Listing.maximumPages else {
      throw .failed(
        place: place(),
        reason: stale > 0
          ? "answered with jobs that earlier pages had, \(stale) times in a row"
          : "is the \(pages)th page, and the list does not end",
        attempts: 1, seconds: 0,
        advice: "The service seems to ignore the \(word): jobs may be missing; name them with --job")
    }
  }

  /// What tells one page from another.
  private var word: String {
    switch endpoint.answer.paging {
    case .offset: "offset"
    case .page: "number of the page"
    case .cursor, .whole: "cursor"
    }
  }

  /// Where a page stands.
  private struct Position {
    /// How many pages, and how many jobs, stand before it.
    var page = 0
    var skip = 0
    var cursor: String?
    var until: String?

    /// A page of a list whose pages are so far apart.
    init(page: Int = 0, of step: Int = 0, until: String? = nil) {
      self.page = page
      skip = page * step
      self.until = until
    }
  }

  private func request(_ position: Position) -> APIRequest {
    var values = session.provider.values(project: project)
    if pageSize < .max {
      values[.size] = String(pageSize)
      values[.offset] = String(position.skip)
      values[.page] = String(position.page + 1)
    }
    values[.cursor] = position.cursor
    values[.until] = position.until
    return APIRequest(endpoint, values, session: session)
  }

  private func place(_ position: Position) -> String { session.api.place(of: request(position)) }

  private func page(_ position: Position) async throws -> ListingPage {
    let endpoint = endpoint
    return try await session.get(request(position), of: project) {
      (answer) throws(UnreadableBody) in
      do throws(ListingPageError) {
        return try ListingPage(answer.body, of: endpoint, header: answer.header)
      } catch {
        switch error {
        case .refused(let fault): throw fault.isAbsence ? .absent : .refused(fault.message)
        case .noJSON(let error): throw .broken("\(error)")
        case .noJobs(let shape): throw .foreign("\(shape) in the place of jobs")
        case .otherShape(""): throw .foreign("JSON that is no list")
        case .otherShape(let list): throw .foreign("JSON that has no list '\(list)'")
        }
      }
    }
  }
}
