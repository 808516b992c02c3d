/// What came of pull requests: how many were merged, were closed and are open, and how long merging took.
///
/// Each address counts once, however many jobs name it.
public struct Outcomes: Sendable, Equatable {
  /// How many were merged.
  public private(set) var merged = 0
  /// How many were closed unmerged.
  public private(set) var closed = 0
  /// How many are open, without drafts.
  public private(set) var open = 0
  /// How many are open as drafts.
  public private(set) var draft = 0
  /// How many the token may not see, which count as nothing.
  public private(set) var hidden = 0
  /// How many open ones have checks that fail.
  public private(set) var failing = 0
  /// What the jobs cost for each merged one, by units, of those that tell it.
  public private(set) var costs: [Cost] = []
  /// Of how many merged ones the jobs tell a cost, by its unit.
  private var costed: [Cost.Unit: Int] = [:]
  /// The time from opening to merging of each merged one that tells both, in milliseconds, the shortest first.
  private var merging: [Int64] = []

  /// Nothing.
  public init() {}

  /// What came of some pull requests.
  init(_ states: some Sequence<PullRequestState>) {
    for state in states { add(state) }
    merging.sort()
  }

  /// What came of the pull requests of some jobs, with what these cost.
  init(_ states: some Sequence<PullRequestState>, of indices: [Int], jobs: [JobSummary], pulls: PullRequests)
  {
    self.init(states)
    guard merged > 0 else { return }
    let telling = indices.filter { !jobs[$0].cost.isEmpty }
    guard !telling.isEmpty else { return }
    costs = Cost.Unit.allCases.compactMap { unit in
      var (sum, landed): (Int64, Set<Int>) = (0, [])
      for index in telling {
        guard let cost = jobs[index].cost.first(where: { $0.unit == unit }) else { continue }
        let (total, overflows) = sum.addingReportingOverflow(cost.millionths)
        sum = overflows ? .max : total
        for pull in pulls.named(by: index) where pulls.all[pull].state.kind == .merged { landed.insert(pull) }
      }
      costed[unit] = landed.count
      return landed.isEmpty ? nil : Cost(millionths: sum / Int64(landed.count), unit).rounded
    }
  }

  /// `7.9 ACUs each`, with `where told` if some merged ones have no cost; nil where nothing tells a cost.
  var costWords: String? {
    let words = costs.map { cost in
      let covered = costed[cost.unit] ?? merged
      return "\(cost.words) each\(covered < merged ? " where told" : "")"
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private mutating func add(_ state: PullRequestState) {
    if state.failsChecks { failing += 1 }
    switch state.kind {
    case .merged:
      merged += 1
      if let from = state.createdAt, let to = state.endedAt, from <= to {
        merging.append(to.milliseconds - from.milliseconds)
      }
    case .closed: closed += 1
    case .open: open += 1
    case .draft: draft += 1
    case .hidden: hidden += 1
    }
  }

  /// How many are known to stand some way.
  public var count: Int { merged + closed + open + draft }

  /// How many came to an end: merged, or closed unmerged.
  public var concluded: Int { merged + closed }

  /// The fewest that came to an end for a rate to say something.
  public static let fewest = 4

  /// The merged ones among those that came to an end, 0 to 1; nil where fewer than ``fewest`` did.
  public var mergeRate: Double? { concluded < Self.fewest ? nil : Double(merged) / Double(concluded) }

  /// The same as whole per cent.
  public var mergePercentage: Int? {
    concluded < Self.fewest ? nil : Figures.percentage(merged, of: concluded)
  }

  /// `83 of 118 concluded`.
  var formula: String { "\(merged) of \(concluded) concluded" }

  /// The median of the times to merge: of an even number the mean of the two in the middle; nil where none tells.
  public var median: Duration? {
    guard !merging.isEmpty else { return nil }
    return Duration(milliseconds: (merging[(merging.count - 1) / 2] + merging[merging.count / 2]) / 2)
  }

  /// The shortest time within which nine of ten merges were done (the nearest rank).
  public var p90: Duration? {
    merging.isEmpty ? nil : Duration(milliseconds: merging[(merging.count * 9 + 9) / 10 - 1])
  }

  /// A length of time in the words of the report.
  public struct Duration: Sendable, Equatable {
    /// Its length.
    public let milliseconds: Int64

    /// `40 min`, `28 h` up to 72 hours, then `4 days`.
    public var words: String {
      let minutes = (milliseconds + 30_000) / 60_000
      if minutes < 60 { return "\(minutes) min" }
      let hours = (minutes + 30) / 60
      if hours <= 72 { return "\(hours) h" }
      return "\((hours + 12) / 24) days"
    }

    /// In hours, to the tenth.
    public var hours: Double { (Double(milliseconds) / 360_000).rounded() / 10 }
  }
}

extension Timestamp {
  /// How long it is until a later moment.
  func duration(to end: Timestamp) -> Outcomes.Duration {
    Outcomes.Duration(milliseconds: max(0, end.milliseconds - milliseconds))
  }
}
