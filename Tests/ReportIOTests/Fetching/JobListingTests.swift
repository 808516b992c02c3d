import ReportIO
import ReportKit
import SampleAPI
import Testing

/// The v1 list: every job once, in order, whatever happens while pages are read.
@Suite struct JobListingTests {
  private static func numbers(_ range: ClosedRange<Int>) -> [String] { range.map { "job-\($0)" } }

  private static func list(_ api: SampleAPI) async throws -> Fetched {
    try await FetchBench.fetch(JobRequest(projects: ["docs"]), from: api.url)
  }

  private static func new(_ names: [String]) -> [[UInt8]] {
    names.map { Array(#"{"sessionId":"\#($0)"}"#.utf8) }
  }

  @Test(
    "Pages are read until one is short or empty, and the first one once more",
    arguments: [
      (0, 2), (1, 2), (99, 2), (100, 3), (101, 3), (200, 5), (250, 5), (301, 7), (1000, 14),
    ])
  func pages(count: Int, mostRequests: Int) async throws {
    try await SampleAPI.serve(FetchBench.jobs(count)) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.ids == (count == 0 ? [] : Self.numbers(1...count)))
      #expect(fetched.summary.jobs == count)
      #expect(fetched.summary.problems.isEmpty)
      #expect(fetched.summary.incompleteProjects.isEmpty)
      #expect(fetched.summary.requests <= mostRequests)
      #expect(api.requests.count <= mostRequests)
      #expect(api.targets.first == "/v1/agent/docs/jobs?skip=0&take=100")
      #expect(api.targets.last == "/v1/agent/docs/jobs?skip=0&take=100")
      #expect(api.requests.allSatisfy { $0.header("authorization") == "Bearer \(api.key)" })
      #expect(api.requests.allSatisfy { $0.method == "GET" })
    }
  }

  @Test("A job's bytes are those of the list")
  func bytes() async throws {
    let job = #"{ "sessionId" : "a",  "x":[1, 2,{"y":"\u00e9 \" ]"}]}"#
    let answer = #" {"other":1,"allSessions" : [ \#(job) , {"sessionId":"b"} ]} "#
    try await SampleAPI.serve(SampleJobs(), faults: [SampleFault(.json(answer))]) { api in
      let fetched = try await Self.list(api)
      let first = Record(
        provider: "mintlify", project: "docs", endpoint: .v1List, bytes: Array(job.utf8))
      #expect(fetched.records.first == first)
      #expect(fetched.ids == ["a", "b"])
    }
  }

