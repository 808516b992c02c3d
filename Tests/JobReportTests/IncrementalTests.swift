import Foundation
import Testing

/// A run over a report that is there gives the bytes of a fresh one, and touches no more than it must.
@Suite struct IncrementalTests {
  /// Jobs of which the n-th started n hours after 1 March 2026.
  private static func jobs(_ numbers: some Sequence<Int>, title: (Int) -> String = { "Job \($0)" }) -> String
  {
    numbers.map { number in
      let (day, hour) = (number / 24 + 1, number % 24)
      let date = "2026-03-\(day < 10 ? "0" : "")\(day)T\(hour < 10 ? "0" : "")\(hour):00:00Z"
      let reason = ["completed", "error", "processing", "interrupted"][number % 4]
      return """
        {"sessionId":"job-\(number)","subdomain":"acme","haultReason":"\(reason)","title":"\(title(number))",\
        "createdAt":"\(date)","todos":[{"content":"Do it","status":"pending"}],"messageToUser":"Text \(number)."}
        """
    }.joined(separator: "\n")
  }

  struct Step: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var jobs: String
    var arguments: [String] = []
    var environment: [String: String] = [:]
  }

  static let steps: [Step] = [
    Step(testDescription: "the first 210", jobs: jobs(0..<210)),
    Step(testDescription: "the same again", jobs: jobs(0..<210)),
    Step(testDescription: "in another order", jobs: jobs((0..<210).reversed())),
    Step(testDescription: "one more", jobs: jobs(0..<211)),
    Step(testDescription: "a full page more", jobs: jobs(0..<320)),
    Step(
      testDescription: "one in the middle renamed",
      jobs: jobs(0..<320) { $0 == 150 ? "Renamed" : "Job \($0)" }),
    // More than may wait until the data files are finished.
    Step(
      testDescription: "every other one with a title of 9 KB",
      jobs: jobs(0..<320) { $0 % 2 == 0 ? "Job \($0)" : String(repeating: "Long ", count: 1800) + "\($0)" }),
    Step(testDescription: "short titles again", jobs: jobs(0..<320)),
    Step(testDescription: "the oldest gone", jobs: jobs(20..<320)),
    Step(
      testDescription: "a month later", jobs: jobs(20..<320), environment: ["SOURCE_DATE_EPOCH": "1790240400"]
    ),
    Step(testDescription: "another title", jobs: jobs(20..<320), arguments: ["--title", "Another"]),
    Step(
      testDescription: "another time zone", jobs: jobs(20..<320), arguments: ["--time-zone", "Asia/Tokyo"]),
    Step(testDescription: "one worker", jobs: jobs(20..<330), arguments: ["--workers", "1"]),
    Step(testDescription: "many workers", jobs: jobs(25..<330), arguments: ["--workers", "9"]),
    Step(testDescription: "everything anew", jobs: jobs(25..<330), arguments: ["--rebuild"]),
    Step(testDescription: "nothing at all", jobs: "[]"),
    Step(testDescription: "and back", jobs: jobs(0..<210)),
  ]

  @Test func anyIncrementalRunGivesTheBytesOfAFreshOne() throws {
    let folder = try TemporaryFolder()
    for (number, step) in Self.steps.enumerated() {
      try folder.write(step.jobs, to: "jobs.jsonl")
      var jobreport = folder.jobreport
      jobreport.environment.merge(step.environment) { $1 }
      let arguments = ["build", "--from", "jobs.jsonl", "--quiet"] + step.arguments
      #expect(try jobreport.run(arguments).status == 0, "\(step)")
      #expect(try jobreport.run(arguments + ["--output", "fresh-\(number)"]).status == 0, "\(step)")
      #expect(try folder.files(in: "report") == folder.files(in: "fresh-\(number)"), "\(step)")
    }
  }

  /// Version 0.1 listed its record in the manifest, and left its unfinished files under fixed names.
  @Test(arguments: [false, true]) func aReportOfVersion01IsUpdated(wasKilled: Bool) throws {
    let folder = try TemporaryFolder()
    let build = ["build", "--from", "jobs.jsonl", "--quiet"]
    try folder.write(Self.jobs(0..<30), to: "jobs.jsonl")
    #expect(try folder.jobreport.run(build).status == 0)
    let record = try folder.read("report/.jobreport").replacing("jobreport 2 ", with: "jobreport 1 ")
    try folder.write(
      record.split(separator: "\n").dropLast().map { "\($0)\n" }.joined(), to: "report/.jobreport")
    let line = "\(String(repeating: "0", count: 64))  .jobreport\n"
    try folder.write(line + folder.read("report/manifest.sha256"), to: "report/manifest.sha256")
    try FileManager.default.removeItem(at: folder.url.appending(path: "report/.nojekyll"))
    if wasKilled {
      // A page that the run had published already, and one that it had not.
      try folder.write("half", to: "report/jobs/2026-04/new.html")
      try folder.write("half", to: "report/.jobreport-new/jobs/2026-04/other.html")
      try folder.write("jobs/2026-04/new.html\njobs/2026-04/other.html\n", to: "report/.jobreport-new/plan")
      for name in ["report/.jobreport-new", ".report.jobreport-new"] {
        try folder.write("4242\n", to: "\(name)/owner")
        try folder.write("", to: "\(name)/started")
      }
      let verified = try folder.jobreport.run("verify", "report")
      #expect(verified.output == "unfinished: .jobreport-new\nnot of the report: jobs/2026-04/\n")
      #expect(verified.status == 5)
    } else {
      #expect(try folder.jobreport.run("verify", "report").status == 0)
    }
    try folder.write(Self.jobs(2..<31), to: "jobs.jsonl")
    #expect(try folder.jobreport.run(build).status == 0)
    #expect(try folder.jobreport.run(build + ["--output", "fresh"]).status == 0)
    #expect(try folder.files(in: "report") == folder.files(in: "fresh"))
    #expect(!folder.exists(".report.jobreport-new"))
    #expect(try folder.jobreport.run("verify", "report").status == 0)
  }

  /// Every way to a report: from the input, from what the last run found in it, and from that at another time.
  @Test(arguments: GoldenTests.cases) func whatTheLastRunFoundGivesTheSameReport(name: String) throws {
    let folder = try TemporaryFolder()
    let golden = GoldenTests.folder.appending(path: name)
    for path in try FileManager.default.contentsOfDirectory(atPath: golden.path) where path != "report" {
      try FileManager.default.copyItem(
        at: golden.appending(path: path), to: folder.url.appending(path: path))
    }
    let build = try ["build"] + folder.read("arguments").split(separator: "\n").map(String.init)
    let record = folder.url.appending(path: "report/.jobreport.jobs")
    for (number, options) in [[], [], ["--as-of", "2026-08-20"], [], ["--title", "Another"]].enumerated() {
      let fresh = try folder.jobreport.run(build + options + ["--output", "fresh-\(number)"])
      let outcome = try folder.jobreport.run(build + options)
      #expect(outcome.status == fresh.status, "\(number): \(outcome.errors)")
      #expect(
        outcome.errors.split(separator: "\n").dropLast() == fresh.errors.split(separator: "\n").dropLast())
      let files = try folder.files(in: "report")
      #expect(try files == folder.files(in: "fresh-\(number)"), "\(number)")
      // Every page anew, from the summaries of the record.
      try? FileManager.default.removeItem(at: folder.url.appending(path: "report/.jobreport"))
      _ = try folder.jobreport.run(build + options)
      #expect(try folder.files(in: "report") == files, "\(number), all pages")
      // And without it.
      try? FileManager.default.removeItem(at: record)
      _ = try folder.jobreport.run(build + options)
      #expect(try folder.files(in: "report") == files, "\(number), without a record")
    }
  }

  /// What two files of answers hold in the runs that follow each other.
  static let inputs: [(words: String, a: [String], b: [String])] = {
    let lines = (0..<12).map { jobs([$0]) }
    // A second record of a job, a job of which no record names the project, and one that another provider's job is a
    // pull request of.
    let again = lines[3].replacing("Job 3", with: "Job 3, later")
    let homeless = #"{"id":"homeless","status":"failed","prLink":null,"title":"Whose?"}"#
    let unread = #"{"sessionId":"unread","subdomain":"acme","title":{},"createdAt":"2026-03-02"}"#
    let asker =
      #"{"id":"asker","provider":"own","status":"completed","pullRequests":["https://github.com/acme/docs/pull/1"]}"#
    let pull =
      #"{"id":"acme/docs#1","provider":"github","agent":"copilot","project":"acme/docs","status":"completed","#
      + #""pullRequests":[{"url":"https://github.com/acme/docs/pull/1","state":"merged"}],"#
      + #""url":"https://github.com/acme/docs/pull/1"}"#
    return [
      ("the first", Array(lines[1..<8]), [lines[8]]), ("one more, first", Array(lines[0..<8]), [lines[8]]),
      ("one more, last", Array(lines[0..<8]), [lines[8], lines[10]]),
      ("one more, in the middle", Array(lines[0..<8]), [lines[8], lines[9], lines[10]]),
      ("one changed", [lines[0], again] + lines[2..<8], Array(lines[8...])),
      ("one gone", [lines[0], again] + lines[4..<8], Array(lines[8...])),
      ("two records of a job", Array(lines[0..<8]), [again] + lines[8...]),
      ("of these one", Array(lines[0..<8]), Array(lines[8...])),
      ("the same record twice", Array(lines[0..<8]) + [lines[3]], Array(lines[8...])),
      ("in another order", lines[0..<8].reversed(), lines[8...].reversed()),
      ("one in the other file", Array(lines[1..<8]), Array(lines[8...]) + [lines[0]]),
      (
        "what is no job, and a field that cannot be read", lines[0..<8] + ["{"],
        [#"{"title":"No id"}"#, unread]
      ),
      ("one more beside these", lines[0..<9] + ["{"], [#"{"title":"No id"}"#, unread]),
      ("one without a project", Array(lines[0..<4]), [homeless]),
      (
        "and nothing that tells of which it is", [homeless],
        [unread.replacing(#""subdomain":"acme","#, with: "")]
      ),
      ("a job and its pull request", Array(lines[0..<4]), [asker, pull]),
      ("the job alone", Array(lines[0..<4]), [asker]),
      ("the pull request alone", Array(lines[0..<4]), [pull]),
    ]
  }()

  @Test("What the last run found in records is taken where they are the same, wherever they stand now")
  func records() throws {
    let folder = try TemporaryFolder()
    for (number, input) in Self.inputs.enumerated() {
      try folder.write(input.a.map { $0 + "\n" }.joined(), to: "a.jsonl")
      try folder.write(input.b.map { $0 + "\n" }.joined(), to: "b.jsonl")
      let build = ["build", "--from", "a.jsonl", "--from", "b.jsonl", "--quiet"]
      let outcome = try folder.jobreport.run(build)
      let fresh = try folder.jobreport.run(build + ["--output", "fresh-\(number)"])
      #expect(
        outcome.status == fresh.status && [0, 3].contains(fresh.status), "\(input.words): \(fresh.errors)")
      #expect(outcome.errors == fresh.errors, "\(input.words)")
      #expect(try folder.files(in: "report") == folder.files(in: "fresh-\(number)"), "\(input.words)")
    }
  }

  @Test func bytesThatChangeAreSeenThoughSizeAndTimeDoNot() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs(0..<30), to: "jobs.jsonl")
    let build = ["build", "--from", "jobs.jsonl", "--quiet"]
    #expect(try folder.jobreport.run(build).status == 0)
    let file = folder.url.appending(path: "jobs.jsonl").path
    let time = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate]
    try folder.write(Self.jobs(0..<30).replacing("Text 7.", with: "Word 7."), to: "jobs.jsonl")
    try FileManager.default.setAttributes([.modificationDate: try #require(time)], ofItemAtPath: file)
    #expect(try folder.jobreport.run(build).status == 0)
    #expect(try folder.read("report/jobs/2026-03/job-7.md").contains("Word 7."))
    #expect(try folder.jobreport.run(build + ["--output", "fresh"]).status == 0)
    #expect(try folder.files(in: "report") == folder.files(in: "fresh"))
  }

  /// The keys of a run are hidden whether the last run knew them or not.
  @Test func aKeyThatTheLastRunDidNotKnowIsHidden() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs(0..<3) { "Job \($0) of own-key-0123456789" }, to: "jobs.jsonl")
    var jobreport = folder.jobreport
    let build = ["build", "--from", "jobs.jsonl", "--quiet"]
    #expect(try jobreport.run(build).status == 0)
    #expect(try folder.read("report/index.html").contains("own-key-0123456789"))
    jobreport.environment["GITHUB_TOKEN"] = "own-key-0123456789"
    #expect(try jobreport.run(build).status == 0)
    for (path, bytes) in try folder.files(in: "report") {
      #expect(bytes.firstRange(of: Data("own-key-0123456789".utf8)) == nil, "\(path)")
    }
  }

  @Test func oneMoreJobTouchesOnlyThePagesItStandsOn() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs(0..<250), to: "jobs.jsonl")
    #expect(try folder.jobreport.run("build", "--from", "jobs.jsonl").status == 0)
    let before = try folder.files(in: "report")
    let times = try modificationTimes(in: folder)
    try folder.write(Self.jobs(0..<251), to: "jobs.jsonl")
    #expect(try folder.jobreport.run("build", "--from", "jobs.jsonl").status == 0)
    let changed = Set(try modificationTimes(in: folder).filter { times[$0.key] != $0.value }.keys)
    let after = try folder.files(in: "report")
    #expect(changed == Set(after.keys.filter { before[$0] != after[$0] }))
    // The chips on the front pages of lists have the new number.
    let fronts = [
      "archived", "attention", "attention-older", "blocked", "completed", "failed", "interrupted", "running",
      "unknown", "waiting",
    ]
    // Words of the job stand in pieces of the one segment.
    let words = changed.filter { $0.hasPrefix("assets/search/words-") }
    #expect(!words.isEmpty && words.allSatisfy { $0.hasPrefix("assets/search/words-0") })
    #expect(
      changed.subtracting(words)
        == Set(fronts.map { "status/\($0).html" }).union([
          "jobs/2026-03/job-250.html", "jobs/2026-03/job-250.md", "jobs/2026-03/job-249.html",
          "jobs/2026-03/job-249.md", "jobs/index.html", "weeks/index.html", "weeks/2026-W11.html",
          "weeks/2026-W11.md", "index.html", "index.md", "report.json", "data/jobs.csv", "data/jobs.jsonl",
          "data/badge.svg", "assets/search/index.js", "assets/search/rows-3.js", ".jobreport",
          ".jobreport.jobs", "manifest.sha256",
        ]))
  }

  @Test(arguments: [
    "jobs/2026-03/job-3.html", "jobs/page-1.html", "data/jobs.jsonl", "data/jobs.csv", ".jobreport",
    ".jobreport.jobs",
  ])
  func aFileThatIsGoneCutOrNewerIsRepaired(path: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs(0..<210), to: "jobs.jsonl")
    let build = ["build", "--from", "jobs.jsonl", "--quiet"]
    #expect(try folder.jobreport.run(build).status == 0)
    let whole = try folder.files(in: "report")
    let file = folder.url.appending(path: "report/\(path)")
    try FileManager.default.removeItem(at: file)
    #expect(try folder.jobreport.run(build).status == 0)
    #expect(try folder.files(in: "report") == whole, "gone")
    try folder.write("cut", to: "report/\(path)")
    #expect(try folder.jobreport.run(build).status == 0)
    #expect(try folder.files(in: "report") == whole, "cut")
    // As long as before, but written after the manifest.
    try Data((whole[path] ?? Data()).reversed()).write(to: file)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 10)], ofItemAtPath: file.path)
    #expect(try folder.jobreport.run(build).status == 0)
    #expect(try folder.files(in: "report") == whole, "newer")
    // As long as before, and with a time before the manifest's: only a rebuild looks into it.
    try Data((whole[path] ?? Data()).reversed()).write(to: file)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: file.path)
    #expect(try folder.jobreport.run(build + ["--rebuild"]).status == 0)
    #expect(try folder.files(in: "report") == whole, "older")
  }

  @Test(
    "Entries are not taken from a data file that somebody changed, though its size and time are as before",
    arguments: ["data/jobs.jsonl", "data/jobs.csv"], [0..<211, 0..<209, 1..<210])
  func aChangedDataFileIsMadeAnew(path: String, jobs: Range<Int>) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs(0..<210), to: "jobs.jsonl")
    #expect(try folder.jobreport.run(["build", "--from", "jobs.jsonl"]).status == 0)
    let file = folder.url.appending(path: "report/\(path)")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: file)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: file.path)
    try folder.write(Self.jobs(jobs), to: "jobs.jsonl")
    let run = try folder.jobreport.run(["build", "--from", "jobs.jsonl"])
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "jobreport: 'report/\(path)' is not as the last run wrote it: every page is made anew\n"), "\(run)")
    #expect(
      try folder.jobreport.run(["build", "--from", "jobs.jsonl", "--quiet", "--output", "fresh"]).status == 0)
    #expect(try folder.files(in: "report") == folder.files(in: "fresh"))
  }

  private func modificationTimes(in folder: TemporaryFolder) throws -> [String: Date] {
    var times: [String: Date] = [:]
    for path in try folder.files(in: "report").keys {
      let file = folder.url.appending(path: "report/\(path)").path
      times[path] = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
    }
    return times
  }
}
