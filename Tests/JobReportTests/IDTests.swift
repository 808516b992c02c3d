import Foundation
import ReportKit
import SampleAPI
import Testing

/// Ids are bytes in every room: two that look alike are two jobs.
@Suite struct IDTests {
  /// `é` as one scalar, and as a letter with its accent.
  private static let composed: ID = "caf\u{E9}-1"
  private static let decomposed: ID = "cafe\u{301}-1"
  private static let both = [decomposed, composed]

  private static func job(_ id: ID, project: ID = "acme") -> String {
    #"{"sessionId":"\#(id.text)","subdomain":"\#(project.text)","title":"t","haulted":true,"haultReason":"error","#
      + #""createdAt":"2026-08-20T10:00:00Z"}"#
  }

  /// The ids of lines of JSON.
  private static func ids(_ lines: String, _ member: String = "id") throws -> [ID] {
    try lines.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return ID(try #require(object?[member] as? String))
    }
  }

  /// A folder with both jobs in a file and in an archive.
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("[\(both.map { job($0) }.joined(separator: ","))]", to: "saved.json")
    let kept = try folder.jobreport.run(["archive", "import", "--archive", "a.sqlite", "saved.json"])
    #expect(kept.status == 0, "\(kept.errors)")
    return folder
  }

  @Test(
    "A report has the jobs that are asked for, each with its own page",
    arguments: [
      (["--from", "saved.json"], both), (["--archive", "a.sqlite"], both),
      (["--from", "saved.json", "--job", composed.text], [composed]),
      (["--from", "saved.json", "--job", decomposed.text], [decomposed]),
      (["--archive", "a.sqlite", "--job", composed.text], [composed]),
      (["--archive", "a.sqlite", "--job", decomposed.text], [decomposed]),
      // A beginning, too, is one of bytes.
      (["--archive", "a.sqlite", "--job", "caf\u{E9}"], [composed]),
      (["--archive", "a.sqlite", "--job", "cafe\u{301}"], [decomposed]),
      (["--archive", "a.sqlite", "--job", composed.text, "--job", decomposed.text], both),
    ] as [([String], [ID])])
  func report(arguments: [String], ids: [ID]) throws {
    let folder = try Self.folder()
    let outcome = try folder.jobreport.run(["build", "--quiet"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try Self.ids(folder.read("report/data/jobs.jsonl")) == ids)
    let pages = try folder.files(in: "report/jobs/2026-08").keys.filter { $0.contains("--") }
    #expect(pages.count == 2 * ids.count)
  }

  @Test("Commands on one job of an archive tell of that one", arguments: [composed, decomposed])
  func archive(id: ID) throws {
    let folder = try Self.folder()
    let shown = try folder.jobreport.run(["archive", "show", "--archive", "a.sqlite", "--json", id.text])
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(try Self.ids(shown.output) == [id])
    let history = try folder.jobreport.run(["archive", "history", "--archive", "a.sqlite", "--json", id.text])
    #expect(history.status == 0, "\(history.errors)")
    let list = try folder.jobreport.run(["archive", "list", "--archive", "a.sqlite", "--json"])
    #expect(try Self.ids(list.output).sorted() == Self.both)
  }

  @Test(
    "A job is set aside by its own id",
    arguments: [composed, decomposed])
  func acknowledged(id: ID) throws {
    let folder = try Self.folder()
    try folder.write("\"\(id.text)\": known\n", to: "known.yml")
    let outcome = try folder.jobreport.run([
      "build", "--from", "saved.json", "--acknowledge", "known.yml", "--quiet",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let summary = try folder.read("report/report.json")
    #expect(summary.contains(#""acknowledged":1"#), "\(summary)")
  }

  @Test("Jobs and projects are asked for as they are spelled")
  func fetched() async throws {
    let jobs = try SampleJobs(files: Self.both.map { Array(Self.job($0).utf8) })
    try await SampleAPI.serve(jobs) { api in
      let folder = try TemporaryFolder()
      var jobreport = folder.jobreport
      jobreport.environment.merge(["MINTLIFY_API_URL": api.url, "MINTLIFY_API_KEY": api.key]) { $1 }
      let named = Self.both.flatMap { ["--job", $0.text] }
      let outcome = try await jobreport.runBeside(["build", "--quiet", "--project", "acme"] + named)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(api.requests.count == 2)
      #expect(try Self.ids(folder.read("report/data/jobs.jsonl")) == Self.both)
      let projects = ["--project", "caf\u{E9}", "--project", "cafe\u{301}"]
      for options: [String] in [[], ["--archive", "a.sqlite"]] {
        let several = try await jobreport.runBeside(
          ["build", "--quiet", "--output", "p"] + projects + options)
        #expect(several.status == 0, "\(several.errors)")
        let names = try Self.ids(folder.read("p/data/jobs.jsonl"), "project")
        #expect(names.count == 4 && Set(names) == ["caf\u{E9}", "cafe\u{301}"])
        #expect(try folder.read("p/index.md").split(separator: "\n").count { $0.hasPrefix("| [caf") } == 2)
      }
      let one = try await jobreport.runBeside([
        "build", "--quiet", "--archive", "a.sqlite", "--offline", "--project", "caf\u{E9}", "--output", "one",
      ])
      #expect(one.status == 0, "\(one.errors)")
      #expect(try Set(Self.ids(folder.read("one/data/jobs.jsonl"), "project")) == ["caf\u{E9}"])
    }
  }
}
