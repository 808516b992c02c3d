/// `report.json`: what a report holds, for machines.
public enum SummaryFormat {
  /// The version of the file's shape; it grows when a reader must know.
  public static let schemaVersion = 1

  /// The file.
  public static func file(_ report: Report) -> OutputFile {
    OutputFile(path: SitePath("report.json"), bytes: json(report))
  }

  /// Its content, one line.
  public static func json(_ report: Report) -> [UInt8] {
    var object = JSONObjectWriter()
    object.add("schemaVersion", schemaVersion)
    object.add("title", report.options.title)
    object.add("generatedAt", report.options.generatedAt.iso8601)
    if report.options.isAsOf { object.add("asOf", report.options.asOf.iso8601) }
    object.add("source", report.options.source)
    object.add("partial", report.isPartial)
    let period = report.period
    object.add(object: "period") { object in
      object.add("from", period.from?.description)
      object.add("to", period.to?.description)
    }
    object.add(object: "counts") { object in
      object.add("total", report.jobs.count)
      object.add("atLeast", report.isAtLeast)
      object.add(object: "byStatus") { object in
        for status in Status.allCases {
          if let count = report.counts[status] { object.add(name: status.slug, count) }
        }
      }
      object.add("pullRequests", report.pullRequests)
      let states = PullRequestFigures(report).data
      if !states.isEmpty {
        object.add(object: "pullRequestStates") { object in
          for state in states { object.add(name: state.name, state.count) }
        }
      }
      object.add(object: "todos") { object in
        object.add("done", report.todos.done)
        object.add("total", report.todos.total)
      }
    }
    if let outcomes = report.outcomes {
      object.add(object: "outcomes") { object in
        add(outcomes, to: &object)
        object.add("byAgent", objects: report.groups(by: .agent)) { add($0, as: "agent", to: &$1) }
        object.add("byProject", objects: report.groups(by: .project)) { add($0, as: "project", to: &$1) }
        object.add("byModel", objects: report.groups(by: .model)) { add($0, as: "model", to: &$1) }
      }
    }
    object.add(object: "attention") { object in
      object.add("total", report.attention.count)
      object.add(object: "byCause") { object in
        for cause in Cause.allCases {
          let count = report.attention.count { $0.cause == cause }
          if count > 0 { object.add(name: cause.rawValue, count) }
        }
      }
      object.add("older", report.olderAttention.count)
      object.add("acknowledged", report.acknowledged.count)
    }
    object.add("problems", objects: report.problems) { problem, object in
      object.add("id", problem.id?.text)
      object.add("reason", problem.reason)
    }
    if !report.options.gate.rules.isEmpty { addGate(report, to: &object) }
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    bytes.append(0x0A)
    return bytes
  }

  /// `outcomes`: what came of the pull requests. Not there where nobody asked.
  private static func add(_ outcomes: Outcomes, to object: inout JSONObjectWriter) {
    object.add("merged", outcomes.merged)
    object.add("closed", outcomes.closed)
    object.add("open", outcomes.open)
    object.add("draft", outcomes.draft)
    object.add("checksFailing", outcomes.failing)
    object.add("mergeRate", outcomes.mergeRate.map { ($0 * 1000).rounded() / 1000 })
    object.add(object: "hoursToMerge") { object in
      object.add("median", outcomes.median?.hours)
      object.add("p90", outcomes.p90?.hours)
    }
    object.add("costPerMerged", objects: outcomes.costs) { cost, object in
      object.add("amount", json: Array(cost.number.utf8))
      object.add("unit", cost.unit.rawValue)
    }
  }

  /// What came of the pull requests of one agent, project or model; null for jobs that tell none.
  private static func add(_ group: JobGroup, as name: StaticString, to object: inout JSONObjectWriter) {
    object.add(name, group.value?.text)
    object.add("jobs", group.jobs.count)
    add(group.outcomes, to: &object)
  }

  /// `gate`: whether all rules passed, and of each rule the jobs behind it. Not there without rules.
  private static func addGate(_ report: Report, to object: inout JSONObjectWriter) {
    let verdicts = report.verdicts
    object.add(object: "gate") { object in
      object.add("passed", verdicts.allSatisfy(\.isPassed))
      object.add("rules", objects: verdicts) { verdict, object in
        object.add("rule", verdict.rule.option)
        object.add("passed", verdict.isPassed)
        object.add("reason", verdict.reason)
        object.add("jobs", objects: verdict.jobs) { index, object in
          let job = report.jobs[index]
          object.add("id", job.key.shownID)
          object.add("project", job.key.project?.text)
          object.add("title", job.name)
          object.add("status", job.status.slug)
          object.add("page", job.page.description + ".html")
        }
      }
    }
  }
}
