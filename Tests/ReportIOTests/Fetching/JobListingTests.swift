import ReportIO
import ReportKit
import SampleAPI
import Testing

/// The v1 list: every job once, in order, whatever happens while pages are read.
@Suite struct JobListingTests {
  private static func numbers(_ range: ClosedRange<Int>) -> [String] { range.map { "job-\($0)" } }

  @Test(
    "Pages are read until one is short or empty, and the first one once more",
    arguments: [
      (0, 2), (1, 2), (99, 2), (100, 3), (101, 3), (200, 5), (250, 5), (301, 7), (1000, 13),
    ])
  func pages(count: Int, mostRequests: Int) async throws {
    try await SampleAPI.serve(FetchBench.jobs(count)) { api in
      let fetched = try await FetchBench.fetch(JobRequest(projects: ["docs"]), from: api.url)
      #expect(fetched.ids == (count == 0 ? [] : Self.numbers(1...count)))
      #expect(fetched.summary.jobs == count)
      #expect(fetched.summary.problems.isEmpty)
      #expect(fetched.summary.requests <= mostRequests)
      #expect(api.requests.count <= mostRequests)
      #expect(api.targets.first == "/v1/agent/docs/jobs?skip=0&take=100")
      #expect(api.targets.last == "/v1/agent/docs/jobs?skip=0&take=100")
      #expect(api.requests.allSatisfy { $0.header("authorization") == "Bearer \(api.key)" })
    }
  }

  @Test("A job's bytes are those of the list")
  func bytes() async throws {
    let job = #"{ "sessionId" : "a",  "x":[1, 2,{"y":"\u00e9 \" ]"}]}"#
    let jobs = try SampleJobs(files: [Array(#"{"allSessions" : [ \#(job) , {"sessionId":"b"} ]}"#.utf8)])
    try await SampleAPI.serve(jobs) { api in
      let fetched = try await FetchBench.fetch(JobRequest(projects: ["docs"]), from: api.url)
      let first = Snapshot(
        provider: "mintlify", project: "docs", endpoint: .v1List, bytes: Array(job.utf8))
      #expect(fetched.snapshots.first == first)
    }
  }
}
