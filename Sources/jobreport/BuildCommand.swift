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
        jobreport build --project \(Provider.gitHub.id.text):acme/docs --since 28d
        jobreport build --project acme --week last --output public
        jobreport build --from saved.json --title "Docs agent"
        jobreport build --project acme --fail-on failed --max-failed 3
        jobreport build --sample --single-file report.html

      A key comes from a variable ('jobreport providers' lists them) or --api-key-file, never from an argument. A report that is there \
      already is updated: only files whose content changed are written. Options that stay the same can stand in \
      jobreport.yml.
      """)

  @OptionGroup var source: SourceOptions
  @OptionGroup(title: "Which jobs") var selection: SelectionOptions
  @OptionGroup(title: "Pull requests") var pullRequests: PullRequestOptions
  @OptionGroup(title: "What needs attention") var attention: AttentionOptions
  @OptionGroup(title: "Who asked") var people: PeopleOptions
  @OptionGroup(title: "The gate") var gate: GateOptions
  @OptionGroup(title: "What is written") var output: OutputOptions
  @OptionGroup(title: "Settings") var config: ConfigOptions

  func run() async throws {
    let run = Run(isQuiet: output.quiet, json: output.json, source: source)
    try await run.perform {
      var input = try JobInput(
        source: source, selection: selection, gate: gate.gate, title: output.title,
        reportURL: output.reportURL, run: run)
      let templates = try output.templateSet()
      if let path = output.directory { try ReportDirectory.check(path, force: output.force) }
      if let path = output.singleFile { try ResultFile.check(path, option: "--single-file") }
      try input.protect(attention.acknowledge, people.people, from: output.singleFile)
      try attention.apply(to: &input)
      try people.apply(to: &input)
      input.set(output.badge)
      try pullRequests.check(input)
      let jobs = try await input.collect(
        run, workers: output.workers, for: output.directory, isRebuild: output.rebuild)
      let collected = try await PullRequestInput(options: pullRequests, input: input, run: run).complete(jobs)
      let report = Report(
        jobs: collected.jobs, problems: collected.problems, isCutShort: collected.isCutShort,
        options: input.report)
      let written = try await write(report, templates: templates, found: jobs, run)
      if report.jobs.isEmpty { run.console.note(Emptiness.words(of: collected.jobs, input.report)) }
      for doubt in input.report.acknowledgements.doubts(among: collected.jobs) { run.console.note(doubt) }
      let status = run.judge(report)
      try run.finish(report, written, status: status)
      if output.open, let path = written.paths.first { await run.show(path) }
      return status
    }
  }

  private func write(
    _ report: Report, templates: TemplateSet, found: CollectedJobs, _ run: Run
  ) async throws -> WrittenReport {
    var written = WrittenReport()
    let workers = output.workers ?? run.workers
    let progress: @Sendable (Int) -> Void = { run.progress.wrote($0, of: report.jobs.count) }
    if let path = output.directory {
      let directory = try await ReportDirectory.open(path, force: output.force, patience: .live)
      var build = ReportBuild(
        site: Site(report: report, templates: templates), store: found.store, workers: workers,
        isRebuild: output.rebuild, found: found)
      run.left.becomes(abruptly: "'\(path)' may be partly updated, which the next run completes")
      let outcome: ReportBuild.Outcome
      do {
        outcome = try await build.write(to: directory, progress: progress)
      } catch let damage as DamagedDataFile {
        run.console.note("\(damage): every page is made anew")
        build.isRebuild = true
        outcome = try await build.write(
          to: ReportDirectory.open(path, force: output.force, patience: .live), progress: progress)
      }
      run.left.becomes("'\(path)' is written")
      written.directory = (directory.path, outcome)
    }
    if let path = output.singleFile {
      let file = try await ResultFile.open(
        path, temporaryFolder: try TemporaryFolder(environment: run.environment), patience: .live)
      let build = SingleFileBuild(report: report, templates: templates, store: found.store, workers: workers)
      written.singleFile = WrittenReport.SingleFile(
        path: path, size: try await build.write(to: file, progress: progress),
        isStandardOutput: file.isStandardOutput)
    }
    return written
  }
}
