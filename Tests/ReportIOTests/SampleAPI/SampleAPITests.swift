import Foundation
import ReportIO
import ReportKit
import SampleAPI
import TestData
import Testing

/// The API on loopback that other tests stand on.
@Suite struct SampleAPITests {
  private static func get(
    _ path: String, _ api: SampleAPI, key: String? = SampleAPI.sampleKey, method: String = "GET"
  ) async throws -> (status: Int, body: String) {
    let transport = try HTTPTransport.live(NetworkSettings())
    let headers = key.map { [(name: "Authorization", value: "Bearer \($0)")] } ?? []
    do {
      let answer = try await transport.send(
        HTTPCall(method: method, url: api.url + path, headers: headers))
      await transport.shutdown()
      return (answer.status, String(decoding: answer.body, as: UTF8.self))
    } catch {
      await transport.shutdown()
      throw error
    }
  }

  private static let missing = #"{"error":"Job not found"}"#

  @Test(
    "The three requests",
    arguments: [
      ("/v1/agent/docs/jobs", 200, #"{"allSessions":[{"sessionId":"a","n":2},{"id":"b"},{"x":1}]}"#),
      ("/v1/agent/docs/jobs?skip=1&take=1", 200, #"{"allSessions":[{"id":"b"}]}"#),
      ("/v1/agent/docs/jobs?skip=3", 200, #"{"allSessions":[]}"#),
      ("/v1/agent/docs/jobs?skip=99999999", 200, #"{"allSessions":[]}"#),
      ("/v1/agent/docs/job/a", 200, #"{"sessionId":"a","n":2}"#),
      ("/v1/agent/docs/job/b", 200, #"{"id":"b"}"#),
      ("/v1/agent/docs/job/v", 404, missing),
      ("/v2/agent/docs/job/v", 200, #"{"id":"v","status":"active"}"#),
      ("/v2/agent/docs/job/a", 200, #"{"id":"a","source":{}}"#),
      ("/v2/agent/docs/job/b", 404, missing),
      ("/v1/agent/other/jobs", 404, #"{"error":"Project not found"}"#),
      ("/v2/agent/docs/jobs", 404, #"{"error":"there is nothing at this path"}"#),
      ("/", 404, #"{"error":"there is nothing at this path"}"#),
      ("/v1/agent/docs/jobs?take=101", 400, #"{"error":"skip must be 0 or more, take from 1 to 100"}"#),
      ("/v1/agent/docs/jobs?take=0", 400, #"{"error":"skip must be 0 or more, take from 1 to 100"}"#),
      ("/v1/agent/docs/jobs?skip=-1", 400, #"{"error":"skip must be 0 or more, take from 1 to 100"}"#),
      ("/v1/agent/docs/jobs?skip=x", 400, #"{"error":"skip must be 0 or more, take from 1 to 100"}"#),
    ])
  func requests(path: String, status: Int, body: String) async throws {
    let jobs = try SampleJobs(
      files: [
        #"{"allSessions":[{"sessionId":"a","n":1},{"id":"b"},{"x":1}]}"#,
        #"[{"sessionId":"a","n":2}]"#,
        #"{"id":"v","status":"active"}"#,
        "{\"id\":\"a\",\"source\":{}}\n\n",
      ].map { Array($0.utf8) })
    try await SampleAPI.serve(jobs, projects: ["docs"]) { api in
      let answer = try await Self.get(path, api)
      #expect(answer.status == status)
      #expect(answer.body == body)
      #expect(api.targets == [path])
    }
  }

  @Test("Lists hold 12 jobs unless more are asked for, 100 at most")
  func take() async throws {
    try await SampleAPI.serve(FetchBench.jobs(150)) { api in
      for (query, count) in [("", 12), ("?take=100", 100), ("?skip=100&take=100", 50)] {
        let answer = try await Self.get("/v1/agent/docs/jobs" + query, api)
        #expect(answer.body.split(separator: "sessionId").count - 1 == count)
      }
    }
  }

  @Test("The key is checked")
  func key() async throws {
    try await SampleAPI.serve(FetchBench.jobs(1)) { api in
      for key in [nil, "", "mint_sample_key", "mint_sample_key_1029384756 "] {
        let answer = try await Self.get("/v1/agent/docs/jobs", api, key: key)
        // A space at the end of a header's value is none of the value's.
        #expect(answer.status == (key?.hasSuffix(" ") == true ? 200 : 401))
      }
      let answer = try await Self.get("/v1/agent/docs/jobs", api, method: "POST")
      #expect(answer.status == 405)
    }
  }

  @Test(
    "Files that hold no jobs",
    arguments: [
      ("7", "a number is no job"), (#""x""#, "a string is no job"),
      ("{\"id\":\"a\"}\n{", "line 2: it ends in the middle of a value, at byte 1"),
      ("{\"a\":1}\n\n?", "line 3: a value expected at byte 0"),
    ])
  func badFiles(text: String, reason: String) {
    do throws(SampleJobsError) {
      _ = try SampleJobs(files: [Array(text.utf8)])
      Issue.record("taken")
    } catch {
      #expect(error.description == reason)
    }
  }

  @Test("Jobs in front come first, and all are found by id")
  func inFront() throws {
    var jobs = try FetchBench.jobs(2)
    jobs.putInFront([FetchBench.job(91), FetchBench.job(90)])
    jobs.putInFront([FetchBench.job(92)])
    try jobs.add(file: FetchBench.job(3))
    try jobs.add(file: Array(#"{"sessionId":"job-1","new":true}"#.utf8))
    let order = [92, 91, 90, 1, 2, 3].map { ID("job-\($0)") }
    #expect(jobs.ids(of: "v1") == order.sorted())
    for (index, id) in order.enumerated() {
      let job = try #require(jobs.job(id, of: "v1"))
      #expect(jobs.page(skip: index, take: 1) == Array(#"{"allSessions":["#.utf8) + job + Array("]}".utf8))
    }
  }

  @Test(
    "Faults as a command line has them",
    arguments: [
      ("429=2x3@list", #"status(429, retryAfter: Optional("2"), body"#, 3),
      ("503", #"status(503, retryAfter: nil"#, Int.max), ("gone", "status(410", .max),
      ("html@job-1", "page(contentType: \"text/html\"", .max), ("cut=100x1", "cutBody(after: 100)", 1),
      ("slow=20", "slowHead(0.02 seconds)", .max), ("dribble=1", "dribble(0.001 seconds)", .max),
      ("redirect=http://127.0.0.1:1/x", "redirect(status: 302, to: \"http://127.0.0.1:1/x\")", .max),
      ("huge=5", "padded(5)", .max), ("gzip@v2/job", "gzip", .max),
    ])
  func faults(text: String, effect: String, times: Int) throws {
    let fault = try #require(SampleFault(text))
    #expect("\(fault.effect)".hasPrefix(effect))
    #expect(fault.times == times)
  }

  @Test(
    "Faults that mean nothing", arguments: ["", "nonsense", "cut", "slow=x", "redirect", "@list", "=1", "42"])
  func badFaults(text: String) {
    #expect(SampleFault(text) == nil)
  }

  @Test("Ten thousand jobs are served page by page, each found once")
  func many() async throws {
    var file = Array("[".utf8)
    for number in 1...10_000 {
      if number > 1 { file.append(UInt8(ascii: ",")) }
      file += #"{"sessionId":"job-\#(number)"}"#.utf8
    }
    file += "]".utf8
    try await SampleAPI.serve(SampleJobs(files: [file])) { api in
      let fetched = try await FetchBench.fetch(JobRequest(projects: ["docs"]), from: api.url)
      #expect(fetched.ids == (1...10_000).map { "job-\($0)" })
      #expect(fetched.summary.requests <= 100 + 1 + 3)
    }
  }

  @Test(
    "The real jobs beside the checkout go through unchanged",
    .enabled(if: SharedData.isPresent, "needs shared/data"))
  func realJobs() async throws {
    let files = ["mixed-jobs.json", "mixed-v2.jsonl"]
    let jobs = try SampleJobs(files: files.map { Array(try SharedData.data($0)) })
    try await SampleAPI.serve(jobs) { api in
      let fetched = try await FetchBench.fetch(
        JobRequest(projects: ["docs"], details: true), from: api.url)
      #expect(fetched.summary.jobs == jobs.count)
      #expect(fetched.summary.problems.isEmpty)
      for (id, record) in zip(fetched.ids, fetched.records) where id != "-" {
        let isV2 = id.hasSuffix("/v2")
        let kept = isV2 ? jobs.job(ID(String(id.dropLast(3))), of: "v2") : jobs.job(ID(id), of: "v1")
        #expect(kept == record.bytes)
      }
    }
  }
}
