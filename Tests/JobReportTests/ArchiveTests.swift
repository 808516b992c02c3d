import Foundation
import SampleAPI
import Testing

/// The archive: what is fetched is kept, and only what may be new is fetched.
@Suite(.serialized) struct ArchiveTests {
  static func job(_ number: Int, day: Int, reason: String = "completed", title: String = "A job") -> [UInt8] {
    let date = "2026-\(day > 31 ? "08" : "07")-\(day > 31 ? day - 31 : day)"
      .replacingOccurrences(of: #"-(\d)$"#, with: "-0$1", options: .regularExpression)
    return Array(
      #"{"sessionId":"job-\#(number)","createdAt":"\#(date)T08:00:00Z","haultReason":"\#(reason)","title":"\#(title)"}"#
        .utf8)
  }

  /// So many jobs, the newest first, five a day back from 23 August 2026, which is the day before the tests'.
  static func jobs(_ count: Int) -> SampleJobs {
    var jobs = SampleJobs()
    jobs.putInFront((0..<count).map { job(count - $0, day: max(1, 54 - $0 / 5)) })
    return jobs
  }

  static func jobreport(in folder: TemporaryFolder, asking api: SampleAPI) -> Jobreport {
    var jobreport = folder.jobreport
    jobreport.environment.merge([
      "MINTLIFY_API_URL": api.url, "MINTLIFY_API_KEY": api.key, "MINTLIFY_PROJECT_ID": "acme",
      "JOBREPORT_ARCHIVE": "jobs.sqlite",
    ]) { $1 }
    return jobreport
  }

  /// Fetches once, from a server of its own, and gives what that was asked: a page that was asked for in vain may come to
  /// a server when the program has ended, and would count as one of the next run's.
  @discardableResult static func fetch(
    _ jobs: SampleJobs, in folder: TemporaryFolder, faults: [SampleFault] = []
  ) async throws -> [String] {
    let api = try await SampleAPI.start(jobs, faults: faults)
    let run = try await jobreport(in: folder, asking: api).runBeside(["fetch"])
    await api.stop()
    #expect(run.status == 0, "\(run.errors)")
    return api.targets
  }

  @Test func aSecondFetchReadsOnlyWhatMayBeNew() async throws {
    // The last page must not be there before the one behind it is asked for.
    let slow = SampleFault(.slowHead(.milliseconds(300)), on: .list)
    let api = try await SampleAPI.start(Self.jobs(250), faults: [slow])
    let folder = try TemporaryFolder()
    let jobreport = Self.jobreport(in: folder, asking: api)
    let first = try await jobreport.runBeside(["fetch"])
    #expect(first.status == 0)
    #expect(first.errors == "jobreport: archive: 5 requests, 250 jobs seen, 250 new, 0 changed\n")
    api.withJobs { $0.putInFront([Self.job(251, day: 55)]) }
    let second = try await jobreport.runBeside(["fetch"])
    #expect(
      second.errors == """
        jobreport: archive: 3 requests, 200 jobs seen, 1 new, 0 changed; 51 known jobs not asked for, which \
        saved about 1 request

        """)
    let none = try await jobreport.runBeside(["fetch", "--recheck", "0"])
    #expect(
      none.errors == """
        jobreport: archive: 2 requests, 100 jobs seen, 0 new, 0 changed; 151 known jobs not asked for, which \
        saved about 2 requests

        """)
    let full = try await jobreport.runBeside(["fetch", "--full"])
    await api.stop()
    #expect(full.errors == "jobreport: archive: 5 requests, 251 jobs seen, 0 new, 0 changed\n")
    #expect(
      try folder.jobreport.run("archive", "verify", "--archive", "jobs.sqlite").output
        == "jobs.sqlite: 251 answers, 4 runs, all as written\n")
  }

  @Test func aKnownJobThatHadNotEndedIsAskedForByID() async throws {
    var jobs = Self.jobs(250)
    try jobs.add(file: Self.job(1, day: 4, reason: "processing"))
    let folder = try TemporaryFolder()
    try await Self.fetch(jobs, in: folder)
    try jobs.add(file: Self.job(1, day: 4))
    let api = try await SampleAPI.start(jobs)
    let jobreport = Self.jobreport(in: folder, asking: api)
    let second = try await jobreport.runBeside(["fetch", "--recheck", "0"])
    let third = try await jobreport.runBeside(["fetch", "--recheck", "0"])
    await api.stop()
    #expect(
      api.targets == [
        "/v1/agent/acme/jobs?skip=0&take=100", "/v1/agent/acme/jobs?skip=0&take=100",
        "/v1/agent/acme/job/job-1",
        "/v1/agent/acme/jobs?skip=0&take=100", "/v1/agent/acme/jobs?skip=0&take=100",
      ])
    #expect(second.errors.contains("101 jobs seen, 0 new"), "\(second.errors)")
    #expect(third.errors.contains("100 jobs seen, 0 new"), "\(third.errors)")
    let history = try jobreport.run("archive", "history", "job-1")
    #expect(history.output.contains("running"))
    #expect(history.output.contains("completed"))
  }

  /// Two hundred of six hundred jobs run: asking for each that the first pages do not show would take more than a
  /// hundred requests, and a row of each would be there twice.
  @Test(arguments: [["fetch"], ["fetch", "--recheck", "0"], ["fetch", "--full"]])
  func aLaterFetchTakesNoMoreRequestsThanTheFirst(command: [String]) async throws {
    var jobs = SampleJobs()
    jobs.putInFront(
      (0..<600).map {
        Self.job(600 - $0, day: max(1, 54 - $0 / 12), reason: $0 % 3 == 0 ? "processing" : "completed")
      })
    // The last page must not be there before the one behind it is asked for.
    let slow = SampleFault(.slowHead(.milliseconds(50)), on: .list)
    let folder = try TemporaryFolder()
    let first = try await Self.fetch(jobs, in: folder, faults: [slow])
    let api = try await SampleAPI.start(jobs, faults: [slow])
    let jobreport = Self.jobreport(in: folder, asking: api)
    let later = try await jobreport.runBeside(command)
    await api.stop()
    // Six full pages, an empty one, two that are asked for before that is known, the first once more.
    #expect(first.count <= 10, "\(first)")
    #expect(api.targets.count <= 10, "\(api.targets)")
    #expect(later.errors.hasSuffix("requests, 600 jobs seen, 0 new, 0 changed\n"), "\(later.errors)")
    #expect(
      try jobreport.run("archive", "verify").output == "jobs.sqlite: 600 answers, 2 runs, all as written\n")
  }

  /// What the list and the job's own address say of one job is one record.
  @Test func anUnchangedJobIsStoredOnceWhicheverRequestHadIt() async throws {
    let api = try await SampleAPI.start(Self.jobs(3))
    let folder = try TemporaryFolder()
    let jobreport = Self.jobreport(in: folder, asking: api)
    for command in [["fetch"], ["fetch", "--job", "job-1"], ["fetch"]] {
      _ = try await jobreport.runBeside(command)
    }
    #expect(
      try jobreport.run("archive", "verify").output == "jobs.sqlite: 3 answers, 3 runs, all as written\n")
    api.withJobs { jobs in try? jobs.add(file: Self.job(1, day: 24, reason: "processing")) }
    for command in [["fetch", "--job", "job-1"], ["fetch"]] { _ = try await jobreport.runBeside(command) }
    await api.stop()
    #expect(
      try jobreport.run("archive", "verify").output == "jobs.sqlite: 4 answers, 5 runs, all as written\n")
    #expect(try jobreport.run("archive", "show", "job-1").output.contains("running"))
  }

  @Test func aReportIsMadeOfTheArchiveAlone() async throws {
    let api = try await SampleAPI.start(Self.jobs(3))
    let folder = try TemporaryFolder()
    let jobreport = Self.jobreport(in: folder, asking: api)
    _ = try await jobreport.runBeside(["fetch"])
    await api.stop()
    let offline = try jobreport.run("build", "--offline", "--quiet")
    #expect(offline.errors == "")
    #expect(offline.status == 0)
    #expect(try folder.read("report/report.json").contains(#""source":"archive""#))
    #expect(try folder.read("report/report.json").contains(#""total":3"#))
    #expect(try folder.read("report/index.md").contains("Since 17 Aug 2026, 09:00: 3 new jobs, 3 finished."))
  }

  /// A job that is in the list on Wednesday, ended, and was not on Monday: whenever it began, it ended in that week.
  @Test func aJobFirstSeenEndedIsFinishedInTheWeekThatALaterListTells() async throws {
    let api = try await SampleAPI.start(Self.jobs(3))
    let folder = try TemporaryFolder()
    var jobreport = Self.jobreport(in: folder, asking: api)
    _ = try await jobreport.runBeside(["fetch"])
    api.withJobs { jobs in
      jobs.putInFront([Self.job(5, day: 55, reason: "processing"), Self.job(4, day: 20, reason: "error")])
    }
    jobreport.environment["SOURCE_DATE_EPOCH"] = String(1_787_562_000 + 2 * 86_400)
    let build = try await jobreport.runBeside(["build", "--quiet"])
    await api.stop()
    #expect(build.status == 0, "\(build.errors)")
    let week = try folder.read("report/weeks/2026-W35.md")
    #expect(
      week.contains("\nSeen in this week: 1 new job.\n"), "\(week)")
    #expect(week.contains("- **Finished:** 0\n- **Failed:** 1\n"), "\(week)")
  }

  @Test func aListingThatBreaksOffIsMadeUpForByTheArchive() async throws {
    let api = try await SampleAPI.start(Self.jobs(3))
    let folder = try TemporaryFolder()
    let jobreport = Self.jobreport(in: folder, asking: api)
    api.setFaults([SampleFault(.status(403))])
    let empty = try await jobreport.runBeside(["build", "--quiet"])
    #expect(empty.status == 1)
    #expect(!folder.exists("report"))
    api.setFaults([])
    _ = try await jobreport.runBeside(["fetch"])
    api.setFaults([SampleFault(.status(403))])
    let partial = try await jobreport.runBeside(["build", "--quiet"])
    let failed = try await jobreport.runBeside(["fetch", "--quiet"])
    await api.stop()
    #expect(partial.status == 3)
    #expect(try folder.read("report/report.json").contains(#""partial":true"#))
    #expect(try folder.read("report/report.json").contains(#""total":3"#))
    #expect(failed.status == 1)
  }

  @Test func savedAnswersAreKeptAndTheirHistoryIsTold() throws {
    let folder = try TemporaryFolder()
    func save(_ reason: String) throws {
      try folder.write(
        #"{"sessionId":"a","subdomain":"acme","createdAt":"2026-08-20T08:00:00Z","haultReason":"\#(reason)"}"#,
        to: "saved.json")
    }
    try save("processing")
    #expect(
      try folder.jobreport.run("build", "--from", "saved.json", "--archive", "a.sqlite", "--quiet").status
        == 0)
    #expect(!(try folder.read("report/jobs/2026-08/a.md")).contains("## History"))
    try save("completed")
    #expect(
      try folder.jobreport.run("build", "--from", "saved.json", "--archive", "a.sqlite", "--quiet").status
        == 0)
    let page = try folder.read("report/jobs/2026-08/a.md")
    #expect(
      page.contains(
        """
        ## History

        1. 24 Aug 2026, 09:00: **Running**
        1. 24 Aug 2026, 09:00: **Completed**
        """), "\(page)")
    #expect(try folder.read("report/jobs/2026-08/a.html").contains("<h2 id=\"history\">History</h2>"))
    #expect(
      try folder.read("report/weeks/2026-W34.md").contains(
        "Seen in this week: 1 new job."))
  }

  @Test(arguments: [["19", "20"], ["20", "19"]], [["fetch", "--from"], ["archive", "import"]])
  func ofTwoRecordsInOneListTheOneCreatedLaterIsTheLatest(days: [String], command: [String]) throws {
    let folder = try TemporaryFolder()
    let records = days.map {
      #"{"sessionId":"a","subdomain":"acme","createdAt":"2026-08-\#($0)T08:00:00Z","title":"On the \#($0)th"}"#
    }
    try folder.write(#"{"allSessions":[\#(records.joined(separator: ","))]}"#, to: "saved.json")
    let kept = try folder.jobreport.run(command + ["saved.json", "--archive", "a.sqlite"])
    #expect(kept.status == 0, "\(kept.errors)")
    let rows = try folder.jobreport.run("archive", "export", "--archive", "a.sqlite").output
    #expect(rows.split(separator: "\n").count == 2)
    let shown = try folder.jobreport.run("archive", "show", "a", "--archive", "a.sqlite").output
    #expect(shown.contains("On the 20th") && !shown.contains("On the 19th"), "\(shown)")
    #expect(try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite").status == 0)
  }

  @Test func version2WithoutIDsAsksForTheJobsThatTheArchiveKnows() async throws {
    var jobs = SampleJobs()
    for id in ["one", "two"] {
      let v1 = #"{"sessionId":"\#(id)","createdAt":"2026-08-20T08:00:00Z","haultReason":"processing"}"#
      try jobs.add(file: Array("[\(v1),{\"id\":\"\(id)\",\"status\":\"completed\",\"model\":\"opus\"}]".utf8))
    }
    let api = try await SampleAPI.start(jobs)
    let folder = try TemporaryFolder()
    let jobreport = Self.jobreport(in: folder, asking: api)
    let first = try await jobreport.runBeside(["fetch", "--api", "v2"])
    #expect(
      first.errors == """
        jobreport: version 2 of the API has no list, and 'jobs.sqlite' knows no job to ask for; name jobs with --job \
        or --jobs-from, or use --api auto

        """)
    #expect(first.status == 64)
    #expect(!folder.exists("jobs.sqlite"))
    _ = try await jobreport.runBeside(["fetch"])
    let before = api.targets.count
    let second = try await jobreport.runBeside(["fetch", "--api", "v2", "--quiet"])
    let asked = api.targets[before...]
    let third = try await jobreport.runBeside([
      "fetch", "--api", "v2", "--full", "--quiet", "--project", "acme", "--project", "new",
    ])
    await api.stop()
    #expect(second.status == 0, "\(second.errors)")
    #expect(third.status == 3)
    #expect(
      third.errors == """
        jobreport: problem: version 2 of the API has no list, and the archive knows no job of this project; name jobs \
        with --job or --jobs-from, or use --api auto

        """)
    #expect(asked.sorted() == ["/v2/agent/acme/job/one", "/v2/agent/acme/job/two"])
    #expect(try jobreport.run("archive", "show", "one").output.contains("opus"))
  }

  /// What jobs were like before they were first seen, an archive does not know.
  @Test func nothingIsSaidOfATimeBeforeTheArchiveBegan() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a","createdAt":"2026-01-05T08:00:00Z"}"#, to: "saved.json")
    var jobreport = folder.jobreport
    for (days, isSaid) in [(0, false), (8, true)] {
      jobreport.environment["SOURCE_DATE_EPOCH"] = String(1_787_562_000 + days * 86_400)
      _ = try jobreport.run("build", "--from", "saved.json", "--archive", "a.sqlite", "--quiet")
      #expect(try folder.read("report/index.md").contains("nothing changed.") == isSaid, "day \(days)")
    }
  }

  @Test func twoArchivesMergedInEitherOrderAreTheSame() throws {
    let folder = try TemporaryFolder()
    for (name, id) in [("a", "one"), ("b", "two")] {
      try folder.write(#"{"sessionId":"\#(id)","subdomain":"acme","title":"x \#(name)"}"#, to: "\(name).json")
      _ = try folder.jobreport.run("fetch", "--from", "\(name).json", "--archive", "\(name).sqlite")
    }
    func export(_ archive: String) throws -> String {
      try folder.jobreport.run("archive", "export", "--runs", "--archive", archive).output
    }
    for (target, order) in [("ab.sqlite", ["a", "b"]), ("ba.sqlite", ["b", "a"])] {
      for name in order {
        #expect(
          try folder.jobreport.run("archive", "import", "\(name).sqlite", "--archive", target).status == 0)
      }
    }
    let merged = try export("ab.sqlite")
    #expect(merged == (try export("ba.sqlite")))
    #expect(merged.split(separator: "\n").count == 4)
    let again = try folder.jobreport.run(
      "archive", "import", "-", "--archive", "ab.sqlite", "--json", input: merged)
    #expect(again.output == #"{"rows":4,"added":0,"redacted":0,"problems":0}"# + "\n")
    #expect(try export("ab.sqlite") == merged)
  }

  @Test func aKeyLeavesTheArchiveOnlyWhenAskedFor() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a","title":"mint_0123456789abcdefgh"}"#, to: "saved.json")
    _ = try folder.jobreport.run("fetch", "--from", "saved.json", "--archive", "a.sqlite")
    let export = try folder.jobreport.run("archive", "export", "--archive", "a.sqlite")
    #expect(!export.output.contains("0123456789abcdefgh"))
    #expect(
      export.errors
        == "jobreport: 1 row has a key in it, which was redacted; --raw leaves it as it is, which an import needs\n"
    )
    let refused = try folder.jobreport.run(
      "archive", "import", "-", "--archive", "b.sqlite", input: export.output)
    #expect(refused.status == 3)
    #expect(
      refused.errors == """
        jobreport: 1 row was refused, as a key in it is redacted; export with --raw to import it
        jobreport: 1 row read, 0 added

        """)
    let raw = try folder.jobreport.run("archive", "export", "--raw", "--archive", "a.sqlite")
    #expect(
      try folder.jobreport.run("archive", "import", "-", "--archive", "b.sqlite", input: raw.output).status
        == 0)
  }

  @Test("An id may be cut to any beginning that is its own")
  func beginnings() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"[{"sessionId":"6a1b-one","title":"One"},{"sessionId":"6a2c-two","title":"Two"},{"sessionId":"6a2c","title":"Short"}]"#,
      to: "jobs.json")
    var jobreport = folder.jobreport
    jobreport.environment["JOBREPORT_ARCHIVE"] = "a.sqlite"
    #expect(try jobreport.run("archive", "import", "jobs.json").status == 0)
    let several =
      "jobreport: '6a' begins the ids of 3 jobs: 6a1b-one, 6a2c, 6a2c-two; give more of the one you mean\n"
    for command in ["show", "history"] {
      for (id, whole) in [("6a1", "6a1b-one"), ("6a2c", "6a2c"), ("6a2c-", "6a2c-two")] {
        let run = try jobreport.run("archive", command, id)
        let same = try jobreport.run("archive", command, whole)
        #expect(run.status == 0 && run.output == same.output, "\(id)")
      }
      let ambiguous = try jobreport.run("archive", command, "6a")
      #expect(ambiguous.status == 1 && ambiguous.errors == several)
      let none = try jobreport.run("archive", command, "7")
      #expect(
        none.errors
          == "jobreport: there is no job '7' in 'a.sqlite'; 'jobreport archive list --archive a.sqlite' shows those there are\n"
      )
    }
    let build = try jobreport.run("build", "--job", "6a1", "--json")
    #expect(build.status == 0 && build.output.contains(#""total":1"#), "\(build.errors)")
    let ambiguous = try jobreport.run("comment", "--job", "6a")
    #expect(ambiguous.status == 1 && ambiguous.errors == several)
  }
}
