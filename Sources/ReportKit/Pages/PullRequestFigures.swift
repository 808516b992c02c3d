import CommonMark

/// How many pull requests stand how.
struct PullRequestFigures: Sendable {
  private var counts: [PullRequestState.Kind: Int] = [:]

  /// Counts the pull requests of a report, once for each job that names them.
  init(_ report: Report) {
    for index in report.jobs.indices {
      for pull in report.tracked.named(by: index) { counts[report.pulls[pull].state.kind, default: 0] += 1 }
    }
  }

  /// `80 merged`, `12 open`, `5 closed`; nothing when nobody asked.
  var words: [String] {
    PullRequestState.Kind.allCases.compactMap { kind in counts[kind].map { "\($0) \(kind.word)" } }
  }

  /// The numbers by the words of data.
  var data: [(name: String, count: Int)] {
    PullRequestState.Kind.allCases.compactMap { kind in counts[kind].map { (kind.rawValue, $0) } }
  }
}
