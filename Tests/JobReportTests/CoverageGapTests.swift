import Foundation
import SampleAPI
import Testing

/// What an archive does not know is no empty report, and never takes the place of a good one.
@Suite(.serialized) struct CoverageGapTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var errors: String
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let cases = [
    Case(
      arguments: ["--archive", "empty.sqlite"],
      errors:
        "'empty.sqlite' is no archive: it is empty; remove it to begin a new archive there, or restore a copy"
    ),
    Case(
      arguments: ["--archive", "nothing.sqlite"],
      errors:
        "there are no jobs in 'nothing.sqlite' yet; 'jobreport fetch --archive nothing.sqlite' fetches them"),
    Case(
      arguments: ["--archive", "a.sqlite", "--offline", "--project", "other"],
      errors: """
        there are no jobs of project 'other' in 'a.sqlite', which has those of 'acme'; name another project, or fetch \
        with 'jobreport fetch --project other --archive a.sqlite'
        """),
    Case(
      arguments: ["--archive", "a.sqlite", "--offline", "--project", "x", "--project", "y"],
      errors: """
        there are no jobs of the projects 'x', 'y' in 'a.sqlite', which has those of 'acme'; name another project, \
        or fetch with 'jobreport fetch --project x --project y --archive a.sqlite'
        """),
    Case(
      arguments: ["--archive", "a.sqlite", "--as-of", "2026-08-01"],
      errors: """
        there is nothing in 'a.sqlite' from before 2026-08-01T23:59:59.999Z; its first answer is of \
        2026-08-24T09:00:00.000Z: name a later --as-of
        """),
  ]

  @Test(arguments: cases) func aGoodReportStays(_ example: Case) throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "empty.sqlite")
    try folder.write("[]", to: "none.json")
    try folder.write(#"{"sessionId":"a","subdomain":"acme"}"#, to: "saved.json")
    _ = try folder.jobreport.run("fetch", "--from", "none.json", "--archive", "nothing.sqlite")
    let good = ["build", "--from", "saved.json", "--archive", "a.sqlite", "--quiet"]
    #expect(try folder.jobreport.run(good).status == 0)
    let before = try folder.files(in: "report")
    for command in ["build", "comment"] {
      let outcome = try folder.jobreport.run([command] + example.arguments + ["--quiet"])
      #expect(outcome.status == 1)
      #expect(outcome.output == "")
      #expect(outcome.errors == "jobreport: \(example.errors)\n")
    }
    #expect(try folder.files(in: "report") == before)
  }

  /// An archive all of whose rows are damaged is damaged, not empty.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")))
  func damagedRowsAreNoAbsence() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a"}"#, to: "saved.json")
    _ = try folder.jobreport.run("fetch", "--from", "saved.json", "--archive", "a.sqlite")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    shell.arguments = [folder.url.appending(path: "a.sqlite").path, "UPDATE answers SET status = 'failed'"]
    try shell.run()
    shell.waitUntilExit()
    let outcome = try folder.jobreport.run("build", "--archive", "a.sqlite", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("does not fit its SHA-256"), "\(outcome.errors)")
  }

  /// Of several projects, one that the archive does not know is a problem.
  @Test func anUnknownProjectAmongOthersIsListed() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a","subdomain":"acme"}"#, to: "saved.json")
    _ = try folder.jobreport.run("fetch", "--from", "saved.json", "--archive", "a.sqlite")
    let outcome = try folder.jobreport.run(
      "build", "--offline", "--archive", "a.sqlite", "--project", "acme", "--project", "other", "--quiet")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors == """
        jobreport: problem: other: the archive has no jobs of this project
        jobreport: 1 project is not in the report; exit status 3

        """)
  }

  /// A list that was read and is empty is known: the first weekly run of a new project has its report.
  @Test func aProjectWithoutJobsHasAnEmptyReport() async throws {
    let api = try await SampleAPI.start(SampleJobs())
    let folder = try TemporaryFolder()
    let jobreport = ArchiveTests.jobreport(in: folder, asking: api)
    #expect(try await jobreport.runBeside(["fetch", "--quiet"]).status == 0)
    await api.stop()
    let offline = try jobreport.run("build", "--offline", "--quiet")
    #expect(offline.status == 0, "\(offline.errors)")
    #expect(try folder.read("report/index.md").contains("There are no jobs yet."))
    #expect(try jobreport.run("build", "--offline", "--project", "other", "--quiet").status == 1)
  }

  /// A report of what a run got that was interrupted, or killed, says that it is not all, until a run reads the list
  /// to its end.
  @Test(arguments: [SIGINT, SIGKILL]) func whatAnInterruptedRunGotIsNotAll(signal: Int32) async throws {
    let api = try await SampleAPI.start(
      ArchiveTests.jobs(450), faults: [SampleFault(.slowHead(.seconds(60)), on: .list, sparing: 1)])
    let folder = try TemporaryFolder()
    let jobreport = ArchiveTests.jobreport(in: folder, asking: api)
    let ended = try await jobreport.end(["fetch", "--quiet"], by: signal) { api.targets.count >= 2 }
    #expect(ended.status == (signal == SIGKILL ? SIGKILL : 130))
    #expect(
      ended.errors
        == (signal == SIGKILL
          ? ""
          : "jobreport: interrupted; what was fetched is kept in 'jobs.sqlite', and nothing was replaced\n"))
    let run = try #require(
      try jobreport.run("archive", "export", "--runs").output.split(separator: "\n").last)
    #expect(run.contains(#""outcome":"interrupted""#))
    // One that is killed cannot count.
    #expect(run.contains(/"requests":[1-9]/) == (signal == SIGINT))
    let partial = try jobreport.run("build", "--offline", "--quiet")
    #expect(partial.status == 3)
    #expect(
      partial.errors == """
        jobreport: problem: acme: its list was not read to the end by the newest run, of 2026-08-24T09:00:00.000Z: \
        jobs may be missing
        jobreport: 1 project is not in the report; exit status 3

        """)
    #expect(try folder.read("report/report.json").contains(#""partial":true"#))
    api.setFaults([])
    #expect(try await jobreport.runBeside(["fetch", "--quiet"]).status == 0)
    #expect(try jobreport.run("build", "--offline", "--quiet").status == 0)
    // A project that was named once by mistake is not in the archive.
    api.setFaults([SampleFault(.status(404), on: .project("typo"))])
    #expect(try await jobreport.runBeside(["fetch", "--project", "typo", "--quiet"]).status == 1)
    var whole = jobreport
    whole.environment["MINTLIFY_PROJECT_ID"] = nil
    #expect(try whole.run("build", "--quiet").status == 0)
    api.setFaults([SampleFault(.status(401))])
    _ = try await jobreport.runBeside(["fetch", "--quiet"])
    await api.stop()
    let runs = try jobreport.run("archive", "export", "--runs").output
    #expect(runs.contains(#""outcome":"failed""#))
    #expect(runs.contains(#""requests":0"#) == (signal == SIGKILL))
    #expect(try jobreport.run("build", "--offline", "--quiet").status == 3)
  }

  /// A run that is killed while it reads saved answers has kept some of them.
  @Test func whatAKilledRunReadOfFilesIsNotAll() async throws {
    let folder = try TemporaryFolder()
    let jobs = (0..<250).map { #"{"sessionId":"job-\#($0)","subdomain":"acme"}"# }
    try folder.write(jobs.joined(separator: "\n"), to: "saved.jsonl")
    #expect(mkfifo(folder.url.appending(path: "pipe").path, 0o600) == 0)
    let fetch = ["fetch", "--from", "saved.jsonl", "--from", "pipe", "--archive", "a.sqlite", "--quiet"]
    let process = try folder.jobreport.launch(fetch)
    // It waits for whoever writes into the pipe, with the first file behind it.
    let build = ["build", "--offline", "--archive", "a.sqlite", "--quiet"]
    var partial = try await folder.jobreport.runBeside(build)
    while partial.status == 1 { partial = try await folder.jobreport.runBeside(build) }
    kill(process.processIdentifier, SIGKILL)
    while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    partial = try await folder.jobreport.runBeside(build)
    #expect(partial.status == 3)
    #expect(
      partial.errors == """
        jobreport: problem: the newest run that read saved answers, of 2026-08-24T09:00:00.000Z, did not read them \
        to their end: jobs may be missing

        """)
    let whole = ["fetch", "--from", "saved.jsonl", "--archive", "a.sqlite", "--quiet"]
    #expect(try await folder.jobreport.runBeside(whole).status == 0)
    #expect(try await folder.jobreport.runBeside(build).status == 0)
  }

  @Test(arguments: [
    ["fetch", "--from", "missing.json"], ["build", "--from", "cut.jsonl"],
    ["archive", "import", "missing.json"],
    ["archive", "import", "cut.jsonl"], ["archive", "import", "none.json"],
  ])
  func whatTakesNothingInLeavesNoArchive(command: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"provider":"mintlify","project":"p","id":"a","endpoi"#, to: "cut.jsonl")
    try folder.write("[]", to: "none.json")
    _ = try folder.jobreport.run(command + ["--archive", "new.sqlite"])
    #expect(!folder.exists("new.sqlite"))
    #expect(!folder.exists("new.sqlite.lock"))
  }

  @Test func anArchiveInAPipeIsNamedAsSuch() throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run(
      "archive", "import", "-", "--archive", "a.sqlite", input: "SQLite format 3\0")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        jobreport: could not import standard input: it is an archive, which has to be a file; name that, or pipe \
        what 'jobreport archive export --raw --runs' writes

        """)
  }

  @Test(
    arguments: [
      (
        ["fetch", "--from", "saved.json", "--archive", "nowhere/a.sqlite"],
        "could not write 'nowhere/a.sqlite': No such file or directory; make its folder first"
      ),
      (
        ["fetch", "--from", "saved.json", "--archive", "folder"],
        "'folder' is no archive: it is a folder; choose another --archive"
      ),
      (
        ["archive", "list", "--archive", "folder"],
        "'folder' is no archive: it is a folder; choose another --archive"
      ),
      (
        ["archive", "list", "--archive", "missing.sqlite"],
        "there is no archive 'missing.sqlite'; 'jobreport fetch --archive missing.sqlite' makes one"
      ),
      (
        ["archive", "list", "--archive", "saved.json"],
        "'saved.json' is no archive: it is no SQLite database; choose another --archive"
      ),
    ])
  func whatIsNoArchiveIsSaid(command: [String], words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a"}"#, to: "saved.json")
    try folder.write("", to: "folder/.keep")
    let outcome = try folder.jobreport.run(command)
    #expect(outcome.status == 1)
    #expect(outcome.errors == "jobreport: \(words)\n")
    #expect(!folder.exists("folder.lock"))
  }

  /// More answers than are written at once, and the file ends in the middle of one.
  @Test func aListThatIsCutOffIsImportedNotAtAll() throws {
    let folder = try TemporaryFolder()
    let jobs = (0..<250).map { #"{"sessionId":"\#($0)"}"# }
    try folder.write("[\(jobs.joined(separator: ","))", to: "cut.json")
    try folder.write(#"{"sessionId":"a"}"#, to: "saved.json")
    _ = try folder.jobreport.run("fetch", "--from", "saved.json", "--archive", "a.sqlite")
    let imported = try folder.jobreport.run("archive", "import", "cut.json", "--archive", "a.sqlite")
    #expect(imported.status == 1)
    #expect(
      try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite").output
        == "a.sqlite: 1 answer, 1 run, all as written\n")
    // A fetch keeps what it got, and its row says why that is not all.
    let fetched = try folder.jobreport.run("fetch", "--from", "cut.json", "--archive", "a.sqlite")
    #expect(fetched.status == 1)
    let export = try folder.jobreport.run("archive", "export", "--runs", "--archive", "a.sqlite").output
    let run = try #require(export.split(separator: "\n").last)
    #expect(run.contains(#""outcome":"failed""#))
    #expect(run.contains("could not read 'cut.json': it ends in the middle of a value"), "\(run)")
    #expect(run.contains(#""jobs":250,"new":250"#), "\(run)")
  }

  /// A v2 answer does not name its project: it is about the job that has its id.
  @Test(arguments: [["v1", "v2"], ["v2", "v1"]]) func aJobOfBothVersionsIsOneJob(order: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(#"[{"sessionId":"a","subdomain":"acme"},{"title":"no id"}]"#, to: "v1.json")
    try folder.write(
      #"[{"id":"a","status":"active","prLink":null},{"id":"b","status":"active","prLink":null}]"#,
      to: "v2.json")
    let fetch = ["fetch", "--archive", "a.sqlite"]
    let both = try folder.jobreport.run(fetch + order.flatMap { ["--from", "\($0).json"] })
    #expect(
      both.errors == """
        jobreport: archive: 2 jobs read, 2 new, 0 changed
        jobreport: problem: item 2 of 'v1.json': no answer of a kind that is known: an object with 'title'

        """)
    let again = try folder.jobreport.run(fetch + ["--from", "v2.json"])
    #expect(again.errors == "jobreport: archive: 2 jobs read, 0 new, 0 changed\n")
    let prune = try folder.jobreport.run("archive", "prune", "--keep-last", "1", "--archive", "a.sqlite")
    #expect(prune.output == "would remove 0 of 4 rows of 2 jobs; --yes removes them\n")
  }
}
