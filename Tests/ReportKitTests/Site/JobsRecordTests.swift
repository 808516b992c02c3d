import Testing

@testable import ReportKit

/// What was found in the input comes out of its record as it was put in, or not at all.
@Suite struct JobsRecordTests {
  static let origin = JobsRecord.Origin(
    options: Fingerprint(of: [1]), length: 12, digest: Manifest.Digest(of: [2]))

  static func contents(jobs: Int) throws -> JobsRecord.Contents {
    var contents = JobsRecord.Contents()
    contents.jobs = Array(repeating: try JobSummaryPackingTests.summary(), count: jobs)
    contents.problems = [
      Problem(id: "job-2", reason: "'todos' is a number", losesJob: false, losesDetails: true),
      Problem(id: nil, reason: "line 3: no JSON", losesJob: true, records: 7),
    ]
    contents.isCutShort = true
    contents.newestRun = Timestamp("2026-03-01T00:00:00Z")
    return contents
  }

  static func written(
    _ contents: JobsRecord.Contents, hiding redaction: Redaction = .shapes
  ) -> [UInt8]? {
    var bytes: [UInt8] = []
    return JobsRecord.write(contents, of: origin, hiding: redaction) { bytes += $0 } ? bytes : nil
  }

  /// Reads in pieces of a size.
  static func read(_ bytes: [UInt8], pieces size: Int = 1 << 20) -> JobsRecord.Contents? {
    var reader = JobsRecord.Reader()
    for start in stride(from: 0, to: bytes.count, by: size) {
      guard reader.feed(Array(bytes[start..<min(start + size, bytes.count)])) else { return nil }
    }
    return reader.finish()
  }

  @Test(arguments: [(1, 1), (1, 7), (3, 64), (500, 4096), (500, 1 << 20)])
  func whatIsWrittenIsRead(jobs: Int, piece: Int) throws {
    let contents = try Self.contents(jobs: jobs)
    let bytes = try #require(Self.written(contents))
    #expect(JobsRecord.origin(of: bytes) == Self.origin)
    let read = try #require(Self.read(bytes, pieces: piece))
    #expect(read.jobs.map(\.packed) == contents.jobs.map(\.packed))
    #expect(read.problems == contents.problems)
    #expect(read.isCutShort && read.newestRun == contents.newestRun)
  }

  @Test(
    "A record that is cut or changed anywhere is not used, and neither is one with anything behind its end")
  func damage() throws {
    let whole = try #require(Self.written(Self.contents(jobs: 2)))
    #expect(Self.read(whole) != nil)
    #expect(Self.read(whole + [0]) == nil)
    for index in whole.indices {
      #expect(Self.read(Array(whole[..<index])) == nil, "\(index) bytes")
      for bit in [0, 3, 7] as [UInt8] {
        var bytes = whole
        bytes[index] ^= 1 << bit
        #expect(Self.read(bytes) == nil, "bit \(bit) of byte \(index)")
      }
    }
  }

  /// Whoever writes to a report can seal what they wrote.
  @Test(
    "A record that was changed and sealed anew gives some jobs or none, and takes no room for lengths that it claims"
  )
  func forgery() throws {
    let whole = try #require(Self.written(Self.contents(jobs: 1)))
    let start = try #require(whole.firstIndex(of: 0x0A)) + 1
    for index in start..<whole.count - 65 {
      for byte in [0, 0x7F, 0x80, 0xFF, whole[index] &+ 1] as [UInt8] {
        var bytes = Array(whole.dropLast(65))
        bytes[index] = byte
        bytes += "\(Manifest.Digest(of: bytes))\n".utf8
        #expect((Self.read(bytes)?.jobs.count ?? 0) < 10, "byte \(index)")
      }
    }
  }

  @Test(arguments: [
    "", "jobreport jobs 3\n", "jobreport jobs 1 \(origin.options) 12 \(origin.digest)\n",
    "jobreport jobs 3 \(origin.options) -1 \(origin.digest)\n",
    "jobreport jobs 3 \(origin.options) 12 \(origin.digest) \n",
    "jobreport jobs 3 \(origin.options) 12 \(origin.digest)",
    "jobreport 2 2 \(origin.options) 12 \(origin.digest)\n",
  ])
  func whatIsNoRecordOfThisVersionHasNoOrigin(head: String) {
    #expect(JobsRecord.origin(of: Array(head.utf8)) == nil)
  }

  @Test("Nothing is kept of no jobs, nor where a key stands among them")
  func kept() throws {
    #expect(Self.written(JobsRecord.Contents()) == nil)
    var contents = try Self.contents(jobs: 2)
    contents.jobs[1].key = JobKey(
      provider: "mintlify", project: nil, id: ID("mint_" + "0123456789abcdef0123456789"))
    #expect(Self.written(contents) == nil)
    #expect(Self.written(try Self.contents(jobs: 2), hiding: Redaction(keys: ["página"])) != nil)
    #expect(Self.written(try Self.contents(jobs: 2), hiding: Redaction(keys: ["pagina"])) == nil)
  }

  @Test(
    "What stood in the last record was searched for keys then; what is new, or was changed since, is searched"
  )
  func searchedOnce() throws {
    let redaction = Redaction(keys: ["pagina"])
    let written = try #require(Self.written(Self.contents(jobs: 2)))
    let kept = try #require(Self.read(written))
    let again = try #require(Self.written(kept, hiding: redaction))
    #expect(Self.read(again)?.jobs.map(\.packed) == kept.jobs.map(\.packed))
    var more = kept
    more.jobs.append(try JobSummaryPackingTests.summary())
    #expect(Self.written(more, hiding: redaction) == nil)
    var changed = kept
    changed.jobs[1].requestedByName = "Ada"
    #expect(Self.written(changed, hiding: redaction) == nil)
  }

  @Test func optionsThatChangeWhatIsFoundAreToldApart() {
    func options(
      source: [String] = ["files"], ids: [ID] = [], keys: [String] = [],
      _ change: (inout Selection) -> Void = { _ in }
    ) -> Fingerprint? {
      var selection = Selection()
      change(&selection)
      return JobsRecord.options(source: source, selection: selection, ids: ids, hiding: Redaction(keys: keys))
    }
    let moment = Timestamp("2026-03-01T00:00:00Z")
    let key = "0123456789abcdef"
    let all = [
      options(), options(source: ["archive"]), options(source: ["files", "a"]), options(ids: ["a"]),
      options(ids: ["a", "b"]), options(keys: [key]), options(keys: [key, "b" + key]),
      options { $0.from = moment }, options { $0.before = moment }, options { $0.startedBy = moment },
      options { $0.statuses = [.failed] }, options { $0.statuses = [.failed, .running] },
      options { $0.agents = ["failed"] },
    ]
    #expect(Set(all).count == all.count && !all.contains(nil))
    #expect(options(keys: ["b" + key, key]) == options(keys: [key, "b" + key]))
    #expect(options { $0.statuses = [.running, .failed] } == options { $0.statuses = [.failed, .running] })
    #expect(options(keys: ["short-one"]) == nil)
    let pull = PullRequestAddress("https://github.com/acme/docs/pull/1").map { PullRequestSelection($0) }
    #expect(options { $0.pullRequest = pull } == nil)
  }
}
