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
        jobreport comment --week last --target step-summary --post
        jobreport comment --for-pull-request https://github.com/acme/docs/pull/12
        jobreport comment --post --for-pull-request "$PULL_REQUEST"

      Up to five jobs are told in full, those that need attention first. More of them are a digest: one sentence, \
      the figures, what needs attention, and a line for every job. What does not fit into the target's limit is left \
      out whole, and the last line says of how many jobs. --report-url names where the rest can be read.

      With --post, GITHUB_TOKEN needs the permission 'pull-requests: write'. The comment of an earlier run is \
      updated when the text changed; the comments of others are never touched. When posting fails, the text \
      is printed.
      """)

  @OptionGroup var source: SourceOptions
  @OptionGroup(title: "Which jobs") var selection: SelectionOptions
  @OptionGroup(title: "Pull requests") var pullRequests: PullRequestOptions
  @OptionGroup(title: "What needs attention") var attention: AttentionOptions
  @OptionGroup(title: "Who asked") var people: PeopleOptions
  @OptionGroup(title: "The gate") var gate: GateOptions
  @OptionGroup(title: "What is written") var options: CommentOptions
  @OptionGroup(title: "Posting") var posting: PostOptions
  @OptionGroup(title: "Settings") var config: ConfigOptions

  func run() async throws {
    let run = Run(isQuiet: options.quiet, source: source)
    try await run.perform {
      let context = try CIEnvironment.pullRequest(run.environment)
      let post = try CommentPost(posting, options, context: context, run: run)
      var input = try JobInput(
        source: source, selection: selection, gate: gate.gate, title: options.title,
        reportURL: options.reportURL, run: run)
      input.select(options.pullRequest(context))
      try input.protect(attention.acknowledge, people.people, from: options.output)
      try attention.apply(to: &input)
      try people.apply(to: &input)
      try pullRequests.check(input)
      let jobs = try await input.collect(run, workers: nil)
      let collected = try await PullRequestInput(options: pullRequests, input: input, run: run).complete(jobs)
      let report = Report(
        jobs: collected.jobs, problems: collected.problems, isCutShort: collected.isCutShort,
        options: input.report)
      let comment = Comment(report, for: options.target, reserved: post.reserved)
      let text = try comment.text { try collected.store.job($0) }
      if report.jobs.isEmpty, !collected.jobs.isEmpty {
        run.console.note(Emptiness.words(of: collected.jobs, input.report))
      }
      for doubt in input.report.acknowledgements.doubts(among: collected.jobs) { run.console.note(doubt) }
      let status = run.judge(report)
      run.tell(report, status: status)
      let count = "\(text.shown) of \(report.jobs.count) \(report.jobs.count == 1 ? "job" : "jobs") shown"
      guard posting.post else {
        try await write(text, run)
        run.console.note(count)
        return status
      }
      if options.output != nil { try await write(text, run) }
      do {
        try await post.send(text, isEmpty: comment.isEmpty, run: run)
      } catch {
        // What was to be posted is not lost.
        if options.output == nil { try await write(text, run) }
        throw error
      }
      run.console.note(count)
      return status
    }
  }

  private func write(_ text: Comment.Text, _ run: Run) async throws {
    if let output = options.output {
      try await ResultFile.write(
        text.bytes, to: output, temporaryFolder: try TemporaryFolder(environment: run.environment))
    } else {
      try run.console.result(bytes: text.bytes)
    }
  }
}
