import Foundation
import SampleAPI
import Testing

/// `jobreport comment --post`, run as the CI runs it: with no more environment than a workflow has.
@Suite(.serialized) struct PostTests {
  static let pullRequest = "acme/docs#12"
  static let jobs =
    #"{"sessionId":"a","title":"Fix links","haultReason":"completed","pullRequestLink":"https://github.com/acme/docs/pull/12"}"#

  /// A server with one pull request, and a folder with what a run of GitHub Actions has.
  private func start(
    token: SampleGitHub.Token = .workflow, faults: [SampleFault] = []
  ) async throws -> (api: SampleAPI, folder: TemporaryFolder, jobreport: Jobreport) {
    let gitHub = SampleGitHub(
      tokens: [SampleGitHub.sampleToken: token], pullRequests: [Self.pullRequest: .init(state: "OPEN")])
    let api = try await SampleAPI.start(SampleJobs(), faults: faults, gitHub: gitHub)
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs, to: "jobs.jsonl")
    try folder.write(#"{"pull_request":{"number":12}}"#, to: "event.json")
    var jobreport = folder.jobreport
    jobreport.environment.merge([
      "GITHUB_ACTIONS": "true", "GITHUB_API_URL": api.url, "GITHUB_GRAPHQL_URL": "\(api.url)/graphql",
      "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "acme/docs",
      "GITHUB_EVENT_PATH": "event.json", "GITHUB_STEP_SUMMARY": "summary.md",
      "GITHUB_TOKEN": SampleGitHub.sampleToken,
    ]) { $1 }
    return (api, folder, jobreport)
  }

  private static let command = ["comment", "--from", "jobs.jsonl", "--post"]

  @Test func oneCommentIsCreatedThenLeftThenUpdated() async throws {
    let (api, folder, jobreport) = try await start()
    let created = try await jobreport.runBeside(Self.command)
    #expect(created.status == 0, "\(created.errors)")
    #expect(created.output == "https://github.com/acme/docs/pull/12#issuecomment-9000000001\n")
    #expect(created.errors == "jobreport: comment created\njobreport: 1 of 1 job shown\n")
    let body = try #require(api.gitHub.comments.first?.body)
    #expect(body.hasPrefix("<!-- jobreport key=default sha256="))
    #expect(body.contains("-->\n## Agent jobs\n\n1 job\n\n### ✅ Completed: Fix links\n"))

    let before = api.requests.count
    let again = try await jobreport.runBeside(Self.command)
    #expect(again.errors == "jobreport: the comment says this already\njobreport: 1 of 1 job shown\n")
    // Posting the same twice only reads.
    #expect(
      api.requests[before...].map { "\($0.method) \($0.target)" } == [
        "GET /repos/acme/docs/issues/12/comments?per_page=100&page=1"
      ])

