import Foundation
import SampleAPI
import Testing

/// What an archive says of itself holds: it has the rows that were written and no others, whatever was done to the file.
@Suite(.serialized) struct ArchiveTruthTests {
  /// The SQLite shell, the other hands.
  static let hasShell = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")

  static func sql(_ statements: String, on name: String, in folder: TemporaryFolder) throws {
    let file = folder.url.appending(path: name).path
    try folder.write(statements, to: ".statements")
    let shell = try Shell.run("/usr/bin/sqlite3 -bail '\(file)' < .statements", in: folder.url)
    try #require(shell.status == 0, "\(shell.errors)")
  }

  /// An archive of three jobs of one project.
  static func archive(in folder: TemporaryFolder) throws {
    try folder.write(
      (1...3).map { #"{"sessionId":"job-\#($0)","subdomain":"acme"}"# }.joined(separator: "\n"),
      to: "saved.jsonl")
    let fetched = try folder.jobreport.run(
      "fetch", "--from", "saved.jsonl", "--archive", "a.sqlite", "--quiet")
    try #require(fetched.status == 0, "\(fetched.errors)")
  }

  struct Tampering: Sendable, CustomTestStringConvertible {
    var statements: String
    var finding: String
    /// Whether a report cannot know whether it has all jobs.
    var losesRows = true
    /// Whether each row is sound by itself, so that only the check of all of them finds it.
    var isForVerifyAlone = false
    var testDescription: String { statements }
  }

  static let tamperings = [
    Tampering(
      statements: "DELETE FROM answers WHERE id = 2", finding: "1 of the archive's 3 answers is missing"),
    Tampering(
      statements: "DELETE FROM answers WHERE id <> 2", finding: "2 of the archive's 3 answers are missing"),
    Tampering(
      statements: "DELETE FROM runs", finding: "the archive's only run is missing", losesRows: false),
    Tampering(
      statements: "UPDATE counts SET rows = 2 WHERE name = 'answers'; DELETE FROM answers WHERE id = 1",
      finding: "the count of the archive's answers is damaged, so that nobody knows whether some are missing"),
    Tampering(
      statements: "DELETE FROM counts WHERE name = 'answers'",
      finding: "the count of the archive's answers is damaged, so that nobody knows whether some are missing"),
    Tampering(
      statements: """
        INSERT INTO answers (provider, project, job, endpoint, time, status, answer, sha256)
          SELECT provider, project, job, endpoint, time, status, answer, zeroblob(32) FROM answers WHERE id = 1
        """,
      finding: "the archive has 4 answers where 3 were written: others were put in"),
    Tampering(
      statements: """
        ATTACH 'b.sqlite' AS b; DELETE FROM answers WHERE id = 1;
        INSERT INTO answers SELECT 1, provider, project, job, endpoint, time, status, answer, sha256 FROM b.answers
        """,
      finding: "the archive's answers are not those that were written: one was replaced by another",
      isForVerifyAlone: true),
  ]

  @Test(.enabled(if: hasShell), arguments: tamperings)
  func otherHandsAreSeen(_ tampering: Tampering) throws {
    let folder = try TemporaryFolder()
    try Self.archive(in: folder)
    try folder.write(#"{"sessionId":"job-9","subdomain":"acme"}"#, to: "other.json")
    _ = try folder.jobreport.run("fetch", "--from", "other.json", "--archive", "b.sqlite", "--quiet")
    #expect(try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite").status == 0)
    try Self.sql(tampering.statements, on: "a.sqlite", in: folder)
    let verified = try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite")
    #expect(verified.status == 5)
    #expect(verified.errors.contains("jobreport: 'a.sqlite': \(tampering.finding)\n"), "\(verified.errors)")
    if tampering.isForVerifyAlone { return }
    let build = try folder.jobreport.run("build", "--offline", "--archive", "a.sqlite", "--quiet")
    #expect(build.status == 3)
    #expect(build.errors.contains("jobreport: problem: \(tampering.finding)"), "\(build.errors)")
    #expect(try folder.read("report/report.json").contains(#""partial":true"#) == tampering.losesRows)
    #expect(try folder.read("report/index.md").contains(tampering.finding))
    for command in [["list"], ["export", "--runs"]] {
      let read = try folder.jobreport.run(["archive"] + command + ["--archive", "a.sqlite"])
      #expect(read.status == 3)
      #expect(read.errors.contains(tampering.finding), "\(read.errors)")
    }
    guard tampering.losesRows else { return }
    for command in [["prune", "--keep-last", "1"], ["import", "a.sqlite"]] {
      let archive = command[0] == "import" ? "c.sqlite" : "a.sqlite"
      let refused = try folder.jobreport.run(["archive"] + command + ["--archive", archive])
      #expect(refused.status == 1)
      #expect(refused.errors.contains(tampering.finding), "\(refused.errors)")
      #expect(!folder.exists("c.sqlite"))
    }
  }

  /// All rows are gone, and a run says that it read the list: that is no empty list.
  @Test(.enabled(if: hasShell)) func anArchiveThatLostAllIsNotEmpty() throws {
    let folder = try TemporaryFolder()
    try Self.archive(in: folder)
    #expect(try folder.jobreport.run("build", "--offline", "--archive", "a.sqlite", "--quiet").status == 0)
    let before = try folder.files(in: "report")
    try Self.sql("DELETE FROM answers", on: "a.sqlite", in: folder)
    let build = try folder.jobreport.run("build", "--offline", "--archive", "a.sqlite", "--quiet")
    #expect(build.status == 1)
    #expect(build.errors.contains("3 of the archive's 3 answers are missing"), "\(build.errors)")
    #expect(try folder.files(in: "report") == before)
  }

  /// What the project is in an index is not what it is: no page goes on the word of it.
  @Test func aFlippedBitInAnIndexCostsNoPage() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      (0..<80).map { #"{"sessionId":"job-\#($0)","subdomain":"acme","title":"Job \#($0)"}"# }
        .joined(separator: "\n"), to: "saved.jsonl")
    _ = try folder.jobreport.run("fetch", "--from", "saved.jsonl", "--archive", "a.sqlite")
    let build = ["build", "--offline", "--project", "acme", "--archive", "a.sqlite", "--quiet"]
    #expect(try folder.jobreport.run(build).status == 0)
    let before = try folder.files(in: "report").filter { $0.key.hasPrefix("jobs/undated/") }
    #expect(before.count == 160)
    let file = folder.url.appending(path: "a.sqlite")
    var bytes = try Data(contentsOf: file)
    // A leaf of an index begins with a 10 (SQLite, Database File Format, 1.6).
    for page in stride(from: 0, to: bytes.count, by: 4096) where bytes[page] == 10 {
      var place = page
      for _ in 0..<16 {
        guard let found = bytes[place..<page + 4096].firstRange(of: Data("mintlifyacme".utf8)) else { break }
        bytes[found.upperBound - 1] ^= 1
        place = found.upperBound
      }
    }
    try bytes.write(to: file)
    let again = try folder.jobreport.run(build)
    #expect(again.status == 3)
    #expect(
      again.errors == """
        jobreport: problem: the index 'answers_by_job' does not fit the archive's answers; 'jobreport archive verify' \
        says more

        """)
    #expect(try folder.files(in: "report").filter { $0.key.hasPrefix("jobs/undated/") } == before)
  }

