/// What a run asks of a report besides its jobs.
public struct ReportOptions: Sendable {
  /// The name of the report, on every page.
  public var title: String
  /// When the run takes place.
  public var generatedAt: Timestamp
  /// The moment that ages count to.
  public var asOf: Timestamp
  /// Whether the report is of another time than that of the run.
  public var isAsOf: Bool { asOf != generatedAt }
  /// The zone of days and weeks.
  public var timeZone: ReportTimeZone
  /// Where the jobs come from, for `report.json`: `api`, `files`, `sample`, `archive`.
  public var source: String
  /// Which jobs are wanted.
  public var selection: Selection
  /// The one week that is asked for; it has a page even without a job.
  public var week: WeekID?
  /// The moment that *what changed* compares with; nil without an archive.
  public var comparesTo: Timestamp?
  /// The address that the report will stand at, with a slash at its end, if it is known.
  public var reportURL: String?
  /// What its jobs have to fulfil.
  public var gate = Gate()
  /// What has needed a person since before this moment is told apart and not counted: four weeks before
  /// ``asOf`` where nothing else is asked for.
  public var attentionSince: Timestamp
  /// What a person has set aside.
  public var acknowledgements = Acknowledgements()
  /// What to call people.
  public var people = People()
  /// What the badge tells.
  public var badge = BadgeFigure.jobs
  /// What it is not to show.
  public var redaction = Redaction.shapes

  /// Options.
  public init(
    title: String, generatedAt: Timestamp, asOf: Timestamp, timeZone: ReportTimeZone, source: String,
    selection: Selection, week: WeekID? = nil, comparesTo: Timestamp? = nil,
    reportURL: String? = nil
  ) {
    self.title = title
    self.generatedAt = generatedAt
    self.asOf = asOf
    self.timeZone = timeZone
    self.source = source
    self.selection = selection
    self.week = week
    self.comparesTo = comparesTo
    self.reportURL = reportURL
    attentionSince = asOf.adding(hours: -24 * 28)
  }

  /// The same with nothing in their texts that is not to be shown.
  var redacted: ReportOptions {
    var options = self
    options.title = redaction.redact(title)
    options.reportURL = reportURL.map(redaction.redact)
    return options
  }
}

/// All that the pages of a report show but the jobs' own texts: the summaries in their order, and what
/// follows from them.
public struct Report: Sendable {
  /// What the run asked.
  public let options: ReportOptions
  /// The jobs, the oldest first, those without a date before all others. Equal dates stand in the order
  /// of project and id.
  public let jobs: [JobSummary]
  /// The fingerprint of each job's row in lists, in the order of ``jobs``.
  let rows: [Fingerprint]
  /// What could not be had or read.
  public let problems: [Problem]
  /// Whether a listing broke off, so that there may be jobs that nobody knows of.
  public let isCutShort: Bool
  /// The weeks that something happened in, the oldest first.
  public let weeks: [Week]
  /// How many jobs have each status.
  public let counts: [Status: Int]
  /// The figures of all checklists together.
  public let todos: TodoCount
  /// The number of pull requests.
  public let pullRequests: Int
  /// What needs a person now, the newest job first.
  public let attention: [Attention]
  /// How many of these each cause has.
  let attentionCounts: [Cause: Int]
  /// What has needed a person since before ``ReportOptions/attentionSince``, the newest job first; not counted.
  public let olderAttention: [Attention]
  /// What a person has set aside, the newest job first; not counted.
  public let acknowledged: [Acknowledged]
  /// The pull requests that are known to stand some way, each once, in the order of the newest job that names it.
  public let pulls: [TrackedPullRequest]
  /// What came of them; nil when nobody asked.
  public let outcomes: Outcomes?
  /// The same pull requests, with what each job names.
  let tracked: PullRequests
  /// The jobs by agent, project and model.
  let groups: [Facet: [JobGroup]]
  /// The pages of agents and projects, by their values, where there are several.
  let facetPages: [Facet: [ID: SitePath]]
  /// What the overview has tables by: what jobs have several of, but not projects where these part the jobs as agents
  /// do.
  let listedFacets: [Facet]
  /// Whether agents were told by their marks, so that every count may leave some out.
  public let isAtLeast: Bool
  /// The projects, in the order of their names.
  public let projects: [ID]
  /// What changed since ``ReportOptions/comparesTo``; nil without an archive.
  public let changes: Changes?
  /// What changed in each week besides what the week itself has; empty without an archive.
  public let changesByWeek: [WeekID: Changes]

