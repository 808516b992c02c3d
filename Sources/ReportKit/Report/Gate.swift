/// What the jobs of a report have to fulfil, for a run of CI to go on.
public struct Gate: Sendable, Equatable {
  /// One rule.
  public enum Rule: Sendable, Equatable {
    /// No job has this status.
    case failOn(Status)
    /// No job needs a person.
    case failOnAttention
    /// At most so many jobs failed, or were stopped by a GitHub set-up that is missing.
    case maxFailed(Int)
    /// No job has been running for longer.
    case staleAfter(Span)
    /// Every completed job has a pull request.
    case requirePullRequest

    /// The rule as it stands on the command line: `--fail-on failed`.
    public var option: String {
      switch self {
      case .failOn(let status): "--fail-on \(status.slug)"
      case .failOnAttention: "--fail-on attention"
      case .maxFailed(let count): "--max-failed \(count)"
      case .staleAfter(let span): "--stale-after \(span)"
      case .requirePullRequest: "--require-pull-request"
      }
    }
  }

  /// A span of time as options name it: `90m`, `24h`, `14d`, `2w`.
  public struct Span: Sendable, Equatable, CustomStringConvertible {
    /// Its length.
    public let milliseconds: Int64
    /// The span as it was written.
    public let description: String

    /// Reads a number above 0 and one of `m`, `h`, `d`, `w`; nil for anything else and for over 100 years.
    public init?(_ text: String) {
      let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000]
      guard let unit = text.last.flatMap({ units[$0] }), text.utf8.dropLast().allSatisfy(\.isDigit),
        let count = Int64(text.dropLast()), count > 0, count <= 3_153_600_000_000 / unit
      else { return nil }
      milliseconds = count * unit
      description = text
    }
  }

  /// How a report stands to a rule.
  public struct Verdict: Sendable {
    /// The rule.
    public var rule: Rule
    /// The jobs behind it, by their index in ``Report/jobs``, the newest first. With ``Rule/maxFailed(_:)``
    /// there may be some although it passed.
    public var jobs: [Int]
    /// Whether the report fulfils it.
    public var isPassed: Bool

    /// `passed: --require-pull-request (no job completed without a pull request)`.
    public var words: String { "\(isPassed ? "passed" : "failed"): \(rule.option) (\(reason))" }

    /// What was found: `2 jobs are Failed`.
    public var reason: String {
      let count = jobs.count
      let some = count == 1 ? "1 job" : count == 0 ? "no job" : "\(count) jobs"
      let verb = count > 1 ? "are" : "is"
      switch rule {
      case .failOn(let status): return "\(some) \(verb) \(status.name)"
      case .failOnAttention: return "\(some) \(count > 1 ? "need" : "needs") attention"
      case .maxFailed: return "\(some) failed or \(count > 1 ? "are" : "is") blocked"
      case .staleAfter(let span):
        return "\(some) \(count > 1 ? "have" : "has") been running for over \(span)"
      case .requirePullRequest: return "\(some) completed without a pull request"
      }
    }
  }

  /// The rules, in the order that verdicts are told in.
  public var rules: [Rule]

  /// A gate with rules; without any every report passes.
  public init(_ rules: [Rule] = []) { self.rules = rules }

  fileprivate func verdict(_ rule: Rule, on report: Report) -> Verdict {
    func jobs(_ isBehind: (JobSummary) -> Bool) -> [Int] {
      report.jobs.indices.reversed().filter { isBehind(report.jobs[$0]) }
    }
    var limit = 0
    let behind: [Int]
    switch rule {
    case .failOn(let status): behind = jobs { $0.status == status }
    case .failOnAttention: behind = report.attention.map(\.job)
    case .maxFailed(let count):
      limit = count
      behind = jobs { $0.status == .failed || $0.status == .blocked }
    case .staleAfter(let span):
      let (now, _) = report.options.asOf.milliseconds.subtractingReportingOverflow(span.milliseconds)
      behind = jobs { job in
        job.status == .running && job.createdAt.map { $0.milliseconds < now } ?? false
      }
    case .requirePullRequest: behind = jobs { $0.status == .completed && !$0.hasPullRequests }
    }
    return Verdict(rule: rule, jobs: behind, isPassed: behind.count <= limit)
  }
}

extension Report {
  /// How the report stands to each rule of ``ReportOptions/gate``.
  public var verdicts: [Gate.Verdict] {
    options.gate.rules.map { options.gate.verdict($0, on: self) }
  }
}
