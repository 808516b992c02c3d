import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport comment`: jobs become one Markdown text.
struct CommentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comment",
    abstract: "Write the report of some jobs as one Markdown text, for a pull request or a CI summary.",
    discussion: """
      Examples:

        jobreport comment --sample
        jobreport comment --archive jobs.sqlite --week last --target step-summary >> "$GITHUB_STEP_SUMMARY"
        jobreport comment --project acme --for-pull-request https://github.com/acme/docs/pull/12

      Jobs that need attention come first. What does not fit into the target's limit is left out in whole \
      jobs, and the last line says how many; --report-url names where the rest can be read.
      """)

  @OptionGroup(title: "Where jobs come from") var source: SourceOptions
  @OptionGroup(title: "Which jobs") var selection: SelectionOptions
  @OptionGroup(title: "What the jobs have to fulfil") var gate: GateOptions
  @OptionGroup(title: "What is written") var options: CommentOptions

  func run() async throws {
    let run = Run(command: Self._commandName, isQuiet: options.quiet, json: false)
    try await run.perform {
      let context = try CIEnvironment.pullRequest(run.environment)
      var input = try JobInput(
        source: source, selection: selection, gate: gate.gate, title: options.title,
        reportURL: options.reportURL, run: run)
      input.select(options.pullRequest(context))
      let collected = try await input.collect(run, workers: nil)
      let report = Report(
        jobs: collected.jobs, problems: collected.problems, isCutShort: collected.isCutShort,
        options: input.report)
      let comment = Comment(report, for: options.target)
      let text = try comment.text { summary in try JobIndex.job(summary) { try collected.store.read($0) } }
      let status = run.judge(report)
      run.tell(report, status: status)
      try write(text, run)
      run.console.note(
        "\(text.shown) of \(report.jobs.count) \(report.jobs.count == 1 ? "job" : "jobs") shown")
      return status
    }
  }

  private func write(_ text: Comment.Text, _ run: Run) throws {
    if let output = options.output {
      try TextFile.write(text.bytes, to: output)
    } else {
      try run.console.result(bytes: text.bytes)
    }
  }
}
