import ReportIO
import ReportKit
import SampleAPI
import Testing

/// Lists that are read by cursor, in the order of changes, over the pull requests of a repository.
@Suite struct CursorListTests {
  private static func pullRequest(_ number: Int) -> [UInt8] {
    let minute = 1000 + number
    let time =
      "2026-08-\(10 + minute / 1440 % 18)T\(twoDigits(minute / 60 % 24)):\(twoDigits(minute % 60)):00Z"
    return Array(
      (#"{"number":\#(number),"url":"https://github.com/acme/docs/pull/\#(number)","state":"OPEN","isDraft":false,"#
        + #""headRefName":"cursor/x","updatedAt":"\#(time)"}"#).utf8)
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func jobs(_ count: Int) throws -> SampleJobs {
    var jobs = SampleJobs()
    for number in 0..<count { try jobs.add(file: pullRequest(number + 1), of: .gitHub) }
    return jobs
  }

  private static func list(_ api: SampleAPI, _ clock: RecordedClock = RecordedClock()) async throws -> Fetched
  {
    try await FetchBench.fetch(
      JobRequest(projects: ["acme/docs"]), of: .gitHub, from: api.url,
      key: SampleAPI.sampleKey(of: .gitHub), clock: clock)
  }

  @Test(
    "Pages come one after the other; the first is looked at again where there were others",
    arguments: [(0, 1), (1, 1), (100, 1), (101, 3), (250, 4)])
  func pages(count: Int, requests: Int) async throws {
    try await SampleAPI.serve(Self.jobs(count)) { api in
      guard count > 0 else {
        // Nobody can tell a repository without pull requests from none, so the sample has none.
        return
      }
      let fetched = try await Self.list(api)
      #expect(fetched.summary.jobs == count)
      #expect(fetched.summary.requests == requests)
      #expect(api.requests.allSatisfy { $0.method == "POST" && $0.target == "/graphql" })
      #expect(fetched.summary.problems.isEmpty)
    }
  }

  @Test(
    "A page that is cut, and an error that passes, are asked for again",
    arguments: [
      SampleFault.Effect.cutBody(after: 500), .status(502),
      .json(#"{"data":{"repository":null},"errors":[{"message":"Something went wrong"}]}"#),
      .answer(
        200, headers: ["Retry-After": "3"],
        body: #"{"errors":[{"type":"RATE_LIMITED","message":"Slow down"}]}"#),
      .answer(403, headers: [:], body: #"{"message":"You have exceeded a secondary rate limit"}"#),
    ])
  func passing(effect: SampleFault.Effect) async throws {
    let fault = SampleFault(effect, on: .list, sparing: 1, times: 1)
    try await SampleAPI.serve(Self.jobs(150), faults: [fault]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.summary.jobs == 150)
      #expect(fetched.summary.problems.isEmpty)
      #expect(fetched.summary.requests == 4)
    }
  }

  @Test("An error that does not pass ends the list, and says so")
  func lasting() async throws {
    let fault = SampleFault(
      .json(#"{"data":{"repository":null},"errors":[{"message":"Something \u001b[31m went wrong"}]}"#),
      on: .list,
      sparing: 1)
    try await SampleAPI.serve(Self.jobs(150), faults: [fault]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.summary.jobs == 100)
      #expect(fetched.summary.incompleteProjects == ["acme/docs"])
      let reason = try #require(fetched.summary.problems.first?.reason)
      #expect(
        reason.hasPrefix(
          #"POST \#(api.url)/graphql answered 200 with an error: Something \u{1b}[31m went wrong"#),
        "\(reason)")
    }
  }

  @Test("A cursor that leads nowhere is left")
  func endless() async throws {
    let page =
      #"{"data":{"repository":{"pullRequests":{"nodes":[{"number":1,"url":"https://github.com/acme/docs/pull/1","headRefName":"cursor/x"}],"pageInfo":{"hasNextPage":true,"endCursor":"c1"}}}}}"#
    try await SampleAPI.serve(Self.jobs(1), faults: [SampleFault(.json(page), on: .list)]) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.summary.jobs == 1)
      #expect(fetched.summary.incompleteProjects == ["acme/docs"])
      #expect(api.requests.count == 2)
    }
  }
}
