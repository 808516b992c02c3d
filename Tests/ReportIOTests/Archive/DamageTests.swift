import Foundation
import ReportKit
import Testing

@testable import ReportIO

/// Bits are flipped in an archive: a report is made of all that it has, or says that it is not.
@Suite struct DamageTests {
  /// What a report is made from: every job with the fingerprint of its answers, and what is said besides.
  struct Reading: Equatable {
    var jobs: [String: Fingerprint] = [:]
    var newestRun: Timestamp?
    var isSaid = false
  }

  static func read(_ path: String, projects: [String] = []) async throws -> Reading {
    var collection = JobCollection(workers: 1, hiding: .shapes)
    let known = try await collection.read(
      ArchiveReader(path: path), projects: projects.map(Project.init(spelled:)))
    let collected = try await collection.finish(wanting: [])
    return Reading(
      jobs: Dictionary(collected.jobs.map { ("\($0.key)", $0.content) }) { first, _ in first },
      newestRun: known.newestRun,
      isSaid: collected.isCutShort || collected.problems.contains { $0.losesJob || $0.losesDetails })
  }

  /// Two kinds of pages: those of indexes (https://www.sqlite.org/fileformat.html, "B-tree Pages": their first byte
  /// is 2 or 10), and all.
  enum Pages: String, CaseIterable, Sendable { case index, all }

  @Test(arguments: Pages.allCases, [[], ["acme"]])
  func aReportIsWholeOrSaysThatItIsNot(pages: Pages, projects: [String]) async throws {
    let folder = try ArchiveFolder()
    let path = try await folder.archive("a.sqlite")
    let whole = try Data(contentsOf: URL(filePath: path))
    let sound = try await Self.read(path, projects: projects)
    #expect(sound.jobs.count == (projects.isEmpty ? 90 : 80) && !sound.isSaid)
    let starts = stride(from: 0, to: whole.count, by: 4096).filter {
      pages == .all || [2, 10].contains(whole[$0])
    }
    #expect(starts.count > 10)
    var random = SeededGenerator(seed: 15)
    var said = 0
    for _ in 0..<100 {
      let start = starts[Int.random(in: starts.indices, using: &random)]
      let (offset, bit) = (
        start + Int.random(in: 0..<4096, using: &random), UInt8.random(in: 0..<8, using: &random)
      )
      var flipped = whole
      flipped[offset] ^= 1 << bit
      let copy = folder.path("flipped.sqlite")
      try flipped.write(to: URL(filePath: copy))
      do {
        let reading = try await Self.read(copy, projects: projects)
        #expect(
          reading.isSaid || reading == sound,
          "bit \(bit) of byte \(offset) is not seen: \(reading.jobs.count) jobs")
        if pages == .index { #expect(reading.jobs == sound.jobs, "bit \(bit) of byte \(offset) costs jobs") }
        if reading.isSaid { said += 1 }
      } catch {
        // Refused with a reason.
        #expect(pages == .all || !"\(error)".contains("no job"), "bit \(bit) of byte \(offset): \(error)")
      }
    }
    #expect(said > 5)
  }

  /// Every byte of a row, from the kinds of its columns to the last one of its SHA-256, and of the count of rows.
  @Test func everyByteOfARowIsUnderItsHash() async throws {
    let folder = try ArchiveFolder()
    let job = #"{"sessionId":"job-1","subdomain":"acme","title":"One"}"#
    try await folder.keep([job], in: "a.sqlite", at: Timestamp(seconds: 1_787_562_000))
    let whole = try Data(contentsOf: URL(filePath: folder.path("a.sqlite")))
    let row = try #require(whole.firstRange(of: Data("mintlifyacmejob-1saved".utf8)))
    let text = try #require(whole.firstRange(of: Data(job.utf8)))
    let count = try #require(whole.firstRange(of: Data("answers".utf8), in: 4096..<whole.count))
    let copy = folder.path("flipped.sqlite")
    for range in [row.lowerBound - 10..<text.upperBound + 32, count.lowerBound - 6..<count.upperBound + 64] {
      for offset in range {
        var flipped = whole
        flipped[offset] ^= 1 << UInt8(offset % 8)
        try flipped.write(to: URL(filePath: copy))
        let found = try? await ArchiveVerify(path: copy).run().findings
        #expect(found?.isEmpty != true, "byte \(offset) is not seen")
      }
    }
  }
}

/// A folder with archives, removed when the test ends.
final class ArchiveFolder: Sendable {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "jobreport-archive-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// The lines as a file, kept in an archive at a time.
  func keep(_ lines: [String], in name: String, at time: Timestamp) async throws {
    try Data(lines.joined(separator: "\n").utf8).write(to: url.appending(path: "saved.jsonl"))
    let keep = SavedAnswersImport(
      files: [path("saved.jsonl")], tool: "test", temporaryFolder: TemporaryFolder(path: url.path),
      hiding: .shapes,
      now: { time })
    _ = try await keep.run(into: Archive(writing: path(name)))
  }

  /// An archive of 80 jobs of one project, which changed once, and ten of another.
  func archive(_ name: String) async throws -> String {
    for (day, status) in ["processing", "completed"].enumerated() {
      let jobs = (0..<90).map { number in
        #"{"sessionId":"job-\#(number)","subdomain":"\#(number < 80 ? "acme" : "beta")","haultReason":"\#(status)","#
          + #""createdAt":"2026-08-20T08:00:00Z","title":"Job \#(number)"}"#
      }
      try await keep(jobs, in: name, at: Timestamp(seconds: 1_787_562_000 + Int64(day) * 86_400))
    }
    return path(name)
  }
}

/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var next = state
    next = (next ^ (next >> 30)) &* 0xBF58_476D_1CE4_E5B9
    next = (next ^ (next >> 27)) &* 0x94D0_49BB_1331_11EB
    return next ^ (next >> 31)
  }
}
