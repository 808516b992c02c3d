import Foundation
import ReportKit
import SampleAPI
import Testing

/// The README and the guide say what the program does. `make record` records the table of options and the sample anew.
@Suite(.serialized) struct DocumentationTests {
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

  @Test("The table of options is what the program says of them")
  func options() throws {
    let path = "docs/settings.md"
    let text = try Documents.text(path)
    let start = try #require(text.range(of: "\n## Options\n\n")?.upperBound)
    let table = try OptionTable().markdown
    if Self.isRecording {
      try (text[..<start] + table).write(
        to: Documents.root.appending(path: path), atomically: true, encoding: .utf8)
    } else {
      #expect(text[start...] == table, "run make record")
    }
  }

  @Test("The sample is the Markdown of a week of the built-in one")
  func sample() throws {
    let folder = try TemporaryFolder()
    let build = try folder.jobreport.run("build", "--sample", "--week", "2026-W34")
    #expect(build.status == 0, "\(build.errors)")
    let made = try folder.files(in: "report").filter { $0.key.hasSuffix(".md") }
    let place = Documents.root.appending(path: "docs/sample")
    if Self.isRecording {
      try? FileManager.default.removeItem(at: place)
      for (path, bytes) in made {
        let file = place.appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
      }
    } else {
      let recorded = try TemporaryFolder.files(in: place)
      #expect(Set(recorded.keys) == Set(made.keys), "run make record")
      for (path, bytes) in recorded {
        #expect(
          String(decoding: bytes, as: UTF8.self) == made[path].map { String(decoding: $0, as: UTF8.self) },
          "\(path): run make record")
      }
    }
  }

  @Test("Options that the text names are options of the program", arguments: Documents.paths)
  func namedOptions(path: String) throws {
    let names = try OptionTable().names
    for span in try Documents.code(path) where !span.hasPrefix("BENCH_FLAGS=") && !span.hasPrefix("git ") {
      for match in span.matches(of: /(?:^|[\s`])--([a-z][a-z-]*)/) {
        #expect(names.contains(String(match.output.1)), "\(span)")
      }
    }
  }

  @Test("Commands that the text names are commands of the program", arguments: Documents.paths)
  func namedCommands(path: String) throws {
    let commands = try OptionTable().commands.map(\.name)
    for span in try Documents.code(path) where span.hasPrefix("jobreport ") || span.hasPrefix("archive ") {
      let words = span.hasPrefix("jobreport ") ? span.dropFirst("jobreport ".count) : Substring(span)
      let named = words.hasPrefix("help ") ? words.dropFirst("help ".count) : words
      #expect(commands.contains { named == $0 || named.hasPrefix("\($0) ") }, "\(span)")
    }
    let makefile = try Documents.text("Makefile")
    let targets = try #require(makefile.firstMatch(of: /\.PHONY: ((?:.*\\\n)*.*)/)).output.1
      .split { $0.isWhitespace || $0 == "\\" }
    let named =
      try Documents.code(path).filter { $0.hasPrefix("make ") }
      + Documents.blocks("sh", in: path).flatMap { $0.split(separator: "\n").map(String.init) }
      .filter { $0.hasPrefix("make ") }
    for line in named { #expect(targets.contains(line.split(separator: " ")[1]), "\(line)") }
  }

  @Test("Commands that are shown do what they should", arguments: Documents.paths)
  func shownCommands(path: String) async throws {
    var stage = try await Stage()
    try stage.becomeActions(event: "{}")
    stage.environment["MINTLIFY_API_KEY"] = stage.api.key
    var words = ["jobreport", "export", "echo"]
    if FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") { words.append("sqlite3") }
    let lines = try Documents.blocks("sh", in: path)
      .flatMap { $0.replacing("\\\n", with: " ").split(separator: "\n").map(String.init) }
      .filter { line in words.contains { line.hasPrefix("\($0) ") } }
      .map {
        $0.replacing("6543f0…", with: "acme").replacing("mint_…", with: stage.api.key)
          .replacing("github_pat_…", with: SampleAPI.sampleKey(of: .gitHub))
      }
    let archive = try await stage.run("jobreport fetch --project acme --archive jobs.sqlite")
    #expect(archive.status == 0, "\(archive.output)")
    let outcome = try await stage.run((["set -ex"] + lines).joined(separator: "\n"))
    await stage.api.stop()
    #expect(outcome.status == 0, "\(outcome.output)")
    if ["README.md", "docs/archive.md", "docs/ci.md"].contains(path) { #expect(lines.count >= 2) }
  }

  @Test("Every variable that the program reads is told, and no other")
  func variables() throws {
    let table = try Documents.rows(below: "## Variables", in: "docs/settings.md")
    let told = Set(table.flatMap { $0.first?.matches(of: /`(\w+)`/).map { String($0.output.1) } ?? [] })
    var literals: Set<String> = []
    var asked: Set<String> = []
    let sources = Documents.root.appending(path: "Sources")
    for case let file as URL in FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
      ?? .init()
    where file.pathExtension == "swift" && !file.path.contains("/SampleAPI/")
      && !file.path.contains("/ReportKit/Providers/")
    {
      let source = try String(contentsOf: file, encoding: .utf8)
      for match in source.matches(of: /"([A-Z][A-Z0-9_]+|[a-z]+_proxy)"/) {
        literals.insert(String(match.output.1))
      }
      for match in source.matches(of: /variable\("(\w+)"\)/) { asked.insert(String(match.output.1)) }
    }
    // The words of answers are no variables, and a provider has its own by their names.
    for provider in Provider.all {
      for name in [
        provider.key.variable, provider.address.variable, provider.address.setByCI, provider.projectVariable,
      ].compactMap(\.self) {
        literals.insert(name)
        asked.insert(name)
      }
    }
    #expect(told.subtracting(literals) == [])
    // What a desktop gives to its browser is passed on, and what GitHub's answers say is no variable.
    let others = Set([
      "CHANGES_REQUESTED", "REVIEW_REQUIRED", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION",
      "GNOME_DESKTOP_SESSION_ID", "KDE_FULL_SESSION",
      "KDE_SESSION_VERSION", "LC_", "NOT_FOUND", "RATE_LIMITED", "XDG_",
    ])
    let read = asked.union(literals.filter { $0.contains("_") })
    #expect(read.subtracting(told).subtracting(others) == [])
  }

  @Test("Links lead to files and headings that are there", arguments: Documents.paths)
  func links(path: String) throws {
    for match in try Documents.prose(path).matches(of: /\]\(([^)\s]+)\)/) {
      let target = String(match.output.1)
      guard !target.hasPrefix("https://") else { continue }
      let parts = target.split(separator: "#", omittingEmptySubsequences: false)
      let folder = Documents.root.appending(path: path).deletingLastPathComponent()
      let file =
        parts[0].isEmpty
        ? Documents.root.appending(path: path) : folder.appending(path: String(parts[0])).standardized
      #expect(FileManager.default.fileExists(atPath: file.path), "\(target)")
      if parts.count > 1 {
        let headings = try String(contentsOf: file, encoding: .utf8).matches(of: /(?m)^#+ (.+)$/)
          .map { Documents.anchor(String($0.output.1)) }
        #expect(headings.contains(String(parts[1])), "\(target)")
      }
    }
  }

  @Test("Each page of the guide is in its table")
  func pages() throws {
    let table = try Documents.text("docs/README.md")
    for path in Documents.paths.dropFirst() where path != "docs/README.md" {
      #expect(table.contains("](\(path.dropFirst("docs/".count)))"), "\(path)")
    }
  }

  @Test("Exit statuses, statuses and targets are those of the program")
  func words() throws {
    let folder = try TemporaryFolder()
    let help = try folder.jobreport.run("--help").output
    let statuses = help.matches(of: /(?m)^  (\d+) +\S/).map { String($0.output.1) }
    #expect(statuses.count == 7)
    #expect(
      try Documents.rows(below: "## Exit statuses", in: "docs/settings.md").dropFirst().map(\.[0]) == statuses
    )
    func values(_ option: String, of command: String) throws -> [String] {
      let text = try folder.jobreport.run("help", command).output.split(separator: "--\(option) <")
      let rest = try #require(text.dropFirst().first)
      let list = try #require(rest.firstMatch(of: /\(values: ([^;)]*)/)).output.1
      return list.split { $0 == "," || $0.isWhitespace }.map(String.init)
    }
    let slugs = try values("status", of: "build").map { "`\($0)`" }
    #expect(try Documents.rows(below: "## Statuses", in: "docs/report.md").dropFirst().map(\.[1]) == slugs)
    let targets = try values("target", of: "comment").map { "`\($0)`" }
    #expect(
      try Documents.rows(below: "# Pull requests and CI", in: "docs/ci.md").dropFirst().map(\.[0]) == targets)
  }

  @Test("The keys of a line are told, in the guide and in its schema")
  func keys() throws {
    let folder = try TemporaryFolder()
    _ = try folder.jobreport.run("build", "--sample")
    let line = try #require(try folder.read("report/data/jobs.jsonl").split(separator: "\n").last)
    let written = try Set(
      #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]).keys)
    let told = try Documents.rows(below: "## data/jobs.jsonl", in: "docs/formats.md")
      .flatMap { $0[0].matches(of: /`(\w+)`/).map { String($0.output.1) } }
    #expect(told.count == written.count && Set(told) == written)
    let schema = try JSONSerialization.jsonObject(
      with: Data(try Documents.text("docs/job-line.schema.json").utf8))
    let properties = (schema as? [String: Any])?["properties"] as? [String: Any]
    #expect(Set(properties?.keys.map { $0 } ?? []) == written)
  }
}
