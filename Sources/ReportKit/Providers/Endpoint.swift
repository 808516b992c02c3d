/// A request of a provider, and how its answer is read.
public struct Endpoint: Sendable {
  /// What rows of an archive name it by, verbatim: `v1/jobs`. Unique among all providers, and never renamed.
  public struct ID: RawRepresentable, Hashable, Sendable {
    /// The text in the archive's column.
    public let rawValue: String

    /// The endpoint that a row names, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A saved answer of an unknown request: its members tell what it is.
    public static let saved = ID(rawValue: "saved")
  }

  /// How it is named in archives.
  public let id: ID
  /// The record that its answers show: answers of one record are compared with each other, whichever request had them.
  public let record: String
  /// The version of the API that it is of; nil where there is only one.
  public let version: APIVersion?
  /// What is sent.
  public let request: RequestTemplate
  /// What comes back.
  public let answer: Shape
  /// How an answer says that something went wrong, besides by its status.
  public let errors: ErrorPlace
  /// Whether a list that is empty is left out of an answer, as in JSON of Protocol Buffers.
  public let omitsEmpty: Bool
  /// Whether most keys are refused it: that it cannot be had is not a problem.
  public let isOptional: Bool
  /// Whether a list is asked for a project that the lists before do not have: they differ in what a project is.
  public let isFallback: Bool
  /// Whether an answer is about something open, where a list has nothing else; nil for a list of all. What such a list
  /// has is read again though nothing changed, as forges do not count it as a change of a pull request that its checks
  /// fail.
  let open: (@Sendable (FieldReader) -> Bool)?
  /// Whether there is more to know of a job by it, as an earlier answer about that job tells; nil where there always is.
  public let addsTo: (@Sendable (FieldReader) -> Bool)?
  /// The id of the job that an answer is about; nil when there is nothing to see in it.
  public let identify: @Sendable (FieldReader) -> ReportKit.ID?
  /// What tells a saved answer of it from all others: each mark is the names of members that stand together in one.
  /// No member that another service's answer may have is a mark alone.
  let marks: [[StaticString]]
  /// What tells its answers from the provider's others only, in files that are known to be the provider's.
  let signs: [[StaticString]]
  /// Members that are left out before an answer is kept: secrets that the API hands out.
  public let secrets: [StaticString]
  /// Whether an element of a list is a job, where it has others; of those nothing is kept.
  public let isJob: (@Sendable (FieldReader) -> Bool)?
  /// What an answer says. Whatever can be read is read; the rest is named in ``JobPatch/unread``.
  let decode: @Sendable (inout FieldReader) -> JobPatch
  /// What it means that there is nothing (404, 410, and 501 where the service has no such request), and what to do, as
  /// a sentence without its full stop.
  public let absence: @Sendable (_ status: Int, _ project: String) -> String

  /// An endpoint; of what stays unsaid, a list needs a job's id to be told at `id`.
  init(
    _ id: ID, record: String? = nil, version: APIVersion? = nil, request: RequestTemplate, answer: Shape,
    errors: ErrorPlace = .status, omitsEmpty: Bool = false, isOptional: Bool = false,
    isFallback: Bool = false,
    open: (@Sendable (FieldReader) -> Bool)? = nil, addsTo: (@Sendable (FieldReader) -> Bool)? = nil,
    marks: [[StaticString]] = [], signs: [[StaticString]] = [], secrets: [StaticString] = [],
    identify: @escaping @Sendable (FieldReader) -> ReportKit.ID? = { $0.id("id") },
    isJob: (@Sendable (FieldReader) -> Bool)? = nil,
    absence: (@Sendable (_ status: Int, _ project: String) -> String)? = nil,
    decode: @escaping @Sendable (inout FieldReader) -> JobPatch
  ) {
    self.id = id
    self.record = record ?? id.rawValue
    self.version = version
    self.request = request
    self.answer = answer
    self.errors = errors
    self.omitsEmpty = omitsEmpty
    self.isOptional = isOptional
    self.isFallback = isFallback
    self.open = open
    self.addsTo = addsTo
    self.marks = marks
    self.signs = signs
    self.secrets = secrets
    self.identify = identify
    self.isJob = isJob
    self.decode = decode
    self.absence = absence ?? (answer.isList ? Self.listAbsence : Self.jobAbsence)
  }

  private static let listAbsence: @Sendable (Int, String) -> String = { status, project in
    status == 404
      ? "there is no project '\(project)', or the key cannot see it. Check --project"
      : "the list of jobs is gone. Name jobs with --job or --jobs-from"
  }