  @Test("Jobs that appear while pages are read shift the list: repeats are dropped, the new ones come last")
  func drift() async throws {
    let drift = SampleFault(.newJobs(Self.new(["new-2", "new-1"])), on: .list, sparing: 1, times: 1)
    try await SampleAPI.serve(FetchBench.jobs(250), faults: [drift]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.ids == Self.numbers(1...250) + ["new-2", "new-1"])
      #expect(fetched.summary.jobs == 252)
    }
  }

  @Test("More new jobs than a page holds: the second look goes on until known ones come")
  func longDrift() async throws {
    let names = (1...230).map { "new-\($0)" }
    let drift = SampleFault(.newJobs(Self.new(names)), on: .list, sparing: 1, times: 1)
    try await SampleAPI.serve(FetchBench.jobs(150), faults: [drift]) { api in
      let fetched = try await Self.list(api)
      #expect(Set(fetched.ids) == Set(Self.numbers(1...150) + names))
      #expect(fetched.ids.count == 380)
      #expect(fetched.summary.problems.isEmpty)
    }
  }

  @Test("A job that appears before the second look at the first page is had")
  func closingLook() async throws {
    let late = SampleFault(.newJobs(Self.new(["late"])), on: .list, sparing: 1, times: 1)
    try await SampleAPI.serve(FetchBench.jobs(3), faults: [late]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.ids == ["job-1", "job-2", "job-3", "late"])
    }
  }

  @Test("Elements without an id are delivered as they are, and once")
  func withoutID() async throws {
    let answer =
      #"{"allSessions":[{"title":"x"},{"title":"x"},7,null,{"sessionId":""},{"sessionId":"a"},{"id":"b"}]}"#
    try await SampleAPI.serve(SampleJobs(), faults: [SampleFault(.json(answer))]) { api in
      let fetched = try await Self.list(api)
      #expect(
        fetched.records.map { String(decoding: $0.bytes, as: UTF8.self) } == [
          #"{"title":"x"}"#, #"{"title":"x"}"#, #"{"sessionId":""}"#, #"{"sessionId":"a"}"#, #"{"id":"b"}"#,
        ])
      #expect(
        fetched.summary.problems == [
          FetchProblem(
            project: "docs",
            reason:
              "GET \(api.url)/v1/agent/docs/jobs?skip=0&take=100 has 2 items that are no objects, the first is a "
              + "number, not a job", losesJob: false, losesDetails: true, records: 2)
        ])
    }
  }

  @Test("Two jobs of a page with one id are said, unless they say the same")
  func repeatedOnOnePage() async throws {
    let answer =
      #"{"allSessions":[{"sessionId":"a","title":"1"},{"sessionId":"a","title":"2"},{"sessionId":"b"},{"sessionId":"b"}]}"#
    try await SampleAPI.serve(SampleJobs(), faults: [SampleFault(.json(answer))]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.records.count == 2)
      #expect(
        fetched.summary.problems == [
          FetchProblem(
            project: "docs", reason: "a page has two jobs with the id 'a'; the first is shown",
            losesJob: false)
        ])
    }
  }

  @Test("A byte order mark before an answer is left out")
  func mark() async throws {
    let answer = "\u{FEFF}" + #"{"allSessions":[{"sessionId":"a"}]}"#
    try await SampleAPI.serve(SampleJobs(), faults: [SampleFault(.json(answer))]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.records.map { String(decoding: $0.bytes, as: UTF8.self) } == [#"{"sessionId":"a"}"#])
    }
  }

  @Test("Ids that only look the same are two jobs")
  func normalisation() async throws {
    let answer = "{\"allSessions\":[{\"sessionId\":\"caf\u{E9}\"},{\"sessionId\":\"cafe\u{301}\"}]}"
    try await SampleAPI.serve(SampleJobs(), faults: [SampleFault(.json(answer))]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.records.count == 2)
    }
  }

  @Test("A list that is null is one without jobs")
  func nullList() async throws {
    try await SampleAPI.serve(SampleJobs(), faults: [SampleFault(.json(#"{"allSessions":null}"#))]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.records.isEmpty && fetched.summary.problems.isEmpty)
    }
  }

  @Test("A list without one job in it is an error at once", arguments: ["7,8", #""a""#, "[]"])
  func noJobs(items: String) async throws {
    try await SampleAPI.serve(
      SampleJobs(), faults: [SampleFault(.json("{\"allSessions\":[\(items)]}"))]
    ) { api in
      let failure = await FetchBench.failure { try await Self.list(api) }
      #expect(failure.contains(" answered 200 with a list of "), "\(failure)")
      #expect(api.requests.count == 1)
    }
  }

  @Test("A job that is nested too deep costs what is nested, and no time", arguments: [201, 100_000])
  func nesting(depth: Int) async throws {
    let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let answer = #"{"allSessions":[{"sessionId":"a"},{"sessionId":"b","x":\#(deep)},{"sessionId":"c"}]}"#
    try await SampleAPI.serve(SampleJobs(), faults: [SampleFault(.json(answer))]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.ids == ["a", "b", "c"])
      #expect(fetched.summary.problems.isEmpty)
      #expect(api.requests.count == 2)
    }
  }

  @Test("A server with smaller pages of its own is read to the end")
  func ownPageSize() async throws {
    let faults = (0..<5).map { SampleFault(.list(skip: $0 * 12, take: 12), on: .list, times: 1) }
    try await SampleAPI.serve(FetchBench.jobs(50), faults: faults) { api in
      // One at a time, as the faults answer in the order that requests come in.
      let fetched = try await FetchBench.fetch(
        JobRequest(projects: ["docs"], maximumInFlight: 1), from: api.url)
      #expect(fetched.ids == Self.numbers(1...50))
      #expect(api.targets.prefix(3).last == "/v1/agent/docs/jobs?skip=24&take=100")
    }
  }

  @Test("A server that repeats the same page for ever is left, and the list is called incomplete")
  func endless() async throws {
    let same = SampleFault(.list(skip: 0, take: 100), on: .list)
    try await SampleAPI.serve(FetchBench.jobs(300), faults: [same]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.ids == Self.numbers(1...100))
      #expect(fetched.summary.incompleteProjects == ["docs"])
      #expect(
        fetched.summary.problems == [
          FetchProblem(
            project: "docs",
            reason: "GET \(api.url)/v1/agent/docs/jobs?skip=300&take=100 answered with jobs that earlier "
              + "pages had, 3 times in a row. The service seems to ignore the offset: jobs may be missing; "
              + "name them with --job")
        ])
    }
  }

  @Test("A server that answers with the whole list whatever is asked has told everything")
  func wholeList() async throws {
    let all = SampleFault(.list(skip: 0, take: 1000), on: .list)
    try await SampleAPI.serve(FetchBench.jobs(250), faults: [all]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.ids == Self.numbers(1...250))
      #expect(fetched.summary.problems.isEmpty)
    }
  }

  @Test("Reading stops where the caller has enough, but looks at the first page again")
  func stopping() async throws {
    try await SampleAPI.serve(FetchBench.jobs(900)) { api in
      let request = JobRequest(projects: ["docs"]) { page in page.elements.contains { $0.id == "job-150" } }
      let fetched = try await FetchBench.fetch(request, from: api.url)
      #expect(fetched.ids == Self.numbers(1...200))
      #expect(api.requests.count <= 5)
      #expect(api.targets.last == "/v1/agent/docs/jobs?skip=0&take=100")
    }
  }

  @Test("A list that is not newest first is read to the end")
  func unsorted() async throws {
    var jobs = SampleJobs()
    for number in (1...250).reversed() { try jobs.add(file: FetchBench.job(number)) }
    try await SampleAPI.serve(jobs) { api in
      let request = JobRequest(projects: ["docs"]) { _ in true }
      let fetched = try await FetchBench.fetch(request, from: api.url)
      #expect(fetched.ids.count == 250)
    }
  }

  @Test("Projects come one after the other, each named in its snapshots")
  func projects() async throws {
    try await SampleAPI.serve(FetchBench.jobs(2)) { api in
      let fetched = try await FetchBench.fetch(JobRequest(projects: ["b", "a", "b"]), from: api.url)
      #expect(fetched.records.map(\.project) == ["b", "b", "a", "a"])
      #expect(fetched.summary.jobs == 4)
    }
  }

  @Test("Of several projects one may fail; when all do, that is an error")
  func failingProjects() async throws {
    try await SampleAPI.serve(FetchBench.jobs(2), projects: ["docs"]) { api in
      let fetched = try await FetchBench.fetch(JobRequest(projects: ["no", "docs"]), from: api.url)
      #expect(fetched.ids == ["job-1", "job-2"])
      #expect(fetched.summary.incompleteProjects == ["no"])
      #expect(fetched.summary.problems.map(\.project) == ["no"])
      #expect(fetched.summary.problems.map(\.id) == [nil])
      await #expect(throws: FetchError.self) {
        try await FetchBench.fetch(JobRequest(projects: ["no", "neither"]), from: api.url)
      }
    }
  }

  @Test("A list that breaks off keeps what was had, and says so")
  func brokenOff() async throws {
    let fault = SampleFault(.status(400, body: "{}"), on: .list, sparing: 1)
    try await SampleAPI.serve(FetchBench.jobs(250), faults: [fault]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.ids == Self.numbers(1...100))
      #expect(fetched.summary.jobs == 100)
      #expect(fetched.summary.incompleteProjects == ["docs"])
      #expect(
        fetched.summary.problems.map(\.reason) == [
          "GET \(api.url)/v1/agent/docs/jobs?skip=100&take=100 answered 400 ({}). "
            + "Check the base URL, the project id and the job ids"
        ])
    }
  }

  @Test("What the sink throws ends the fetch and comes back")
  func sinkError() async throws {
    struct DiskFull: Error {}
    try await SampleAPI.serve(FetchBench.jobs(250)) { api in
      let transport = try HTTPTransport.live(NetworkSettings())
      let client = try JobClient(
        baseURL: BaseURL(api.url), key: Secret(api.key), transport: transport)
      await #expect(throws: DiskFull.self) {
        try await client.fetch(JobRequest(projects: ["docs"])) { _ in throw DiskFull() }
      }
      await transport.shutdown()
    }
  }
}
