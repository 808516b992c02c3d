import ReportIO
import ReportKit
import SampleProject

/// What a command reads: the source, the selection and the time, put together from options and environment.
struct JobInput {
  let source: JobSource
  let options: SourceOptions
  let ids: [ID]
  private(set) var report: ReportOptions

  /// The time that the report is as of, if one is asked for.
  let asOf: Timestamp?
  /// The time that the report is compared with, if one is asked for.
  private let compareTo: Timestamp?

  init(
    source options: SourceOptions, selection: SelectionOptions, gate: Gate = Gate(), title: String,
    reportURL: String? = nil, run: Run
  ) throws {
    let source = try JobSource(
      options, environment: run.environment, isAsOf: selection.asOf != nil)
    let now = if case .sample = source { Timestamp(seconds: SampleProject.now) } else { try run.now() }
    let zone = try selection.zone()
    asOf = try selection.asOf(now: now, in: zone)
    compareTo = try selection.compareTo(now: asOf ?? now, in: zone)
    switch source {
    case .files(_, archive: nil) where compareTo != nil, .api(_, archive: nil) where compareTo != nil:
      throw UsageError.compareWithoutArchive
    case .sample, .files, .api, .archive: break
    }
    let ids = try options.ids()
    var (wanted, week) = try selection.selection(ids: Set(ids), now: asOf ?? now, zone: zone)
    wanted.startedBy = asOf
    self.source = source
    self.options = options
    self.ids = ids
    report = ReportOptions(
      title: title, generatedAt: now, asOf: asOf ?? now, timeZone: zone, source: source.name,
      selection: wanted, week: week, reportURL: reportURL)
    report.gate = gate
    if case .sample = source { report.people = People(SampleProject.people) }
    report.redaction = run.keys.redaction
  }

  /// Refuses to write a result over what the run reads: its sources, and other files.
  func protect(_ others: String?..., from output: String?) throws {
    guard let output else { return }
    let files = options.inputs + ([source.archive] + others).compactMap(\.self)
    try InputGuard.check(output, inputs: files)
  }

  /// Says what has needed a person for long, and what people have set aside.
  mutating func set(attentionSince since: Timestamp?, _ acknowledgements: Acknowledgements) {
    if let since { report.attentionSince = since }
    report.acknowledgements = acknowledgements
  }

  /// Says what to call the people who asked for jobs.
  mutating func set(_ people: People) { report.people = people }

  /// Says what the badge tells.
  mutating func set(_ badge: BadgeFigure) { report.badge = badge }

  /// Asks only for the jobs that opened a pull request, if one is given.
  mutating func select(_ pullRequest: PullRequestSelection?) { report.selection.pullRequest = pullRequest }

  /// Reads or fetches the jobs. Where they are for a report, what the last run found is taken from there as far as that is
  /// the same, but for a rebuild, and for a gate: that judges the jobs themselves, not what a file beside the report says of
  /// them, which whoever writes to the folder may have changed.
  mutating func collect(
    _ run: Run, workers: Int?, for directory: String? = nil, isRebuild: Bool = false
  ) async throws -> CollectedJobs {
    let finding = directory == nil ? nil : optionsOfFinding(run)
    var known = KnownJobs()
    if let finding, let directory, !isRebuild, report.gate.rules.isEmpty,
      let last = LastJobs(in: directory, options: finding)
    {
      if let jobs = try await lastJobs(last, run) { return jobs }
      known = last.known
    }
    // What comes over the network is counted as it comes.
    let isFetched = if case .api(_, nil) = source { true } else { false }
    var collection = JobCollection(
      workers: workers ?? run.workers, hiding: run.keys.redaction, options: finding, knowing: consume known,
      progress: isFetched ? nil : run.progress.read)
    let temporary = try TemporaryFolder(environment: run.environment)
    var wanted = ids
    switch source {
    case .sample:
      for file in SampleProject.files {
        let time = Timestamp(iso8601: SampleProject.time(of: file.name))
        if let time, let asOf, time > asOf { continue }
        try await collection.read(text: file.text, time: time, temporaryFolder: temporary)
      }
      report.comparesTo = compareTo ?? (asOf ?? report.generatedAt).adding(hours: -7 * 24)
    case .files(let paths, nil):
      for path in paths {
        try await collection.read(SavedAnswers(path: path, temporaryFolder: temporary))
      }
    case .files(let paths, let archive?):
      let problems = try await ArchiveInput(path: archive, run: run).keep(files: paths)
      for problem in problems { collection.note(problem, cutsShort: false) }
      let known = try await read(archive, projects: [], into: &collection)
      if asOf != nil { try check(known, projects: [], against: &collection) }
    case .api(let projects, nil):
      let fetch = try APIFetch(
        options, projects: projects, ids: ids, selection: report.selection, keys: run.keys,
        environment: run.environment)
      try await fetch.fetch(into: &collection, temporaryFolder: temporary, progress: run.progress.fetched)
    case .api(let projects, let archive?):
      let outcome = try await ArchiveInput(path: archive, run: run).fetch(
        options, projects: projects, ids: ids, selection: report.selection)
      let failed = Set(outcome.summary.incompleteProjects)
      for problem in outcome.summary.problems {
        collection.note(
          Problem(problem), cutsShort: problem.id == nil && failed.contains(problem.project))
      }
      _ = try await read(archive, projects: projects, into: &collection)
      if collection.isEmpty, let first = outcome.summary.problems.first {
        throw NothingFetched(reason: first.reason, others: outcome.summary.problems.count - 1)
      }
    case .archive(let archive, let projects):
      let known = try await read(archive, projects: projects, into: &collection)
      try check(known, projects: projects, against: &collection)
      wanted = try completed(ids, among: collection.ids)
      report.selection.ids = Set(wanted)
    }
    return try await collection.finish(wanting: wanted)
  }

