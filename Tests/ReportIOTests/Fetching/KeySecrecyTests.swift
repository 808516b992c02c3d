import ReportIO
import ReportKit
import SampleAPI
import Testing

/// The key goes to the origin of the base URL, and nowhere else: not to another server, not into a message.
@Suite struct KeySecrecyTests {
  private static let key = "mint_0123456789abcdefABCDEF_-"

  /// Servers that send the key back wherever they can.
  private static let echoes: [SampleFault.Effect] =
    [400, 401, 403, 404, 410, 418, 429, 500, 501, 503].map { .status($0, body: #"{"error":"bad \#(key)"}"#) }
    + [
      .page(contentType: "text/html", body: "<p>\(key)</p>"),
      .page(contentType: "text/\(key)", body: "x"),
      .page(contentType: "text/plain", body: String(repeating: "x", count: 190) + key),
      .json(key), .json(#"{"key":"\#(key)"}"#), .json("[\"\(key)\"]"), .json(#"{"allSessions":["\#(key)"#),
      .redirect(to: "https://\(key).example/"), .redirect(to: "https://\(key)@x.example/\(key)"),
      .redirect(to: "/\(key)"), .redirect(to: key),
      .status(503, retryAfter: key, body: key),
    ]

  @Test("No message holds the key, whatever the server sends back", arguments: echoes.indices)
  func echoed(index: Int) async throws {
    let fault = SampleFault(Self.echoes[index])
    try await SampleAPI.serve(FetchBench.jobs(1), key: Self.key, faults: [fault]) { api in
      for request in [
        JobRequest(projects: ["docs"]), JobRequest(projects: ["docs", ID(Self.key)]),
        JobRequest(projects: ["docs"], ids: ["a", ID(Self.key)]),
        JobRequest(projects: [ID(Self.key)], ids: ["a"], version: .v2),
      ] {
        for retry in [RetryPolicy(), .never] {
          var told = ""
          do {
            let fetched = try await FetchBench.fetch(request, from: api.url, key: Self.key, retry: retry)
            dump(fetched.summary, to: &told)
          } catch {
            told = "\(error) \(String(reflecting: error))"
            dump(error, to: &told)
          }
          #expect(!told.contains("0123456789"), "\(told)")
        }
      }
    }
  }

  @Test("A call and a client can be printed")
  func printing() throws {
    let call = HTTPCall(
      url: "https://a.example/\(Self.key)", headers: [("Authorization", "Bearer \(Self.key)")],
      body: Array(Self.key.utf8))
    let client = try JobClient(
      baseURL: BaseURL("https://a.example"), key: Secret(Self.key),
      transport: HTTPTransport { _ in HTTPAnswer(status: 200) })
    var told = "\(call) \(String(reflecting: call)) \(client) \(String(reflecting: client))"
    dump(call, to: &told)
    dump(client, to: &told)
    #expect("\(call)" == "GET https://a.example/mint_[redacted]")
    #expect(!told.contains("0123456789"))
  }

  @Test("A key that is given as an id is no part of a message either")
  func asID() async throws {
    try await SampleAPI.serve(FetchBench.jobs(1), key: Self.key) { api in
      let fetched = try await FetchBench.fetch(
        JobRequest(projects: ["docs"], ids: [ID(Self.key)], version: .v1), from: api.url, key: Self.key)
      #expect(
        fetched.summary.problems == [
          FetchProblem(
            project: "docs", id: "mint_[redacted]",
            reason: "GET \(api.url)/v1/agent/docs/job/mint_[redacted] answered 404; project 'docs' has no "
              + "such job. Check the ids given with --job or --jobs-from", isAbsence: true)
        ])
    }
  }

  @Test("No redirect is followed: the other server hears nothing", arguments: [301, 302, 303, 307, 308])
  func redirects(status: Int) async throws {
    try await SampleAPI.serve(FetchBench.jobs(3), key: Self.key) { other in
      let fault = SampleFault(.redirect(status: status, to: other.url + "/v1/agent/docs/jobs"))
      try await SampleAPI.serve(FetchBench.jobs(3), key: Self.key, faults: [fault]) { api in
        for request in [
          JobRequest(projects: ["docs"]), JobRequest(projects: ["docs"], ids: ["job-1"], version: .v2),
        ] {
          let failure = await FetchBench.failure {
            let fetched = try await FetchBench.fetch(request, from: api.url, key: Self.key)
            throw Message(fetched.summary.problems.map(\.reason).joined())
          }
          #expect(failure.contains("it redirects to \(other.url), which was not asked"))
        }
        #expect(api.requests.count == 2)
      }
      #expect(other.requests.isEmpty)
    }
  }

  private struct Message: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }
}
