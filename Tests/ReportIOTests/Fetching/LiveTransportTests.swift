import ReportIO
import ReportKit
import SampleAPI
import Testing

/// What holds while a body streams.
@Suite struct LiveTransportTests {
  private static func send(_ call: HTTPCall) async -> Result<HTTPAnswer, TransportError> {
    do {
      let transport = try HTTPTransport.live(NetworkSettings())
      do {
        let answer = try await transport.send(call)
        await transport.shutdown()
        return .success(answer)
      } catch {
        await transport.shutdown()
        throw error
      }
    } catch let error as TransportError {
      return .failure(error)
    } catch {
      Issue.record(error)
      return .failure(.invalidCall)
    }
  }

  private static func error(_ call: HTTPCall) async -> TransportError? {
    switch await send(call) {
    case .success: nil
    case .failure(let error): error
    }
  }

  /// A list call with the key of the sample API.
  private static func call(
    _ api: SampleAPI, deadline: Duration = .seconds(60), maximumBytes: Int = 64 << 20
  ) -> HTTPCall {
    HTTPCall(
      url: api.url + "/v1/agent/docs/jobs", headers: [("Authorization", "Bearer \(api.key)")],
      deadline: deadline, maximumBytes: maximumBytes)
  }

  @Test("Compressed bodies arrive as they were", arguments: [false, true])
  func compression(compressed: Bool) async throws {
    let faults = compressed ? [SampleFault(.gzip)] : []
    try await SampleAPI.serve(FetchBench.jobs(12), faults: faults) { api in
      let answer = try await Self.send(Self.call(api)).get()
      #expect(answer.status == 200)
      let page = try FetchBench.jobs(12).page(skip: 0, take: 12)
      #expect(answer.body == page)
      #expect(api.requests.first?.header("accept-encoding") == "gzip, deflate")
    }
  }

  @Test(
    "A body may have as many bytes as allowed and no more, decompressed",
    arguments: [
      (SampleFault.Effect.padded(100_000), 100_000, true), (.padded(100_001), 100_000, false),
      (.gzipPadded(50_000), 100_000, true), (.gzipPadded(100_300), 100_000, false),
      // 40 KiB on the wire.
      (.gzipPadded(8 << 20), 1 << 20, false),
      (.padded(65 << 20), 64 << 20, false),
    ])
  func byteLimit(effect: SampleFault.Effect, maximumBytes: Int, isTaken: Bool) async throws {
    try await SampleAPI.serve(FetchBench.jobs(1), faults: [SampleFault(effect)]) { api in
      let error = await Self.error(Self.call(api, maximumBytes: maximumBytes))
      #expect(error == (isTaken ? nil : .tooLarge(maximumBytes: maximumBytes)))
    }
  }

  @Test(
    "The deadline holds for the head and while the body streams",
    arguments: [.slowHead(.seconds(600)), .dribble(.milliseconds(50))] as [SampleFault.Effect])
  func deadline(effect: SampleFault.Effect) async throws {
    try await SampleAPI.serve(FetchBench.jobs(100), faults: [SampleFault(effect)]) { api in
      #expect(await Self.error(Self.call(api, deadline: .seconds(1))) == .timedOut(seconds: 1))
    }
  }

  @Test("A body that is shorter than announced is no answer", arguments: [0, 1, 500])
  func cut(length: Int) async throws {
    try await SampleAPI.serve(FetchBench.jobs(12), faults: [SampleFault(.cutBody(after: length))]) { api in
      #expect(await Self.error(Self.call(api)) == .cutShort)
    }
  }

  @Test("An error keeps its status when its body breaks off or never ends")
  func errorBodies() async throws {
    let faults = [SampleFault(.cutBody(after: 5), times: 1), SampleFault(.padded(80 << 20), times: 1)]
    try await SampleAPI.serve(FetchBench.jobs(1), faults: faults) { api in
      for length in [5, 65_536] {
        var call = Self.call(api)
        call.headers = []
        let answer = try await Self.send(call).get()
        #expect(answer.status == 401)
        #expect(answer.body.count == length)
      }
    }
  }

  @Test("Methods, headers and bodies are the caller's; redirects come back as they are")
  func general() async throws {
    let fault = SampleFault(.redirect(to: "https://x.example/"), on: .list)
    try await SampleAPI.serve(FetchBench.jobs(1), faults: [fault]) { api in
      var call = Self.call(api)
      call.method = "PATCH"
      call.body = Array("{}".utf8)
      call.headers.append(("X-Test", "1"))
      #expect(try await Self.send(call).get().status == 405)
      #expect(api.requests.first?.method == "PATCH")
      #expect(api.requests.first?.header("x-test") == "1")
      #expect(api.requests.first?.header("content-length") == "2")
      let redirect = try await Self.send(Self.call(api)).get()
      #expect(redirect.status == 302)
      #expect(redirect.header("location") == "https://x.example/")
    }
  }

  @Test("Nothing can be sent after the shutdown")
  func shutdown() async throws {
    let transport = try HTTPTransport.live(NetworkSettings())
    await transport.shutdown()
    await transport.shutdown()
    await #expect(throws: TransportError.noConnection("the transport was shut down")) {
      try await transport.send(HTTPCall(url: "http://127.0.0.1:1/"))
    }
  }

  @Test(
    "Calls that cannot be sent",
    arguments: [
      HTTPCall(url: "nonsense"), HTTPCall(url: "http://127.0.0.1:1/a b"),
      HTTPCall(url: "http://127.0.0.1:1/", headers: [("A", "b\r\nc: d")]),
    ])
  func invalid(call: HTTPCall) async {
    #expect(await Self.error(call) == .invalidCall)
  }

  @Test("A cancelled fetch ends at once, in a request and in a wait")
  func cancellation() async throws {
    let faults = [
      SampleFault(.slowHead(.seconds(600)), on: .project("slow")),
      SampleFault(.dribble(.seconds(600)), on: .project("dribble")),
      SampleFault(.status(503), on: .project("wait")),
    ]
    let api = try await SampleAPI.start(FetchBench.jobs(1), faults: faults)
    for project in ["slow", "dribble", "wait"] {
      let asked = api.requests.count
      let task = Task {
        let clock = FetchClock(
          now: { FetchBench.start }, sleep: { _ in try await Task.sleep(for: .seconds(600)) }, random: { 1 })
        let transport = try HTTPTransport.live(NetworkSettings())
        let client = try JobClient(
          baseURL: BaseURL(api.url), key: Secret(api.key), transport: transport, clock: clock)
        do {
          _ = try await client.fetch(JobRequest(projects: [ID(project)])) { _ in }
        } catch {
          await transport.shutdown()
          throw error
        }
      }
      while api.requests.count == asked { await Task.yield() }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    await api.stop()
  }
}
