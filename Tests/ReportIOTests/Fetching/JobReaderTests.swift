import ReportIO
import ReportKit
import SampleAPI
import Testing

/// Jobs by id, in both versions.
@Suite struct JobReaderTests {
  private static func fetch(
    _ ids: [ID], _ version: APIVersion = .auto, details: Bool = false, from api: SampleAPI,
    projects: [ID] = ["docs"]
  ) async throws -> Fetched {
    try await FetchBench.fetch(
      JobRequest(projects: projects, ids: ids, version: version, details: details), from: api.url)
  }

  @Test("Jobs come in the order asked, each id once, whichever answer is first")
  func order() async throws {
    let slow = SampleFault(.slowHead(.milliseconds(60)), on: .job("job-9"))
    try await SampleAPI.serve(FetchBench.jobs(20), faults: [slow]) { api in
      let ids: [ID] = ["job-9", "job-3", "job-20", "job-9", "job-1", "job-2", "job-4"]
      let fetched = try await Self.fetch(ids, .v1, from: api)
      #expect(fetched.ids == ["job-9", "job-3", "job-20", "job-1", "job-2", "job-4"])
      #expect(fetched.summary.requests == 6)
      #expect(fetched.summary.jobs == 6)
      #expect(fetched.records.allSatisfy { $0.endpoint == .v1Job && $0.project == "docs" })
    }
  }

  @Test(
    "auto asks v2 where v1 has nothing; v1 and v2 ask only themselves",
    arguments: [
      (APIVersion.auto, ["job-1", "job-7/v2"]), (.v1, ["job-1"]), (.v2, ["job-7/v2"]),
    ])
  func versions(version: APIVersion, delivered: [String]) async throws {
    try await SampleAPI.serve(FetchBench.jobs(1, v2: [7])) { api in
      let fetched = try await Self.fetch(["job-1", "job-7"], version, from: api)
      #expect(fetched.ids == delivered)
      #expect(fetched.summary.problems.count == 2 - delivered.count)
      let asked = Set(api.targets.map { $0.prefix(3) })
      #expect(asked == (version == .auto ? ["/v1", "/v2"] : ["/\(version.rawValue)"]))
    }
  }

  @Test("auto takes 404, 410 and 501 of v1 for: ask v2", arguments: [404, 410, 501])
  func gone(status: Int) async throws {
    let fault = SampleFault(.status(status), on: .endpoint(.v1Job))
    try await SampleAPI.serve(FetchBench.jobs(1, v2: [1]), faults: [fault]) { api in
      let fetched = try await Self.fetch(["job-1"], from: api)
      #expect(fetched.ids == ["job-1/v2"])
    }
  }

  @Test("Details ask v2 for every job, after v1")
  func details() async throws {
    try await SampleAPI.serve(FetchBench.jobs(3, v2: [1, 2, 3])) { api in
      let both = ["job-2", "job-2/v2", "job-1", "job-1/v2"]
      let byID = try await Self.fetch(["job-2", "job-1"], details: true, from: api)
      #expect(byID.ids == both)
      #expect(byID.summary.jobs == 2)
      let list = try await FetchBench.fetch(JobRequest(projects: ["docs"], details: true), from: api.url)
      #expect(list.ids == ["job-1", "job-1/v2", "job-2", "job-2/v2", "job-3", "job-3/v2"])
      #expect(list.summary.jobs == 3)
    }
  }

