import Foundation
import Testing

/// What a report survives: an end at any call, a full disk, a folder that goes away, two runs at once.
@Suite(.serialized, .enabled(if: Fault.isAvailable, "needs a C compiler and LD_PRELOAD"))
struct ReportFaultTests {
  private static let staging = ".jobreport-"
  private static let points = 8

  /// Two reports with pages that come, go, change and stay.
  private static func jobs(_ numbers: Range<Int>, title: String) -> String {
    numbers.map {
      """
      {"sessionId":"job-\($0)","subdomain":"acme","haultReason":"completed","title":"\(title) \($0 / 4)",\
      "createdAt":"2026-03-\(10 + $0)T10:00:00Z","messageToUser":"Text."}
      """
    }.joined(separator: "\n")
  }

  /// A folder with both inputs and both reports as they must be.
  private struct Bench {
    let folder: TemporaryFolder
    let old: [String: Data]
    let new: [String: Data]

    init() throws {
      folder = try TemporaryFolder()
      try folder.write(jobs(0..<8, title: "Old"), to: "old.jsonl")
      try folder.write(jobs(2..<12, title: "New"), to: "new.jsonl")
      for name in ["old", "new"] {
        let run = try folder.jobreport.run(
          "build", "--from", "\(name).jsonl", "--output", "\(name)", "--quiet")
        try #require(run.status == 0, "\(run.errors)")
      }
      old = try folder.files(in: "old")
      new = try folder.files(in: "new")
    }

    /// Puts the old report, or none, in its place.
    func prepare(hasOld: Bool) throws {
      try? FileManager.default.removeItem(at: folder.url.appending(path: "report"))
      guard hasOld else { return }
      #expect(try folder.jobreport.run("build", "--from", "old.jsonl", "--quiet").status == 0)
    }

    func build(_ fault: Fault, at call: Int) throws -> Jobreport.Outcome {
      var jobreport = folder.jobreport
      jobreport.environment.merge(
        try fault.environment(at: call, countingIn: folder.url.appending(path: "count"))
      ) { $1 }
      return try jobreport.run("build", "--from", "new.jsonl", "--quiet")
    }

    /// The numbers of some calls, spread over a whole run and with its first and last ones: in these, what a run
    /// notes about itself is made and removed.
    func calls(hasOld: Bool) throws -> [Int] {
      try prepare(hasOld: hasOld)
      #expect(try build(.error(0), at: 0).status == 0)
      let count = try #require(Int(try folder.read("count")))
      let step = max(1, count / points)
      return Set(stride(from: 1, through: count, by: step)).union(1...7).union(count - 4...count).sorted()
    }

    /// The report, without what an unfinished run left beside it.
    func report() throws -> [String: Data] {
      try folder.files(in: "report").filter { !$0.key.hasPrefix(ReportFaultTests.staging) }
    }

    /// What runs left in the report and beside it.
    func leftovers() throws -> [String] {
      let manager = FileManager.default
      let beside = try manager.contentsOfDirectory(atPath: folder.url.path)
      let inside = (try? manager.contentsOfDirectory(atPath: folder.url.appending(path: "report").path)) ?? []
      return beside.filter { $0.contains(ReportFaultTests.staging) }
        + inside.filter { $0.hasPrefix(ReportFaultTests.staging) }
    }

    /// Whether every file is whole, of the old report or of the new one.
    func isWhole(_ report: [String: Data]) -> Bool {
      report.allSatisfy { old[$0.key] == $0.value || new[$0.key] == $0.value }
    }

    /// Files as they are listed from the folder that theirs stands in.
    func files(of report: [String: Data], in folder: String) -> [String: Data] {
      Dictionary(uniqueKeysWithValues: report.map { ("\(folder)/\($0.key)", $0.value) })
    }

    /// The next run completes the report, whatever was there.
    func expectRepair(_ place: String) throws {
      let next = try folder.jobreport.run("build", "--from", "new.jsonl", "--quiet")
      #expect(next.status == 0, "\(place): \(next.errors)")
      #expect(try folder.files(in: "report") == new, "\(place)")
      #expect(try leftovers().isEmpty, "\(place)")
      #expect(try folder.jobreport.run("verify", "report").status == 0, "\(place)")
    }
  }