  /// A damaged row of a run, or its index, refuses no report: only what the run says is unknown.
  @Test(
    .enabled(if: hasShell),
    arguments: [
      "UPDATE runs SET complete = '[\"acme\"]'", "UPDATE runs SET outcome = 'x'",
    ])
  func aDamagedRunRefusesNoReport(statements: String) throws {
    let folder = try TemporaryFolder()
    try Self.archive(in: folder)
    try Self.sql(statements, on: "a.sqlite", in: folder)
    let build = try folder.jobreport.run("build", "--offline", "--archive", "a.sqlite", "--quiet")
    #expect(build.status == 3)
    #expect(
      build.errors == """
        jobreport: problem: run 1 of the archive does not fit its SHA-256 and is left out; 'jobreport archive verify' \
        says more

        """)
    #expect(try folder.read("report/report.json").contains(#""total":3"#))
  }

  @Test(.enabled(if: hasShell), arguments: ["runs", "runs_by_end"])
  func aDamagedPageOfRunsRefusesNoReport(name: String) throws {
    let folder = try TemporaryFolder()
    try Self.archive(in: folder)
    let shell = try Shell.run(
      "/usr/bin/sqlite3 a.sqlite \"SELECT rootpage FROM sqlite_master WHERE name = '\(name)'\" > page",
      in: folder.url)
    try #require(shell.status == 0)
    let page = try #require(Int(folder.read("page").trimmingCharacters(in: .whitespacesAndNewlines)))
    let file = folder.url.appending(path: "a.sqlite")
    var bytes = try Data(contentsOf: file)
    bytes[(page - 1) * 4096] = 0xFF
    try bytes.write(to: file)
    let build = try folder.jobreport.run("build", "--offline", "--archive", "a.sqlite", "--quiet")
    // Nothing that is read for a report stands on the word of the index.
    #expect(build.status == (name == "runs" ? 3 : 0), "\(build.errors)")
    #expect(build.errors.contains("a part of the archive's runs cannot be read") == (name == "runs"))
    #expect(try folder.read("report/report.json").contains(#""total":3"#))
    #expect(try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite").status == 5)
  }

  /// A row of an endpoint that a later version asks is kept, named and never taken for something else.
  @Test func anAnswerOfANewerVersionIsNamedAndKept() throws {
    let folder = try TemporaryFolder()
    try Self.archive(in: folder)
    let line =
      #"{"kind":"answer","provider":"later","project":"org-1","id":"d-1","endpoint":"later/sessions","#
      + #""time":"2026-08-24T09:00:00.000Z","status":"running","#
      + #""sha256":"96d2bfeb3f7609b3349ef37aaa3be510dffcaf8f82aef44d017f30e4acd10afc","#
      + #""job":{"session_id":"d-1","sessionId":"job-1","haultReason":"error"}}"#
    try folder.write(line, to: "rows.jsonl")
    let imported = try folder.jobreport.run("archive", "import", "rows.jsonl", "--archive", "a.sqlite")
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite").status == 0)
    let export = try folder.jobreport.run("archive", "export", "--archive", "a.sqlite").output
    #expect(export.split(separator: "\n").contains { $0 == line })
    let build = try folder.jobreport.run("build", "--offline", "--archive", "a.sqlite", "--quiet")
    #expect(build.status == 3)
    #expect(
      build.errors == """
        jobreport: problem: 1 answer of the archive is of 'later/sessions', which a newer version of jobreport wrote, \
        and left out; update jobreport
        jobreport: 1 record is not in the report; exit status 3

        """)
    #expect(try folder.read("report/report.json").contains(#""total":3"#))
  }

  /// An archive of version 1 is read as it is and changed by the first write alone, from when on it counts.
  @Test(.enabled(if: hasShell)) func anArchiveThatDoesNotCountLearnsIt() throws {
    let folder = try TemporaryFolder()
    let old = ArchiveFaultTests.archives.appending(path: "v1.db")
    let file = folder.url.appending(path: "a.sqlite")
    try FileManager.default.copyItem(at: old, to: file)
    for command in [["archive", "verify"], ["archive", "export"], ["build", "--offline", "--quiet"]] {
      #expect(try folder.jobreport.run(command + ["--archive", "a.sqlite"]).status == 0)
    }
    #expect(try Data(contentsOf: file) == Data(contentsOf: old))
    try Self.sql("DELETE FROM answers WHERE id = 1", on: "a.sqlite", in: folder)
    #expect(try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite").status == 0)
    try folder.write(#"{"sessionId":"two","subdomain":"acme"}"#, to: "saved.json")
    _ = try folder.jobreport.run("fetch", "--from", "saved.json", "--archive", "a.sqlite")
    #expect(try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite").status == 0)
    try Self.sql("DELETE FROM answers WHERE job = 'two'", on: "a.sqlite", in: folder)
    let verified = try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite")
    #expect(verified.errors.contains("1 of the archive's 2 answers is missing"), "\(verified.errors)")
  }

  static let commands = [
    ["fetch", "--from", "saved.jsonl"], ["build", "--offline"], ["comment", "--offline"],
    ["archive", "list"],
    ["archive", "show", "job-1"], ["archive", "export"], ["archive", "verify"],
    ["archive", "import", "b.sqlite"],
    ["archive", "prune", "--keep-last", "1"],
  ]

  /// What is no file is not opened: reading a pipe waits for ever, and so does a device.
  @Test(
    .timeLimit(.minutes(5)),
    arguments: [
      ("pipe", "it is a pipe"), ("/dev/zero", "it is a device, not a file"), ("folder", "it is a folder"),
      ("link", "it is a link that leads nowhere"),
    ])
  func whatIsNoFileIsNotOpened(name: String, words: String) throws {
    let folder = try TemporaryFolder()
    try Self.archive(in: folder)
    #expect(mkfifo(folder.url.appending(path: "pipe").path, 0o600) == 0)
    try folder.write("", to: "folder/.keep")
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "link").path, withDestinationPath: "nowhere")
    for command in Self.commands {
      let refused = try folder.jobreport.run(command + ["--archive", name, "--quiet"])
      #expect(refused.status == 1, "\(command)")
      #expect(
        refused.errors == "jobreport: '\(name)' is no archive: \(words); choose another --archive\n",
        "\(command)")
    }
    #expect(!folder.exists("nowhere"))
    #expect(!folder.exists("\(name).lock"))
  }

  /// What stands where SQLite would look for a journal, or the lock would be: nothing of it is opened or emptied.
  @Test(.timeLimit(.minutes(5)), arguments: ["-journal", "-wal", "-shm", ".lock"])
  func whatIsPlantedBesideIsLeftAlone(suffix: String) throws {
    let folder = try TemporaryFolder()
    try Self.archive(in: folder)
    try folder.write("mine", to: "victim")
    let planted = folder.url.appending(path: "a.sqlite\(suffix)").path
    let isLock = suffix == ".lock"
    let kinds: [() throws -> Void] = [
      { try FileManager.default.createSymbolicLink(atPath: planted, withDestinationPath: "victim") },
      { #expect(mkfifo(planted, 0o600) == 0) },
      { try FileManager.default.createDirectory(atPath: planted, withIntermediateDirectories: false) },
    ]
    let files: [() throws -> Void] = [
      { try folder.write("a note of mine", to: "a.sqlite\(suffix)") },
      { #expect(link(folder.url.appending(path: "victim").path, planted) == 0) },
    ]
    for plant in kinds + (isLock ? files : []) {
      try plant()
      for command in Self.commands where !isLock || command[0] == "fetch" {
        let refused = try folder.jobreport.run(command + ["--archive", "a.sqlite", "--quiet"])
        #expect(refused.status == 1, "\(command): \(refused.errors)")
        #expect(refused.errors.hasPrefix("jobreport: could not use 'a.sqlite': 'a.sqlite\(suffix)', which "))
        #expect(refused.errors.hasSuffix("; remove that\n"))
      }
      #expect(try folder.read("victim") == "mine")
      try FileManager.default.removeItem(atPath: planted)
    }
    #expect(try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite").status == 0)
  }

  /// An index whose pages lead to the same pages over and over has more entries than can ever be read.
  @Test(
    .enabled(if: hasShell), .timeLimit(.minutes(5)),
    arguments: ["answers_by_job", "answers_by_time", "answers"])
  func aFileThatNeverEndsIsLeft(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      (0..<600).map { #"{"sessionId":"job-\#($0)","subdomain":"acme","title":"Job \#($0)"}"# }
        .joined(separator: "\n"), to: "saved.jsonl")
    _ = try folder.jobreport.run("fetch", "--from", "saved.jsonl", "--archive", "a.sqlite")
    let shell = try Shell.run(
      "/usr/bin/sqlite3 a.sqlite \"SELECT rootpage FROM sqlite_master WHERE name = '\(name)'\" > page",
      in: folder.url)
    try #require(shell.status == 0)
    let page = try #require(Int(folder.read("page").trimmingCharacters(in: .whitespacesAndNewlines)))
    let file = folder.url.appending(path: "a.sqlite")
    try HostilePages.multiply(page: page, in: file)
    for command in Self.commands {
      let outcome = try folder.jobreport.run(command + ["--archive", "a.sqlite", "--quiet"])
      if command == ["archive", "verify"] {
        #expect(outcome.status == 5, "\(outcome.errors)")
      } else {
        #expect([0, 1, 3].contains(outcome.status), "\(command): \(outcome.errors)")
      }
    }
  }

  /// Killed at its calls that change a file: the archive is what it was or what it was to be, it counts right, and
  /// the next run does the rest and leaves nothing else behind.
  @Test(
    .enabled(if: Fault.isAvailable, "needs a C compiler and LD_PRELOAD"),
    arguments: [
      ["fetch", "--from", "saved.jsonl"], ["archive", "import", "b.sqlite"],
      ["archive", "prune", "--keep-last", "1", "--yes"],
    ])
  func aKillAtAnyCallLeavesAWholeArchive(command: [String]) throws {
    let folder = try TemporaryFolder()
    try Self.archive(in: folder)
    try FileManager.default.moveItem(
      at: folder.url.appending(path: "a.sqlite"), to: folder.url.appending(path: "b.sqlite"))
    func files() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasPrefix("a.sqlite") }
    }
    func run(killedAt call: Int) throws -> Jobreport.Outcome {
      for name in try files() { try FileManager.default.removeItem(at: folder.url.appending(path: name)) }
      if command[1] == "prune" {
        try FileManager.default.copyItem(
          at: ArchiveFaultTests.archives.appending(path: "v1.db"), to: folder.url.appending(path: "a.sqlite"))
      }
      var jobreport = folder.jobreport
      let fault = Fault.signal(SIGKILL)
      jobreport.environment.merge(
        try fault.environment(at: call, countingIn: folder.url.appending(path: "count"))
      ) { $1 }
      return try jobreport.run(command + ["--archive", "a.sqlite", "--quiet"])
    }
    #expect(try run(killedAt: 0).status == 0)
    let calls = try #require(Int(try folder.read("count")))
    let whole = try folder.jobreport.run("archive", "export", "--archive", "a.sqlite").output
    for call in Set(stride(from: 1, through: calls, by: max(1, calls / 10))).union(1...8).sorted() {
      #expect(try run(killedAt: call).status == SIGKILL, "call \(call)")
      if folder.exists("a.sqlite") {
        let verified = try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite")
        #expect(verified.status == 0, "call \(call): \(verified.errors)")
      }
      let next = try folder.jobreport.run(command + ["--archive", "a.sqlite", "--quiet"])
      #expect(next.status == 0, "call \(call): \(next.errors)")
      let verified = try folder.jobreport.run("archive", "verify", "--archive", "a.sqlite")
      #expect(verified.status == 0, "call \(call): \(verified.errors)")
      #expect(
        try folder.jobreport.run("archive", "export", "--archive", "a.sqlite").output == whole, "call \(call)"
      )
      // A journal that says nothing any more goes with the next write, which a second prune is not.
      #expect(try files().filter { command[1] != "prune" || !$0.hasSuffix("-journal") } == ["a.sqlite"])
    }
  }
}

