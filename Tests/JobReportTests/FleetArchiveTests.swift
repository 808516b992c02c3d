import Foundation
import SampleProject
import Testing

/// The archive of a team with several agents: jobs of two services, and the pull requests that a forge tells of.
@Suite(.serialized) struct FleetArchiveTests {
  private static let moments = ["2026-08-10T09", "2026-08-21T18", "2026-08-24T09"]
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Keeps what the sample saw at some moments, each as if it were then.
  private func keep(_ moments: [String], in archive: String) throws {
    for moment in moments {
      var jobreport = folder.jobreport
      let time = try #require(ISO8601DateFormatter().date(from: "\(moment):00:00Z"))
      jobreport.environment["SOURCE_DATE_EPOCH"] = String(Int(time.timeIntervalSince1970))
      var files: [String] = []
      for file in SampleProject.files where file.name.hasPrefix(moment) {
        try folder.write("\(file.text)", to: file.name)
        files += ["--from", file.name]
      }
      let run = try jobreport.run(["fetch", "--archive", archive] + files)
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  /// The lines of a report out of an archive.
  private func lines(of archive: String, _ options: String...) throws -> [[String: Any]] {
    let run = try folder.jobreport.run(["build", "--offline", "--archive", archive] + options)
    #expect(run.status == 0, "\(run.errors)")
    return try folder.read("report/data/jobs.jsonl").split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  /// How the job of a branch stands in lines, with the state of its pull request: `running`, `completed merged`.
  private func standing(_ branch: String, of provider: String, in lines: [[String: Any]]) -> String? {
    let line = lines.first {
      $0["provider"] as? String == provider && ($0["branch"] as? String)?.hasSuffix(branch) == true
    }
    guard let line, let status = line["status"] as? String else { return nil }
    let state = ((line["pullRequests"] as? [[String: Any]])?.first)?["state"] as? String
    return [status, state].compactMap(\.self).joined(separator: " ")
  }

  @Test("As of a day the jobs stand as they stood then, and their pull requests with them")
  func asOf() throws {
    try keep(Self.moments, in: "a.sqlite")
    let first = try lines(of: "a.sqlite", "--as-of", "2026-08-10")
    let last = try lines(of: "a.sqlite")
    #expect(last.count == 66 && !last.contains { $0["provider"] as? String == "github" })
    for (branch, provider, then, now) in [
      ("send-telemetry-in-batches", "devin", "running", "completed merged"),
      ("pin-install-versions", "mintlify", "completed open", "completed closed"),
      ("status-webhooks", "mintlify", "running", "completed merged"),
      // Until the job named its pull request, that stood alone.
      ("status-webhooks", "github", "completed open", nil),
      ("kite-track-guide", "mintlify", nil, "completed open"),
    ] as [(String, String, String?, String?)] {
      #expect(standing(branch, of: provider, in: first) == then, "\(branch)")
      #expect(standing(branch, of: provider, in: last) == now, "\(branch)")
    }
    #expect(try folder.read("report/index.md").contains("\nSince 17 Aug 2026, 09:00: 10 new jobs, "))
  }

  @Test("Archives of a mixed fleet merge in either order; what is pruned takes no job from its pull request")
  func mergeAndPrune() throws {
    try keep([Self.moments[0], Self.moments[1]], in: "a.sqlite")
    try keep([Self.moments[0], Self.moments[2]], in: "b.sqlite")
    var exports: [String] = []
    for (target, order) in [("ab.sqlite", ["a", "b"]), ("ba.sqlite", ["b", "a"])] {
      for name in order {
        let run = try folder.jobreport.run("archive", "import", "\(name).sqlite", "--archive", target)
        #expect(run.status == 0, "\(run.errors)")
      }
      exports.append(try folder.jobreport.run("archive", "export", "--runs", "--archive", target).output)
    }
    #expect(exports[0] == exports[1])
    _ = try lines(of: "ba.sqlite")
    let (data, overview) = (try folder.read("report/data/jobs.jsonl"), try folder.read("report/index.md"))
    _ = try lines(of: "ab.sqlite")
    #expect(try folder.read("report/data/jobs.jsonl") == data)
    #expect(try folder.read("report/index.md") == overview)

    let before = try folder.jobreport.run("archive", "prune", "--keep-last", "1", "--archive", "ab.sqlite")
    // Pull requests that a forge tells of are jobs of an archive, whatever a report makes of them.
    #expect(before.output.hasSuffix(" rows of 108 jobs; --yes removes them\n"), "\(before.output)")
    let prune = try folder.jobreport.run(
      "archive", "prune", "--keep-last", "1", "--yes", "--archive", "ab.sqlite")
    #expect(prune.status == 0, "\(prune.errors)")
    #expect(try folder.jobreport.run("archive", "verify", "--archive", "ab.sqlite").status == 0)
    _ = try lines(of: "ab.sqlite")
    #expect(try folder.read("report/data/jobs.jsonl") == data)
  }
}