  @Test(arguments: [false, true])
  func aRunThatIsKilledLeavesTheOldReportTheNewOneOrWholeFilesOfBoth(hasOld: Bool) throws {
    let bench = try Bench()
    for call in try bench.calls(hasOld: hasOld) {
      let place = "killed at call \(call)\(hasOld ? " over a report" : "")"
      try bench.prepare(hasOld: hasOld)
      _ = try bench.build(.signal(SIGKILL), at: call)
      let report = try bench.report()
      #expect(bench.isWhole(report), "\(place)")
      if !hasOld { #expect(report.isEmpty || report == bench.new, "\(place)") }
      if !report.isEmpty {
        let verified = try bench.folder.jobreport.run("verify", "report")
        if verified.status == 0 {
          #expect(report == bench.old || report == bench.new, "\(place)")
        } else {
          #expect(verified.status == 5 && verified.output.contains(": "), "\(place): \(verified.output)")
        }
      }
      try bench.expectRepair(place)
    }
  }

  @Test(arguments: [
    (ENOSPC, "No space left on device; free some space and run again"),
    (EROFS, "Read-only file system; choose a folder that can be written to"),
    (EIO, "Input/output error"), (EACCES, "Permission denied"),
    (EMFILE, "Too many open files; close other programs or raise the limit with 'ulimit -n'"),
  ])
  func aCallThatFailsIsNamedAndTheOldReportStays(code: Int32, reason: String) throws {
    let bench = try Bench()
    for call in try bench.calls(hasOld: true) {
      let place = "call \(call) fails with \(code)"
      try bench.prepare(hasOld: true)
      let run = try bench.build(.error(code), at: call)
      let report = try bench.report()
      if run.status == 1, !run.errors.contains("partly updated") {
        #expect(try bench.leftovers().isEmpty, "\(place): \(run.errors)")
        #expect(try bench.folder.jobreport.run("verify", "report").status == 0, "\(place)")
      }
      if run.status == 0 {
        // What failed was of no importance, such as the removal of an empty folder.
        #expect(report == bench.new, "\(place)")
        continue
      }
      #expect(run.status == 1, "\(place): \(run.errors)")
      #expect(run.errors.hasPrefix("jobreport: could not "), "\(place): \(run.errors)")
      #expect(run.errors.contains("': \(reason)"), "\(place): \(run.errors)")
      #expect(!run.errors.contains(Self.staging), "\(place): \(run.errors)")
      #expect(bench.isWhole(report), "\(place)")
      let isHalfDone = run.errors.contains(
        "; the report is partly updated: mend that and run again, which completes it")
      if !isHalfDone { #expect(report == bench.old, "\(place): \(run.errors)") }
      try bench.expectRepair(place)
    }
  }

  @Test func aFolderThatGoesAwayIsNamed() throws {
    let bench = try Bench()
    for call in try bench.calls(hasOld: true) {
      try bench.prepare(hasOld: true)
      let gone = bench.folder.url.appending(path: "report.gone")
      try? FileManager.default.removeItem(at: gone)
      let run = try bench.build(.move(bench.folder.url.appending(path: "report").path), at: call)
      if run.status != 0 {
        #expect(run.status == 1, "call \(call): \(run.errors)")
        #expect(run.errors.contains("could not "), "call \(call): \(run.errors)")
        #expect(run.errors.contains("'report"), "call \(call): \(run.errors)")
      }
      let next = try bench.folder.jobreport.run("build", "--from", "new.jsonl", "--quiet", "--force")
      #expect(next.status == 0, "call \(call): \(next.errors)")
      #expect(
        try bench.new.allSatisfy { try bench.folder.files(in: "report")[$0.key] == $0.value }, "call \(call)")
    }
  }

  @Test func aSecondRunSaysWhoWritesTheReport() throws {
    let bench = try Bench()
    try bench.prepare(hasOld: true)
    var jobreport = bench.folder.jobreport
    jobreport.environment.merge(
      try Fault.signal(SIGSTOP).environment(at: 20, countingIn: bench.folder.url.appending(path: "count"))
    ) { $1 }
    let first = try jobreport.launch(["build", "--from", "new.jsonl", "--quiet"])
    while try bench.leftovers().isEmpty { usleep(10_000) }
    let second = try bench.folder.jobreport.run("build", "--from", "new.jsonl", "--quiet")
    kill(first.processIdentifier, SIGKILL)
    first.waitUntilExit()
    #expect(second.status == 1)
    #expect(
      second.errors
        == "jobreport: could not write 'report': another run (process \(first.processIdentifier)) is writing it; wait for it, or end it\n"
    )
    #expect(try bench.report() == bench.old)
    try bench.expectRepair("after a run that stood still")
  }