  private static let jobAbsence: @Sendable (Int, String) -> String = { _, project in
    "project '\(project)' has no such job. Check the ids given with --job or --jobs-from"
  }

  /// Whether its list has the jobs in the order in which they changed.
  public var isOrderedByChanges: Bool {
    if case .list(_, _, .updated) = answer { true } else { false }
  }

  /// The id of the job that some bytes are about.
  public func id(in bytes: [UInt8]) -> ReportKit.ID? { FieldReader(bytes).flatMap(identify) }

  /// Whether it may list what some bytes are about.
  public func lists(_ bytes: [UInt8]) -> Bool {
    guard let open, let reader = FieldReader(bytes) else { return true }
    return open(reader)
  }

  /// Whether there is more to know by it of a job that some bytes of another endpoint are about.
  public func adds(to bytes: [UInt8]) -> Bool {
    guard let addsTo, let reader = FieldReader(bytes) else { return true }
    return addsTo(reader)
  }

  /// The date by which its list is ordered, of some bytes.
  public func date(in bytes: [UInt8]) -> Timestamp? {
    guard case .list(_, _, let order) = answer, var reader = FieldReader(bytes) else { return nil }
    return reader.timestamp(order.date, for: .createdAt).value
  }

  /// Whether it is asked for a version.
  func isOf(_ version: APIVersion) -> Bool {
    version == .auto || self.version == nil || self.version == version
  }

  /// Where errors are told.
  public enum ErrorPlace: Sendable {
    /// By the status alone.
    case status
    /// As a list `errors` in an answer with a good status, beside what there is all the same
    /// (https://spec.graphql.org/October2021/#sec-Response-Format).
    case inAnswer
  }

  /// What an answer is.
  public enum Shape: Sendable {
    /// A list of jobs at a path of names.
    case list(at: [StaticString], ListPaging, order: ListOrder)
    /// One job, the whole of the answer or at a path.
    case job(at: [StaticString] = [])
    /// More about a job, which does not name it. A list of it is read to its end, and kept as an object with all
    /// items under the last name of the path.
    case part(at: [StaticString] = [], ListPaging = .whole)

    /// Whether it is a list of jobs.
    public var isList: Bool { if case .list = self { true } else { false } }
    /// Whether it is one job.
    public var isJob: Bool { if case .job = self { true } else { false } }
    /// Whether it is a part of a job.
    public var isPart: Bool { if case .part = self { true } else { false } }

    /// The path to the list or the job.
    public var path: [StaticString] {
      switch self {
      case .list(let path, _, _), .job(let path), .part(let path, _): path
      }
    }

    /// How the rest of a list is asked for.
    public var paging: ListPaging {
      switch self {
      case .list(_, let paging, _), .part(_, let paging): paging
      case .job: .whole
      }
    }
  }
}

/// How the pages of a list are asked for.
public enum ListPaging: Sendable {
  /// By the number of jobs that stand before a page; how many a page may have, and how many it has unless asked for.
  case offset(size: Int, unasked: Int)
  /// By a number from 1; how many a page may have. A header field of each answer has the number of the next page, or
  /// nothing in the last; without that field a page that is not full is the last. Another has the number of pages, unless
  /// there are very many.
  case page(size: Int, next: String, pages: String)
  /// By what each answer says at a path; the last one says nothing there, or `false` at the path of `more`. Where it
  /// says how many it found, and not all of these can be had at once, the list goes on with the time of the last.
  case cursor(at: [StaticString], more: [StaticString] = [], size: Int, found: ListTotal? = nil)
  /// There is one page.
  case whole

  /// How many jobs a page is asked to have.
  public var size: Int {
    switch self {
    case .offset(let size, _), .page(let size, _, _), .cursor(_, _, let size, _): size
    case .whole: .max
    }
  }
}

/// How many jobs a list says there are, of which it gives no more than so many.
public struct ListTotal: Sendable {
  /// Where it says so.
  public let path: [StaticString]
  /// The most that it gives.
  public let most: Int

  init(at path: [StaticString], most: Int) {
    self.path = path
    self.most = most
  }
}

/// In which order a list has its jobs: what was read before need not be read again.
public enum ListOrder: Sendable {
  /// By when they started, the newest first, as the member with that date tells; that it is so is checked while the
  /// list is read.
  case started(StaticString)
  /// By when they changed, the newest first, as the member with that date tells.
  case updated(StaticString)

  /// The member with the date.
  public var date: StaticString {
    switch self {
    case .started(let name), .updated(let name): name
    }
  }
}
