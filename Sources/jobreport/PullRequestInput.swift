import ArgumentParser
import ReportIO
import ReportKit

/// How the jobs' pull requests stand; the same in every command that makes a report.
struct PullRequestOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask this service how the jobs' pull requests stand: github. (env: GITHUB_TOKEN)",
      valueName: "service"))
  var pullRequests: Service?

  /// Who is asked.
  enum Service: String, ExpressibleByArgument, CaseIterable {
    case github
  }

  /// Refuses to be given where nothing is asked and nothing is kept.
  func check(_ input: JobInput) throws(UsageError) {
    guard pullRequests != nil, input.source.archive == nil else { return }
    if input.asOf != nil { throw .asksNothing("as-of") }
    if input.options.offline { throw .asksNothing("offline") }
  }
}

/// Asks how pull requests stand, and keeps the answers where there is an archive.
struct PullRequestInput {
  let options: PullRequestOptions
  let input: JobInput
  let run: Run

  /// The jobs with the states of their pull requests; what could not be had is among the problems.
  func complete(_ collected: CollectedJobs) async throws -> CollectedJobs {
    guard options.pullRequests != nil else { return collected }
    var collected = collected
    var states: [PullRequestAddress: PullRequestState] = [:]
    if let archive = input.source.archive {
      let known = try ArchiveReader(path: archive).pullRequests(
        by: input.asOf, hiding: run.keys.redaction)
      states = known.states
      for number in known.damaged {
        collected.contents.problems.append(
          Problem(
            id: nil,
            reason:
              "answer \(number) of the archive, about a pull request, does not fit its SHA-256 and is left out",
            losesJob: false, losesDetails: true))
      }
    }
    if !input.options.offline, input.asOf == nil {
      let wanted = collected.jobs.filter(input.report.selection.mayContain)
      let outcome = try await ask(wanted, knowing: states)
      if let archive = input.source.archive, outcome.answers.contains(where: { $0.bytes != nil }) {
        try await Archive(writing: archive).keep(
          pullRequests: outcome.answers.compactMap { answer in answer.bytes.map { (answer.address, $0) } },
          at: try run.clock()())
      }
      for answer in outcome.answers {
        states[answer.address] =
          answer.bytes.map { PullRequestState(gitHub: $0, hiding: run.keys.redaction) } ?? .hidden
      }
      if let error = outcome.error {
        collected.contents.problems.append(
          Problem(
            id: nil, reason: "not all pull requests could be asked for: \(error.description)", losesJob: false
          ))
      }
    }
    // What was asked for in an earlier run is older.
    let others = states.filter { !isTold($0.key) }
    for index in collected.jobs.indices { collected.contents.jobs[index].set(others) }
    return collected
  }

  /// Whether a project that was fetched in this run has told how a pull request stands.
  private func isTold(_ address: PullRequestAddress) -> Bool {
    guard case .api(let projects, _) = input.source, input.ids.isEmpty else { return false }
    return projects.contains { project in
      project.provider.answersNameProject
        && project.covers(
          provider: project.provider.id, project: ID(address.repository))
    }
  }

  private func ask(
    _ jobs: [JobSummary], knowing states: [PullRequestAddress: PullRequestState]
  ) async throws -> PullRequestQuery.Outcome {
    var seen: Set<PullRequestAddress> = []
    let host = GitHubClient.webHost(run.environment)
    let now = input.report.generatedAt
    let wanted = jobs.flatMap(\.pullRequests).compactMap { PullRequestAddress($0.url) }
      .filter {
        $0.host == host && !isTold($0) && states[$0]?.canChange(by: now) ?? true && seen.insert($0).inserted
      }
    guard !wanted.isEmpty else { return PullRequestQuery.Outcome() }
    let transport = try HTTPTransport.live(try NetworkSettings(environment: run.environment))
    let outcome: PullRequestQuery.Outcome
    do {
      let client = try GitHubClient(environment: run.environment, transport: transport)
      outcome = try await PullRequestQuery(client: client).ask(wanted)
    } catch {
      await transport.shutdown()
      throw error
    }
    await transport.shutdown()
    if outcome.error == nil {
      run.console.note(
        "github: \(wanted.count) \(wanted.count == 1 ? "pull request" : "pull requests") asked for")
    }
    return outcome
  }
}

extension JobSource {
  /// The archive that jobs are taken from.
  var archive: String? {
    switch self {
    case .sample: nil
    case .files(_, let archive), .api(_, let archive): archive
    case .archive(let archive, _): archive
    }
  }
}
