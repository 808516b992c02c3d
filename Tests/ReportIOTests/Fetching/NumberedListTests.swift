import ReportIO
import ReportKit
import SampleAPI
import Testing

/// Lists whose pages are numbered, in the order of changes, over the merge requests of a project.
@Suite struct NumberedListTests {
  private static let provider = Provider.named("gitlab")

  private static func mergeRequest(_ number: Int) -> String {
    let minute = 1000 + number
    let time =
      "2026-08-\(10 + minute / 1440 % 18)T\(twoDigits(minute / 60 % 24)):\(twoDigits(minute % 60)):00Z"
    return
      #"{"id":"m\#(number)","iid":\#(number),"web_url":"https://gitlab.com/acme/docs/-/merge_requests/\#(number)","#
      + #""references":{"full":"acme/docs!\#(number)"},"state":"opened","source_branch":"cursor/x","#
      + #""target_branch":"main","updated_at":"\#(time)"}"#
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func jobs(_ count: Int) throws -> SampleJobs {
    var jobs = SampleJobs()
    for number in 0..<count {
      try jobs.add(file: Array(mergeRequest(number + 1).utf8), of: #require(provider))
    }
    return jobs
  }

  private static func list(_ api: SampleAPI, atOnce: Int = 4) async throws -> Fetched {
    let provider = try #require(provider)
    return try await FetchBench.fetch(
      JobRequest(projects: ["acme/docs"], maximumInFlight: atOnce), of: provider, from: api.url,
      key: SampleAPI.sampleKey(of: provider))
  }

  /// Pages as a server gives them that has a size of its own, each with the number of the next one in its head.
  private static func pages(of size: Int, count: Int, tellsNext: Bool) -> [SampleFault] {
    let starts = Array(stride(from: 0, to: count, by: size))
    return starts.enumerated().map { index, start in
      let items = (start..<min(start + size, count)).map { mergeRequest(count - $0) }
      let next = index + 1 < starts.count ? "\(index + 2)" : ""
      return SampleFault(
        .answer(
          200, headers: tellsNext ? ["X-Next-Page": next] : [:], body: "[\(items.joined(separator: ","))]"),
        on: .list, times: 1)
    }
  }

  @Test(
    "The head of each answer says whether there is a next page; the first is looked at again where there were others",
    arguments: [(1, 1), (100, 1), (101, 3), (200, 3), (250, 4), (400, 5), (900, 10)])
  func pages(count: Int, requests: Int) async throws {
    try await SampleAPI.serve(Self.jobs(count)) { api in
      let fetched = try await Self.list(api)
      #expect(fetched.summary.jobs == count)
      #expect(fetched.summary.requests == requests)
      #expect(fetched.summary.problems.isEmpty)
      #expect(
        api.targets.first
          == "/api/v4/projects/acme%2Fdocs/merge_requests?state=all&scope=all&order_by=updated_at&sort=desc"
          + "&per_page=100&page=1")
      let key = try SampleAPI.sampleKey(of: #require(Self.provider))
      #expect(api.requests.allSatisfy { $0.header("PRIVATE-TOKEN") == key })
    }
  }

  @Test(
    "A server with smaller pages of its own is read to the end by their numbers", arguments: [true, false])
  func ownPageSize(tellsNext: Bool) async throws {
    let faults = Self.pages(of: 20, count: 50, tellsNext: tellsNext)
    try await SampleAPI.serve(Self.jobs(1), faults: faults) { api in
      let fetched = try await Self.list(api, atOnce: 1)
      #expect(Set(fetched.ids).count == 50)
      #expect(
        api.targets.map { $0.split(separator: "=").last ?? "" } == ["1", "2", "3", "1"], "\(api.targets)")
    }
  }

  @Test("A short page is not the last where its head names another")
  func shortPage() async throws {
    let faults = Self.pages(of: 37, count: 74, tellsNext: true)
    try await SampleAPI.serve(Self.jobs(1), faults: faults) { api in
      let fetched = try await Self.list(api, atOnce: 1)
      #expect(Set(fetched.ids).count == 74)
    }
  }

  @Test("An answer that is no list is said to be none")
  func noList() async throws {
    try await SampleAPI.serve(Self.jobs(1), faults: [SampleFault(.json(#"{"a":1}"#))]) { api in
      let failure = await FetchBench.failure { try await Self.list(api) }
      #expect(failure.contains(" answered 200 with JSON that is no list: "), "\(failure)")
    }
  }
}