  @Test("Details that fail are a problem of that job, which is there all the same")
  func failedDetails() async throws {
    try await SampleAPI.serve(FetchBench.jobs(2, v2: [2])) { api in
      let list = try await FetchBench.fetch(JobRequest(projects: ["docs"], details: true), from: api.url)
      #expect(list.ids == ["job-1", "job-2", "job-2/v2"])
      #expect(
        list.summary.problems == [
          FetchProblem(
            project: "docs", id: "job-1",
            reason: "GET \(api.url)/v2/agent/docs/job/job-1 answered 404; project 'docs' has no such job. "
              + "Check the ids given with --job or --jobs-from",
            losesJob: false, losesDetails: true, isAbsence: true)
        ])
      #expect(list.summary.incompleteProjects.isEmpty)
      let byID = try await Self.fetch(["job-1", "job-9"], .v1, details: true, from: api)
      #expect(byID.ids == ["job-1"])
      #expect(byID.summary.problems.map(\.id) == ["job-1", "job-9"])
      #expect(byID.summary.problems.map(\.losesJob) == [false, true])
    }
  }

  @Test("Details that the key has no right to are one problem, and no more are asked for")
  func refusedDetails() async throws {
    let fault = SampleFault(.status(403), on: .endpoint(.v2Job))
    try await SampleAPI.serve(FetchBench.jobs(250), faults: [fault]) { api in
      let list = try await FetchBench.fetch(JobRequest(projects: ["docs"], details: true), from: api.url)
      #expect(list.summary.jobs == 250)
      #expect(list.summary.problems.count == 1)
      #expect(list.summary.problems.first?.id == nil)
      #expect(list.summary.problems.first?.losesJob == false)
      #expect(api.targets.filter { $0.hasPrefix("/v2") }.count <= 4)
    }
  }

  @Test("One bad job costs one job")
  func badJob() async throws {
    let fault = SampleFault(.json("[1]"), on: .job("job-2"))
    try await SampleAPI.serve(FetchBench.jobs(3), faults: [fault]) { api in
      let fetched = try await Self.fetch(["job-1", "job-2", "job-9", "..", "", "job-3"], .v1, from: api)
      #expect(fetched.ids == ["job-1", "job-3"])
      #expect(
        fetched.summary.problems == [
          FetchProblem(
            project: "docs", id: "job-2",
            reason: "GET \(api.url)/v1/agent/docs/job/job-2 answered 200 with JSON that is no job: [1]. "
              + "Check that the base URL is that of the Mintlify API"),
          FetchProblem(
            project: "docs", id: "job-9",
            reason: "GET \(api.url)/v1/agent/docs/job/job-9 answered 404; project 'docs' has no such job. "
              + "Check the ids given with --job or --jobs-from", isAbsence: true),
          FetchProblem(
            project: "docs", id: "..", reason: "'..' can be no job id; check --job and --jobs-from",
            isAbsence: true),
          FetchProblem(
            project: "docs", id: "", reason: "'' can be no job id; check --job and --jobs-from",
            isAbsence: true),
        ])
      #expect(fetched.summary.incompleteProjects.isEmpty)
    }
  }

  @Test("All ids failing is a summary, not an error: the caller decides")
  func allMissing() async throws {
    try await SampleAPI.serve(FetchBench.jobs(1)) { api in
      let fetched = try await Self.fetch(["x", "y"], from: api)
      #expect(fetched.summary.problems.map(\.id) == ["x", "y"])
      #expect(fetched.summary.jobs == 0)
    }
  }

  @Test("A key that is refused ends the project at once, with one message", arguments: [401, 403])
  func refusedKey(status: Int) async throws {
    let fault = SampleFault(.status(status), sparing: 1)
    try await SampleAPI.serve(FetchBench.jobs(50), faults: [fault]) { api in
      let fetched = try await FetchBench.fetch(
        JobRequest(projects: ["docs"], ids: (1...50).map { ID("job-\($0)") }, maximumInFlight: 1),
        from: api.url)
      #expect(fetched.ids == ["job-1"])
      #expect(fetched.summary.problems.count == 1)
      #expect(fetched.summary.problems.first?.id == nil)
      #expect(fetched.summary.incompleteProjects == ["docs"])
      #expect(api.requests.count == 2)
    }
  }

  @Test("Of several projects each is asked for what the ones before did not have")
  func severalProjects() async throws {
    let faults = [SampleFault(.status(404), on: .project("a"), sparing: 1)]
    try await SampleAPI.serve(FetchBench.jobs(2), faults: faults) { api in
      let fetched = try await FetchBench.fetch(
        JobRequest(
          projects: ["a", "b"], ids: ["job-1", "job-2", "job-3"], version: .v1, maximumInFlight: 1),
        from: api.url)
      #expect(fetched.ids == ["job-1", "job-2"])
      #expect(fetched.records.map(\.project) == ["a", "b"])
      #expect(fetched.summary.problems.map(\.id) == ["job-3"])
      #expect(fetched.summary.problems.map(\.project) == ["a, b"])
    }
  }

  @Test(
    "Ids are one segment of the path, whatever they hold",
    arguments: [
      ("a/b", "a%2Fb"), ("a?b=c", "a%3Fb%3Dc"), ("a#b", "a%23b"), ("../../v2", "..%2F..%2Fv2"),
      ("%2e%2e", "%252e%252e"), ("a b", "a%20b"), ("é", "%C3%A9"), ("a\r\nX: y", "a%0D%0AX%3A%20y"),
      ("a;b", "a%3Bb"), ("...", "..."), ("~x_Y-9.z", "~x_Y-9.z"), ("\\..\\", "%5C..%5C"), ("\0", "%00"),
    ])
  func encoding(id: String, segment: String) async throws {
    try await SampleAPI.serve(SampleJobs()) { api in
      _ = try await Self.fetch([ID(id)], .v1, from: api, projects: [ID("p\(id)")])
      #expect(api.targets == ["/v1/agent/p\(segment)/job/\(segment)"])
    }
  }

  @Test("The prefix of the base URL is kept")
  func prefix() async throws {
    try await SampleAPI.serve(FetchBench.jobs(1), prefix: "/gate/mint") { api in
      let fetched = try await FetchBench.fetch(
        JobRequest(projects: ["docs"], ids: ["job-1"]), from: api.url + "/")
      #expect(fetched.ids == ["job-1"])
      #expect(api.targets == ["/gate/mint/v1/agent/docs/job/job-1"])
    }
  }
}
