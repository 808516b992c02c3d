import Foundation
import Hashing
import ReportKit
import Testing

/// Ten thousand jobs of all providers, so that a change of any byte of a report is seen where whole sites would be too
/// much to keep: a line of `Digests/generated` has the digest of all files of a kind, by path and content.
/// `RECORD_GOLDEN=1 swift test --filter GoldenTests` records them anew. Which files a change touches is seen where two
/// programs make the report from the files that `JOBREPORT_KEEP=FOLDER` leaves there, with the report.
@Suite struct GeneratedGoldenTests {
  /// What a file is, by the beginning and the end of its path; the first that fits counts.
  private static let kinds: [(name: String, start: String, end: String)] = [
    // These name the version and the digests of all others.
    ("", ".", ""), ("", "manifest.sha256", ""),
    ("list of all jobs", "jobs/page-", ".html"), ("list of all jobs", "jobs/index", ".html"),
    ("job page, HTML", "jobs/", ".html"), ("job page, Markdown", "jobs/", ".md"),
    ("list of a status", "status/", ".html"),
    ("week, HTML", "weeks/", ".html"), ("week, Markdown", "weeks/", ".md"),
    ("project, HTML", "projects/", ".html"), ("project, Markdown", "projects/", ".md"),
    ("agent, HTML", "agents/", ".html"), ("agent, Markdown", "agents/", ".md"),
    ("overview, HTML", "index.html", ""), ("overview, Markdown", "index.md", ""),
    ("CSV", "data/", ".csv"), ("JSON Lines", "data/", ".jsonl"), ("feed", "data/", ".xml"),
    ("badge", "data/", ".svg"), ("figures for programs", "report.json", ""),
    ("search", "assets/search/", ".js"), ("style sheet, scripts, icon", "assets/", ""),
  ]

  private static let recorded = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Digests/generated")

  @Test("A report of 10,000 jobs, to the byte")
  func tenThousand() throws {
    let temporary = try TemporaryFolder()
    var generated = GeneratedJobs(seed: 2026)
    var arguments = ["build", "--quiet", "--title", "Generated jobs"]
    for file in try generated.files(10_000) {
      try Data(file.bytes).write(to: temporary.url.appending(path: file.name))
      arguments += ["--from", file.name]
    }
    let outcome = try temporary.jobreport.run(arguments)
    #expect(outcome.output == "report/index.html\n")
    let report = temporary.url.appending(path: "report")
    if let place = ProcessInfo.processInfo.environment["JOBREPORT_KEEP"] {
      try FileManager.default.copyItem(at: temporary.url, to: URL(filePath: place))
    }
    let lines = try Data(contentsOf: report.appending(path: "data/jobs.jsonl"))
    for status in Status.allCases {
      #expect(lines.range(of: Data("\"status\":\"\(status.slug)\"".utf8)) != nil, "\(status)")
    }
    let found = try Self.digests(of: report)
    let now = found.map { "\($0.digest)  \($0.files) files  \($0.kind)" }
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      return try now.map { "\($0)\n" }.joined().write(to: Self.recorded, atomically: true, encoding: .utf8)
    }
    let wanted = try String(contentsOf: Self.recorded, encoding: .utf8).split(separator: "\n").map(
      String.init)
    let differing = Set(now).symmetricDifference(wanted).compactMap {
      $0.components(separatedBy: "  ").last
    }
    #expect(Set(differing).sorted() == [], "\(outcome.errors)")
    #expect(outcome.status == 3, "\(outcome.errors)")
  }

  /// A digest for each kind of files, in the order of ``kinds``.
  private static func digests(of report: URL) throws -> [(kind: String, files: Int, digest: String)] {
    var digests: [String: (files: Int, hash: SHA256)] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: report.path).sorted() {
      let file = report.appending(path: path)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      let kind = kinds.first { path.hasPrefix($0.start) && path.hasSuffix($0.end) }?.name ?? "other"
      guard !kind.isEmpty else { continue }
      // Each part is as long as it says: nothing moves from one to the next unseen.
      for part in [Data(path.utf8), try Data(contentsOf: file)] {
        let length = Array("\(part.count) ".utf8)
        length.withUnsafeBytes { digests[kind, default: (0, SHA256())].hash.update($0) }
        part.withUnsafeBytes { digests[kind, default: (0, SHA256())].hash.update($0) }
      }
      digests[kind, default: (0, SHA256())].files += 1
    }
    let order = kinds.map(\.name) + ["other"]
    return digests.sorted { left, right in
      order.firstIndex(of: left.key) ?? 0 < order.firstIndex(of: right.key) ?? 0
    }.map { kind, state in
      let digits = state.hash.finish().bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      return (kind, state.files, digits.joined())
    }
  }
}
