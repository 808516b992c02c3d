import Foundation
import RegexBuilder
import SampleAPI
import Testing

/// What a person reads when something is wrong: each message to the letter, with its exit status, and that
/// nothing was written.
@Suite struct CommandLineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var environment: [String: String]
    var status: Int32
    var message: String
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: [String], environment: [String: String] = [:], _ status: Int32, _ message: String) {
      self.arguments = arguments
      self.environment = environment
      self.status = status
      self.message = message
    }
  }

  /// What people type wrongly, each told in one line that says what to do.
  static let mistakes: [Case] = [
    Case(
      ["biuld"], 64, "there is no command 'biuld'; did you mean 'build'?"),
    Case(
      ["build"], 64,
      """
      name where the jobs come from: --project ID (or MINTLIFY_PROJECT_ID in the environment), --from FILE, or \
      --sample for a first look
      """),
    Case(
      ["build", "--project", "acme"], 64,
      """
      project 'acme': there is no key of Mintlify; put it into MINTLIFY_API_KEY, or into a file named with \
      --api-key-file; keys are made at https://app.mintlify.com/settings/organization/api-keys
      """),
    Case(
      ["build", "--project", "foo:acme"], 64,
      """
      project 'foo:acme': there is no service 'foo', 'jobreport providers' lists those there are; and there is no key \
      of Mintlify; put it into MINTLIFY_API_KEY, or into a file named with --api-key-file; keys are made at \
      https://app.mintlify.com/settings/organization/api-keys
      """),
    Case(
      ["--generate-completion-script", "foo"], 64,
      "--generate-completion-script foo: choose bash, zsh or fish"),
    Case(
      ["--generate-completion-script=foo"], 64, "--generate-completion-script foo: choose bash, zsh or fish"),
    Case(
      ["build", "--sample", "--single-file", "-"], 64,
      "--single-file -: to write to standard output, give /dev/stdout"),
    Case(
      ["comment", "--sample", "--output", "-"], 64,
      "--output -: leave it out to write to standard output, or name a file"),
    Case(
      ["build", "--project", "acme", "--api-key", "mint_0123456789abcdef"], 64,
      """
      --api-key: a key is never an argument, which other programs and the shell's history can read; put it into \
      MINTLIFY_API_KEY, or into a file that --api-key-file names
      """),
    Case(
      ["comment", "--sample", "--github-token=ghp_0123456789abcdef"], 64,
      """
      --github-token: a key is never an argument, which other programs and the shell's history can read; put it \
      into GITHUB_TOKEN
      """),
    Case(
      ["build", "jobs.json"], 64,
      "unexpected argument 'jobs.json'; to read jobs from a file write --from jobs.json"),
    Case(
      ["build", "acme"], 64,
      """
      unexpected argument 'acme'; to read jobs from a file write --from acme, to fetch those of a project \
      --project acme
      """),
    Case(
      ["build", "--sample", "--week", "next"], 64,
      "--week next: not a week; write this, last, or a week such as 2026-W34"),
    Case(
      ["build", "--sample", "--week", "2026-W60"], 64,
      "--week 2026-W60: 2026 has 53 weeks; write 2026-W01 to 2026-W53"),
    Case(
      ["build", "--sample", "--week", "2025-W53"], 64,
      "--week 2025-W53: 2025 has 52 weeks; write 2025-W01 to 2025-W52"),
    Case(
      ["build", "--sample", "--status", "done"], 64,
      "--status done: there is no such status; did you mean 'completed'?"),
    Case(
      ["build", "--sample", "--status", "Failed, good"], 64,
      """
      --status good: there is no such status; choose from running, waiting, completed, failed, blocked, interrupted, \
      archived, unknown
      """),
    Case(
      ["build", "--sample", "--fail-on", "eror"], 64,
      """
      --fail-on eror: there is no such status; choose from running, waiting, completed, failed, blocked, interrupted, \
      archived, unknown, attention
      """),
    Case(
      ["build", "--sample", "--max-failed", "-1"], 64, "--max-failed -1: give a whole number, 0 or more"),
    Case(
      ["build", "--sample", "--max-failed=-1"], 64, "--max-failed -1: give a whole number, 0 or more"),
    Case(
      ["build", "--sample", "--workers", "many"], 64, "--workers many: give a whole number from 1 to 256"),
    Case(["archive", "ls"], 64, "there is no command 'archive ls'; did you mean 'archive list'?"),
    Case(
      ["archive", "list", "jobs.sqlite"], 64,
      "unexpected argument 'jobs.sqlite'; to name the archive write --archive jobs.sqlite"),
    Case(
      ["archive", "show", "6a1b"], 64,
      "name the archive: --archive FILE (or JOBREPORT_ARCHIVE in the environment)"),
    Case(
      ["archive", "show", "6a1b", "--archive", "none.sqlite"], 1,
      "there is no archive 'none.sqlite'; 'jobreport fetch --archive none.sqlite' makes one"),
    Case(
      ["verify", "nope"], 1,
      "could not check 'nope': it is not there; name a directory that 'jobreport build' wrote"),
    Case(
      ["comment", "--sample", "--target", "github"], 64,
      "--target github: there is no such target; did you mean 'github-comment'?"),
    Case(
      ["build", "--from", "jobs.jsonl", "--compare-to", "2026-08-01"], 64,
      "--compare-to says what changed in an archive; name it with --archive FILE, or leave it out"),
    Case(
      ["build", "--sample", "--compare-to", "2030-01-01"], 64,
      "--compare-to '2030-01-01' is not over yet; name a day or a time before"),
    Case(
      ["fetch", "--sample"], 64,
      "--sample makes no archive; name what to fetch with --project ID or --from FILE"),
    Case(
      ["build", "--sample", "--pull-requests", "github", "--as-of", "2026-08-20"], 64,
      """
      --pull-requests github: with --as-of nothing is asked, and there is no archive with earlier answers; leave \
      out --as-of, or name an archive with --archive FILE
      """),
    Case(
      ["build", "--provider", "foo"], 64,
      """
      there is no option '--provider'; a provider stands in front of the project, as in '--project mintlify:ID', \
      and 'jobreport providers' lists those there are
      """),
    Case(
      ["build", "--sample", "--time-zone", "berlin"], 64,
      "--time-zone berlin: there is no such time zone; did you mean 'Europe/Berlin'?"),
    Case(
      ["build", "--project", "acme"], environment: ["MINTLIFY_API_KEY": "mint_0123 456789abcdef"], 1,
      """
      MINTLIFY_API_KEY: the key is empty, or holds a space or another character that no key has; copy it again, \
      it begins with mint_
      """),
  ]

  /// Other words that the parser refuses.
  static let words: [Case] = [
    Case(["help", "bogus"], 64, "there is no command 'bogus'; the commands are \(commands)"),
    Case(
      ["archive", "frob"], 64, "there is no command 'archive frob'; those of 'archive' are \(archiveCommands)"
    ),
    Case(
      ["jobs.json"], 64,
      "there is no command 'jobs.json'; to report on a file write 'jobreport build --from jobs.json'"),
    Case(
      ["--sample", "build"], 64,
      "--sample: options stand behind the command; write 'jobreport build --sample'"),
    Case(["build", "--ouput", "x"], 64, "there is no option '--ouput'; did you mean '--output'?"),
    Case(["build", "--input", "x"], 64, "there is no option '--input'; did you mean '--from'?"),
    Case(
      ["build", "--target", "check"], 64,
      "--target: 'build' does not have this option; 'comment' has it"),
    Case(
      ["verify", "--archive", "x"], 64,
      """
      --archive: 'verify' does not have this option; 'build', 'fetch', 'comment', 'archive list', 'archive show', \
      'archive history', 'archive export', 'archive import', 'archive verify' and 'archive prune' have it
      """),
    Case(
      ["build", "--frobnicate"], 64,
      "there is no option '--frobnicate'; 'jobreport build --help' lists what 'build' takes"),
    Case(
      ["build", "-x"], 64, "there is no option '-x'; 'jobreport build --help' lists what 'build' takes"),
    Case(["build", "-output", "x"], 64, "there is no option '-output'; did you mean '--output'?"),
    Case(["build", "--title"], 64, "--title: its value is missing; write --title TEXT"),
    Case(
      ["build", "--sample", "--job", "-x1"], 64,
      "--job: its value is missing, as '-x1' follows; a value that begins with a hyphen is written --job=-x1"),
    Case(["build", "--sample=yes"], 64, "--sample: it takes no value; write --sample alone"),
    Case(["templates"], 64, "templates: DIR is missing; write 'jobreport templates DIR'"),
    Case(
      ["templates", "a", "b"], 64,
      "unexpected argument 'b'; 'jobreport templates --help' lists what 'templates' takes"),
    Case(
      ["build", "--job", "a", "b"], 64,
      "unexpected argument 'b'; for a second value repeat the option: --job b"),
    Case(["build", "--api", "v3"], 64, "--api v3: there is no such version; did you mean 'v1'?"),
    Case(
      ["build", "--pull-requests", "gitlab"], 64,
      "--pull-requests gitlab: there is no such service; write github"),
    Case(["build", "--sample", "--status", ","], 64, "--status: it is empty; give a status"),
    Case(["build", "--sample", "--output", ""], 64, "--output: it is empty; give the name of a directory"),
    Case(
      ["build", "mint_0123456789abcdef0123"], 64,
      """
      unexpected argument 'mint_[redacted]'; to read jobs from a file write --from mint_[redacted], to fetch those \
      of a project --project mint_[redacted]
      """),
  ]

  private static let commands = "build, fetch, comment, archive, verify, templates, providers"
  private static let archiveCommands = "list, show, history, export, import, verify, prune"

  /// Options that do not go together, and values that mean nothing.
  static let usage: [Case] = [
    Case(
      ["build", "--project", "acme", "--api", "v2"], 64,
      """
      version 2 of the API cannot list jobs; name them with --job or --jobs-from, or leave out --api v2
      """),
    Case(
      ["build", "--sample", "--since", "2026-02-30"], 64,
      "--since 2026-02-30: not a date; write 2026-08-17, 2026-08-17T09:00:00Z, 7d for seven days back, or 2w for two weeks"
    ),
    Case(
      ["build", "--sample", "--since", "2026-08-20", "--until", "2026-08-01"], 64,
      "--until lies before --since; no job can be in that period"),
    Case(
      ["build", "--sample", "--since", "7d", "--until", "2w"], 64,
      "--until lies before --since; no job can be in that period"),
    Case(
      ["build", "--sample", "--week", "this", "--since", "7d"], 64,
      "--week is a period of its own; leave out --since and --until"),
    Case(
      ["build", "--sample", "--time-zone", "Mars/Olympus"], 64,
      """
      --time-zone Mars/Olympus: there is no such time zone; give a name of the IANA database, such as \
      Europe/Berlin or UTC
      """),
    Case(
      ["build", "--from", "empty-list.json"], environment: ["SOURCE_DATE_EPOCH": "soon"], 64,
      "SOURCE_DATE_EPOCH: 'soon' is not a time; set it to seconds since 1970, or unset it"),
    Case(
      ["build", "--sample", "--stale-after", "soon"], 64,
      "--stale-after soon: not a duration; write 90m, 24h, 14d or 2w"),
    Case(
      ["fetch", "--archive", "a.sqlite", "--offline"], 64,
      "--offline fetches nothing, and fetch does nothing else; leave it out"),
    Case(
      ["build", "--sample", "--from", "x"], 64, "--sample and --from name two sources; give one of them"),
    Case(
      ["build", "--from", "x", "--project", "acme"], 64,
      "--project asks the API and --from reads saved answers; give one of them"),
    Case(
      ["build", "--sample", "--details"], 64,
      "--details is about the API, which --sample does not ask; leave out one of them"),
    Case(
      ["build", "--from", "x", "--base-url", "https://x.example"], 64,
      "--base-url is about the API, which --from does not ask; leave out one of them"),
    Case(
      ["build", "--from", "x", "--offline", "--pull-requests", "github"], 64,
      """
      --pull-requests github: with --offline nothing is asked, and there is no archive with earlier answers; leave \
      out --offline, or name an archive with --archive FILE
      """),
    Case(
      ["comment", "--sample", "--for-pull-request", "12"], 64,
      """
      --for-pull-request 12: not the address of a pull request; write https://github.com/acme/docs/pull/12
      """),
    Case(
      ["build", "--project", "acme", "--base-url", "http://example.com"],
      environment: ["MINTLIFY_API_KEY": "mint_0123456789abcdef"], 64,
      """
      base URL 'http://example.com': the key would travel in the clear; use https:// (http:// is for this \
      machine only)
      """),
    Case(
      ["build", "--project", "acme", "--base-url", "ftp://x"],
      environment: ["MINTLIFY_API_KEY": "mint_0123456789abcdef"], 64,
      "base URL 'ftp://x': it is no http or https address; write it like https://api.mintlify.com"),
  ]

  static let failures: [Case] = [
    Case(["build", "--from", "missing.json"], 1, "could not read 'missing.json': No such file or directory"),
    Case(
      ["build", "--from", "occupied"], 1,
      """
      could not read 'occupied': it is a folder; name its files, or join them with 'cat' and read them with '--from -'
      """),
    Case(
      ["build", "--from", "login.html"], 1,
      """
      could not read 'login.html': an object or a list expected at byte 0; it begins with \
      <!doctype html> <title>Sign in</title>; save an answer of the agent API there, as JSON or JSON Lines
      """),
    Case(
      ["build", "--from", "cut.json"], 1,
      """
      could not read 'cut.json': it ends in the middle of a value, at byte 38; it begins with \
      {"allSessions":[{"sessionId":"a"},{"se; save an answer of the agent API there, as JSON or JSON Lines
      """),
    Case(
      ["build", "--from", "-"], 1,
      """
      could not read standard input: it is empty; save an answer of the agent API there, as JSON or JSON Lines
      """),
    Case(
      ["build", "--sample", "--output", "occupied"], 1,
      """
      could not write 'occupied': the folder is not empty and holds no report; choose another --output, or add \
      --force to write among these files
      """),
    Case(
      ["build", "--sample", "--output", "login.html"], 1,
      "could not write 'login.html': it is no folder; choose another --output"),
    Case(
      ["build", "--sample", "--output", "login.html/report"], 1,
      "could not write 'login.html/report': Not a directory"),
    Case(
      ["build", "--sample", "--templates", "missing"], 1,
      "could not read 'missing': No such file or directory"),
    Case(
      ["build", "--sample", "--templates", "wrong-slot"], 1,
      """
      wrong-slot/job.html:2:3: there is no slot 'titel'; did you mean 'title'? This template has crumbs, done, \
      facts, history, landing, message, outcome, plan, title, todos, turn
      """),
    Case(
      ["build", "--sample", "--templates", "wrong-name"], 1,
      """
      there is no template 'jobs.html'; did you mean 'job.html'? The templates are group.html, group.md, icon.svg, \
      job.html, job.md, list.html, overview.html, overview.md, page.html, report.js, search.js, section.html, single.css, \
      single.html, style.css, week.html, week.md
      """),
  ]

  @Test(arguments: mistakes + words + usage + failures) func message(test: Case) throws {
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

    let outcome = try jobreport.run(test.arguments)

    #expect(outcome.errors == "jobreport: \(test.message)\n")
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
      /(\ncommit [0-9a-f]{12}(-dirty)?)?/
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

  @Test("A selection that fits nothing says what there is")
  func nothingFits() throws {
    let folder = try TemporaryFolder()
    try folder.write("[]", to: "empty-list.json")
    for (arguments, note) in [
      (["--from", "empty-list.json"], "there are no jobs"),
      (
        ["--sample", "--week", "2026-W02"],
        "no job fits; there are 66, started 2026-06-12 to 2026-08-24: 4 running, 1 waiting, 46 completed, 6 failed, 3 blocked, 3 interrupted, 1 archived, 2 unknown"
      ),
    ] {
      let run = try folder.jobreport.run(["build"] + arguments)
      #expect(run.errors.hasPrefix("jobreport: \(note)\n"), "\(run.errors)")
      #expect(run.status == 0)
    }
  }

  @Test("Statuses are named by slug or label, in any case, with commas")
  func statuses() throws {
    let folder = try TemporaryFolder()
    for (value, jobs) in [("failed,blocked", 9), ("Failed, Blocked", 9), ("FAILED", 6)] {
      let run = try folder.jobreport.run("build", "--sample", "--status", value)
      #expect(run.status == 0 && run.errors.hasPrefix("jobreport: \(jobs) jobs, "), "\(run.errors)")
    }
  }

  @Test("A refused connection is told once, without the promise of a long wait")
  func refusedConnection() throws {
    let folder = try TemporaryFolder()
    var jobreport = folder.jobreport
    jobreport.environment["MINTLIFY_API_KEY"] = "mint_test"
    let run = try jobreport.run("build", "--project", "acme", "--base-url", "http://127.0.0.1:9")
    #expect(run.status == 1)
    let message =
      /jobreport: GET http:\/\/127.0.0.1:9\/v1\/agent\/acme\/jobs\?skip=0&take=100 was not answered: the connection was refused; tried 3 times in [0-9] s. Check the network and the base URL, or try again later\n/
    #expect(run.errors.wholeMatch(of: message) != nil, "\(run.errors)")
  }

  @Test("Control-C says what the run leaves")
  func interruption() async throws {
    let api = try await SampleAPI.start(
      ArchiveTests.jobs(3), faults: [SampleFault(.slowHead(.seconds(60)), on: .list)])
    let folder = try TemporaryFolder()
    var jobreport = ArchiveTests.jobreport(in: folder, asking: api)
    jobreport.environment["JOBREPORT_ARCHIVE"] = nil
    let run = try await jobreport.end(["build"], by: SIGINT) { api.targets.count >= 1 }
    await api.stop()
    #expect(run.status == 130)
    #expect(run.errors == "jobreport: interrupted; nothing was replaced\n")
    #expect(!folder.exists("report"))
  }

  @Test("What the parser is asked for is a result")
  func results() throws {
    let folder = try TemporaryFolder()
    for arguments in [
      [], ["--help"], ["help"], ["help", "archive", "list"], ["archive"], ["build", "--help"], ["--version"],
      ["--generate-completion-script", "bash"],
    ] {
      let run = try folder.jobreport.run(arguments)
      #expect(run.status == 0 && run.errors == "" && !run.output.isEmpty, "\(arguments)")
      #expect(!run.output.contains("\\u{"))
    }
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
    #expect(run.status == 3)
    #expect(
      run.errors.hasPrefix(
        "jobreport: problem: a: item 1 of 'jobs.json': 'title' has bytes that are no UTF-8, shown as U+FFFD\n"
      ),
      "\(run.errors)")
  }

  @Test("A pipe that a settings file is looked for in is not waited for")
  func pipes() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.url.appending(path: "pipe").path, 0o600) == 0)
    for option in ["--config", "--acknowledge"] {
      let run = try folder.jobreport.run("build", "--sample", option, "pipe")
      #expect(run.status == 1)
      #expect(run.errors.hasPrefix("jobreport: could not read 'pipe': "), "\(run.errors)")
    }
  }

  @Test("A template that is no UTF-8 is refused")
  func templateEncoding() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "t"), withIntermediateDirectories: false)
    for name in ["job.html", "style.css"] {
      let file = folder.url.appending(path: "t/\(name)")
      try Data([0x61, 0xFF]).write(to: file)
      let run = try folder.jobreport.run("build", "--sample", "--templates", "t")
      #expect(run.status != 0)
      #expect(run.errors.contains("t/\(name): it is not UTF-8; save it as that"), "\(run.errors)")
      try FileManager.default.removeItem(at: file)
    }
  }

  @Test("Completions offer files, folders and statuses", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let script = try TemporaryFolder().jobreport.run("--generate-completion-script", shell).output
    let (file, folder) =
      switch shell {
      case "bash": ("__jobreport_add_completions -f", "__jobreport_add_completions -d")
      case "zsh": (":_files'", ":_files -/'")
      default: ("-rF", "_complete_directories")
      }
    #expect(script.contains(file) && script.contains(folder) && script.contains("interrupted"))
    if shell == "zsh" {
      for option in ["--from", "--config", "--archive", "--acknowledge", "--single-file"] {
        #expect(
          script.split(separator: "\n").contains { $0.contains("\(option)[") && $0.hasSuffix(":_files'") },
          "\(option)")
      }
    }
  }

  @Test("Half of a surrogate pair, and more than 64 KiB of a title, are said as well")
  func notWhole() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "x", count: 65_537)
    for (fields, words) in [
      (#""title":"a\ud83d b""#, "'title' has half of a surrogate pair, shown as U+FFFD"),
      (#""messageToUser":"a\ude00""#, "'messageToUser' has half of a surrogate pair, shown as U+FFFD"),
      (
        #""todos":[{"content":"\ud83d\ud83d\ude00"}]"#,
        "'todos' has half of a surrogate pair, shown as U+FFFD"
      ),
      (#""title":"\#(long)""#, "'title' has 65537 bytes, of which 65536 are shown"),
      (#""branch":"\n\#(long)""#, "'branch' has 65538 bytes, of which 65536 are shown"),
    ] {
      try folder.write(#"{"sessionId":"a",\#(fields)}"#, to: "jobs.json")
      let run = try folder.jobreport.run("build", "--from", "jobs.json")
      #expect(run.status == 3)
      #expect(
        run.errors.hasPrefix("jobreport: problem: a: line 1 of 'jobs.json': \(words)\n"),
        "\(run.errors.prefix(300))")
    }
    try folder.write(#"{"sessionId":"a","title":"\\ud83d \ud83d\ude00 \u00e9"}"#, to: "jobs.json")
    #expect(try folder.jobreport.run("build", "--from", "jobs.json").status == 0)
  }
}
