import Foundation
import Testing

/// What `jobreport build` promises about the directory it writes.
@Suite struct BuildTests {
  private let job =
    #"{"sessionId":"one","subdomain":"acme","haulted":true,"haultReason":"completed","title":"One","createdAt":"2026-08-20T10:00:00Z"}"#

  @Test func theSameInputGivesTheSameBytesWithAnotherClockLocaleAndFolder() throws {
    let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
    for folder in [one, other] { try folder.write(job, to: "jobs.json") }
    #expect(try one.jobreport.run("build", "--from", "jobs.json").status == 0)
    var elsewhere = other.jobreport
    elsewhere.environment.merge([
      "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu", "HOME": "/nowhere",
    ]) { $1 }
    #expect(try elsewhere.run("build", "--from", "jobs.json", "--output", "deep/er/site").status == 0)
    #expect(try one.files(in: "report") == other.files(in: "deep/er/site"))
  }

  @Test func withoutAFixedTimeOnlyThreeFilesAndWhatVouchesForThemDiffer() throws {
    let folder = try TemporaryFolder()
    try folder.write(job, to: "jobs.json")
    var later = folder.jobreport
    later.environment["SOURCE_DATE_EPOCH"] = "1787648400"
    #expect(try folder.jobreport.run("build", "--from", "jobs.json", "--output", "one").status == 0)
    #expect(try later.run("build", "--from", "jobs.json", "--output", "two").status == 0)
    let (one, two) = (try folder.files(in: "one"), try folder.files(in: "two"))
    #expect(
      Set(one.keys.filter { one[$0] != two[$0] })
        == ["data/feed.xml", "index.html", "index.md", "report.json", "manifest.sha256", ".jobreport"])
  }

  @Test("No settings file of OpenSSL takes away what files are hashed with")
  func opensslSettings() throws {
    let folder = try TemporaryFolder()
    try folder.write(job, to: "jobs.json")
    try folder.write(
      "openssl_conf = init\n[init]\nproviders = all\n[all]\nnull = none\n[none]\nactivate = 1\n",
      to: "openssl.cnf")
    var jobreport = folder.jobreport
    jobreport.environment["OPENSSL_CONF"] = "openssl.cnf"
    #expect(try jobreport.run("build", "--from", "jobs.json").status == 0)
    #expect(try folder.jobreport.run("verify", "report").status == 0)
  }

  @Test func anUnchangedFileIsNotWrittenAgain() throws {
    let folder = try TemporaryFolder()
    try folder.write(job, to: "jobs.json")
    #expect(
      try folder.jobreport.run("build", "--from", "jobs.json").errors
        == "jobreport: 1 job, 30 files, 30 of them written\n")
    #expect(
      try folder.jobreport.run("build", "--from", "jobs.json").errors
        == "jobreport: 1 job, 30 files, 0 of them written\n")
  }

  @Test func anUpdateGivesTheSameAsAFreshReportAndRemovesOnlyItsOwn() throws {
    let folder = try TemporaryFolder()
    try folder.write(job + "\n" + job.replacing("one", with: "two"), to: "jobs.jsonl")
    #expect(try folder.jobreport.run("build", "--from", "jobs.jsonl").status == 0)
    #expect(folder.exists("report/jobs/2026-08/two.html"))
    try folder.write("mine", to: "report/jobs/2026-08/notes.txt")
    try folder.write(job, to: "jobs.jsonl")
    #expect(try folder.jobreport.run("build", "--from", "jobs.jsonl").status == 0)
    #expect(try folder.jobreport.run("build", "--from", "jobs.jsonl", "--output", "fresh").status == 0)
    var updated = try folder.files(in: "report")
    #expect(updated.removeValue(forKey: "jobs/2026-08/notes.txt") == Data("mine".utf8))
    #expect(try updated == folder.files(in: "fresh"))
  }

  @Test(arguments: ["jobs/2026-08/one.html", "index.html", "manifest.sha256", "assets/style.css"])
  func aDamagedFileIsRepaired(path: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(job, to: "jobs.json")
    #expect(try folder.jobreport.run("build", "--from", "jobs.json").status == 0)
    let whole = try folder.files(in: "report")
    try folder.write("damaged", to: "report/\(path)")
    #expect(try folder.jobreport.run("build", "--from", "jobs.json").status == 0)
    #expect(try folder.files(in: "report") == whole)
  }

  @Test func theManifestIsOneThatSha256sumChecks() throws {
    let folder = try TemporaryFolder()
    #expect(try folder.jobreport.run("build", "--sample").status == 0)
    let check = Process()
    check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    check.arguments = ["sha256sum", "--check", "--quiet", "--strict", "manifest.sha256"]
    check.currentDirectoryURL = folder.url.appending(path: "report")
    try check.run()
    check.waitUntilExit()
    #expect(check.terminationStatus == 0)
    let listed = try folder.read("report/manifest.sha256").split(separator: "\n").map {
      String($0.dropFirst(66))
    }
    #expect(
      Set(listed)
        == Set(try folder.files(in: "report").keys).subtracting([
          "manifest.sha256", ".jobreport", ".jobreport.jobs", ".nojekyll",
        ]))
    #expect(listed == listed.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func aFailedRunLeavesTheOldReport() throws {
    let folder = try TemporaryFolder()
    try folder.write(job, to: "jobs.json")
    #expect(try folder.jobreport.run("build", "--from", "jobs.json").status == 0)
    let whole = try folder.files(in: "report")
    try folder.write(#"{"allSessions": [{"#, to: "jobs.json")
    #expect(try folder.jobreport.run("build", "--from", "jobs.json").status == 1)
    #expect(try folder.files(in: "report") == whole)
  }

  @Test func forceWritesAmongOtherFilesAndKeepsThem() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "site/notes.txt")
    #expect(
      try folder.jobreport.run("build", "--sample", "--output", "site", "--force", "--quiet").status == 0)
    #expect(try folder.read("site/notes.txt") == "mine")
    #expect(folder.exists("site/index.html"))
    #expect(try folder.jobreport.run("build", "--sample", "--output", "site").status == 0)
  }

  @Test func jsonTellsWhatWasWritten() throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run(
      "build", "--from", "-", "--json", "--quiet", input: job + "\nno json\n")
    #expect(outcome.status == 3)
    #expect(
      outcome.output == """
        {"output":"report/index.html","singleFile":null,"files":30,"written":30,"exitStatus":3,"report":\
        \(try folder.read("report/report.json").trimmingCharacters(in: .newlines))}

        """)
    #expect(
      outcome.errors == """
        jobreport: problem: line 2 of standard input: no JSON (an object or a list expected at byte 0)
        jobreport: 1 record is not in the report; exit status 3

        """)
  }

  @Test(arguments: [
    (["--since", "2026-08-20"], ["20", "21"]), (["--until", "2026-08-20"], ["10", "20"]),
    (["--since", "2026-08-20T10:00:01Z"], ["21"]), (["--week", "2026-W34"], ["20", "21"]),
    (["--week", "last"], ["20", "21"]), (["--status", "failed"], ["10"]), (["--job", "20"], ["20"]),
    (["--status", "failed", "--status", "completed", "--since", "2026-08-11"], ["20"]),
    (["--as-of", "2026-08-20"], ["10", "20"]), (["--as-of", "2026-08-20", "--week", "last"], ["10"]),
  ])
  func selection(arguments: [String], days: [String]) throws {
    let folder = try TemporaryFolder()
    let jobs = [("10", "error"), ("20", "completed"), ("21", "processing")].map { day, reason in
      #"{"sessionId":"\#(day)","haultReason":"\#(reason)","createdAt":"2026-08-\#(day)T10:00:00Z"}"#
    }
    try folder.write(jobs.joined(separator: "\n"), to: "jobs.jsonl")
    #expect(try folder.jobreport.run(["build", "--from", "jobs.jsonl", "--quiet"] + arguments).status == 0)
    let pages = try folder.files(in: "report/jobs/2026-08").keys.filter { $0.hasSuffix(".html") }
    #expect(pages.sorted() == days.map { "\($0).html" })
  }

  @Test func aReportOfAnotherTimeSaysSo() throws {
    let folder = try TemporaryFolder()
    #expect(try folder.jobreport.run("build", "--sample", "--as-of", "2026-08-20", "--quiet").status == 0)
    let words = "as of 20 Aug 2026, 23:59 UTC · made 24 Aug 2026, 09:00 UTC"
    #expect(try folder.read("report/index.md").contains(words))
    #expect(try folder.read("report/index.html").contains("as of 20 Aug 2026, 23:59 UTC · made <time"))
    #expect(try folder.read("report/report.json").contains(#""asOf":"2026-08-20T23:59:59.999Z""#))
    #expect(try folder.jobreport.run("build", "--sample", "--quiet", "--output", "now").status == 0)
    #expect(try !folder.read("now/report.json").contains("asOf"))
  }

  @Test func ownTemplatesTakeThePlaceOfTheBuiltInOnes() throws {
    let folder = try TemporaryFolder()
    #expect(try folder.jobreport.run("templates", "mine").status == 0)
    for name in try folder.files(in: "mine").keys where name != "page.html" {
      try FileManager.default.removeItem(at: folder.url.appending(path: "mine/\(name)"))
    }
    try folder.write(
      try folder.read("mine/page.html").replacing("Made by jobreport", with: "Made by us"),
      to: "mine/page.html")
    #expect(try folder.jobreport.run("build", "--sample", "--templates", "mine").status == 0)
    #expect(try folder.read("report/index.html").contains("<span>Made by us</span>"))
  }

  @Test func templatesKeepsFilesThatAreThere() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "t/job.md")
    let outcome = try folder.jobreport.run("templates", "t")
    #expect(
      outcome.errors == "jobreport: kept job.md, as there are files of these names; --force replaces them\n")
    #expect(try folder.read("t/job.md") == "mine")
    #expect(try folder.jobreport.run("templates", "t", "--force").status == 0)
    #expect(try folder.read("t/job.md") != "mine")
  }
}

