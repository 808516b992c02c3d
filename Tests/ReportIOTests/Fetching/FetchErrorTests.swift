import ReportIO
import SampleAPI
import Testing

/// What is said when jobs cannot be had: a place, a reason, and what to do.
@Suite struct FetchErrorTests {
  /// What goes wrong at the list of project `docs`, and what is said behind `GET …/v1/agent/docs/jobs?… `.
  private static let listFailures: [(SampleFault.Effect, String)] = [
    (
      .status(401),
      "answered 401; the key in MINTLIFY_API_KEY is wrong or expired. Keys expire after 90 days by default: "
        + "make a new one at https://app.mintlify.com/settings/organization/api-keys"
    ),
    (
      .status(403),
      "answered 403 (a fault on request); the key in MINTLIFY_API_KEY lacks the scope 'read' for agents, or this address is not "
        + "on its allowlist. See its settings at https://app.mintlify.com/settings/organization/api-keys"
    ),
    (
      .status(404),
      "answered 404; there is no project 'docs', or the list of jobs is gone. Check the project id at "
        + "https://app.mintlify.com/settings/organization/api-keys, or name jobs with --job or --jobs-from"
    ),
    (.status(410), "answered 410; the list of jobs is gone. Name jobs with --job or --jobs-from"),
    (.status(501), "answered 501; the list of jobs is gone. Name jobs with --job or --jobs-from"),
    (
      .status(400, body: #"{"error":"no such take"}"#),
      #"answered 400 (no such take). Check the base URL, the project id and the job ids"#
    ),
    (
      .status(429, body: ""),
      "answered 429. The service limits how often it is asked: try again later"
    ),
    (.status(500, body: "\n"), "answered 500 (it is empty). The service may be down: try again later"),
    (
      .redirect(status: 302, to: "https://login.example/x?token=1"),
      "answered 302; it redirects to https://login.example, which was not asked, as the key stays with the "
        + "base URL. Set --base-url or MINTLIFY_API_URL to that address if you trust it"
    ),
    (
      .redirect(status: 301, to: "/v9/x?token=1"),
      "answered 301; it redirects to another path of this server, which was not asked. "
        + "Check the path of --base-url or MINTLIFY_API_URL"
    ),
    (
      .redirect(status: 308, to: "HTTPS://[::2]:443/x"),
      "answered 308; it redirects to https://[::2], which was not asked, as the key stays with the "
        + "base URL. Set --base-url or MINTLIFY_API_URL to that address if you trust it"
    ),
    (
      .redirect(status: 307, to: "nonsense"),
      "answered 307; it redirects to an address that was not asked, as the key stays with the "
        + "base URL. Set --base-url or MINTLIFY_API_URL to that address if you trust it"
    ),
    (
      .page(
        contentType: "text/html; charset=utf-8",
        body: "<!doctype html>\n<title>Log in</title>\n\u{1B}[2J::error::"),
      "answered 200 with 'text/html; charset=utf-8' instead of JSON: <!doctype html> <title>Log in</title> "
        + #"\u{1b}[2J::error::. A login page or a proxy may stand before the API: check the base URL"#
    ),
    (
      .page(contentType: "text/plain", body: String(repeating: "x", count: 500)),
      "answered 200 with 'text/plain' instead of JSON: \(String(repeating: "x", count: 200))…. "
        + "A login page or a proxy may stand before the API: check the base URL"
    ),
    (
      .json("oops"),
      "answered 200 with a body that is no JSON (a value expected at byte 0): oops. "
        + "A login page or a proxy may stand before the API: check the base URL, or try again later"
    ),
    (
      .json(#"{"jobs":[]}"#),
      #"answered 200 with JSON that has no list 'allSessions': {"jobs":[]}. "#
        + "Check that the base URL is that of the Mintlify API"
    ),
    (
      .cutBody(after: 10),
      "was answered with a body that breaks off. Check the network and the base URL, or try again later"
    ),
    (
      .padded(2 << 20),
      "was answered with more than 1 MiB. Check that the base URL is that of the Mintlify API"
    ),
    (
      .gzipPadded(2 << 20),
      "was answered with more than 1 MiB. Check that the base URL is that of the Mintlify API"
    ),
  ]

  @Test("A list that cannot be had", arguments: listFailures.indices)
  func list(index: Int) async throws {
    let (effect, message) = Self.listFailures[index]
    try await SampleAPI.serve(FetchBench.jobs(3), faults: [SampleFault(effect)]) { api in
      let failure = await FetchBench.failure {
        try await FetchBench.fetch(
          JobRequest(projects: ["docs"]), from: api.url, retry: .never, limits: .init(maximumBytes: 1 << 20))
      }
      #expect(failure == "GET \(api.url)/v1/agent/docs/jobs?skip=0&take=100 " + message)
    }
  }

  @Test("The place of the key is the caller's to name")
  func keyPlace() async throws {
    try await SampleAPI.serve(SampleJobs()) { api in
      let failure = await FetchBench.failure {
        try await FetchBench.fetch(
          JobRequest(projects: ["docs"]), from: api.url, key: "mint_wrong", keyPlace: "'ci/key.txt'")
      }
      #expect(
        failure == "GET \(api.url)/v1/agent/docs/jobs?skip=0&take=100 answered 401; the key in 'ci/key.txt' "
          + "is wrong or expired. Keys expire after 90 days by default: "
          + "make a new one at https://app.mintlify.com/settings/organization/api-keys")
    }
  }

  @Test("Nobody there")
  func refused() async throws {
    let api = try await SampleAPI.start(SampleJobs())
    await api.stop()
    let failure = await FetchBench.failure {
      try await FetchBench.fetch(JobRequest(projects: ["docs"]), from: api.url, retry: .never)
    }
    #expect(
      failure == "GET \(api.url)/v1/agent/docs/jobs?skip=0&take=100 was not answered: the connection was "
        + "refused. Check the network and the base URL, or try again later")
  }

  @Test("A server that speaks no TLS")
  func noTLS() async throws {
    try await SampleAPI.serve(SampleJobs()) { api in
      let url = api.url.replacing("http:", with: "https:")
      let failure = await FetchBench.failure {
        try await FetchBench.fetch(JobRequest(projects: ["docs"]), from: url, retry: .never)
      }
      #expect(
        failure == "GET \(url)/v1/agent/docs/jobs?skip=0&take=100 was not answered: it broke off the TLS "
          + "handshake. Check the network and the base URL, or try again later")
    }
  }

  @Test("Requests that make no sense are refused before anything is sent")
  func senseless() async throws {
    let cases: [(JobRequest, String)] = [
      (
        JobRequest(projects: []),
        "no project is named; name one with --project or MINTLIFY_PROJECT_ID"
      ),
      (
        JobRequest(projects: ["docs"], version: .v2),
        "version 2 of the API has no list; name jobs with --job or --jobs-from, or use --api auto"
      ),
      (JobRequest(projects: [".."]), "'..' can be no project id; check --project"),
      (JobRequest(projects: [""], ids: ["x"]), "'' can be no project id; check --project"),
    ]
    try await SampleAPI.serve(SampleJobs()) { api in
      for (request, message) in cases {
        let failure = await FetchBench.failure { try await FetchBench.fetch(request, from: api.url) }
        #expect(failure == message)
      }
      let failure = await FetchBench.failure {
        try await FetchBench.fetch(JobRequest(projects: ["docs"]), from: api.url, key: "two words")
      }
      #expect(
        failure
          == "MINTLIFY_API_KEY: the key is empty, or holds a space or another character that no key has; copy it "
          + "again, it begins with mint_")
      #expect(api.requests.isEmpty)
    }
  }
}
