import Foundation
import Testing

/// Whole sites, file by file. A case is a folder of `Golden/`: `arguments` (one a line), the files that it
/// reads, and `report/`, what must come out. `RECORD_GOLDEN=1 swift test --filter GoldenTests` records all
/// of them anew; look at the difference before it is committed.
@Suite struct GoldenTests {
  /// A report made of `data/jobs.jsonl` has the same pages for the same jobs, and the same `data/jobs.jsonl`; so has
  /// one that an archive took in.
  private func comesBackWhole(from golden: URL, _ arguments: [String]) throws {
    let temporary = try TemporaryFolder()
    let lines = golden.appending(path: "data/jobs.jsonl")
    try FileManager.default.copyItem(at: lines, to: temporary.url.appending(path: "lines.jsonl"))
    var options = arguments
    // Names of people stand in the lines.
    for option in ["--from", "--people"] {
      while let place = options.firstIndex(of: option) { options.removeSubrange(place...place + 1) }
    }
    let made = try temporary.jobreport.run(["build", "--from", "lines.jsonl"] + options)
    guard try !temporary.read("lines.jsonl").isEmpty else {
      // A file with nothing in it may be what a command that failed left.
      #expect(made.status == 1)
      return #expect(made.errors.hasPrefix("jobreport: could not read 'lines.jsonl': it is empty; "))
    }
    #expect(made.status == 0 || made.status == 3, "\(made.errors)")
    #expect(
      try temporary.jobreport.run("archive", "import", "lines.jsonl", "--archive", "a.sqlite").status == 0)
    let archived = try temporary.jobreport.run(
      ["build", "--offline", "--archive", "a.sqlite", "--output", "archived"] + options)
    #expect(archived.status == made.status, "\(archived.errors)")
    for (path, bytes) in try TemporaryFolder.files(in: golden)
    where path.hasPrefix("jobs/") || path.hasPrefix("data/jobs") || path.hasPrefix("weeks/") {
      let before = String(decoding: bytes, as: UTF8.self)
      #expect(try temporary.read("report/\(path)") == before, "\(path)")
      if path == "data/jobs.jsonl" { #expect(try temporary.read("archived/\(path)") == before) }
    }
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
    .sorted()

  /// What is the same in every report stands in the first case alone.
  private static let shared = ["assets/report.js", "assets/search.js", "assets/style.css"]

  @Test func thereAreCases() { #expect(Self.cases.count >= 3) }

  @Test(arguments: cases) func wholeSite(name: String) throws {
    let golden = Self.folder.appending(path: name)
    let expected = golden.appending(path: "report")
    let temporary = try TemporaryFolder()
    for path in try FileManager.default.contentsOfDirectory(atPath: golden.path) where path != "report" {
      try FileManager.default.copyItem(
        at: golden.appending(path: path), to: temporary.url.appending(path: path))
    }
    let arguments = try temporary.read("arguments").split(separator: "\n").map(String.init)
    let outcome = try temporary.jobreport.run(["build"] + arguments)
    #expect(outcome.output == "report/index.html\n")
    #expect("\(outcome.status)\n" == (try temporary.read("status")), "\(outcome.errors)")
    let written = try temporary.files(in: "report")

    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try? FileManager.default.removeItem(at: expected)
      try FileManager.default.copyItem(at: temporary.url.appending(path: "report"), to: expected)
      for path in Self.shared where name != Self.cases.first {
        try FileManager.default.removeItem(at: expected.appending(path: path))
      }
      return
    }
    var wanted = try TemporaryFolder.files(in: expected)
    for path in Self.shared where name != Self.cases.first {
      let first = try #require(Self.cases.first)
      #expect(wanted[path] == nil, "\(path) stands in '\(first)'")
      wanted[path] = try Data(contentsOf: Self.folder.appending(path: "\(first)/report/\(path)"))
    }
    try comesBackWhole(from: expected, arguments)
    #expect(Set(written.keys) == Set(wanted.keys))
    for (path, bytes) in wanted.sorted(by: { $0.key < $1.key }) {
      #expect(
        written[path].map { String(decoding: $0, as: UTF8.self) } == String(decoding: bytes, as: UTF8.self),
        "\(path)")
    }
  }
}
