import GRDB
import ReportKit

extension ArchiveFetch {
  /// A fetch while it runs.
  struct Work {
    let archive: Archive
    let recorder: RunRecorder
    let client: MintlifyClient
    let progress: (@Sendable (FetchProgress) -> Void)?
    let fetch: ArchiveFetch
    var outcome = Outcome()
    /// The projects whose lists were read whole.
    var complete: [String] = []

    /// Reads the list of a project, and asks for known jobs that it did not show and that had not ended.
    mutating func fetch(project: String) async throws {
      var request = fetch.request
      request.projects = [project]
      var isListGone = request.version == .v2
      if !isListGone {
        request.stopsListing = try stop(for: project)
        let problems = try await send(request)
        if problems.isEmpty {
          complete.append(project)
        } else if problems.contains(where: \.isAbsence) {
          isListGone = true
        } else {
          return
        }
      }
      let seen = try recorder.keeper.tally().seen
      let ids = try isListGone && fetch.isFull ? knownJobs(of: project) : openJobs(of: project)
      request.ids = ids.filter { !seen.contains(JobKey(provider: "mintlify", project: project, id: $0)) }
      request.stopsListing = nil
      if !request.ids.isEmpty { try await ask(request, areKnown: true) }
    }

    /// Notes projects whose jobs nothing names.
    mutating func note(unlisted projects: [String]) {
      outcome.summary.incompleteProjects += projects
      outcome.summary.problems += projects.map {
        FetchProblem(
          project: $0,
          reason: "version 2 of the API has no list, and the archive knows no job of this project; name jobs "
            + "with --job or --jobs-from, or use --api auto")
      }
    }

    /// Asks for jobs by id.
    mutating func ask(_ request: JobRequest, areKnown: Bool = false) async throws {
      let before = outcome.summary.problems.count
      let lost = outcome.summary.incompleteProjects
      _ = try await send(request)
      guard areKnown else { return }
      // The report still has these jobs, as they were known.
      outcome.summary.incompleteProjects = lost
      for index in outcome.summary.problems.indices.dropFirst(before) {
        outcome.summary.problems[index].losesJob = false
        if outcome.summary.problems[index].isAbsence {
          outcome.summary.problems[index].reason =
            "the API has this job no more; the report shows what the archive knows of it"
        }
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
      outcome.summary.problems += summary.problems
      outcome.summary.incompleteProjects += summary.incompleteProjects
      return summary.problems.filter { $0.id == nil && $0.losesJob }
    }

    /// What ends the reading of a project's list; nil where it has to be read to its end.
    private func stop(for project: String) throws -> (@Sendable (ListingPage) async throws -> Bool)? {
      guard !fetch.isFull,
        let known = try archive.read({ try RunTable.newestCompleteEnd(of: project, in: $0) })
      else { return nil }
      let checked = recorder.began.adding(hours: -24 * fetch.recheckDays)
      let (archive, keeper) = (archive, recorder.keeper)
      return { page in
        let tally = try keeper.tally()
        return try archive.read { database in
          try page.elements.allSatisfy { element in
            guard let id = element.id, let started = element.createdAt.flatMap(Timestamp.init(iso8601:)),
              started < checked,
              !tally.isFresh(JobKey(provider: "mintlify", project: project, id: id))
            else { return false }
            return try AnswerTable.has(
              provider: "mintlify", project: project, job: id, by: known, in: database)
          }
        }
      }
    }

    /// How many jobs the archive knows and this run did not ask for, and what that saved.
    mutating func countSaving(_ tally: AnswerTally) throws {
      for project in complete {
        let known = try archive.read { try JobTable.count(of: project, in: $0) }
        let seen = tally.seen.count { $0.project == project }
        guard known > seen else { continue }
        outcome.unasked += known - seen
        outcome.savedRequests += (known - seen) / JobListing.pageSize
      }
    }

    private func knownJobs(of project: String) throws -> [String] {
      try archive.read { try JobTable.ids(of: project, in: $0) }
    }

    private func openJobs(of project: String) throws -> [String] {
      try archive.read { try JobTable.notEnded(of: project, in: $0) }
    }
  }
}
