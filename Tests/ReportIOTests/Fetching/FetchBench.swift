import Foundation
import ReportIO
import ReportKit
import SampleAPI
import Synchronization

/// What the fetching tests share: small jobs, a clock that never waits, and a client of a sample API.
enum FetchBench {
  static let start = Date(timeIntervalSince1970: 1_786_000_000)

  /// A v1 job; later numbers are older.
  static func job(_ number: Int) -> [UInt8] {
    let seconds = 1_785_000_000 - number * 60
    let date = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    return Array(#"{"sessionId":"job-\#(number)","title":"Job \#(number)","createdAt":"\#(date)"}"#.utf8)
  }

  /// A v2 job.
  static func v2Job(_ number: Int) -> [UInt8] {
    Array(#"{"id":"job-\#(number)","status":"completed","model":"opus"}"#.utf8)
  }

  /// `count` v1 jobs from `job-1` on, the newest first, and v2 jobs of the numbers given.
  static func jobs(_ count: Int, v2: [Int] = []) throws -> SampleJobs {
    var jobs = SampleJobs()
    for number in 0..<count { try jobs.add(file: job(number + 1)) }
    for number in v2 { try jobs.add(file: v2Job(number)) }
    return jobs
  }

  /// Runs a fetch against a sample API; the transport is shut down at the end.
  static func fetch(
    _ request: JobRequest, of provider: Provider = .standard, from url: String,
    key: String = SampleAPI.sampleKey,
    keyPlace: String? = nil, clock: RecordedClock = RecordedClock(),
    retry: RetryPolicy = RetryPolicy(), limits: APIClient.Limits = .init(),
    settings: NetworkSettings = NetworkSettings()
  ) async throws -> Fetched {
    let transport = try HTTPTransport.live(settings)
    do {
      let client = try JobClient(
        provider, baseURL: BaseURL(url), key: Secret(key), keyPlace: keyPlace, transport: transport,
        retry: retry, clock: clock.clock, limits: limits)
      var records: [Record] = []
      let summary = try await client.fetch(request) { records.append($0) }
      await transport.shutdown()
      return Fetched(records: records, summary: summary)
    } catch {
      await transport.shutdown()
      throw error
    }
  }

  /// The message of the error that a fetch throws; what it fetched when it throws none.
  static func failure(_ fetch: () async throws -> Fetched) async -> String {
    do {
      return "no error: \(try await fetch())"
    } catch {
      return "\(error)"
    }
  }
}

/// What a fetch delivered.
struct Fetched {
  var records: [Record]
  var summary: FetchSummary

  /// Ids in the order of delivery; those of v2 end in `/v2`, jobs without an id are `-`.
  var ids: [String] {
    records.map { record in
      let text = JSONText(record.bytes)
      let members = (try? text.members()) ?? []
      let id = (text.value("sessionId", in: members) ?? text.value("id", in: members))
        .flatMap { text.string($0) }
      return (id ?? "-") + (record.endpoint == .v2Job ? "/v2" : "")
    }
  }
}

/// A clock that writes down how long it was to wait, and is there at once.
final class RecordedClock: Sendable {
  private let state = Mutex<(now: Date, sleeps: [Duration])>((FetchBench.start, []))

  /// The waits so far.
  var sleeps: [Duration] { state.withLock { $0.sleeps } }

  /// The clock; every wait is as long as it can be.
  var clock: FetchClock {
    FetchClock(
      now: { self.state.withLock { $0.now } },
      sleep: { duration in
        try Task.checkCancellation()
        self.state.withLock { state in
          state.sleeps.append(duration)
          state.now +=
            Double(duration.components.seconds)
            + Double(duration.components.attoseconds) / 1e18
        }
      },
      random: { 1 })
  }
}