/// What a run must not do to a report that is there.
@Suite struct KeptReportTests {
  private let good =
    #"{"sessionId":"one","subdomain":"acme","haultReason":"completed","createdAt":"2026-08-20T10:00:00Z"}"#

  @Test(arguments: [
    (#"{"haulted":true}"#, "line 1 of standard input: a job without an id"),
    (
      #"[{"sessionId":tru},{"sessionId":"a","x":fals}]"#,
      "item 1 of standard input: an answer that is no JSON object: \"true\", \"false\" or \"null\" expected at byte 13 (and 1 more)"
    ),
  ])
  func anInputWithoutAJobReplacesNothing(input: String, reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(good, to: "jobs.json")
    #expect(try folder.jobreport.run("build", "--from", "jobs.json").status == 0)
    let whole = try folder.files(in: "report")
    let outcome = try folder.jobreport.run("build", "--from", "-", input: input)
    #expect(outcome.errors == "jobreport: no job could be read: \(reason); nothing was replaced\n")
    #expect(outcome.status == 1)
    #expect(try folder.files(in: "report") == whole)
  }

  @Test func noneOfTheJobsAskedForReplacesNothing() throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run("build", "--sample", "--job", "nobody")
    #expect(
      outcome.errors
        == "jobreport: no job could be read: nobody: no answer has this id; nothing was replaced\n")
    #expect(outcome.status == 1)
    #expect(!folder.exists("report"))
  }

  @Test(arguments: ["", "# none today\n\n"])
  func anEmptyListOfIDsIsNotAllJobs(list: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(list, to: "ids.txt")
    let outcome = try folder.jobreport.run("build", "--sample", "--jobs-from", "ids.txt")
    #expect(
      outcome.errors
        == "jobreport: 'ids.txt' names no job; put ids there, one a line, or leave out --jobs-from\n")
    let fetch = try folder.jobreport.run(
      "fetch", "--project", "p", "--archive", "a.sqlite", "--jobs-from", "ids.txt")
    #expect(fetch.errors == outcome.errors)
    #expect(fetch.status == 1)
    #expect(outcome.status == 1)
  }

  @Test func aProblemNamesTheFileAndTheItemOrLine() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"""
      {"allSessions": [
        {"sessionId": "a", "title": "A", "todos": 1}, {"title": "B"},
        {"sessionId": "a", "title": "C", "createdAt": "soon"}
      ]}
      [{"sessionId": "d", "todos": "x"}]
      """#, to: "list.json")
    try folder.write(
      "{\"sessionId\":\"e\"}\n\n{\n\"sessionId\":\"f\",\"haulted\":2}\n{\"g\n[7]\n", to: "lines.jsonl")
    let outcome = try folder.jobreport.run("build", "--from", "list.json", "--from", "lines.jsonl", "--quiet")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors == """
        jobreport: problem: line 5 of 'lines.jsonl': no JSON (the end of a string expected at byte 3)
        jobreport: problem: item 1 of 'lines.jsonl': a number, not a job
        jobreport: problem: item 2 of 'list.json': no answer of a kind that is known: an object with 'title'
        jobreport: problem: a: item 3 of 'list.json': two records with this id in one list; the newest of each field is shown
        jobreport: problem: a: item 1 of 'list.json': 'todos' is a number, not a list
        jobreport: problem: a: item 3 of 'list.json': 'createdAt' is no date: "soon"
        jobreport: problem: d: item 1 of list 2 of 'list.json': 'todos' is a string, not a list: "x"
        jobreport: problem: f: line 3 of 'lines.jsonl': 'haulted' is neither true nor false: "2"
        jobreport: 3 records are not in the report; exit status 3

        """)
  }

  @Test func oneBrokenElementOfAListCostsItself() throws {
    let folder = try TemporaryFolder()
    let deep = String(repeating: "[", count: 250) + String(repeating: "]", count: 250)
    try folder.write(
      #"{"allSessions":[\#(good),{"sessionId":"deep","createdAt":"2026-08-20","x":\#(deep)},{"sessionId":"nan","createdAt":"2026-08-20","x":NaN},\#(good.replacing("one", with: "two"))]}"#,
      to: "jobs.json")
    #expect(try folder.jobreport.run("build", "--from", "jobs.json", "--quiet").status == 3)
    #expect(
      try folder.files(in: "report/jobs/2026-08").keys.filter { $0.hasSuffix(".md") }.sorted()
        == ["deep.md", "one.md", "two.md"])
  }

  @Test func aPublicationThatFailsHalfWayIsCompletedByTheNextRun() throws {
    let folder = try TemporaryFolder()
    try folder.write(good, to: "jobs.json")
    #expect(try folder.jobreport.run("build", "--from", "jobs.json").status == 0)
    let index = folder.url.appending(path: "report/index.html")
    try FileManager.default.removeItem(at: index)
    try FileManager.default.createDirectory(at: index, withIntermediateDirectories: false)
    let outcome = try folder.jobreport.run("build", "--sample")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        jobreport: could not write 'report/index.html': Is a directory; the report is partly updated: mend \
        that and run again, which completes it

        """)
    try FileManager.default.removeItem(at: index)
    #expect(try folder.jobreport.run("build", "--from", "jobs.json").status == 0)
    #expect(try folder.jobreport.run("build", "--from", "jobs.json", "--output", "fresh").status == 0)
    #expect(try folder.files(in: "report") == folder.files(in: "fresh"))
  }

  @Test func aFolderThatIsALinkIsNotWrittenThrough() throws {
    let folder = try TemporaryFolder()
    try folder.write(good, to: "jobs.json")
    #expect(try folder.jobreport.run("build", "--from", "jobs.json").status == 0)
    let weeks = folder.url.appending(path: "report/weeks")
    try FileManager.default.removeItem(at: weeks)
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "outside"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: weeks.path, withDestinationPath: "../outside")
    #expect(try folder.jobreport.run("build", "--sample").status == 1)
    #expect(try folder.files(in: "outside").isEmpty)
  }
}
