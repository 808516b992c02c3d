import GRDB
import ReportKit
import Synchronization

extension ArchiveFetch {
  /// A fetch while it runs.
  struct Work {
    let archive: Archive
    let recorder: RunRecorder
    let client: JobClient
    let progress: (@Sendable (FetchProgress) -> Void)?
    let fetch: ArchiveFetch
    var outcome = Outcome()
    /// The projects whose lists were read whole.
    var complete: [ID] = []

    private var provider: Provider { client.provider }

    /// The list of a project; nil where the version has none.
    private func list(of project: ID) -> Endpoint? {
      provider.lists(of: project, fetch.request.version).first
    }

    /// Reads the list of a project, and asks for known jobs that it did not show and that had not ended.
    mutating func fetch(project: ID) async throws {
      var request = fetch.request
      request.projects = [project]
      let list = list(of: project)
      var isListGone = provider.lists(request.version).isEmpty
      let known = Project(provider, project)
      // What changed stands in front of a list in that order, so nothing behind has to be asked for.
      let open =
        list?.isOrderedByChanges == true ? [] : try archive.read { try JobTable.notEnded(of: known, in: $0) }
      let reading = try stop(for: known, list, open: open)
      if !isListGone {
        request.stopsListing = reading?.stops
        let problems = try await send(request)
        if problems.isEmpty {
          complete.append(project)
        } else if problems.contains(where: \.isAbsence) {
          isListGone = true
        } else {
          return
        }
      }
      if reading?.rest != nil, list?.isOrderedByChanges == true { try await lookAgain(at: known, request) }
      let seen = try recorder.keeper.tally().seen
      let ids = try isListGone && fetch.isFull ? knownJobs(of: known) : open.map(\.id)
      let seenIDs = Set(seen.lazy.filter(known.covers).map(\.id))
      request.ids = ids.filter { !seenIDs.contains($0) }
      request.stopsListing = nil
      let before = client.requests
      if !request.ids.isEmpty { try await ask(request, areKnown: true) }
      if !isListGone, let rest = reading?.rest {
        outcome.savedRequests += max(0, rest.requests - (client.requests - before))
      }
    }

    /// Looks again at what is known to be open and did not change: a list of open ones is read until all of them came.
    private mutating func lookAgain(at project: Project, _ request: JobRequest) async throws {
      guard let list = provider.lists(of: project.id, request.version, ofOpen: true).first else { return }
      let seen = try recorder.keeper.tally().seen.filter(project.covers).map(\.id)
      let open = try archive.read { try JobTable.ids(of: project, in: $0, where: list.lists) }.subtracting(
        seen)
      guard !open.isEmpty else { return }
      let left = Mutex(open)
      var request = request
      request.onlyOpen = true
      request.stopsListing = { page in
        left.withLock { left in
          left.subtract(page.elements.compactMap(\.id))
          return left.isEmpty
        }
      }
      try await send(known: request) { problem in
        problem.losesDetails = true
        problem.reason = "what is open and did not change is shown as it was known: \(problem.reason)"
      }
    }

    /// Notes projects whose jobs nothing names.
    mutating func note(unlisted projects: [ID]) {
      outcome.summary.incompleteProjects += projects
      outcome.summary.problems += projects.map {
        FetchProblem(
          project: $0,
          reason:
            "\(fetch.request.version.words) of the API has no list, and the archive knows no job of this project; name jobs "
            + "with --job or --jobs-from, or use --api auto")
      }
    }

    /// Asks for jobs by id.
    mutating func ask(_ request: JobRequest, areKnown: Bool = false) async throws {
      guard areKnown else {
        _ = try await send(request)
        return
      }
      try await send(known: request) { problem in
        guard problem.isAbsence else { return }
        problem.reason = "the API has this job no more; the report shows what the archive knows of it"
      }
    }

    /// Asks for jobs that the report still has, as they were known, where they cannot be had; of what goes wrong the
    /// words are changed.
    private mutating func send(
      known request: JobRequest, _ change: (inout FetchProblem) -> Void
    ) async throws {
      let before = outcome.summary.problems.count
      let lost = outcome.summary.incompleteProjects
      _ = try await send(request)
      outcome.summary.incompleteProjects = lost
      for index in outcome.summary.problems.indices.dropFirst(before) {
        outcome.summary.problems[index].losesJob = false
        change(&outcome.summary.problems[index])
      }
    }

