import Foundation
import SampleAPI
import Testing

/// `--pull-requests github`: how the pull requests stand that jobs opened.
@Suite(.serialized) struct PullRequestTruthTests {
  /// White space around an address, and a word in its place, change nothing of what is asked for.
  static let jobs = (1...7).map { number in
    let link = number == 7 ? "none" : "\(number == 6 ? " " : "")https://github.com/acme/docs/pull/\(number)"
    return
      #"{"sessionId":"j\#(number)","title":"Job \#(number)","haultReason":"completed","createdAt":"2026-08-0\#(number)T00:00:00Z","#
      + #""pullRequestLink":"\#(link)\#(number == 6 ? #"\n"# : "")"}"#
  }.joined(separator: "\n")

  static let pullRequests: [String: SampleGitHub.PullRequest] = [
    "acme/docs#1": .init(
      state: "MERGED", closedAt: "2026-08-02T10:00:00Z", mergedBy: "octocat", additions: 10, deletions: 2),
    "acme/docs#2": .init(state: "OPEN", checks: "FAILURE"),
    "acme/docs#3": .init(state: "OPEN", isDraft: true, createdAt: "2026-08-20T00:00:00Z"),
    "acme/docs#4": .init(state: "CLOSED", closedAt: "2026-08-05T10:00:00Z"),
    "acme/docs#5": .init(state: "CLOSED", closedAt: "2026-05-05T10:00:00Z"),
  ]

  private func start(
    _ jobs: String = jobs, _ pullRequests: [String: SampleGitHub.PullRequest] = pullRequests,
    faults: [SampleFault] = []
  ) async throws -> (api: SampleAPI, folder: TemporaryFolder, jobreport: Jobreport) {
    let api = try await SampleAPI.start(
      SampleJobs(), faults: faults, gitHub: SampleGitHub(pullRequests: pullRequests))
    let folder = try TemporaryFolder()
    try folder.write(jobs, to: "jobs.jsonl")
    var jobreport = folder.jobreport
    jobreport.environment.merge([
      "GITHUB_API_URL": api.url, "GITHUB_SERVER_URL": "https://github.com",
      "GITHUB_TOKEN": SampleGitHub.sampleToken,
    ]) { $1 }
    return (api, folder, jobreport)
  }

  static let build = ["build", "--from", "jobs.jsonl", "--pull-requests", "github"]