  @Test func twoRunsAtOnceEndWithOneReport() throws {
    let bench = try Bench()
    for hasOld in [false, true] {
      try bench.prepare(hasOld: hasOld)
      let runs = try (0..<2).map { _ in
        try bench.folder.jobreport.launch(["build", "--from", "new.jsonl", "--quiet"])
      }
      for run in runs {
        run.waitUntilExit()
        #expect(run.terminationStatus == 0)
      }
      #expect(try bench.folder.files(in: "report") == bench.new)
      #expect(try bench.leftovers().isEmpty)
    }
  }

  @Test func tooFewDescriptorsAreSaid() throws {
    let bench = try Bench()
    try bench.prepare(hasOld: true)
    let program = try Jobreport.program().path
    var failed = 0
    for limit in 6...40 {
      let run = try Shell.run(
        "ulimit -n \(limit); exec '\(program)' build --from new.jsonl --quiet", in: bench.folder.url,
        environment: bench.folder.jobreport.environment)
      guard run.status != 0 else { break }
      failed += 1
      #expect(run.status == 1, "\(limit): \(run.errors)")
      #expect(
        run.errors.hasSuffix(
          ": Too many open files; close other programs or raise the limit with 'ulimit -n'\n"),
        "\(limit): \(run.errors)")
      #expect(try bench.report() == bench.old, "\(limit)")
    }
    #expect((1..<35).contains(failed))
    try bench.expectRepair("after runs with too few descriptors")
  }

  @Test func aFileThatMayNotGrowIsNamed() throws {
    let bench = try Bench()
    try bench.prepare(hasOld: true)
    let program = try Jobreport.program().path
    let run = try Shell.run(
      "ulimit -f 2; exec '\(program)' build --sample --quiet", in: bench.folder.url,
      environment: bench.folder.jobreport.environment)
    #expect(run.status == 1)
    #expect(run.errors.contains("could not write '"), "\(run.errors)")
    #expect(run.errors.contains("': File too large"), "\(run.errors)")
    #expect(try bench.report() == bench.old)
  }

  @Test func aFullStandardOutputIsSaidThoughTheReportIsThere() throws {
    let bench = try Bench()
    try bench.prepare(hasOld: true)
    let program = try Jobreport.program().path
    let run = try Shell.run(
      "exec '\(program)' build --from new.jsonl --quiet > /dev/full", in: bench.folder.url,
      environment: bench.folder.jobreport.environment)
    #expect(run.status == 1)
    #expect(try bench.report() == bench.new)
  }

  static let canMount: Bool = {
    guard getuid() == 0, let folder = try? TemporaryFolder() else { return false }
    let probe = try? Shell.run("mount -t tmpfs -o size=16k none . && umount \"$PWD\"", in: folder.url)
    return probe?.status == 0
  }()

  @Test(.enabled(if: canMount, "needs root and mount"))
  func aDiskThatFillsUpLeavesTheOldReport() throws {
    let bench = try Bench()
    let disk = bench.folder.url.appending(path: "disk")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    try #require(
      try Shell.run("mount -t tmpfs -o size=700k none disk", in: bench.folder.url).status == 0)
    defer { _ = try? Shell.run("umount disk", in: bench.folder.url) }
    let jobreport = bench.folder.jobreport
    let first = try jobreport.run("build", "--from", "old.jsonl", "--output", "disk/report", "--quiet")
    #expect(first.status == 0, "\(first.errors)")
    let full = try jobreport.run("build", "--sample", "--output", "disk/report", "--quiet")
    #expect(full.status == 1)
    #expect(full.errors.hasPrefix("jobreport: could not write 'disk/report/"), "\(full.errors)")
    #expect(
      full.errors.hasSuffix("': No space left on device; free some space and run again\n"), "\(full.errors)")
    // Nothing is left of what filled it up, in the report or beside it.
    #expect(try bench.folder.files(in: "disk") == bench.files(of: bench.old, in: "report"))
    let fresh = try jobreport.run("build", "--sample", "--output", "disk/fresh", "--quiet")
    #expect(fresh.status == 1 && fresh.errors.contains("No space left on device"), "\(fresh.errors)")
    #expect(try bench.folder.files(in: "disk") == bench.files(of: bench.old, in: "report"))
    #expect(try jobreport.run("verify", "disk/report").status == 0)
    #expect(try Shell.run("mount -o remount,ro disk", in: bench.folder.url).status == 0)
    let closed = try jobreport.run("build", "--from", "new.jsonl", "--output", "disk/report", "--quiet")
    #expect(closed.status == 1)
    #expect(closed.errors.contains("Read-only file system; choose a folder that can be written to"))
  }
}