    try folder.write(Self.jobs.replacing("completed", with: "error"), to: "jobs.jsonl")
    let updated = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(updated.errors.hasPrefix("jobreport: comment updated\n"))
    #expect(api.gitHub.comments.count == 1)
    #expect(api.gitHub.comments[0].body.contains("### ❌ Failed: Fix links"))
  }

  @Test func aCommentOfSomebodyElseWithOurMarkerIsNeverTouched() async throws {
    let (api, folder, jobreport) = try await start()
    _ = try await jobreport.runBeside(Self.command)
    let forged = try #require(api.gitHub.comments.first?.body)
    var clean = SampleGitHub(pullRequests: api.gitHub.pullRequests)
    clean.write(forged, on: Self.pullRequest, as: "mallory")
    // Ours, quoting the marker further down, is no sticky comment either.
    clean.write("Quote:\n\(forged)", on: Self.pullRequest, as: "github-actions[bot]")
    let others = clean.comments
    api.withGitHub { $0 = clean }
    _ = try await jobreport.runBeside(Self.command)
    #expect(api.gitHub.comments.count == 3)
    #expect(Array(api.gitHub.comments.prefix(2)) == others)
    try folder.write("[]", to: "jobs.jsonl")
    let deleted = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(deleted.errors.hasPrefix("jobreport: no jobs; comment deleted\n"), "\(deleted.errors)")
    #expect(api.gitHub.comments == others)
  }

  @Test func itIsFoundBehindThreeHundredOthersWithOneRequestForEachHundred() async throws {
    let (api, _, jobreport) = try await start()
    api.withGitHub { gitHub in
      for number in 1...300 { gitHub.write("comment \(number)", on: Self.pullRequest, as: "octocat") }
    }
    _ = try await jobreport.runBeside(Self.command)
    let before = api.requests.count
    _ = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(api.gitHub.comments.count == 301)
    #expect(api.requests[before...].map(\.method) == ["GET", "GET", "GET", "GET"])
  }

  @Test func severalCommentsAreToldApartByTheirKeys() async throws {
    let (api, _, jobreport) = try await start()
    for key in ["one", "two", "one"] {
      let outcome = try await jobreport.runBeside(Self.command + ["--key", key, "--quiet"])
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
    }
    await api.stop()
    #expect(api.gitHub.comments.count == 2)
  }

  @Test func aReadOnlyTokenSaysWhatToDoAndLosesNothing() async throws {
    let (api, folder, jobreport) = try await start(token: .fork)
    let outcome = try await jobreport.runBeside(Self.command)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        jobreport: POST \(api.url)/repos/acme/docs/issues/12/comments answered 403 (Resource not accessible by \
        integration); the token in GITHUB_TOKEN may not do this. Give the job 'permissions: pull-requests: write'. \
        In the run of a pull request from a fork the token can only read, whatever the workflow says: use the \
        two workflows of docs/ci.md

        """)
    #expect(outcome.output.hasPrefix("## Agent jobs\n\n1 job\n"))
    // A file that was asked for has the text; then it is not printed as well.
    let intoFile = try await jobreport.runBeside(Self.command + ["--output", "comment.md"])
    await api.stop()
    #expect(intoFile.status == 1)
    #expect(intoFile.output == "")
    #expect(try folder.read("comment.md") == outcome.output)
  }

  @Test(
    arguments: [
      (
        403, #"{"message":"Unable to create comment because issue is locked."}"#,
        "answered 403 (Unable to create comment because issue is locked.); unlock the conversation, or leave out --post"
      ),
      (
        422,
        #"{"message":"Validation Failed","errors":[{"resource":"IssueComment","code":"custom","field":"body","message":"body is too long"},{"field":"data","code":"invalid"},"and a text"]}"#,
        "answered 422 (Validation Failed: body is too long; 'data' is invalid; and a text). Check --repository, "
          + "--pull-request and GITHUB_API_URL"
      ),
    ])
  func theReasonThatGitHubGivesIsTold(status: Int, body: String, message: String) async throws {
    let (api, _, jobreport) = try await start(faults: [
      SampleFault(.status(status, body: body), on: .gitHub("POST"))
    ])
    let outcome = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == "jobreport: POST \(api.url)/repos/acme/docs/issues/12/comments \(message)\n")
  }

  @Test func aCommentThatGoesBetweenLookAndUpdateIsMadeAnew() async throws {
    let (api, folder, jobreport) = try await start()
    _ = try await jobreport.runBeside(Self.command)
    try folder.write(Self.jobs.replacing("completed", with: "error"), to: "jobs.jsonl")
    // The answer is what GitHub says of a comment that is gone; the list has it once more, and then not.
    api.setFaults([
      SampleFault(.status(404, body: #"{"message":"Not Found"}"#), on: .gitHub("PATCH"), times: 1)
    ])
    let outcome = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("jobreport: comment updated\n"))
    #expect(api.gitHub.comments.map { $0.body.contains("Failed") } == [true])
  }

  @Test func aListOfCommentsWithoutEndIsLeft() async throws {
    let page = #"[{"id":1,"user":{"login":"octocat"},"body":"again"}]"#
    let (api, _, jobreport) = try await start(faults: [
      SampleFault(.answer(200, headers: ["Link": "<x>; rel=\"next\""], body: page), on: .gitHub("GET"))
    ])
    let outcome = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        jobreport: GET \(api.url)/repos/acme/docs/issues/12/comments?per_page=100&page=2 answered with comments that \
        earlier pages had. The list does not end: check GITHUB_API_URL

        """)
    #expect(api.requests.count == 2)
  }

  @Test func whiteSpaceAroundAVariableIsNoPartOfIt() async throws {
    let (api, _, actions) = try await start()
    var jobreport = actions
    for name in ["GITHUB_TOKEN", "GITHUB_API_URL", "GITHUB_REPOSITORY"] {
      jobreport.environment[name] = " \(jobreport.environment[name] ?? "")\r\n"
    }
    let outcome = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(api.gitHub.comments.count == 1)
  }

  @Test func withoutJobsTheCommentIsDeletedKeptOrSaysSo() async throws {
    for (whenEmpty, count, words) in [
      ("delete", 0, "no jobs; comment deleted"), ("keep", 1, "no jobs; the comment stays as it is"),
      ("note", 1, "comment updated"),
    ] {
      let (api, folder, jobreport) = try await start()
      _ = try await jobreport.runBeside(Self.command)
      try folder.write("[]", to: "jobs.jsonl")
      let outcome = try await jobreport.runBeside(Self.command + ["--when-empty", whenEmpty])
      await api.stop()
      #expect(outcome.status == 0)
      #expect(outcome.errors.hasPrefix("jobreport: \(words)\n"), "\(outcome.errors)")
      #expect(api.gitHub.comments.count == count)
      if whenEmpty == "note" {
        #expect(api.gitHub.comments[0].body.contains("There are no jobs yet."))
      }
    }
  }

  @Test func outsideOfActionsTheAuthorIsWhoseTheTokenIs() async throws {
    let (api, _, actions) = try await start(token: .init(login: "docs-bot"))
    var jobreport = actions
    for name in ["GITHUB_ACTIONS", "GITHUB_EVENT_PATH", "GITHUB_REPOSITORY"] {
      jobreport.environment[name] = nil
    }
    let place = ["--repository", "acme/docs", "--pull-request", "12"]
    for _ in 1...2 {
      let outcome = try await jobreport.runBeside(Self.command + place)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    #expect(api.gitHub.comments.map(\.author) == ["docs-bot"])
    #expect(api.targets.first == "/user")
    // Where the author is taken for another, the message says how to name it.
    let other = try await actions.runBeside(Self.command + ["--key", "other"])
    await api.stop()
    #expect(
      other.errors.contains(
        "the comment was written as 'docs-bot'; name it with --author, else the next run writes another one"))
  }

  @Test func aTokenThatMayNotAskWhoseItIsNeedsAnAuthor() async throws {
    let (api, _, actions) = try await start()
    var jobreport = actions
    jobreport.environment["GITHUB_ACTIONS"] = nil
    let outcome = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        jobreport: GET \(api.url)/user: the token may not ask whose it is; name the login that it writes comments \
        as with --author

        """)
  }

  @Test func limitsAndFailuresAreWaitedForAndNothingIsPostedTwice() async throws {
    let reset = String(Int(Date().timeIntervalSince1970) + 1)
    let faults = [
      SampleFault(.status(502), on: .gitHub("GET"), times: 1),
      SampleFault(
        .answer(
          403, headers: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset],
          body: #"{"message":"API rate limit exceeded"}"#), on: .gitHub("GET"), times: 1),
      SampleFault(
        .answer(429, headers: ["Retry-After": "1"], body: #"{"message":"secondary rate limit"}"#),
        on: .gitHub("POST"), times: 1),
      // The comment is made, and the answer breaks off.
      SampleFault(.cutBody(after: 5), on: .gitHub("POST"), times: 1),
    ]
    let (api, _, jobreport) = try await start(faults: faults)
    let outcome = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("jobreport: the comment says this already\n"), "\(outcome.errors)")
    #expect(api.gitHub.comments.count == 1)
  }

  @Test func aLimitThatTakesTooLongIsSaid() async throws {
    let (api, _, jobreport) = try await start(faults: [
      SampleFault(
        .answer(
          403, headers: ["Retry-After": "3600"],
          body: #"{"message":"You have exceeded a secondary rate limit"}"#),
        on: .gitHub("GET"))
    ])
    let outcome = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        jobreport: GET \(api.url)/repos/acme/docs/issues/12/comments?per_page=100&page=1 answered 403 (You have \
        exceeded a secondary rate limit) and asks to wait 3600 s. GitHub limits how often it is asked (a workflow's \
        token 1,000 times an hour): try again later

        """)
  }

  @Test(
    arguments: [
      (
        ["GITHUB_TOKEN": ""], 1,
        "there is no GitHub token; put one into GITHUB_TOKEN. In a workflow of GitHub Actions:"
      ),
      (["GITHUB_TOKEN": "wrong"], 1, "answered 401; the token in GITHUB_TOKEN is wrong or expired."),
      (
        ["GITHUB_TOKEN": "two words"], 1,
        "GITHUB_TOKEN: it holds spaces or other characters that no token has"
      ),
      (
        ["GITHUB_API_URL": "http://ghe.example/api/v3"], 1,
        "GITHUB_API_URL: the key would travel in the clear"
      ),
      (["GITHUB_REPOSITORY": "acme/other"], 1, "answered 404; there is no such pull request, or the token"),
      (
        ["GITHUB_EVENT_PATH": ""], 64,
        "there is no pull request to post to; name it with --repository acme/docs and"
      ),
    ])
  func wrongSettings(environment: [String: String], status: Int32, message: String) async throws {
    let (api, _, actions) = try await start()
    var jobreport = actions
    jobreport.environment.merge(environment) { $1 }
    let outcome = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(!outcome.errors.contains("two words") && !outcome.output.contains(SampleGitHub.sampleToken))
    #expect(outcome.output.isEmpty == (status == 64))
  }

  /// The number of a pull request means nothing in another repository.
  @Test func nothingIsPostedToTheSameNumberElsewhere() async throws {
    let (api, _, actions) = try await start()
    let outcome = try await actions.runBeside([
      "comment", "--sample", "--post", "--repository", "acme/other",
      "--for-pull-request", "https://github.com/acme/docs/pull/12",
    ])
    await api.stop()
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("there is no pull request to post to"), "\(outcome.errors)")
    #expect(api.requests.isEmpty)
  }

  @Test func noRedirectIsFollowed() async throws {
    let (api, _, jobreport) = try await start()
    api.setFaults([
      SampleFault(.redirect(status: 301, to: "\(api.url)/repositories/1"), on: .gitHub("GET"))
    ])
    let outcome = try await jobreport.runBeside(Self.command)
    await api.stop()
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("answered 301; the repository was renamed or moved"))
    #expect(api.requests.count == 1)
  }

  @Test func theSummaryOfAStepIsAppendedTo() async throws {
    let (api, folder, jobreport) = try await start()
    try folder.write("before\n", to: "summary.md")
    let outcome = try await jobreport.runBeside(Self.command + ["--target", "step-summary", "--quiet"])
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(try folder.read("summary.md").hasPrefix("before\n\n## Agent jobs\n"))
    #expect(api.requests.isEmpty)
    // What is there already counts against the limit of the step.
    try folder.write(String(repeating: "x", count: 999_900), to: "summary.md")
    _ = try await jobreport.runBeside(Self.command + ["--target", "step-summary", "--quiet"])
    await api.stop()
    #expect(try folder.read("summary.md").hasSuffix("0 of 1 job shown. The rest did not fit.\n"))
  }

  @Test(
    "An empty line stands before the text, whatever an earlier step wrote",
    arguments: [
      ("", ""), ("before", "\n\n"), ("before\n", "\n"), ("before\n\n", ""), ("before\r\n", "\n"),
      ("before\r\n\r\n", ""), ("\n", "\n"), ("<div>", "\n\n"), ("before\n\n\n\n", ""),
    ])
  func anEmptyLineFirst(before: String, between: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(before, to: "summary.md")
    var jobreport = folder.jobreport
    jobreport.environment["GITHUB_STEP_SUMMARY"] = "summary.md"
    #expect(
      try jobreport.run("comment", "--sample", "--quiet", "--target", "step-summary", "--post").status == 0)
    #expect(try folder.read("summary.md").hasPrefix("\(before)\(between)## Agent jobs\n"))
  }
}
