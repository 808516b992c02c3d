import Foundation
import Testing

/// The shapes that saved answers come in, as `--from` and `archive import` take them.
@Suite struct SavedAnswerTests {
  private static func job(_ id: String) -> String {
    #"{"sessionId":"\#(id)","title":"\#(id)","haultReason":"processing","createdAt":"2026-08-20T10:00:00Z"}"#
  }

  private static func page(_ ids: String...) -> String {
    #"{"allSessions":[\#(ids.map(job).joined(separator: ","))]}"#
  }

  @Test(
    "Jobs are found in whatever they were saved in",
    arguments: [
      (page("a", "b"), ["a", "b"]), ("[\(page("a", "b")),\(page("c"))]", ["a", "b", "c"]),
      ("[[\(job("a")),\(job("b"))],[\(job("c"))]]", ["a", "b", "c"]),
      ("\(page("a"))\n\(page("b"))[\(job("c"))]\(job("d"))\n\(job("e"))\n", ["a", "b", "c", "d", "e"]),
      ("\u{FEFF}\(page("a"))\n", ["a"]), ("\u{FEFF}\(job("a"))", ["a"]),
      ("[]", []), (#"{"allSessions":[]}"#, []), (#"{"allSessions":null}"#, []), ("[[],[]]", []),
      (#"[{"allSessions":null},\#(page("a"))]"#, ["a"]),
      (
        #"{"id":"a","status":"active","source":null,"model":null,"prLink":null,"createdAt":null,"archivedAt":null}"#,
        ["a"]
      ),
      (#"{"id":"a","provider":"own-tool","status":"completed"}"#, ["a"]),
    ])
  func shape(text: String, ids: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "saved.json")
    for arguments in [["--from", "saved.json"], ["--from", "saved.json", "--archive", "jobs.sqlite"]] {
      let outcome = try folder.jobreport.run(["build"] + arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let lines = try folder.read("report/data/jobs.jsonl").split(separator: "\n")
      #expect(lines.map { $0.prefix { $0 != "," } } == ids.map { #"{"id":"\#($0)""# })
    }
  }

  static let others: [(text: String, holds: String)] = [
    (#"{"id":"a"}"#, "an object with 'id'"), (#"[{"id":"a"},{"id":"b"}]"#, "an object with 'id'"),
    (
      #"{"id":7,"status":"completed","name":"build"}"#,
      "an object with 'id', 'status', 'name' ('provider' is missing; a line needs id, provider and status)"
    ),
    ("{}", "an empty object"), ("[{},{}]", "an empty object"), ("[1,2,3]", "a list of numbers"),
    (#"["a"]"#, "a list of texts"), ("[null]", "a list of null"),
    (#"{"allSessions":[7]}"#, "a list of numbers"),
    (#"{"jobs":[\#(job("a"))]}"#, "an object with 'jobs'"),
    (#"{"allSessions":{}}"#, "an object with 'allSessions'"),
    (
      #"{"a\u001b[31m":1,"b\u202e":2,"c":3,"d":4,"e":5,"f":6,"g":7}"#,
      #"an object with 'a\u{1b}[31m', 'b\u{202e}', 'c', 'd', 'e' and 2 more members"#
    ),
  ]

  @Test("What nobody knows is no report", arguments: others)
  func unknown(text: String, holds: String) throws {
    try expectFailure(
      text,
      "could not read 'saved.json': it holds \(holds), which is no job of a kind that is known; save an answer of the "
        + "agent API there, or 'data/jobs.jsonl' of a report")
  }

  @Test(
    "An error answer is told in its own words",
    arguments: [
      (#"{"error":"Unauthorized"}"#, "Unauthorized"),
      (
        #"{"message":"Bad credentials","documentation_url":"https://docs.github.com/rest","status":"401"}"#,
        "Bad credentials"
      ),
      (
        #"{"error":{"code":403,"message":"No access to \u001b[31mmint_0123456789abcdef","status":"PERMISSION_DENIED"}}"#,
        #"No access to \u{1b}[31mmint_[redacted]"#
      ),
      (#"[{"message":"Rate limit exceeded","status":429}]"#, "Rate limit exceeded"),
    ])
  func failure(text: String, words: String) throws {
    try expectFailure(
      text,
      "could not read 'saved.json': it holds an error answer instead of jobs: \"\(words)\"; fetch the jobs again"
    )
  }

  /// The report that is there, and the archive, stay as they were.
  private func expectFailure(_ text: String, _ message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page("before"), to: "before.json")
    let archived = ["--archive", "jobs.sqlite"]
    #expect(try folder.jobreport.run(["build", "--from", "before.json"] + archived).status == 0)
    let before = try folder.files(in: "report")
    let rows = try folder.jobreport.run(["archive", "export"] + archived).output
    try folder.write(text, to: "saved.json")
    for arguments in [
      ["build", "--from", "saved.json"], ["build", "--from", "before.json", "--from", "saved.json"],
      ["build", "--from", "saved.json"] + archived, ["archive", "import", "saved.json"] + archived,
    ] {
      let outcome = try folder.jobreport.run(arguments)
      #expect(outcome.status == 1, "\(arguments)")
      #expect(outcome.errors == "jobreport: \(message)\n", "\(arguments)")
      #expect(outcome.output == "")
    }
    #expect(try folder.files(in: "report") == before)
    let now = try folder.jobreport.run(["archive", "export"] + archived).output
    func answers(_ rows: String) -> [Substring] {
      rows.split(separator: "\n").filter { $0.hasPrefix(#"{"kind":"answer""#) }
    }
    #expect(answers(now) == answers(rows))
  }

  @Test("Of lines with one id it is said how many there are, and the last is shown")
  func repeatedLines() throws {
    let folder = try TemporaryFolder()
    func line(_ id: String, _ title: String) -> String {
      #"{"id":"\#(id)","provider":"own-tool","status":"completed","title":"\#(title)"}"#
    }
    let lines = [line("a", "One"), line("b", "B"), line("a", "Two"), line("b", "B"), line("a", "Three")]
    try folder.write(lines.joined(separator: "\n"), to: "lines.jsonl")
    let outcome = try folder.jobreport.run("build", "--from", "lines.jsonl")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.hasPrefix(
        "jobreport: problem: a: line 3 of 'lines.jsonl': 3 records with this id in one file; "
          + "the last of each field is shown\n"), "\(outcome.errors)")
    let jobs = try folder.read("report/data/jobs.jsonl")
    #expect(jobs.contains(#""title":"Three""#) && jobs.split(separator: "\n").count == 2)
    // The two versions of an API tell one job between them.
    try folder.write(
      #"{"sessionId":"a","title":"A","haultReason":"completed"}"# + "\n"
        + #"{"id":"a","status":"completed","source":null,"model":"m","prLink":null,"createdAt":null,"archivedAt":null}"#,
      to: "versions.jsonl")
    #expect(
      !(try folder.jobreport.run("build", "--from", "versions.jsonl", "--force").errors.contains("records")))
  }

  @Test("Each record that is missing counts, in a list, as lines and in an API's answer")
  func lostRecords() async throws {
    let folder = try TemporaryFolder()
    let others = #"1, null, [], "x", {}, {"sessionId": {}}"#
    try folder.write(#"{"allSessions": [\#(Self.job("a")), \#(others), \#(Self.job("b"))]}"#, to: "list.json")
    try folder.write(
      "\(Self.job("a"))\n{no\n{nor\n\(Self.job("b"))\n", to: "lines.jsonl")
    for (file, records) in [("list.json", 6), ("lines.jsonl", 2)] {
      let outcome = try folder.jobreport.run("build", "--from", file, "--output", file + ".report")
      #expect(outcome.status == 3)
      #expect(
        outcome.errors.contains("jobreport: \(records) records are not in the report; exit status 3\n"),
        "\(outcome.errors)")
    }
  }

  @Test("Among jobs, what is none costs itself")
  func mixed() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"[{"error":"Try again"},\#(Self.page("a")),[{"id":"x"},7,null,\#(Self.job("b"))]]"#, to: "saved.json")
    let outcome = try folder.jobreport.run("build", "--from", "saved.json")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.hasPrefix(
        """
        jobreport: problem: items 2–3 of list 3 of 'saved.json': a number, not a job
        jobreport: problem: item 1 of 'saved.json': an error answer instead of a job: "Try again"
        jobreport: problem: item 1 of list 3 of 'saved.json': no answer of a kind that is known: an object with 'id'
        jobreport: 4 records are not in the report; exit status 3

        """), "\(outcome.errors)")
    #expect(folder.exists("report/jobs/2026-08/a.html") && folder.exists("report/jobs/2026-08/b.html"))
  }

  @Test("What is nested too deep costs what it stands in, not the job")
  func nesting() throws {
    let folder = try TemporaryFolder()
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    try folder.write(
      #"{"allSessions":[\#(Self.job("a")),{"sessionId":"b","title":"B","x":\#(deep),"branch":\#(deep)},\#(Self.job("c"))]}"#,
      to: "saved.json")
    let outcome = try folder.jobreport.run("build", "--from", "saved.json")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.hasPrefix(
        "jobreport: problem: b: item 2 of 'saved.json': 'branch' is a list, not a text\n"))
    #expect(try folder.read("report/jobs/undated/b.md").hasPrefix("# B\n"))
    #expect(folder.exists("report/jobs/2026-08/a.html") && folder.exists("report/jobs/2026-08/c.html"))
  }
}
