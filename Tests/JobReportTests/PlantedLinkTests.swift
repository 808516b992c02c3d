import Foundation
import Testing

/// A link that stands in the place of anything that a run makes, renames, empties or removes leads nothing out of
/// the folder that the run writes to.
@Suite(.enabled(if: Fault.isAvailable, "needs a C compiler and LD_PRELOAD"))
struct PlantedLinkTests {
  /// What a person runs, in `work`, over what earlier runs left there.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: [[String]] = []
    var arguments: [String]
    /// What the person named: a link there is theirs.
    var targets: Set<String>
    /// Where a link may end the run.
    var locks: Set<String> = []
  }

  private static let build = ["build", "--quiet", "--from"]

  static let cases = [
    Case(testDescription: "a fresh report", arguments: build + ["old.jsonl"], targets: ["report"]),
    Case(
      testDescription: "an update", before: [build + ["old.jsonl"]], arguments: build + ["new.jsonl"],
      targets: ["report"]),
    Case(
      testDescription: "a report deeper down", arguments: build + ["old.jsonl", "--output", "a/b/report"],
      targets: ["a", "a/b", "a/b/report"]),
    Case(
      testDescription: "a single file", before: [["build", "--sample", "--single-file", "one.html"]],
      arguments: build + ["new.jsonl", "--single-file", "one.html"], targets: ["one.html"]),
    Case(
      testDescription: "a text", before: [["comment", "--sample", "--output", "note.md"]],
      arguments: ["comment", "--quiet", "--from", "new.jsonl", "--output", "note.md"], targets: ["note.md"]),
    Case(testDescription: "templates", arguments: ["templates", "own"], targets: ["own"]),
    Case(
      testDescription: "templates once more", before: [["templates", "own"]],
      arguments: ["templates", "own", "--force"], targets: ["own"]),
    Case(
      testDescription: "an archive", arguments: ["fetch", "--from", "new.jsonl", "--archive", "jobs.sqlite"],
      targets: ["jobs.sqlite"], locks: ["jobs.sqlite.lock", "jobs.sqlite-journal"]),
  ]

  /// Names that a run may give to what it has not finished, and those that version 0.1 gave.
  private static let staging = [
    ".jobreport-new", ".report.jobreport-new", ".one.html.jobreport-new", "note.md.jobreport-new",
    "report/.jobreport-new", "report/.jobreport-0123456789abcdef", ".report.jobreport-0123456789abcdef",
    ".one.html.jobreport-0123456789abcdef", ".note.md.jobreport-0123456789abcdef",
    "own/.jobreport-0123456789abcdef", "own/.page.html.new",
  ]

  private static func jobs(_ numbers: Range<Int>) -> String {
    numbers.map {
      """
      {"sessionId":"job-\($0)","subdomain":"acme","haultReason":"completed","title":"Of \(numbers.upperBound)",\
      "createdAt":"2026-0\(3 + $0)-10T10:00:00Z","messageToUser":"Text."}
      """
    }.joined(separator: "\n")
  }

  /// A folder with what is read, what was there before, and `outside` with what must stay as it is.
  private func prepare(_ test: Case) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.jobs(0..<2), to: "work/old.jsonl")
    try folder.write(Self.jobs(1..<3), to: "work/new.jsonl")
    try folder.write("precious", to: "outside/file")
    try folder.write("precious", to: "outside/folder/.git/config")
    for name in ["index.html", "plan", "owner", "files", "manifest.sha256", ".jobreport", "job-0.html"] {
      try folder.write("precious", to: "outside/folder/\(name)")
    }
    for arguments in test.before {
      #expect(try Self.jobreport(in: folder).run(arguments).status == 0)
    }
    return folder
  }

  private static func jobreport(in folder: TemporaryFolder) -> Jobreport {
    Jobreport(folder: folder.url.appending(path: "work"), owner: folder)
  }

  /// The paths, from `work`, at which a run makes, renames or removes something, and where earlier ones or their
  /// like may have; and those of the folders on the way.
  private func places(of test: Case) throws -> Set<String> {
    let folder = try prepare(test)
    let log = folder.url.appending(path: "log")
    var jobreport = Self.jobreport(in: folder)
    jobreport.environment.merge(
      try Fault.error(0).environment(at: 0, countingIn: folder.url.appending(path: "count"))
    ) { $1 }
    jobreport.environment["STOP_LOG"] = log.path
    #expect(try jobreport.run(test.arguments).status == 0)
    let work = jobreport.folder.resolvingSymlinksInPath().path + "/"
    var places: Set<String> = []
    for line in try String(contentsOf: log, encoding: .utf8).split(separator: "\n") {
      let path = URL(fileURLWithPath: String(line)).standardizedFileURL.path
      guard path.hasPrefix(work) else { continue }
      var place = path.dropFirst(work.count)
      while !place.isEmpty {
        places.insert(String(place))
        place = place.lastIndex(of: "/").map { place[..<$0] } ?? ""
      }
    }
    // A name that is chosen at random cannot be taken before.
    let isRandom = { (path: String) in path.contains(/jobreport-[0-9a-f]{16}/) }
    #expect(places.contains(where: isRandom) || !test.locks.isEmpty)
    #expect(test.locks.isSubset(of: places))
    return places.filter { !isRandom($0) && !test.targets.contains($0) }.union(Self.staging)
  }

  @Test(arguments: cases) func leadNowhere(test: Case) throws {
    let places = try places(of: test)
    // A file's place is taken back, so that all of them can be planted at once; on the way to a file a link may end
    // the run.
    let files = places.subtracting(test.locks).filter { place in
      !places.contains { $0.hasPrefix("\(place)/") }
    }
    for group in [files] + places.subtracting(files).map({ [$0] }) {
      for target in ["file", "folder", "nothing"] {
        let folder = try prepare(test)
        let before = try folder.files(in: "outside")
        for place in group {
          let link = folder.url.appending(path: "work/\(place)")
          try? FileManager.default.removeItem(at: link)
          try FileManager.default.createDirectory(
            at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
          try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: folder.url.appending(path: "outside/\(target)"))
        }
        let force = test.arguments[0] == "build" ? ["--force"] : []
        let run = try Self.jobreport(in: folder).run(test.arguments + force)
        let place = "\(group.sorted()) → \(target): \(run.errors)"
        #expect(try folder.files(in: "outside") == before, "\(place)")
        #expect(run.status == 0 || run.status == 1 && group != files, "\(place)")
        if run.status == 1 {
          let reason =
            test.locks.isDisjoint(with: group)
            ? "a link stands there, which is not followed; remove it" : "; remove that"
          #expect(run.errors.contains(reason), "\(place)")
        }
      }
    }
  }
}

