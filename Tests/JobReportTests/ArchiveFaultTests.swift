import Foundation
import SampleAPI
import Testing

/// What an archive survives: an end at any moment, two runs at once, flipped bits, a foreign file.
@Suite(.serialized) struct ArchiveFaultTests {
  /// A run is killed after ever more requests and ever more time; the archive opens, is sound, and the next
  /// run completes it.
  @Test func aKilledRunKeepsWhatItGotAndTheNextGoesOn() async throws {
    let api = try await SampleAPI.start(ArchiveTests.jobs(450))
    let folder = try TemporaryFolder()
    let jobreport = ArchiveTests.jobreport(in: folder, asking: api)
    for wait in [20, 60, 90, 120, 150, 200, 260, 330, 420] {
      let process = try jobreport.launch(["fetch", "--quiet"])
      try await Task.sleep(for: .milliseconds(wait))
      kill(process.processIdentifier, SIGKILL)
      while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
      guard folder.exists("jobs.sqlite") else { continue }
      let verified = try jobreport.run("archive", "verify")
      #expect(verified.status == 0, "after \(wait) ms: \(verified.errors)")
    }
    let last = try await jobreport.runBeside(["fetch", "--quiet"])
    await api.stop()
    #expect(last.status == 0, "\(last.errors)")
    let verified = try jobreport.run("archive", "verify", "--json")
    #expect(verified.output.hasPrefix(#"{"answers":450,"#), "\(verified.output)")
    #expect(!folder.exists("jobs.sqlite-journal"))
    #expect(!folder.exists("jobs.sqlite.lock"))
  }

  /// What a killed run left out lies behind jobs that it got: the next run must not stop at these.
  @Test func aRunThatEndedEarlyLeavesNoGap() async throws {
    let api = try await SampleAPI.start(ArchiveTests.jobs(120))
    let folder = try TemporaryFolder()
    let jobreport = ArchiveTests.jobreport(in: folder, asking: api)
    _ = try await jobreport.runBeside(["fetch", "--quiet"])
    api.withJobs { jobs in
      jobs.putInFront((0..<250).map { ArchiveTests.job(1000 - $0, day: 54) })
    }
    // The second page is not to be had: only the newest 100 of 250 new jobs come.
    api.setFaults([SampleFault(.status(403), on: .list, sparing: 1)])
    #expect(try await jobreport.runBeside(["fetch", "--quiet"]).status == 1)
    api.setFaults([])
    let next = try await jobreport.runBeside(["fetch", "--recheck", "0"])
    await api.stop()
    #expect(next.errors.contains("150 new"), "\(next.errors)")
    #expect(try jobreport.run("archive", "verify", "--json").output.hasPrefix(#"{"answers":370,"#))
  }

