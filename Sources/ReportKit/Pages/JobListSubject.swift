import CommonMark

/// What a list of jobs is of.
enum JobListSubject: Equatable {
  case all
  case status(Status)
  case pulls(PullRequestState.Kind)
  case attention
  case cause(Cause)
  case older
  case week(WeekID)
  case group(Group)

  /// An agent or a project, whose own page is the front page.
  struct Group: Equatable {
    var facet: Facet
    var name: String
    var front: SitePath
    /// Whether the overview has a table of all of its kind.
    var isListed: Bool

    /// The way to all of its kind.
    var crumbs: HTML {
      let overview: HTML = "<a href=\"../index.html\">Overview</a>"
      guard isListed else { return overview }
      return "\(overview) / <a href=\"../index.html#\(facet.noun)s\">\(facet.title)s</a>"
    }

    var kind: PageKind { facet == .agent ? .agent : .project }
  }

  var isWeek: Bool { if case .week = self { true } else { false } }

  var kind: PageKind {
    switch self {
    case .all: .jobs
    case .week: .week
    case .group(let group): group.kind
    default: .status
    }
  }

  var crumbs: HTML {
    let overview: HTML = "<a href=\"../index.html\">Overview</a>"
    switch self {
    case .week(let week):
      return "\(overview) / <a href=\"\(week.description).html\">Week \(week.week), \(week.year)</a>"
    case .group(let group):
      return
        "\(group.crumbs) / <a href=\"\(group.front.lastComponent).html\"><bdi>\(group.name)</bdi></a>"
    default: return overview
    }
  }

  var status: Status? {
    if case .status(let status) = self { status } else { nil }
  }

  /// The path of the front page, without the extension.
  var front: SitePath {
    switch self {
    case .all: SitePath("jobs/index")
    case .status(let status): SitePath("status").appending(FileName(status))
    case .pulls(let kind): SitePath("status").appending(FileName(pulls: kind))
    case .attention: SitePath("status/attention")
    case .cause(let cause): SitePath("status").appending(FileName(cause: cause))
    case .older: SitePath("status/attention-older")
    case .week(let week): SitePath("weeks").appending(FileName(week))
    case .group(let group): group.front
    }
  }

  /// The path of a numbered page, without the extension.
  func page(_ number: Int) -> SitePath {
    switch self {
    case .all: SitePath("jobs").appending(FileName(own: "page-", number))
    default: front.appending("-page-", number: number)
    }
  }

  var title: String {
    switch self {
    case .all: "All jobs"
    case .status(let status): "\(status.name)"
    case .pulls(let kind): "Pull requests: \(kind.word)"
    case .attention: "Needs attention"
    case .cause(let cause): "Needs attention: \(cause.name)"
    case .older: "Needed attention earlier"
    case .week(let week): "Week \(week.week), \(week.year)"
    case .group(let group): group.name
    }
  }

  /// What stands below the title of a list of so many jobs.
  func lede(_ count: Int) -> HTML {
    switch self {
    case .all: "The newest first."
    case .status(.waiting): "Jobs that go on when a person answers, the newest first."
    case .status: "Jobs with this status, the newest first."
    case .pulls(.merged): "Jobs with a pull request that was merged, the newest first."
    case .pulls(.closed): "Jobs with a pull request that was closed unmerged, the newest first."
    case .pulls: "Jobs with such a pull request, the newest first."
    case .attention: "Jobs that need a person, the newest first, and why."
    case .cause(let cause): "\(cause.advice(count))\(count > 1 ? " The newest job stands first." : "")"
    case .older: "Jobs that have needed a person for long, the newest first. They are not counted."
    case .week, .group: HTML()
    }
  }

  var emptyWords: String {
    switch self {
    case .all: "There are no jobs yet."
    case .status: "No job has this status."
    case .pulls: "No job has such a pull request."
    case .attention, .cause: "No job needs attention."
    case .older: "No job has needed attention for long."
    case .week: "No job began in this week."
    case .group: "There are no jobs yet."
    }
  }
}
