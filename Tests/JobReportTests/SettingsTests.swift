import Foundation
import SampleAPI
import Testing

/// `jobreport.yml`: options in a file, which variables and arguments beat.
@Suite(.serialized) struct SettingsTests {
  private static func total(_ run: Jobreport.Outcome) -> Int? {
    run.output.firstMatch(of: /"counts":\{"total":([0-9]+),/).flatMap { Int($0.output.1) }
  }

  @Test("Every option can stand in the file beside the caller, or in one that is named")
  func found() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      # What our weekly page is made of
      sample: true
      title: "Docs: agents"
      status: [failed, Blocked]
      output: public
      json: true
      comment:
        target: plain
      """, to: "jobreport.yml")
    let build = try folder.jobreport.run("build")
    #expect(build.status == 0, "\(build.errors)")
    #expect(Self.total(build) == 9)
    #expect(try folder.read("public/index.html").contains("<title>Docs: agents</title>"))
    // Its `output` is that of build, a directory; what is not comment's is passed over.
    let comment = try folder.jobreport.run("comment")
    #expect(comment.status == 0 && comment.output.hasPrefix("## Docs: agents\n"), "\(comment.errors)")
    #expect(try folder.jobreport.run("build", "--status", "failed").output.contains(#""total":6"#))
    try folder.write("sample: true\noutput: other\n", to: "config/weekly.yml")
    let named = try folder.jobreport.run("build", "--config", "config/weekly.yml", "--quiet")
    #expect(named.output == "other/index.html\n")
  }

  @Test("A variable beats the file, an argument beats both, and a source leaves no room for another")
  func precedence() async throws {
    let api = try await SampleAPI.start(ArchiveTests.jobs(3))
    let folder = try TemporaryFolder()
    try folder.write(
      """
      project: [file, mintlify:more]
      base-url: \(api.url)
      archive: file.sqlite
      """, to: "jobreport.yml")
    var jobreport = folder.jobreport
    jobreport.environment["MINTLIFY_API_KEY"] = api.key
    #expect(try await jobreport.runBeside(["fetch", "--quiet"]).status == 0)
    #expect(api.targets.allSatisfy { $0.hasPrefix("/v1/agent/file/") || $0.hasPrefix("/v1/agent/more/") })
    #expect(folder.exists("file.sqlite"))
    jobreport.environment["MINTLIFY_PROJECT_ID"] = "variable"
    jobreport.environment["JOBREPORT_ARCHIVE"] = "variable.sqlite"
    var before = api.targets.count
    #expect(try await jobreport.runBeside(["fetch", "--quiet"]).status == 0)
    #expect(api.targets[before...].allSatisfy { $0.hasPrefix("/v1/agent/variable/") })
    #expect(folder.exists("variable.sqlite"))
    before = api.targets.count
    let arguments = ["--project=argument", "--archive", "argument.sqlite", "--quiet"]
    #expect(try await jobreport.runBeside(["fetch"] + arguments).status == 0)
    #expect(api.targets[before...].allSatisfy { $0.hasPrefix("/v1/agent/argument/") })
    #expect(folder.exists("argument.sqlite"))
    before = api.targets.count
    jobreport.environment["JOBREPORT_ARCHIVE"] = nil
    #expect(try await jobreport.runBeside(["build", "--sample", "--quiet"]).status == 0)
    #expect(api.targets.count == before)
    await api.stop()
  }

  @Test("The file of the guide is one")
  func guide() throws {
    let folder = try TemporaryFolder()
    let text = try #require(try Documents.blocks("yaml").first { $0.contains("time-zone:") })
    try folder.write(text, to: "jobreport.yml")
    let build = try folder.jobreport.run("build", "--sample")
    #expect(build.status == 4 && build.errors.hasPrefix("jobreport: gate failed: --fail-on failed"))
    let comment = try folder.jobreport.run("comment", "--sample")
    #expect(comment.status == 4 && comment.output.hasPrefix("## Agent jobs\n"))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var arguments: [String]
    var message: String
    var status: Int32 = 64
    var testDescription: String { text }
  }

  @Test(
    "What is wrong in the file is told with its line",
    arguments: [
      Case(
        text: "sample: true\n\nouput: x\n", arguments: ["build"],
        message: "jobreport.yml:3: there is no option 'ouput'; did you mean 'output'?"),
      Case(
        text: "sample: true\nweek: 2026-W60\n", arguments: ["build"],
        message: "jobreport.yml:2: week 2026-W60: 2026 has 53 weeks; write 2026-W01 to 2026-W53"),
      Case(
        text: "sample: true\nstatus: done\n", arguments: ["build"],
        message: "jobreport.yml:2: status done: there is no such status; did you mean 'completed'?"),
      Case(
        text: "sample: true\nmax-failed: many\n", arguments: ["build"],
        message: "jobreport.yml:2: max-failed many: give a whole number, 0 or more"),
      Case(
        text: "sample: true\nmax-failed: -1\n", arguments: ["build"],
        message: "jobreport.yml:2: max-failed -1: give a whole number, 0 or more"),
      Case(
        text: "sample: true\ntime-zone: berlin\n", arguments: ["build"],
        message:
          "jobreport.yml:2: time-zone berlin: there is no such time zone; did you mean 'Europe/Berlin'?"),
      Case(
        text: "sample: true\nquiet: sometimes\n", arguments: ["verify", "report"],
        message: "jobreport.yml:2: 'quiet' is on or off; write true or false"),
      Case(
        text: "mintlify-api-key: mint_0123456789abcdef\n", arguments: ["build"],
        message: """
          jobreport.yml:1: 'mintlify-api-key': no key is read from this file, which others may see; put it into \
          MINTLIFY_API_KEY, or into a file that --api-key-file names
          """),
      Case(
        text: "project: acme\nbase-url: https://mallory.example\n", arguments: ["build"],
        message: """
          jobreport.yml:2: 'base-url' says where the key goes, and a file that is only found may be anyone's; give \
          --base-url itself, or name the file with --config
          """),
      Case(
        text: "", arguments: ["build", "--config", "none.yml"],
        message: "could not read 'none.yml': No such file or directory", status: 1),
      // The words of the command line come first.
      Case(
        text: "ouput: x\n", arguments: ["biuld"],
        message: "there is no command 'biuld'; did you mean 'build'?"),
    ])
  func mistakes(test: Case) throws {
    let folder = try TemporaryFolder()
    try folder.write(test.text, to: "jobreport.yml")
    let run = try folder.jobreport.run(test.arguments)
    #expect(run.errors == "jobreport: \(test.message)\n")
    #expect(run.status == test.status)
    #expect(!folder.exists("report"))
  }

  @Test("Help needs no sound file")
  func help() throws {
    let folder = try TemporaryFolder()
    try folder.write("ouput: x\n", to: "jobreport.yml")
    for arguments in [["build", "--help"], ["help", "build"], ["--version"], ["--help"], ["archive"]] {
      #expect(try folder.jobreport.run(arguments).status == 0, "\(arguments)")
    }
  }

  @Test("What stands there and is no file is told, and nothing waits for it")
  func noFile() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "jobreport.yml"), withIntermediateDirectories: false)
    #expect(
      try folder.jobreport.run("build", "--sample").errors
        == "jobreport: could not read 'jobreport.yml': Is a directory\n")
    try FileManager.default.removeItem(at: folder.url.appending(path: "jobreport.yml"))
    mkfifo(folder.url.appending(path: "jobreport.yml").path, 0o600)
    #expect(
      try folder.jobreport.run("build", "--sample").errors
        == "jobreport: could not read 'jobreport.yml': Operation not supported\n")
    try FileManager.default.removeItem(at: folder.url.appending(path: "jobreport.yml"))
    #expect(
      try folder.jobreport.run("build", "--sample", "--config", "/dev/zero").errors
        == "jobreport: could not read '/dev/zero': it has more than 64 KiB, the most that is read of a settings file; name another file\n"
    )
  }
}
