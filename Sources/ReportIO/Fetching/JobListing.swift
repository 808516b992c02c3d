import Hashing
import ReportKit

/// Reads the list of one project's jobs, page by page.
///
/// The list counts by offset: a job that appears while pages are read shifts all later ones. So repeats
/// are dropped by id, and the first page is read once more at the end; when it shows jobs not seen, the
/// reading goes on from there until known ones come.
struct JobListing {
  /// How many jobs are asked for at once: the most that the API gives.
  static let pageSize = 100
  /// How many pages may be on their way: each may turn out to be past the end.
  static let maximumPagesInFlight = 3
  /// How many full pages in a row may hold nothing new. So many new jobs may appear between two
  /// requests; a server that ignores the offset repeats itself for ever.
  static let maximumStalePages = 3
  /// After so many pages, a million jobs, the list is taken for endless.
  static let maximumPages = 10_000
  /// Lengths of a first page that look like a server's own page size, smaller than the one asked for.
  static let commonPageSizes: Set<Int> = [10, 12, 20, 24, 25, 30, 40, 50]

  let session: FetchSession
  let project: String
  private var seen: Set<Mark> = []
  /// What the pages have in the place of jobs, in words.
  private(set) var strangers: [String] = []
  private var lastDate: String?
  private var isNewestFirst = true

  init(session: FetchSession, project: String) {
    self.session = session
    self.project = project
  }

  /// Reads to the end, or to where `stops` says so; throws ``FetchError`` when that cannot be done,
  /// with what was read until then delivered.
  mutating func read(
    maximumInFlight: Int, stops: (@Sendable (ListingPage) async throws -> Bool)?,
    deliver: ([ListingPage.Element]) async throws -> Void
  ) async throws {
    let step = try await readPages(
      widest: min(maximumInFlight, JobListing.maximumPagesInFlight), stops: stops, deliver: deliver)
    try await readFirstPageAgain(step: step, deliver: deliver)
  }

  /// Reads pages in order, several at once after the first full one; gives the distance of pages.
  private mutating func readPages(
    widest: Int, stops: (@Sendable (ListingPage) async throws -> Bool)?,
    deliver: ([ListingPage.Element]) async throws -> Void
  ) async throws -> Int {
    let (session, project) = (session, project)
    return try await withThrowingTaskGroup(of: (index: Int, page: ListingPage).self) { group in
      defer { group.cancelAll() }
      var (started, delivered, window, stale) = (0, 0, 1, 0)
      var step = JobListing.pageSize
      var ready: [Int: ListingPage] = [:]
      while true {
        while started - delivered < window {
          let (index, skip) = (started, started * step)
          group.addTask { (index, try await JobListing.page(session, project, skip: skip)) }
          started += 1
        }
        guard let page = ready.removeValue(forKey: delivered) else {
          if let result = try await group.next() { ready[result.index] = result.page }
          continue
        }
        delivered += 1
        note(page.others, skip: (delivered - 1) * step)
        let fresh = try await deliverFresh(of: page, deliver)
        if try await isEnough(page, stops) { return step }
        if delivered == 1, JobListing.commonPageSizes.contains(page.elements.count) {
          step = page.elements.count
          continue
        }
        guard page.elements.count >= step else { return step }
        stale = fresh == 0 ? stale + 1 : 0
        // The answer that holds more than was asked for holds everything.
        if stale > 0, page.elements.count > JobListing.pageSize { return step }
        try check(stale: stale, pages: delivered, step: step)
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
      let page = try await JobListing.page(session, project, skip: pages * step)
      pages += 1
      let known = page.elements.contains { seen.contains(Mark($0)) }
      _ = try await deliverFresh(of: page, deliver)
      if known || page.elements.count < step { return }
      try check(stale: 0, pages: pages, step: step)
    }
  }

  /// What a job is told from others by: its id, byte by byte; without one, all of its bytes.
  private struct Mark: Hashable {
    private let digest: (UInt64, UInt64)
    let isID: Bool

    init(_ element: ListingPage.Element) {
      let id = element.id
      isID = id != nil
      // Of any length, and a great many of them.
      let hash = SHA256.hash(id.map { Array($0.utf8) } ?? element.bytes).bytes
      func word(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
      digest = (word(hash.prefix(8)), word(hash.dropFirst(8).prefix(8)))
    }

    static func == (left: Mark, right: Mark) -> Bool {
      left.digest == right.digest && left.isID == right.isID
    }

    func hash(into hasher: inout Hasher) { hasher.combine(digest.0) }
  }

  /// Delivers the jobs of a page that no earlier page had, some at a time; gives how many. Two jobs without an id on
  /// one page are two, whatever they say.
  private mutating func deliverFresh(
    of page: ListingPage, _ deliver: ([ListingPage.Element]) async throws -> Void
  ) async throws -> Int {
    var nameless: Set<Mark> = []
    var count = 0
    var fresh: [ListingPage.Element] = []
    for element in page.elements {
      let mark = Mark(element)
      if mark.isID {
        guard seen.insert(mark).inserted else { continue }
      } else {
        guard !seen.contains(mark) else { continue }
        nameless.insert(mark)
      }
      count += 1
      fresh.append(element)
      if fresh.count == 1000 {
        try await deliver(fresh)
        fresh.removeAll(keepingCapacity: true)
      }
    }
    seen.formUnion(nameless)
    if !fresh.isEmpty { try await deliver(fresh) }
    return count
  }

  private mutating func note(_ others: (count: Int, kind: JSONText.Kind)?, skip: Int) {
    guard let others, strangers.count < 10 else { return }
    let request = APIRequest.list(session, project: project, skip: skip, take: JobListing.pageSize)
    let items =
      others.count == 1 ? "an item that is" : "\(others.count) items that are no objects, the first is"
    strangers.append("\(session.api.place(of: request)) has \(items) \(others.kind.rawValue), not a job")
  }

  private mutating func isEnough(
    _ page: ListingPage, _ stops: (@Sendable (ListingPage) async throws -> Bool)?
  ) async throws -> Bool {
    guard let stops else { return false }
    let dates = page.elements.lazy.compactMap(\.createdAt)
    if !page.isNewestFirst { isNewestFirst = false }
    if let lastDate, let first = dates.first, first > lastDate { isNewestFirst = false }
    lastDate = dates.last ?? lastDate
    guard isNewestFirst else { return false }
    return try await stops(page)
  }

  private func check(stale: Int, pages: Int, step: Int) throws(FetchError) {
    guard stale < JobListing.maximumStalePages && pages < JobListing.maximumPages else {
      let last = APIRequest.list(
        session, project: project, skip: (pages - 1) * step, take: JobListing.pageSize)
      throw .failed(
        place: session.api.place(of: last),
        reason: stale > 0
          ? "answered with jobs that earlier pages had, \(stale) times in a row"
          : "is the \(pages)th page, and the list does not end",
        attempts: 1, seconds: 0,
        advice: "The service seems to ignore the offset: jobs may be missing; name them with --job")
    }
  }

  private static func page(
    _ session: FetchSession, _ project: String, skip: Int
  ) async throws -> ListingPage {
    let request = APIRequest.list(session, project: project, skip: skip, take: pageSize)
    return try await session.get(request, of: project, read: page)
  }

  private static func page(_ body: [UInt8]) throws(UnreadableBody) -> ListingPage {
    do {
      return try ListingPage(body)
    } catch {
      switch error {
      case .noJSON(let error): throw .broken("\(error)")
      case .noJobs(let shape): throw .foreign("\(shape) in the place of jobs")
      case .otherShape: throw .foreign("JSON that has no list 'allSessions'")
      }
    }
  }
}