/// Makes a b-tree of SQLite (https://www.sqlite.org/fileformat.html, 1.6) so large that nothing gets to its end: each
/// page of it leads to the next so many times over.
private enum HostilePages {
  private static let size = 4096
  private static let levels = 10

  static func multiply(page: Int, in file: URL) throws {
    var bytes = [UInt8](try Data(contentsOf: file))
    let root = (page - 1) * size
    try #require([2, 5].contains(bytes[root]), "an inner page")
    // The root becomes the first of pages that are copies of it, each of which leads to the one behind it.
    let first = bytes.count / size + 1
    let leaf = child(at: root + Int(bytes[root + 12]) << 8 + Int(bytes[root + 13]), in: bytes)
    let copy = Array(bytes[root..<root + size])
    for level in 0..<levels {
      var inner = copy
      let next = level + 1 < levels ? first + level + 1 : leaf
      let cells = Int(inner[3]) << 8 | Int(inner[4])
      set(next, at: 8, in: &inner)
      for cell in 0..<cells {
        set(next, at: Int(inner[12 + 2 * cell]) << 8 | Int(inner[13 + 2 * cell]), in: &inner)
      }
      bytes += inner
    }
    let cells = Int(bytes[root + 3]) << 8 | Int(bytes[root + 4])
    set(first, at: root + 8, in: &bytes)
    for cell in 0..<cells {
      set(
        first, at: root + (Int(bytes[root + 12 + 2 * cell]) << 8 | Int(bytes[root + 13 + 2 * cell])),
        in: &bytes)
    }
    set(bytes.count / size, at: 28, in: &bytes)
    try Data(bytes).write(to: file)
  }

  private static func child(at offset: Int, in bytes: [UInt8]) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func set(_ number: Int, at offset: Int, in bytes: inout [UInt8]) {
    for place in 0..<4 { bytes[offset + place] = UInt8(truncatingIfNeeded: number >> (24 - 8 * place)) }
  }
}