/// Nothing is removed on the word of a manifest or of a plan but files of a report that stand in it.
@Suite struct PlantedManifestTests {
  private static let line = String(repeating: "0", count: 64)

  @Test(
    arguments: ["manifest.sha256", ".jobreport-0123456789abcdef/plan", ".jobreport-new/plan"])
  func removesNothingElse(file: String) throws {
    let folder = try TemporaryFolder()
    let build = ["build", "--sample", "--quiet"]
    #expect(try folder.jobreport.run(build).status == 0)
    try folder.write("precious", to: "outside/keep")
    try folder.write("precious", to: "report/.git/config")
    try folder.write("precious", to: "report/jobs/.env")
    try folder.write("precious", to: "report/folder/keep/me")
    try folder.write("gone", to: "report/jobs/2020-01/old.html")
    for (link, target) in [("report/x", "../outside"), ("report/y", "../outside/keep")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.url.appending(path: link).path, withDestinationPath: target)
    }
    let paths = [
      "x/keep", "y", ".git/config", "jobs/.env", "folder/keep", "../outside/keep", "jobs/2020-01/old.html",
    ]
    if file == "manifest.sha256" {
      let lines = paths.map { "\(Self.line)  \($0)\n" }.joined()
      try folder.write(try folder.read("report/\(file)") + lines, to: "report/\(file)")
    } else {
      let staging = URL(fileURLWithPath: file).deletingLastPathComponent().relativePath
      try folder.write("jobreport 1\n", to: "report/\(staging)/owner")
      try folder.write("", to: "report/\(staging)/started")
      try folder.write(paths.map { "\($0)\n" }.joined(), to: "report/\(file)")
    }
    let before = try folder.files()
    #expect(try folder.jobreport.run(build).status == 0)
    let after = try folder.files()
    #expect(
      before.keys.filter { after[$0] == nil && !$0.contains(".jobreport-") } == [
        "report/jobs/2020-01/old.html"
      ])
    #expect(folder.exists("report/y") && !folder.exists("report/jobs/2020-01"))
    #expect(!after.keys.contains { $0.contains(".jobreport-") })
    #expect(try folder.jobreport.run("verify", "report").status == 0)
  }

  @Test(
    "What only looks like the folder of a killed run stays",
    arguments: [
      ("report/.jobreport-0123456789abcdef/notes.txt", true), ("report/.jobreport-mine/owner", true),
      ("report/.jobreport-0123456789abcdeF/owner", true),
      (".report.jobreport-0123456789abcdef/notes.txt", true),
      (".other.jobreport-0123456789abcdef/owner", true), (".report.jobreport-0123456789abcdef", true),
      (".report.jobreport-0123456789abcdef/owner", false),
      ("report/.jobreport-0123456789abcdef/owner", false),
      ("report/.jobreport-new/owner", false), (".report.jobreport-new/.jobreport", false),
    ])
  func onlyOursGoes(file: String, stays: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.write("jobreport 1\n", to: file)
    let hasReport = file.hasPrefix("report/")
    let build = ["build", "--sample", "--quiet"] + (hasReport ? ["--force"] : [])
    for _ in 0..<2 {
      let run = try folder.jobreport.run(build)
      #expect(run.status == 0, "\(run.errors)")
      #expect(folder.exists(file) == stays)
    }
    #expect(
      stays || !folder.exists(URL(fileURLWithPath: file).deletingLastPathComponent().relativePath)
        || !file.contains("/"))
    #expect(try folder.jobreport.run("verify", "report").status == 0)
  }
}