  @Test func itStandsOnPagesInFiguresAndInData() async throws {
    let (api, folder, jobreport) = try await start()
    let outcome = try await jobreport.runBeside(Self.build)
    await api.stop()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("jobreport: github: 6 pull requests asked for\n"))
    // The states in one request, the checks of the two open ones in another.
    #expect(api.requests.map { "\($0.method) \($0.target)" } == ["POST /graphql", "POST /graphql"])
    let overview = try folder.read("report/index.md")
    #expect(
      overview.contains(
        """
        - **Merged:** 1 (1 of 3 concluded; 2 closed unmerged; 1 not visible to this token)
        """), "\(overview)")
    #expect(overview.contains("its pull request was closed unmerged"), "\(overview)")
    #expect(overview.contains("- **Waiting for review:** 0\n"), "\(overview)")
    #expect(overview.contains("- **Checks fail:** "), "\(overview)")
    let merged = try folder.read("report/jobs/2026-08/j1.md")
    #expect(merged.contains("- **Pull request:** [docs#1](https://github.com/acme/docs/pull/1) (merged)\n"))
    #expect(
      merged.contains(
        "- **Merged:** 2 Aug 2026, 10:00 UTC, by octocat\n- **Job to merge:** 34 h\n- **Lines:** +10 −2\n"))
    let failing = "[docs#2](https://github.com/acme/docs/pull/2) (open, checks failing)"
    let page = try folder.read("report/jobs/2026-08/j2.md")
    #expect(page.contains("· opened \(failing) · started"))
    #expect(page.contains("- **Pull request:** \(failing)\n"))
    #expect(
      try folder.read("report/jobs/2026-08/j6.html").contains("not visible to this token"))
    let states = try folder.read("report/data/jobs.jsonl").matches(of: /"state":"?([a-z-]+)/).map {
      $0.output.1
    }
    #expect(states == ["merged", "open", "draft", "closed", "closed", "not-visible"])
    #expect(
      try folder.read("report/report.json").contains(
        #""pullRequestStates":{"merged":1,"open":1,"draft":1,"closed":2,"not-visible":1}"#))
    for (path, bytes) in try folder.files(in: "report") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(SampleGitHub.sampleToken), "\(path)")
    }
  }

  @Test func theArchiveKeepsItAndOnlyWhatCanChangeIsAskedForAgain() async throws {
    let (api, folder, jobreport) = try await start()
    let archived = Self.build + ["--archive", "jobs.sqlite"]
    #expect(try await jobreport.runBeside(archived).status == 0)
    let first = try folder.files(in: "report")
    let again = try await jobreport.runBeside(archived)
    // Not the merged one, nor the one that was closed long ago.
    #expect(again.errors.contains("jobreport: github: 4 pull requests asked for\n"), "\(again.errors)")
    #expect(try folder.files(in: "report") == first)
    api.withGitHub { $0.pullRequests["acme/docs#2"]?.state = "MERGED" }
    _ = try await jobreport.runBeside(archived)
    #expect(try folder.read("report/index.md").contains("2 of 4 concluded"))
    await api.stop()
    let offline = try await jobreport.runBeside([
      "build", "--archive", "jobs.sqlite", "--offline", "--pull-requests", "github",
    ])
    #expect(offline.status == 0, "\(offline.errors)")
    // What is not visible is not kept, as it is no answer about the pull request.
    #expect(try folder.read("report/index.md").contains("2 of 4 concluded"))
    // The commands of the archive take the rows for what they are: no jobs.
    #expect(try jobreport.run("archive", "verify", "--archive", "jobs.sqlite").status == 0)
    let list = try jobreport.run("archive", "list", "--archive", "jobs.sqlite", "--json")
    #expect(list.output.split(separator: "\n").count == 7)
    #expect(list.status == 0, "\(list.errors)")
    let exported = try jobreport.run("archive", "export", "--archive", "jobs.sqlite")
    try folder.write(exported.output, to: "rows.jsonl")
    #expect(try jobreport.run("archive", "import", "rows.jsonl", "--archive", "copy.sqlite").status == 0)
    #expect(try jobreport.run("archive", "export", "--archive", "copy.sqlite").output == exported.output)
  }

  @Test func fiftyAreAskedForWithOneRequest() async throws {
    let jobs = (1...120).map {
      #"{"sessionId":"j\#($0)","haultReason":"completed","pullRequestLink":"https://github.com/acme/docs/pull/\#($0)"}"#
    }.joined(separator: "\n")
    let merged = Dictionary(
      uniqueKeysWithValues: (1...120).map { ("acme/docs#\($0)", SampleGitHub.PullRequest(state: "MERGED")) })
    let (api, folder, jobreport) = try await start(jobs, merged)
    _ = try await jobreport.runBeside(Self.build)
    await api.stop()
    #expect(api.requests.count == 3)
    #expect(try folder.read("report/index.md").contains("120 of 120 concluded"))
  }

  @Test func whenGitHubFailsTheReportIsMadeAndSaysSo() async throws {
    let (api, folder, jobreport) = try await start(faults: [
      SampleFault(.status(401, body: #"{"message":"Bad credentials"}"#), on: .gitHub("POST"))
    ])
    let outcome = try await jobreport.runBeside(Self.build)
    await api.stop()
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains(
        """
        jobreport: problem: not all pull requests could be asked for: POST \(api.url)/graphql answered 401; the \
        token in GITHUB_TOKEN is wrong or expired.
        """), "\(outcome.errors)")
    #expect(try folder.read("report/index.md").contains("not all pull requests could be asked for"))
  }

  /// GraphQL tells of a limit with status 200.
  @Test func aLimitIsWaitedForOrSaid() async throws {
    let body = #"{"data":null,"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}"#
    func limit(until seconds: Int, times: Int) -> SampleFault {
      let reset = String(Int(Date().timeIntervalSince1970) + seconds)
      return SampleFault(
        .answer(200, headers: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset], body: body),
        on: .gitHub("POST"), times: times)
    }
    let (api, folder, jobreport) = try await start(faults: [limit(until: 1, times: 1)])
    let waited = try await jobreport.runBeside(Self.build)
    #expect(waited.errors.contains("github: 6 pull requests asked for"), "\(waited.errors)")
    #expect(try folder.read("report/index.md").contains("1 of 3 concluded"))
    api.setFaults([limit(until: 3600, times: .max)])
    let refused = try await jobreport.runBeside(Self.build)
    await api.stop()
    #expect(
      refused.errors.contains("/graphql answered 200 (API rate limit exceeded) and asks to wait "),
      "\(refused.errors)")
    #expect(refused.errors.contains("GitHub limits how often it is asked"), "\(refused.errors)")
  }

  @Test func withoutATokenNothingIsWritten() async throws {
    let (api, folder, started) = try await start()
    var jobreport = started
    jobreport.environment["GITHUB_TOKEN"] = nil
    let outcome = try await jobreport.runBeside(Self.build)
    await api.stop()
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("jobreport: there is no GitHub token; put one into GITHUB_TOKEN."))
    #expect(!folder.exists("report"))
  }

  @Test func theCommentTellsItToo() async throws {
    let (api, _, jobreport) = try await start()
    let outcome = try await jobreport.runBeside(["comment"] + Self.build.dropFirst() + ["--quiet"])
    await api.stop()
    #expect(
      outcome.output.contains(
        "- ❌ Checks fail: Job 2 ([docs#\u{2060}2](https://redirect.github.com/acme/docs/pull/2))\n"))
    #expect(
      outcome.output.contains("| **1** (1 of 3 concluded; 2 closed unmerged; 1 not visible to this token) | ")
    )
  }
}
