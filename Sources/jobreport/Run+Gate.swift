import ReportKit

extension Run {
  /// How many jobs behind a rule are named.
  private static let shownJobs = 20

  /// Tells how a report stands to each rule of the gate; gives the exit status that it has then.
  func judge(_ report: Report) -> ExitStatus {
    progress.end()
    let verdicts = report.verdicts
    for verdict in verdicts {
      guard !verdict.isPassed else {
        console.note("gate \(verdict.words)")
        continue
      }
      console.report("gate \(verdict.words)")
      for index in verdict.jobs.prefix(Self.shownJobs) {
        let job = report.jobs[index]
        console.report("  \(job.key.shownID): \(job.name.replacing("\n", with: " "))")
      }
      if verdict.jobs.count > Self.shownJobs {
        console.report("  and \(verdict.jobs.count - Self.shownJobs) more")
      }
      if environment["GITHUB_ACTIONS"] == "true" {
        let names = verdict.jobs.prefix(Self.shownJobs).map {
          report.jobs[$0].name.replacing("\n", with: " ")
        }
        .joined(separator: ", ")
        console.annotate(title: "Agent jobs: \(verdict.rule.option)", "\(verdict.reason): \(names)")
      }
    }
    if !verdicts.allSatisfy(\.isPassed) { return .gateFailed }
    return report.isIncomplete ? .partial : .done
  }
}
