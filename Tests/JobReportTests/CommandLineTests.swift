import Foundation
import RegexBuilder
import Testing

/// What a person reads when something is wrong: each message to the letter, with its exit status, and that
/// nothing was written.
@Suite struct CommandLineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var environment: [String: String] = [:]
    var input = ""
    var status: Int32
    var errors: String
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let usage: [Case] = [
    Case(
      arguments: ["biuld"], status: 64,
      errors: "jobreport: there is no command 'biuld'; did you mean 'build'? See 'jobreport --help'.\n"),
    Case(
      arguments: ["build"], status: 64,
      errors: """
        jobreport: name where the jobs come from: --project ID (or MINTLIFY_PROJECT_ID in the environment), \
        --from FILE, or --sample for a first look
        See 'jobreport build --help'.

        """),
    Case(
      arguments: ["build", "--project", "acme"], status: 64,
      errors: """
        jobreport: there is no API key; put it into MINTLIFY_API_KEY or into a file named with \
        --api-key-file. Keys are made at https://app.mintlify.com/settings/organization/api-keys
        See 'jobreport build --help'.

        """),
    Case(
      arguments: ["build", "--project", "acme", "--api", "v2"], status: 64,
      errors: """
        jobreport: version 2 of the API cannot list jobs; name them with --job or --jobs-from, or leave out \
        --api v2
        See 'jobreport build --help'.

        """),
    Case(
      arguments: ["build", "--sample", "--week", "2026-W60"], status: 64,
      errors: """
        jobreport: --week '2026-W60' is no ISO week; write 2026-W34, or last
        See 'jobreport build --help'.

        """),
    Case(
      arguments: ["build", "--sample", "--since", "2026-02-30"], status: 64,
      errors: """
        jobreport: --since '2026-02-30' is no date; write 2026-08-17 or 2026-08-17T09:00:00Z
        See 'jobreport build --help'.

        """),
    Case(
      arguments: ["build", "--sample", "--since", "2026-08-20", "--until", "2026-08-01"], status: 64,
      errors: """
        jobreport: --until lies before --since; no job can be in that period
        See 'jobreport build --help'.

        """),
    Case(
      arguments: ["build", "--sample", "--time-zone", "Mars/Olympus"], status: 64,
      errors: """
        jobreport: there is no time zone 'Mars/Olympus'; give a name of the IANA database, such as \
        Europe/Berlin or UTC
        See 'jobreport build --help'.

        """),
    Case(
      arguments: ["build", "--sample", "--time-zone", "Berlin"], status: 64,
      errors: """
        jobreport: there is no time zone 'Berlin'; did you mean 'Europe/Berlin'?
        See 'jobreport build --help'.

        """),
    Case(
      arguments: ["build", "--from", "empty-list.json"], environment: ["SOURCE_DATE_EPOCH": "soon"],
      status: 64,
      errors: """
        jobreport: SOURCE_DATE_EPOCH is 'soon'; set it to seconds since 1970, or unset it
        See 'jobreport build --help'.

        """),
    Case(
      arguments: ["fetch", "--archive", "a.sqlite", "--offline"], status: 64,
      errors: """
        jobreport: --offline fetches nothing, and fetch does nothing else; leave it out
        See 'jobreport fetch --help'.

        """),
    Case(
      arguments: ["fetch", "--sample"], status: 64,
      errors: """
        jobreport: --sample makes no archive; name what to fetch with --project ID or --from FILE
        See 'jobreport fetch --help'.

        """),
    Case(
      arguments: ["build", "--sample", "--from", "x"], status: 64,
      errors: """
        Error: --sample and --from name two sources; give one of them
        Usage: jobreport build <options>
          See 'jobreport build --help' for more information.

        """),
    Case(
      arguments: ["build", "--from", "x", "--project", "acme"], status: 64,
      errors: """
        Error: --project asks the API and --from reads saved answers; give one of them
        Usage: jobreport build <options>
          See 'jobreport build --help' for more information.

        """),
  ]

  static let failures: [Case] = [
    Case(
      arguments: ["build", "--from", "missing.json"], status: 1,
      errors: "jobreport: could not read 'missing.json': No such file or directory\n"),
    Case(
      arguments: ["build", "--from", "login.html"], status: 1,
      errors: """
        jobreport: could not read 'login.html': an object or a list expected at byte 0; it begins with \
        <!doctype html> <title>Sign in</title>; save an answer of the agent API there, as JSON or JSON Lines

        """),
    Case(
      arguments: ["build", "--from", "cut.json"], status: 1,
      errors: """
        jobreport: could not read 'cut.json': it ends in the middle of a value, at byte 38; it begins with \
        {"allSessions":[{"sessionId":"a"},{"se; save an answer of the agent API there, as JSON or JSON Lines

        """),
    Case(
      arguments: ["build", "--from", "-"], status: 1,
      errors: """
        jobreport: could not read standard input: it is empty; save an answer of the agent API there, as JSON \
        or JSON Lines

        """),
    Case(
      arguments: ["build", "--sample", "--output", "occupied"], status: 1,
      errors: """
        jobreport: could not write 'occupied': the folder is not empty and holds no report; choose another \
        --output, or add --force to write among these files

        """),
    Case(
      arguments: ["build", "--sample", "--output", "login.html"], status: 1,
      errors: "jobreport: could not write 'login.html': it is no folder; choose another --output\n"),
    Case(
      arguments: ["build", "--sample", "--output", "login.html/report"], status: 1,
      errors: "jobreport: could not write 'login.html/report': Not a directory\n"),
    Case(
      arguments: ["build", "--sample", "--templates", "missing"], status: 1,
      errors: "jobreport: could not read 'missing': No such file or directory\n"),
    Case(
      arguments: ["build", "--sample", "--templates", "wrong-slot"], status: 1,
      errors: """
        jobreport: wrong-slot/job.html:2:3: there is no slot 'titel'; did you mean 'title'? This template has \
        crumbs, facts, history, message, outcome, title, todos, turn

        """),
    Case(
      arguments: ["build", "--sample", "--templates", "wrong-name"], status: 1,
      errors: """
        jobreport: there is no template 'jobs.html'; did you mean 'job.html'? The templates are icon.svg, job.html, \
        job.md, list.html, overview.html, overview.md, page.html, report.js, section.html, single.css, single.html, style.css, week.html, week.md

        """),
    Case(
      arguments: ["build", "--project", "acme", "--base-url", "http://example.com"],
      environment: ["MINTLIFY_API_KEY": "mint_0123456789abcdef"], status: 64,
      errors: """
        jobreport: base URL 'http://example.com': the key would travel in the clear; use https:// (http:// is \
        for this machine only)
        See 'jobreport build --help'.

        """),
  ]

  @Test(arguments: usage + failures) func message(test: Case) throws {
    let folder = try TemporaryFolder()
    try folder.write("<!doctype html>\n<title>Sign in</title>", to: "login.html")
    try folder.write(#"{"allSessions":[{"sessionId":"a"},{"se"#, to: "cut.json")
    try folder.write("[]", to: "empty-list.json")
    try folder.write("mine", to: "occupied/notes.txt")
    try folder.write("<h1>\n  {{titel}}</h1>", to: "wrong-slot/job.html")
    try folder.write("", to: "wrong-name/jobs.html")
    let before = try folder.files()
    var jobreport = folder.jobreport
    jobreport.environment.merge(test.environment) { $1 }

    let outcome = try jobreport.run(test.arguments, input: test.input)

    #expect(outcome.errors == test.errors)
    #expect(outcome.status == test.status)
    #expect(outcome.output == "")
    #expect(try folder.files() == before)
  }

  @Test func everyCommandsHelpHasAnExample() throws {
    let folder = try TemporaryFolder()
    let help = try folder.jobreport.run("--help")
    #expect(help.status == 0)
    #expect(help.output.contains("jobreport build --sample"))
    for command in ["build", "verify", "templates"] {
      #expect(help.output.contains("  \(command)  "))
      let help = try folder.jobreport.run(command, "--help")
      #expect(help.output.contains("  jobreport \(command) "), "\(command)")
    }
  }

  /// Scripts read the first line.
  @Test func theVersionNamesCommitAndLibraries() throws {
    let outcome = try TemporaryFolder().jobreport.run("--version")
    #expect(outcome.status == 0)
    let number = /[0-9]+\.[0-9]+\.[0-9]+/
    let expected = Regex {
      "jobreport "
      number
      "\ncommit "
      /[0-9a-f]{12}(-dirty)?|unknown/
      "\nlibcmark "
      number
      "\nSQLite "
      number
      "\nlibcurl "
      number
      "\n"
    }
    #expect(outcome.output.wholeMatch(of: expected) != nil, "\(outcome.output)")
  }

  @Test(
    "A version, a help or a script that nobody gets is a failure",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"),
    arguments: ["--version", "--help", "help", "build --help", "--generate-completion-script bash"])
  func standardOutputThatTakesNothingFromTheParser(arguments: String) throws {
    let folder = try TemporaryFolder()
    let run = try Shell.run(
      "exec '\(try Jobreport.program().path)' \(arguments) > /dev/full", in: folder.url,
      environment: folder.jobreport.environment)
    #expect(run.status == 1)
    #expect(
      run.errors
        == "jobreport: could not write 'standard output': No space left on device; free some space and run again\n"
    )
    #expect(try folder.jobreport.run(arguments.split(separator: " ").map(String.init)).status == 0)
  }

  @Test func standardOutputThatTakesNothingIsAFailure() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let folder = try TemporaryFolder()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.currentDirectoryURL = folder.url
    let program = try Jobreport.program().path
    shell.arguments = ["-c", "exec '\(program)' build --sample --quiet > /dev/full 2> errors"]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 1)
    #expect(
      try folder.read("errors")
        == "jobreport: could not write 'standard output': No space left on device; free some space and run again; the report in 'report' is written all the same\n"
    )
  }

  @Test(
    "What was typed wrongly is a usage error",
    arguments: [
      (["help", "bogus"], "jobreport: there is no command 'bogus'. See 'jobreport --help'.\n"),
      (
        ["build", "--sample", "--details"],
        "Error: --details is about the API, which --sample does not ask; leave out one of them\n"
      ),
      (
        ["build", "--from", "x", "--base-url", "https://x.example"],
        "Error: --base-url is about the API, which --from does not ask; leave out one of them\n"
      ),
      (
        ["build", "--project", "p", "--base-url", "ftp://x"],
        "jobreport: base URL 'ftp://x': it is no http or https address; write it like https://api.mintlify.com\n"
      ),
    ])
  func whatWasTypedWrongly(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    var jobreport = folder.jobreport
    jobreport.environment["MINTLIFY_API_KEY"] = "mint_test"
    let run = try jobreport.run(arguments)
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
  }

  @Test(
    "A file that is read whole has an end",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/zero"), "needs /dev/zero"),
    arguments: [
      (["build", "--project", "p", "--api-key-file", "/dev/zero"], "/dev/zero", "64 KiB", "an API key"),
      (["build", "--sample", "--jobs-from", "/dev/zero"], "/dev/zero", "16 MiB", "a list of job ids"),
      (["build", "--project", "p", "--api-key-file", "large"], "large", "64 KiB", "an API key"),
      (["build", "--sample", "--templates", "own"], "own/page.html", "4 MiB", "a template"),
      (["comment", "--sample"], "/dev/zero", "25 MiB", "the event of a workflow"),
    ])
  func filesWithoutEnd(arguments: [String], file: String, limit: String, purpose: String) throws {
    let folder = try TemporaryFolder()
    try Data(count: 64 << 10 + 1).write(to: folder.url.appending(path: "large"))
    try folder.write("", to: "own/page.html")
    try Data(count: 4 << 20 + 1).write(to: folder.url.appending(path: "own/page.html"))
    var jobreport = folder.jobreport
    if arguments[0] == "comment" { jobreport.environment["GITHUB_EVENT_PATH"] = "/dev/zero" }
    let run = try jobreport.run(arguments)
    #expect(run.status == 1)
    #expect(
      run.errors
        == "jobreport: could not read '\(file)': it has more than \(limit), the most that is read of \(purpose); name another file\n"
    )
  }

  @Test("A device or a pipe is no template", arguments: ["ln -s /dev/zero", "mkfifo"])
  func templatesThatAreNoFiles(make: String) throws {
    let folder = try TemporaryFolder()
    #expect(try Shell.run("mkdir own && \(make) own/page.html", in: folder.url).status == 0)
    let run = try folder.jobreport.run("build", "--sample", "--templates", "own")
    #expect(run.status == 1)
    #expect(run.errors == "jobreport: could not read 'own/page.html': it is no file; remove it\n")
  }

  @Test("A link to a folder that is not there is said")
  func danglingLink() throws {
    let folder = try TemporaryFolder()
    let link = folder.url.appending(path: "report").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
    let run = try folder.jobreport.run("build", "--sample")
    #expect(run.status == 1)
    #expect(
      run.errors
        == "jobreport: could not write 'report': it is a link to a folder that is not there; make that folder, or remove the link\n"
    )
  }

  @Test("Text that is no UTF-8 is said")
  func encodings() throws {
    let folder = try TemporaryFolder()
    let json = #"[{"sessionId":"a","title":"x"}]"#
    for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian] {
      try json.data(using: encoding)?.write(to: folder.url.appending(path: "jobs.json"))
      let run = try folder.jobreport.run("build", "--from", "jobs.json")
      #expect(run.status == 1)
      #expect(
        run.errors
          == "jobreport: could not read 'jobs.json': it is UTF-16; convert it to UTF-8, such as with 'iconv -f UTF-16 -t UTF-8'\n"
      )
    }
    try json.data(using: .utf8)?.write(to: folder.url.appending(path: "jobs.json"))
    try Data(json.utf8.map { $0 == UInt8(ascii: "x") ? 0xCC : $0 }).write(
      to: folder.url.appending(path: "jobs.json"))
    let run = try folder.jobreport.run("build", "--from", "jobs.json")
    #expect(run.status == 0)
    #expect(
      run.errors.hasPrefix(
        "jobreport: problem: 'jobs.json': job 1 has bytes that are no UTF-8, shown as U+FFFD\n"),
      "\(run.errors)")
  }
}
