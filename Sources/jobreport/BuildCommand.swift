import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport build`: jobs become a report directory.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Fetch (or read) jobs and write the report directory.",
    discussion: """
      Examples:

        jobreport build --sample
        jobreport build --project acme --week last --output public
        jobreport build --from saved.json --title "Docs agent"
        jobreport build --project acme --week last --fail-on failed --require-pull-request

      The key comes from MINTLIFY_API_KEY or --api-key-file, never from an argument. A report that is there \
      already is updated: only files whose content changed are written.
      """)

  @OptionGroup(title: "Where jobs come from") var source: SourceOptions
  @OptionGroup(title: "Which jobs") var selection: SelectionOptions
  @OptionGroup(title: "What became of them") var pullRequests: PullRequestOptions
  @OptionGroup(title: "What the jobs have to fulfil") var gate: GateOptions
  @OptionGroup(title: "What is written") var output: OutputOptions

  func run() async throws {
    let run = Run(command: Self._commandName, output: output)
    try await run.perform {
      var input = try JobInput(
        source: source, selection: selection, gate: gate.gate, title: output.title,
        reportURL: output.reportURL, run: run)
      let templates = try output.templateSet()
      try ReportDirectory.check(output.output, force: output.force)
      let jobs = try await input.collect(run, workers: output.workers)
      let collected = try await PullRequestInput(options: pullRequests, input: input, run: run).complete(jobs)
      let report = Report(
        jobs: collected.jobs, problems: collected.problems, isCutShort: collected.isCutShort,
        options: input.report)
      let directory = try await ReportDirectory.open(output.output, force: output.force, patience: .live)
      let build = ReportBuild(
        site: Site(report: report, templates: templates), store: collected.store,
        workers: output.workers ?? run.workers, isRebuild: output.rebuild)
      let outcome = try await build.write(to: directory) { run.progress.wrote($0, of: report.jobs.count) }
      let status = run.judge(report)
      try run.finish(report, output: directory.path, outcome: outcome, status: status)
      return status
    }
  }
}