  @Test func aSecondRunSaysWhoHoldsTheArchive() async throws {
    let api = try await SampleAPI.start(
      ArchiveTests.jobs(3), faults: [SampleFault(.slowHead(.seconds(60)))])
    let folder = try TemporaryFolder()
    let jobreport = ArchiveTests.jobreport(in: folder, asking: api)
    let first = try jobreport.launch(["fetch", "--quiet"])
    while !folder.exists("jobs.sqlite.lock") { try await Task.sleep(for: .milliseconds(10)) }
    let second = try await jobreport.runBeside(["fetch", "--quiet"])
    kill(first.processIdentifier, SIGKILL)
    while first.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    await api.stop()
    #expect(second.status == 1)
    #expect(
      second.errors
        == "jobreport: could not use 'jobs.sqlite': another process (\(first.processIdentifier)) is using it; "
        + "wait for it, or end it\n")
  }

  /// This process takes the lock that SQLite takes before it writes (the RESERVED byte of its file format).
  @Test func theHolderOfSQLitesOwnLockIsNamed() async throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a"}"#, to: "saved.json")
    let fetch = ["fetch", "--from", "saved.json", "--archive", "a.sqlite", "--quiet"]
    #expect(try await folder.jobreport.runBeside(fetch).status == 0)
    let file = open(folder.url.appending(path: "a.sqlite").path, O_RDWR | O_CLOEXEC)
    try #require(file >= 0)
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = 0x4000_0001
    lock.l_len = 1
    #expect(fcntl(file, F_SETLK, &lock) == 0)
    let refused = try await folder.jobreport.runBeside(fetch)
    close(file)
    #expect(refused.status == 1)
    #expect(
      refused.errors
        == "jobreport: could not use 'a.sqlite': another process (\(getpid())) is using it; wait for it, or end it\n"
    )
    #expect(try await folder.jobreport.runBeside(fetch).status == 0)
  }

  /// Bits are flipped all over the file. Whatever changes a row that SQLite still reads is found.
  @Test func everyFlippedBitThatChangesARowIsFound() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      (0..<12).map { #"{"sessionId":"job-\#($0)","subdomain":"acme","title":"Title \#($0)"}"# }
        .joined(separator: "\n"), to: "saved.jsonl")
    _ = try folder.jobreport.run("fetch", "--from", "saved.jsonl", "--archive", "a.sqlite")
    let whole = try Data(contentsOf: folder.url.appending(path: "a.sqlite"))
    let rows = try folder.jobreport.run("archive", "export", "--runs", "--archive", "a.sqlite").output
    var found = 0
    // A step that is no divisor of a page's size reaches every kind of byte.
    for offset in stride(from: 16, to: whole.count, by: 397) {
      var flipped = whole
      flipped[offset] ^= 1 << UInt8(offset % 8)
      try flipped.write(to: folder.url.appending(path: "flipped.sqlite"))
      let verified = try folder.jobreport.run("archive", "verify", "--archive", "flipped.sqlite")
      if verified.status == 5 {
        found += 1
        continue
      }
      #expect(verified.status == 0, "byte \(offset): \(verified.errors)")
      let read = try folder.jobreport.run("archive", "export", "--runs", "--archive", "flipped.sqlite")
      #expect(read.output == rows, "byte \(offset) was not found")
    }
    #expect(found > 5)
  }

  @Test func aChangedRowIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"job-1","subdomain":"acme","title":"Title"}"#, to: "saved.json")
    _ = try folder.jobreport.run("fetch", "--from", "saved.json", "--archive", "a.sqlite")
    let file = folder.url.appending(path: "a.sqlite")
    var bytes = try Data(contentsOf: file)
    let place = try #require(bytes.firstRange(of: Data("Title".utf8)))
    bytes[place.lowerBound] ^= 1
    try bytes.write(to: file)
    let outcome = try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite")
    #expect(outcome.status == 5)
    #expect(
      outcome.errors == """
        jobreport: 'a.sqlite': answer 1 (job 'job-1' of 'acme', 2026-08-24T09:00:00.000Z) does not fit its SHA-256
        jobreport: restore a copy, or 'jobreport archive export --raw --runs' what is whole, and import that

        """)
  }

  /// A row that was changed is never shown: the job stands as its other rows tell, or is missing, and both is said.
  @Test func aReportIsMadeOfSoundRowsAndSaysSo() throws {
    let folder = try TemporaryFolder()
    for (title, day) in [("Older", 1), ("Newer", 2)] {
      try folder.write(
        #"[{"sessionId":"a","subdomain":"acme","title":"\#(title)"},{"sessionId":"b","title":"Lonely"},"#
          + #"{"sessionId":"c","title":"Whole"}]"#, to: "saved.json")
      var jobreport = folder.jobreport
      jobreport.environment["SOURCE_DATE_EPOCH"] = String(1_787_562_000 + day * 86_400)
      _ = try jobreport.run("fetch", "--from", "saved.json", "--archive", "a.sqlite")
    }
    let file = folder.url.appending(path: "a.sqlite")
    var bytes = try Data(contentsOf: file)
    for title in ["Newer", "Lonely"] {
      let place = try #require(bytes.firstRange(of: Data(title.utf8)))
      bytes[place.lowerBound] ^= 1
    }
    try bytes.write(to: file)
    let outcome = try folder.jobreport.run("build", "--archive", "a.sqlite", "--quiet")
    #expect(outcome.status == 3)
    let reason = "does not fit its SHA-256 and is left out; 'jobreport archive verify' names all such rows"
    #expect(
      outcome.errors == """
        jobreport: problem: a: its answer 4 in the archive (2026-08-26T09:00:00.000Z) \(reason)
        jobreport: problem: b: its answer 2 in the archive (2026-08-25T09:00:00.000Z) \(reason)
        jobreport: 1 record is not in the report; exit status 3

        """)
    #expect(try folder.read("report/jobs/undated/a.md").hasPrefix("# Older"))
    #expect(
      !FileManager.default.fileExists(atPath: folder.url.appending(path: "report/jobs/undated/b.html").path))
    #expect(try folder.read("report/index.md").contains("- `b`: its answer 2 in the archive"))
    #expect(try folder.read("report/report.json").contains(#""partial":true"#))
    #expect(try folder.jobreport.run("archive", "show", "b", "--archive", "a.sqlite").status == 1)
  }

  /// Neither command sends to the other for what neither can do.
  @Test func anArchiveThatIsCutOffIsNamedAsSuch() throws {
    let folder = try TemporaryFolder()
    let jobs = (0..<60).map {
      #"{"sessionId":"job-\#($0)","title":"\#(String(repeating: "a", count: 900))"}"#
    }
    try folder.write(jobs.joined(separator: "\n"), to: "saved.jsonl")
    _ = try folder.jobreport.run("fetch", "--from", "saved.jsonl", "--archive", "a.sqlite")
    let file = folder.url.appending(path: "a.sqlite")
    try Data(contentsOf: file).prefix(24_000).write(to: file)
    let verified = try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite")
    #expect(verified.status == 5)
    #expect(
      verified.errors == """
        jobreport: 'a.sqlite': the database cannot be opened: database disk image is malformed
        jobreport: restore a copy, or see what 'sqlite3 a.sqlite .recover' finds

        """)
    let export = try folder.jobreport.run("archive", "export", "--archive", "a.sqlite")
    #expect(export.status == 1)
    #expect(
      export.errors == """
        jobreport: 'a.sqlite' is damaged: database disk image is malformed; restore a copy, or see what 'sqlite3 \
        a.sqlite .recover' finds

        """)
  }

  /// A page that SQLite cannot read costs the rows on it, in reports and in what is saved.
  @Test func aDamagedPageCostsNoMoreThanItsRows() throws {
    let folder = try TemporaryFolder()
    let jobs = (10..<70).map {
      #"{"sessionId":"job-\#($0)","subdomain":"acme","title":"Title \#($0) \#(String(repeating: "a", count: 900))"}"#
    }
    try folder.write(jobs.joined(separator: "\n"), to: "saved.jsonl")
    _ = try folder.jobreport.run("fetch", "--from", "saved.jsonl", "--archive", "a.sqlite")
    let file = folder.url.appending(path: "a.sqlite")
    var bytes = try Data(contentsOf: file)
    let place = try #require(bytes.firstRange(of: Data("Title 40".utf8)))
    // The first byte of a page tells its kind (SQLite, Database File Format, 1.6).
    bytes[place.lowerBound / 4096 * 4096] = 0xFF
    try bytes.write(to: file)
    let export = try folder.jobreport.run("archive", "export", "--raw", "--runs", "--archive", "a.sqlite")
    #expect(export.status == 3)
    let lost = 61 - export.output.split(separator: "\n").count
    #expect((1...4).contains(lost))
    #expect(export.errors.hasPrefix("jobreport: left out "), "\(export.errors)")
    try folder.write(export.output, to: "rows.jsonl")
    #expect(try folder.jobreport.run("archive", "import", "rows.jsonl", "--archive", "b.sqlite").status == 0)
    #expect(try folder.jobreport.run("archive", "verify", "--archive", "b.sqlite").status == 0)
    let build = try folder.jobreport.run("build", "--archive", "a.sqlite", "--quiet")
    #expect(build.status == 3)
    #expect(build.errors.contains("of the archive cannot be read and is left out"), "\(build.errors)")
    #expect(try folder.read("report/report.json").contains(#""total":\#(60 - lost)"#))
  }

  @Test func aReaderLeavesNothingBesideTheFile() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a"}"#, to: "saved.json")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "box"), withIntermediateDirectories: true)
    _ = try folder.jobreport.run("fetch", "--from", "saved.json", "--archive", "box/a.sqlite")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o555], ofItemAtPath: folder.url.appending(path: "box").path)
    for arguments in [["list"], ["show", "a"], ["history", "a"], ["export"], ["verify"]] {
      let outcome = try folder.jobreport.run(["archive"] + arguments + ["--archive", "box/a.sqlite"])
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    }
    #expect(try folder.jobreport.run("build", "--offline", "--archive", "box/a.sqlite").status == 0)
    #expect(try Array(folder.files(in: "box").keys) == ["a.sqlite"])
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")))
  func whatIsWholeOfADamagedArchiveIsSaved() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"[{"sessionId":"a"},{"sessionId":"b"},{"sessionId":"c"}]"#, to: "saved.json")
    _ = try folder.jobreport.run("fetch", "--from", "saved.json", "--archive", "a.sqlite")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    shell.arguments = [
      folder.url.appending(path: "a.sqlite").path, "UPDATE answers SET status = 'failed' WHERE id = 2",
    ]
    try shell.run()
    shell.waitUntilExit()
    let export = try folder.jobreport.run("archive", "export", "--raw", "--runs", "--archive", "a.sqlite")
    #expect(export.status == 3)
    #expect(export.errors == "jobreport: left out the row that does not fit the SHA-256: 2\n")
    try folder.write(export.output, to: "rows.jsonl")
    let whole = try folder.jobreport.run("archive", "import", "rows.jsonl", "--archive", "b.sqlite", "--json")
    #expect(whole.status == 0, "\(whole.errors)")
    let verified = try folder.jobreport.run("archive", "verify", "--archive", "b.sqlite", "--json")
    #expect(verified.output.hasPrefix(#"{"answers":2,"#), "\(verified.errors)")
  }

  /// A run of an earlier version that was killed as it began has left one table of its library's and nothing else.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")))
  func anArchiveThatWasJustBegunIsEmpty() throws {
    let folder = try TemporaryFolder()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    shell.arguments = [
      folder.url.appending(path: "a.sqlite").path,
      "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)",
    ]
    try shell.run()
    shell.waitUntilExit()
    let verified = try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite", "--json")
    #expect(verified.status == 1)
    #expect(
      verified.errors
        == "jobreport: 'a.sqlite' is no archive: it is empty; remove it to begin a new archive there, or restore a copy\n"
    )
    try folder.write(#"{"sessionId":"a"}"#, to: "saved.json")
    #expect(try folder.jobreport.run("fetch", "--from", "saved.json", "--archive", "a.sqlite").status == 0)
    let again = try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite", "--json")
    #expect(again.output.hasPrefix(#"{"answers":1,"#), "\(again.errors)")
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var statements: String
    var errors: String
    var testDescription: String { statements }
  }

  private static let stranger =
    ", which may change what is read or written; drop that with sqlite3, or restore a copy\n"

  static let refusals = [
    Refusal(
      statements: "PRAGMA user_version = 3; CREATE TABLE more (id INTEGER PRIMARY KEY)",
      errors:
        "jobreport: 'a.sqlite' was made by a newer version of jobreport (schema 3, where this one knows 2); "
        + "update jobreport to use it\n"),
    Refusal(
      statements: "CREATE TABLE notes (text TEXT)",
      errors:
        "jobreport: 'a.sqlite' is not used: it has the table 'notes' that jobreport did not make\(stranger)"),
    Refusal(
      statements: "CREATE TRIGGER answers AFTER INSERT ON answers BEGIN DELETE FROM answers; END",
      errors:
        "jobreport: 'a.sqlite' is not used: it has the trigger 'answers' that jobreport did not make\(stranger)"
    ),
    Refusal(
      statements: "CREATE UNIQUE INDEX once ON answers (job); CREATE VIEW mine AS SELECT 1",
      errors:
        "jobreport: 'a.sqlite' is not used: it has the index 'once' and 1 more that jobreport did not make\(stranger)"
    ),
    Refusal(
      statements: """
        ALTER TABLE answers RENAME TO kept;
        CREATE VIEW answers AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
          SELECT i AS id, 'mintlify' AS provider, 'p' AS project, i AS job, 'v1/jobs' AS endpoint,
            '2026-08-24T09:00:00.000Z' AS time, 'running' AS status, x'' AS answer, x'' AS sha256 FROM n
        """,
      errors:
        "jobreport: 'a.sqlite' is not used: it has the table 'kept' and 1 more that jobreport did not make\(stranger)"
    ),
    Refusal(
      statements: "PRAGMA application_id = 7; ALTER TABLE answers RENAME TO other; DROP TABLE runs",
      errors:
        "jobreport: 'a.sqlite' is no archive: it is a database of another program; choose another --archive\n"
    ),
  ]

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")), arguments: refusals)
  func whatIsNoArchiveOfThisVersionIsRefused(_ refusal: Refusal) throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a"}"#, to: "saved.json")
    _ = try folder.jobreport.run("fetch", "--from", "saved.json", "--archive", "a.sqlite")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    shell.arguments = [
      folder.url.appending(path: "a.sqlite").path, "DROP VIEW latest; " + refusal.statements,
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    let before = try Data(contentsOf: folder.url.appending(path: "a.sqlite"))
    for arguments in [
      ["fetch", "--from", "saved.json"], ["build", "--offline"], ["archive", "list"],
      ["archive", "show", "a"],
      ["archive", "export"], ["archive", "prune", "--keep-last", "1"],
    ] {
      let outcome = try folder.jobreport.run(arguments + ["--archive", "a.sqlite", "--quiet"])
      #expect(outcome.status == 1, "\(arguments)")
      #expect(outcome.errors == refusal.errors, "\(arguments)")
    }
    let verified = try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite")
    if let stranger = refusal.errors.firstMatch(of: /it has the \w+ '\w+'/) {
      #expect(verified.status == 5)
      #expect(
        verified.errors.contains("\(stranger.output), which jobreport did not make\n"), "\(verified.errors)")
    } else {
      #expect(verified.status == 1)
      #expect(verified.errors == refusal.errors)
    }
    #expect(try Data(contentsOf: folder.url.appending(path: "a.sqlite")) == before)
  }

  /// `Archives/` holds an archive of every version of the schema there was. One that is there stays as it is.
  static let versions =
    ((try? FileManager.default.contentsOfDirectory(atPath: archives.path)) ?? []).sorted()
  static let archives = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
    path: "Archives")

  @Test func thereIsAnArchiveOfEveryVersion() { #expect(Self.versions == ["v1.db"]) }

  @Test(arguments: versions) func anArchiveOfAnEarlierVersionIsUsedAsItIs(name: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Self.archives.appending(path: name), to: folder.url.appending(path: "a.sqlite"))
    try folder.write(#"{"sessionId":"two","subdomain":"acme"}"#, to: "saved.json")
    let build = try folder.jobreport.run("build", "--from", "saved.json", "--archive", "a.sqlite", "--quiet")
    #expect(build.status == 0, "\(build.errors)")
    #expect(
      try folder.jobreport.run("archive", "history", "one", "--archive", "a.sqlite").output == """
        TIME                      STATUS     CHANGES
        2026-08-24T09:00:00Z      running    0 of 1 todo
        2026-08-24T09:00:00.001Z  completed  1 of 1 todo

        """)
    #expect(
      try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite").output
        == "a.sqlite: 3 answers, 3 runs, all as written\n")
  }

  /// A file system of 256 KiB runs full in the middle of a run.
  @Test(.enabled(if: geteuid() == 0)) func aFullDiskCostsNothingThatWasWritten() async throws {
    let folder = try TemporaryFolder()
    let disk = folder.url.appending(path: "disk")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    guard try Self.system("/bin/mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.path]) == 0 else {
      return
    }
    defer { _ = try? Self.system("/bin/umount", [disk.path]) }
    let api = try await SampleAPI.start(ArchiveTests.jobs(2000))
    var jobreport = ArchiveTests.jobreport(in: folder, asking: api)
    jobreport.environment["JOBREPORT_ARCHIVE"] = "disk/jobs.sqlite"
    let full = try await jobreport.runBeside(["fetch", "--quiet"])
    await api.stop()
    #expect(full.status == 1)
    #expect(
      full.errors
        == "jobreport: could not write 'disk/jobs.sqlite': the disk is full; free some space and run again\n")
    let verified = try jobreport.run("archive", "verify", "--json")
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(!verified.output.hasPrefix(#"{"answers":0,"#), "\(verified.output)")
  }

  private static func system(_ program: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