  /// A report over jobs in any order.
  public init(
    jobs unordered: [JobSummary], problems: [Problem], isCutShort: Bool = false, options: ReportOptions
  ) {
    var jobs = unordered.filter(options.selection.contains)
    jobs.sort(by: Report.isOrdered)
    let shared = Report.sharedIDs(jobs)
    let people = options.people.redacted(by: options.redaction)
    var counts: [Status: Int] = [:]
    var todos = TodoCount.none
    var pullRequests = 0
    var projects: Set<ID> = []
    var weeks: [Week] = []
    var groupings = Facet.allCases.map { JobGroup.Grouping(by: $0) }
    var isAtLeast = false
    var rows: [Fingerprint] = []
    rows.reserveCapacity(jobs.count)
    var months = MonthFolders()
    for index in jobs.indices {
      let job = jobs[index]
      let date = job.createdAt.map(options.timeZone.date)
      let key = job.key
      jobs[index].page = Report.page(of: key, in: months.folder(of: date), isShared: shared.contains(key.id))
      if !people.isEmpty, let id = job.requestedBy, let name = people.name(of: id, provider: key.provider) {
        jobs[index].requestedByName = name
      }
      rows.append(jobs[index].row)
      counts[job.status, default: 0] += 1
      todos += job.todos
      pullRequests += job.pullRequestCount
      if let project = key.project { projects.insert(project) }
      for number in groupings.indices { groupings[number].add(job, at: index) }
      if job.isFoundByMarks { isAtLeast = true }
      guard let week = date.map(WeekID.init(containing:)), job.createdAt.map(options.selection.holds) == true
      else { continue }
      if weeks.last?.id == week {
        weeks[weeks.count - 1].jobs = weeks[weeks.count - 1].jobs.lowerBound..<index + 1
      } else {
        weeks.append(Week(id: week, jobs: index..<index + 1))
      }
    }
    if let week = options.week, weeks.isEmpty { weeks = [Week(id: week, jobs: 0..<0)] }
    let words = DateWords(options.timeZone, now: options.asOf)
    let redaction = options.redaction
    self.options = options.redacted
    self.jobs = jobs
    self.rows = rows
    self.problems = problems.map { $0.redacted(by: redaction) }
    self.isCutShort = isCutShort
    self.counts = counts
    self.todos = todos
    self.pullRequests = pullRequests
    self.projects = projects.sorted()
    let tracked = PullRequests(of: jobs)
    self.tracked = tracked
    let pulls = tracked.all
    self.pulls = pulls
    changes = options.comparesTo.map { moment in
      var changes = Changes()
      for job in jobs { changes.add(job, after: moment, through: Timestamp(milliseconds: .max)) }
      guard !pulls.isEmpty else { return changes }
      let isNew = { (time: Timestamp?) in time.map { $0 > moment && $0 <= options.asOf } ?? false }
      changes.pullRequests = pulls.count { isNew($0.state.createdAt) }
      changes.merged = pulls.count { $0.state.kind == .merged && isNew($0.state.endedAt) }
      return changes
    }
    changesByWeek =
      options.comparesTo == nil
      ? [:] : Changes.byWeek(jobs, datesPullRequests: !pulls.isEmpty, in: options.timeZone)
    self.weeks = Week.all(startedIn: weeks, jobs: jobs, pulls: pulls, options: options)
    outcomes =
      pulls.isEmpty
      ? nil : Outcomes(pulls.lazy.map(\.state), of: Array(jobs.indices), jobs: jobs, pulls: tracked)
    groups = Dictionary(
      uniqueKeysWithValues: zip(Facet.allCases, groupings).map { ($0, $1.all(of: jobs, pulls: tracked)) })
    facetPages = groups.mapValues { groups in
      guard JobGroup.areSeveral(groups) else { return [:] }
      let pages = groups.compactMap { group in
        group.value.flatMap { value in group.facet.page(value).map { (value, $0) } }
      }
      return Dictionary(pages) { first, _ in first }
    }
    let groups = self.groups
    listedFacets = Facet.allCases.filter { facet in
      func parts(_ facet: Facet) -> [JobGroup] { groups[facet] ?? [] }
      guard JobGroup.areSeveral(parts(facet)) else { return false }
      return facet != .project || !JobGroup.areSeveral(parts(.agent))
        || !JobGroup.areAlike(parts(.agent), parts(.project))
    }
    self.isAtLeast = isAtLeast
    var (attention, older, acknowledged): ([Attention], [Attention], [Acknowledged]) = ([], [], [])
    let since = options.attentionSince
    let notes = options.acknowledgements.resolved(among: jobs)
    for index in jobs.indices.reversed() {
      guard let need = Attention(jobs[index], at: index, now: options.asOf, in: words) else { continue }
      if let note = notes.note(on: jobs[index].key.id, at: options.asOf) {
        acknowledged.append(Acknowledged(need: need, note: note.redacted(by: redaction)))
      } else if need.cause.agesOut, let begun = need.since, begun < since {
        older.append(need)
      } else {
        attention.append(need)
      }
    }
    (self.attention, olderAttention, self.acknowledged) = (attention, older, acknowledged)
    attentionCounts = Dictionary(attention.map { ($0.cause, 1) }, uniquingKeysWith: +)
  }