    /// Fetches and keeps; gives the problems of whole projects.
    private mutating func send(_ request: JobRequest) async throws -> [FetchProblem] {
      let keeper = recorder.keeper
      var summary: FetchSummary
      do {
        summary = try await client.fetch(request, progress: progress) { try keeper.keep($0) }
      } catch let error as FetchError {
        if case .badRequest = error { throw error }
        summary = FetchSummary()
        for project in request.projects {
          summary.problems.append(
            FetchProblem(project: project, reason: error.wording, isAbsence: error.isAbsence))
        }
        summary.incompleteProjects = request.projects
      }
      try keeper.flush()
      outcome.summary.jobs += summary.jobs
      outcome.summary.missing = summary.missing
      outcome.summary.problems += summary.problems
      outcome.summary.incompleteProjects += summary.incompleteProjects
      return summary.problems.filter { $0.id == nil && $0.losesJob }
    }

    /// How far a project's list is read: up to jobs that are known and will not have changed, where asking for the
    /// others by id takes fewer requests than reading on. Nil where it has to be read to its end.
    private func stop(
      for project: Project, _ list: Endpoint?, open: [(id: ID, started: Timestamp?)]
    ) throws -> ListReading? {
      guard !fetch.isFull,
        let known = try archive.read({ try RunTable.newestComplete(of: project, in: $0) })
      else { return nil }
      if list?.isOrderedByChanges == true {
        guard let began = Timestamp(iso8601: known.began)?.adding(hours: -Self.clockHours) else { return nil }
        return ListReading(pageSize: list?.answer.paging.size ?? .max) { page, _ in
          guard let oldest = page.elements.last?.date, oldest < began else { return nil }
          return RestOfList(jobs: 0, open: [], pageSize: 1)
        }
      }
      let count = try archive.read { try JobTable.count(of: project, in: $0) }
      let checked = recorder.began.adding(hours: -24 * fetch.recheckDays)
      let (archive, keeper, withDetails) = (archive, recorder.keeper, fetch.request.details)
      return ListReading(pageSize: list?.answer.paging.size ?? .max) { page, read in
        let tally = try keeper.tally()
        func key(_ id: ID) -> JobKey {
          JobKey(provider: project.provider.id, project: project.id, id: id)
        }
        let isKnown = try archive.read { database in
          try page.elements.allSatisfy { element in
            guard let id = element.id, let started = element.date,
              started < checked, !tally.isFresh(key(id))
            else { return false }
            return try AnswerTable.has(
              provider: project.provider.id, project: project.id, job: id, by: known.ended, in: database)
          }
        }
        guard isKnown else { return nil }
        let seen = tally.seen.count { project.covers($0) && !tally.isNew($0) }
        let rest = RestOfList(
          jobs: max(0, count - seen), open: open.filter { !tally.seen.contains(key($0.id)) }.map(\.started),
          pageSize: max(1, page.elements.count), read: read, withDetails: withDetails)
        return rest.isCheaperByID ? rest : nil
      }
    }

    /// How far two clocks may be apart.
    private static let clockHours = 1

    /// Counts the known jobs that this run did not ask for.
    mutating func countUnasked(_ tally: AnswerTally) throws {
      for project in complete {
        let project = Project(provider, project)
        let known = try archive.read { try JobTable.count(of: project, in: $0) }
        let seen = tally.seen.count(where: project.covers)
        outcome.unasked += max(0, known - seen)
      }
    }

    private func knownJobs(of project: Project) throws -> [ID] {
      try archive.read { try JobTable.ids(of: project, in: $0) }
    }
  }
}

/// A list that is read until the rest of it costs more than it is worth.
private final class ListReading: Sendable {
  /// What is left behind the last page that was read, where the reading may end there; nil otherwise.
  typealias Rest =
    @Sendable (ListingPage, (newest: Timestamp, oldest: Timestamp, pages: Int)?) throws -> RestOfList?

  private struct State {
    var newest: Timestamp?
    var pages = 0
    /// How many jobs the first page has.
    var size = 0
    var rest: RestOfList?
  }

  private let restBehind: Rest
  private let state = Mutex(State())

  private let pageSize: Int

  init(pageSize: Int, _ restBehind: @escaping Rest) {
    self.pageSize = pageSize
    self.restBehind = restBehind
  }

  /// What was not read.
  var rest: RestOfList? { state.withLock(\.rest) }

  /// Takes note of a page; true ends the reading.
  var stops: @Sendable (ListingPage) async throws -> Bool {
    { [self] page in
      let dates = page.elements.compactMap(\.date)
      let count = page.elements.count
      let (newest, pages, isLast) = state.withLock { state in
        state.pages += 1
        state.newest = state.newest ?? dates.first
        if state.pages == 1 {
          state.size = Listing.commonPageSizes.contains(count) ? count : pageSize
        }
        return (state.newest, state.pages, count < state.size)
      }
      // A list that ends here has no rest.
      if isLast { return false }
      var read: (newest: Timestamp, oldest: Timestamp, pages: Int)?
      if let newest, let oldest = dates.last { read = (newest, oldest, pages) }
      let rest = try restBehind(page, read)
      state.withLock { $0.rest = rest }
      return rest != nil
    }
  }
}
