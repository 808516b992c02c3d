import Foundation
import ReportIO
import SampleAPI
import Testing

/// Requests that are sent again, against a server that fails on request. No test waits: the clock writes
/// the waits down, each as long as it can be.
@Suite struct RetryTests {
  private static func list(
    _ api: SampleAPI, clock: RecordedClock = RecordedClock(), retry: RetryPolicy = RetryPolicy()
  ) async throws -> Fetched {
    try await FetchBench.fetch(JobRequest(projects: ["docs"]), from: api.url, clock: clock, retry: retry)
  }

  @Test(
    "What passes is tried again until it passes",
    arguments: [
      .status(429), .status(500), .status(502), .status(503), .status(504), .cutBody(after: 20),
      .cutBody(after: 0), .json(""), .json(#"{"allSessions":["#), .json("nonsense"),
      .page(contentType: "text/html", body: "<!doctype html>"),
      .page(contentType: "application/octet-stream", body: #"{"allSessions":[]}"#),
    ] as [SampleFault.Effect])
  func passing(effect: SampleFault.Effect) async throws {
    try await SampleAPI.serve(FetchBench.jobs(3), faults: [SampleFault(effect, times: 3)]) { api in
      let clock = RecordedClock()
      let fetched = try await Self.list(api, clock: clock)
      #expect(fetched.ids == ["job-1", "job-2", "job-3"])
      #expect(fetched.summary.requests == 5)
      #expect(fetched.summary.problems.isEmpty)
      #expect(clock.sleeps == [.milliseconds(500), .seconds(1), .seconds(2)])
    }
  }

  @Test("Answers are not tried again", arguments: [400, 401, 403, 404, 405, 410, 418, 501, 505])
  func answers(status: Int) async throws {
    try await SampleAPI.serve(FetchBench.jobs(3), faults: [SampleFault(.status(status))]) { api in
      let clock = RecordedClock()
      _ = await FetchBench.failure { try await Self.list(api, clock: clock) }
      #expect(api.requests.count == 1)
      #expect(clock.sleeps.isEmpty)
    }
  }

  @Test(
    "Retry-After is a minimum, in seconds and as a date",
    arguments: [
      ("7", 7.5), ("0", 0.5), ("soon", 0.5),
      // The clock of these tests starts at 1786000000, which is this date less 30 seconds.
      ("Thu, 06 Aug 2026 07:07:10 GMT", 30.5), ("Thu, 06 Aug 2026 07:00:00 GMT", 0.5),
    ])
  func retryAfter(value: String, wait: Double) async throws {
    let fault = SampleFault(.status(429, retryAfter: value), times: 1)
    try await SampleAPI.serve(FetchBench.jobs(1), faults: [fault]) { api in
      let clock = RecordedClock()
      _ = try await Self.list(api, clock: clock)
      #expect(clock.sleeps == [.seconds(wait)])
    }
  }

  @Test("The time of a request ends the tries, and the error says how long and how often")
  func budget() async throws {
    try await SampleAPI.serve(FetchBench.jobs(1), faults: [SampleFault(.status(503))]) { api in
      let clock = RecordedClock()
      let message = await FetchBench.failure { try await Self.list(api, clock: clock) }
      #expect(
        message == "GET \(api.url)/v1/agent/docs/jobs?skip=0&take=100 answered 503 (a fault on request); "
          + "tried 11 times in 112 s. The service may be down: try again later")
      #expect(api.requests.count == 11)
      #expect(clock.sleeps.reduce(.zero, +) == .seconds(111.5))
    }
  }

  @Test("A server that asks for more time than there is, is not waited for")
  func hugeRetryAfter() async throws {
    let fault = SampleFault(.status(429, retryAfter: "3600", body: ""))
    try await SampleAPI.serve(FetchBench.jobs(1), faults: [fault]) { api in
      let clock = RecordedClock()
      let message = await FetchBench.failure { try await Self.list(api, clock: clock) }
      #expect(
        message == "GET \(api.url)/v1/agent/docs/jobs?skip=0&take=100 answered 429 and asks to wait 3600 s. "
          + "The service limits how often it is asked: try again later")
      #expect(clock.sleeps.isEmpty)
    }
  }

  @Test("All waits of a fetch together have an end; then each request is sent once")
  func totalBudget() async throws {
    let retry = RetryPolicy(budget: .seconds(10), totalBudget: .seconds(12))
    try await SampleAPI.serve(FetchBench.jobs(0), faults: [SampleFault(.status(500))]) { api in
      let request = JobRequest(
        projects: ["docs"], ids: ["a", "b", "c", "d", "e"], version: .v1, maximumInFlight: 1)
      let clock = RecordedClock()
      let fetched = try await FetchBench.fetch(request, from: api.url, clock: clock, retry: retry)
      #expect(fetched.summary.problems.map(\.id) == ["a", "b", "c", "d", "e"])
      #expect(clock.sleeps.reduce(.zero, +) <= .seconds(12))
      #expect(api.targets.filter { $0.hasSuffix("/e") }.count == 1)
    }
  }

  @Test("The waits are told to whoever watches")
  func progress() async throws {
    let fault = SampleFault(.status(503, body: ""), times: 1)
    try await SampleAPI.serve(FetchBench.jobs(1), faults: [fault]) { api in
      let transport = try HTTPTransport.live(NetworkSettings())
      let client = try JobClient(
        baseURL: BaseURL(api.url), key: Secret(api.key), transport: transport, clock: RecordedClock().clock)
      let (stream, continuation) = AsyncStream.makeStream(of: FetchProgress.self)
      _ = try await client.fetch(
        JobRequest(projects: ["docs"]), progress: { continuation.yield($0) }
      ) { _ in }
      continuation.finish()
      var told: [String] = []
      for await step in stream { told.append("\(step.jobs) of \(step.project.text), \(step.waiting ?? "-")") }
      #expect(told == ["0 of docs, answered 503", "1 of docs, -"])
      await transport.shutdown()
    }
  }
}