  /// Whether a job that should be here is not.
  public var isPartial: Bool { isCutShort || problems.contains { $0.losesJob } }

  /// Whether something that should be here is not: a job, or details of one.
  public var isIncomplete: Bool { isPartial || problems.contains { $0.losesDetails } }

  /// `17 – 23 Aug 2026`: the days that it is about.
  var periodWords: String? {
    guard case (let from?, let to?) = period, from <= to else { return nil }
    return DateWords.range(from, to)
  }

  /// The days that the report is about: the period asked for, else that of its jobs.
  public var period: (from: CivilDate?, to: CivilDate?) {
    let zone = options.timeZone
    let dated = jobs.first { $0.createdAt != nil }?.createdAt
    let from = options.selection.from ?? dated
    let last = options.selection.before.map { Timestamp(milliseconds: $0.milliseconds - 1) }
    let to = last ?? jobs.last?.createdAt
    return (from.map(zone.date), to.map(zone.date))
  }

  /// Whether a week has a page.
  func hasPage(_ week: WeekID) -> Bool { weeks.contains { $0.id == week } }

  /// The week of the job at an index.
  public func week(ofJobAt index: Int) -> WeekID? {
    guard let week = jobs[index].createdAt.map({ WeekID(containing: options.timeZone.date(of: $0)) }),
      !options.selection.hasPeriod || hasPage(week)
    else { return nil }
    return week
  }

  private static func isOrdered(_ left: JobSummary, before right: JobSummary) -> Bool {
    switch (left.createdAt, right.createdAt) {
    case (let one?, let other?) where one != other: one < other
    case (nil, _?): true
    case (_?, nil): false
    default: left.key < right.key
    }
  }

  /// The ids that more than one project (or provider) uses.
  private static func sharedIDs(_ jobs: [JobSummary]) -> Set<ID> {
    // The key of a job is its own: in one project, no two have the same id.
    guard let first = jobs.first, jobs.contains(where: { !$0.isOfSameProject(as: first) }) else { return [] }
    var seen: Set<ID> = []
    var shared: Set<ID> = []
    for job in jobs where !seen.insert(job.key.id).inserted { shared.insert(job.key.id) }
    return shared
  }

  private static func page(of job: JobKey, in folder: SitePath, isShared: Bool) -> SitePath {
    let salt = isShared ? "\(job.provider.text)/\(job.project?.text ?? "")" : nil
    return folder.appending(FileName(job, salt: salt))
  }

  /// The folders that pages of jobs stand in. Each is made once: jobs come in the order of their dates.
  private struct MonthFolders {
    private var last: (year: Int, month: Int, folder: SitePath)?

    mutating func folder(of date: CivilDate?) -> SitePath {
      guard let date else { return SitePath("jobs").appending(FileName(own: "undated")) }
      let (year, month, _) = date.components
      if let last, last.year == year, last.month == month { return last.folder }
      let folder = SitePath("jobs").appending(FileName(monthOf: date))
      last = (year, month, folder)
      return folder
    }
  }
}