  /// What tells runs apart that may find something else in the same bytes; nil where no run knows another's.
  private func optionsOfFinding(_ run: Run) -> Fingerprint? {
    let projects: [Project]
    switch source {
    case .files(_, nil): projects = []
    // Ids are completed among those that are read.
    case .archive(_, let asked) where ids.isEmpty: projects = asked
    case .sample, .files, .api, .archive: return nil
    }
    return JobsRecord.options(
      source: [source.name] + projects.map(\.spelled.text), selection: report.selection, ids: ids,
      hiding: run.keys.redaction)
  }

  /// What the last run found, if the source is the same.
  private mutating func lastJobs(_ last: LastJobs, _ run: Run) async throws -> CollectedJobs? {
    switch source {
    case .files(let paths, nil): return await last.jobs(of: paths, hiding: run.keys.redaction)
    case .archive(let path, _):
      guard let jobs = try await last.jobs(ofArchive: path, hiding: run.keys.redaction) else { return nil }
      compare(withWeekBefore: jobs.newestRun)
      return jobs
    case .sample, .files, .api: return nil
    }
  }

  /// Compares with a week before the newest run, so that a report made twice says the same, where nothing else is asked for.
  private mutating func compare(withWeekBefore newestRun: Timestamp?) {
    report.comparesTo = compareTo ?? newestRun?.adding(hours: -7 * 24)
  }

  /// Ids of an archive, each of which may have been cut to its beginning.
  private func completed(_ ids: [ID], among known: [ID]) throws -> [ID] {
    try ids.map { id in
      switch IDBeginning.match(id, among: known) {
      case .one(let whole): whole
      case .several(let several): throw NoSuchJob(reason: IDBeginning.words(id, several))
      case .none: id
      }
    }
  }

  private mutating func read(
    _ path: String, projects: [Project], into collection: inout JobCollection
  ) async throws -> ArchiveCoverage {
    let known = try await collection.read(ArchiveReader(path: path), projects: projects, by: asOf)
    compare(withWeekBefore: known.newestRun)
    return known
  }

  /// Refuses an empty report where the archive only does not know better, and notes what it does not know: a
  /// report without that would look whole.
  private func check(
    _ archive: ArchiveCoverage, projects: [Project], against collection: inout JobCollection
  ) throws {
    if collection.isEmpty { return try archive.explainAbsence(of: projects) }
    let unknown = projects.count > 1 ? archive.unknown(of: projects) : []
    for project in unknown {
      note(project, "the archive has no jobs of this project", cutsShort: false, in: &collection)
    }
    for (project, ended) in archive.unfinishedLists(of: projects) where !unknown.contains(project) {
      note(
        project, "its list was not read to the end by the newest run, of \(ended): jobs may be missing",
        cutsShort: true, in: &collection)
    }
    if projects.isEmpty, let ended = archive.unfinishedFiles {
      collection.note(
        Problem(
          id: nil,
          reason: "the newest run that read saved answers, of \(ended), did not read them to their end: "
            + "jobs may be missing", losesJob: false), cutsShort: true)
    }
  }

  private func note(
    _ project: Project, _ reason: String, cutsShort: Bool, in collection: inout JobCollection
  ) {
    let problem = Problem(id: project.spelled, reason: reason, losesJob: true, isOfProject: true)
    collection.note(problem, cutsShort: cutsShort)
  }
}
