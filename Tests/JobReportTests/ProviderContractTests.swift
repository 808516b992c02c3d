import Foundation
import SampleAPI
import Testing

@testable import ReportKit

/// What holds for every provider, over the answers in `Tests/Providers` and the sample API, which serves them from the
/// provider's own description. `RECORD_GOLDEN=1 swift test --filter ProviderContractTests` records anew what the answers
/// are read as; look at the difference before it is committed.
@Suite(.serialized) struct ProviderContractTests {
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

  /// A served provider, the program beside it, and a folder for what it writes.
  private func serving<Result>(
    _ fixture: ProviderFixture, _ jobs: SampleJobs, faults: [SampleFault] = [],
    _ body: (SampleAPI, TemporaryFolder, Jobreport) async throws -> Result
  ) async throws -> Result {
    try await SampleAPI.serve(jobs, faults: faults) { api in
      let folder = try TemporaryFolder()
      return try await body(api, folder, fixture.jobreport(in: folder, asking: api))
    }
  }

  @Test("Saved answers are recognised as one provider's only", arguments: ProviderFixture.all)
  func recognised(fixture: ProviderFixture) throws {
    let saved = try fixture.saved
    #expect(!saved.isEmpty)
    for (_, text) in saved { try expectOnly(fixture.provider.id.text, in: text) }
  }

  /// Expects every answer of a file to have the marks of one provider, and of no other.
  private func expectOnly(_ provider: String, in text: String) throws {
    var splitter = AnswerSplitter()
    splitter.feed(Array(text.utf8))
    splitter.finish()
    var count = 0
    while let event = try splitter.next() {
      guard case .answer(let bytes, _, _, _) = event else { continue }
      count += 1
      let json = JSONText(bytes)
      let members = try json.members()
      let kinds = Providers.savedKinds.filter { kind in
        kind.marks.contains { mark in mark.allSatisfy { json.value($0, in: members) != nil } }
      }
      #expect(Set(kinds.map(\.provider)) == [ID(provider)], "answer \(count)")
    }
    #expect(count > 0)
  }

  @Test(
    "Answers are read as what they say, from the API and through an archive", arguments: ProviderFixture.all)
  func read(fixture: ProviderFixture) async throws {
    try await serving(fixture, fixture.jobs) { api, folder, jobreport in
      let build = ["build", "--project", try fixture.project, "--details", "--quiet"]
      let direct = try await jobreport.runBeside(build)
      #expect(direct.status == 0, "\(direct.errors)")
      let lines = try folder.read("report/data/jobs.jsonl")
      if Self.isRecording {
        try lines.write(to: fixture.folder.appending(path: "jobs.jsonl"), atomically: true, encoding: .utf8)
      } else {
        #expect(try lines == fixture.text("jobs.jsonl"))
      }
      for run in 1...2 {
        let kept = try await jobreport.runBeside(build + ["--archive", "a.sqlite", "--output", "run-\(run)"])
        #expect(kept.status == 0, "\(kept.errors)")
        #expect(try folder.read("run-\(run)/data/jobs.jsonl") == lines)
      }
      let back = try await jobreport.runBeside([
        "build", "--from", "report/data/jobs.jsonl", "--output", "back",
      ])
      #expect(back.status == 0, "\(back.errors)")
      #expect(try folder.read("back/data/jobs.jsonl") == lines)
    }
  }

  @Test("A list of 450 jobs is read whole while new ones come", arguments: ProviderFixture.all)
  func listed(fixture: ProviderFixture) async throws {
    var jobs = SampleJobs()
    for job in try fixture.copies(1...450) { try jobs.add(file: job, of: fixture.provider) }
    let list = try fixture.list
    let pages = (450 + min(450, list.answer.paging.size) - 1) / min(450, list.answer.paging.size)
    let drift = SampleFault(.newJobs(try fixture.copies(451...452)), on: .list, sparing: 1, times: 1)
    let known = jobs.ids(of: list.record)
    try await serving(fixture, jobs, faults: [drift]) { api, _, jobreport in
      let fetch = try await jobreport.runBeside(
        ["fetch", "--project", try fixture.project, "--archive", "a.sqlite", "--quiet"])
      #expect(fetch.status == 0, "\(fetch.errors)")
      // Pages that are asked for at once may lie behind the end, and the first one is looked at again.
      #expect(api.requests.count <= pages + 4)
      let lines = try await jobreport.runBeside(["archive", "list", "--archive", "a.sqlite", "--json"]).output
      let ids = try lines.split(separator: "\n").compactMap {
        try (JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["id"] as? String
      }
      #expect(Set(ids).count == ids.count)
      #expect(Set(ids).isSuperset(of: known.map(\.text)))
      #expect(known.count == 450 && ids.count <= 452)
    }
  }

  @Test("A job is read by its id as the list has it", arguments: ProviderFixture.all)
  func byID(fixture: ProviderFixture) async throws {
    let jobs = try fixture.jobs
    let ids = jobs.ids(of: try fixture.list.record)
    #expect(!ids.isEmpty && !fixture.provider.jobs().isEmpty)
    try await serving(fixture, jobs) { api, folder, jobreport in
      let project = try fixture.project
      let arguments = ids.flatMap { ["--job", $0.text] }
      let named = try await jobreport.runBeside(["build", "--project", project, "--quiet"] + arguments)
      #expect(named.status == 0, "\(named.errors)")
      #expect(!api.targets.isEmpty && api.requests.count == ids.count)
      // The answer for one job may say more than the list does, as its details do there.
      let saysMore = try fixture.provider.jobs()[0].record != fixture.list.record
      for details in saysMore ? [["--details"]] : [[], ["--details"]] {
        for (output, options) in [("named", arguments), ("list", [])] {
          let run = try await jobreport.runBeside(
            ["build", "--project", project, "--quiet", "--output", output] + options + details)
          #expect(run.status == 0, "\(run.errors)")
        }
        #expect(try folder.read("named/data/jobs.jsonl") == folder.read("list/data/jobs.jsonl"))
      }
      let requests = api.requests.count
      let absent = try await jobreport.runBeside([
        "build", "--project", project, "--job", "nobody", "--quiet",
      ])
      #expect(absent.status == 1)
      if let example = fixture.provider.exampleID {
        #expect(
          absent.errors
            == "jobreport: 'nobody' can be no id of a \(fixture.provider.name) job, which looks like \(example); "
            + "check --job and --jobs-from\n")
        #expect(api.requests.count == requests)
      } else {
        #expect(absent.errors.contains("has no such job"), "\(absent.errors)")
      }
    }
  }

  @Test("No output holds a key", arguments: ProviderFixture.all)
  func redacted(fixture: ProviderFixture) async throws {
    #expect(try fixture.saved.contains { $0.text.contains(fixture.key) }, "put {key} into a text of the list")
    try await serving(fixture, fixture.jobs) { api, folder, jobreport in
      let source = ["--project", try fixture.project, "--details"]
      var told = ""
      for command in [
        ["build", "--single-file", "one.html", "--output", "report", "--archive", "a.sqlite"], ["comment"],
        ["fetch", "--archive", "a.sqlite"],
      ] {
        let run = try await jobreport.runBeside(command + source)
        #expect(run.status == 0, "\(run.errors)")
        told += run.output + run.errors
      }
      for command in ["list", "export"] {
        told += try await jobreport.runBeside(["archive", command, "--archive", "a.sqlite"]).output
      }
      #expect(told.contains("[redacted]"))
      let ending = String(fixture.key.suffix(10))
      #expect(!told.contains(ending))
      for (path, bytes) in try folder.files() where !path.hasPrefix("a.sqlite") {
        #expect(!String(decoding: bytes, as: UTF8.self).contains(ending), "\(path)")
      }
      let page = try folder.read("one.html")
      #expect(page.contains("[redacted]"))
    }
  }

  @Test("A key that is refused is told by the variable that holds it", arguments: ProviderFixture.all)
  func refused(fixture: ProviderFixture) async throws {
    let key = fixture.provider.key
    #expect(key.unauthorized.contains("{key}") && key.forbidden.contains("{key}"))
    for (status, words) in [(401, key.unauthorized), (403, key.forbidden)] {
      let body = #"{"error":{"message":"no \#(fixture.key)"}}"#
      try await serving(fixture, fixture.jobs, faults: [SampleFault(.status(status, body: body))]) {
        _, folder, jobreport in
        for place in [key.variable, "'key.txt'"] {
          try folder.write(fixture.key, to: "key.txt")
          let file = place == key.variable ? [] : ["--api-key-file", "\(fixture.provider.id.text):key.txt"]
          let run = try await jobreport.runBeside(["build", "--project", try fixture.project] + file)
          #expect(run.status == 1)
          #expect(run.errors.contains("answered \(status)"), "\(run.errors)")
          #expect(run.errors.contains(words.replacing("{key}", with: place)), "\(run.errors)")
          #expect(!run.errors.contains(fixture.key.suffix(10)), "\(run.errors)")
        }
      }
    }
    // The server checks it, too.
    try await serving(fixture, fixture.jobs) { _, _, jobreport in
      var jobreport = jobreport
      jobreport.environment[key.variable] = "another"
      let run = try await jobreport.runBeside(["build", "--project", try fixture.project])
      #expect(run.errors.contains("answered 401"), "\(run.errors)")
      jobreport.environment[key.variable] = nil
      let none = try await jobreport.runBeside(["build", "--project", try fixture.project])
      #expect(none.status == 64)
      #expect(none.errors.contains(key.variable), "\(none.errors)")
    }
  }

  @Test(
    "That most keys are refused a request is no problem, and is found out once",
    arguments: ProviderFixture.all)
  func optional(fixture: ProviderFixture) async throws {
    for endpoint in fixture.provider.endpoints where endpoint.isOptional {
      for status in [403, 404] {
        let fault = SampleFault(.status(status), on: .endpoint(endpoint.id))
        try await serving(fixture, fixture.jobs, faults: [fault]) { api, _, jobreport in
          let run = try await jobreport.runBeside(
            ["build", "--project", try fixture.project, "--details", "--quiet"])
          #expect(run.status == 0 && run.errors == "", "\(run.errors)")
          // Beside it there are the list and the other parts; four requests are on their way at once.
          let jobs = try fixture.jobs.ids(of: fixture.list.record).count
          let others = fixture.provider.endpoints.count { $0.answer.isPart && !$0.isOptional }
          let refused = api.requests.count - 1 - others * jobs
          #expect(status == 403 ? (1...4).contains(refused) : refused == jobs)
        }
      }
    }
  }

  private static let toolNames = SavedKind.tools.compactMap(\.provider?.text)
  private static let toolFolder = ProviderFixture.root.appending(path: "tools")

  @Test("What other tools print is recognised as theirs only, and read as what it says", arguments: toolNames)
  func tools(name: String) throws {
    let key = SampleAPI.sampleKey
    let text = try String(contentsOf: Self.toolFolder.appending(path: "\(name).json"), encoding: .utf8)
    #expect(text.contains("{key}"))
    let printed = text.replacing("{key}", with: key)
    try expectOnly(name, in: printed)
    let folder = try TemporaryFolder()
    try folder.write(printed, to: "printed.json")
    let run = try folder.jobreport.run("build", "--from", "printed.json", "--archive", "a.sqlite")
    #expect(run.status == 0, "\(run.errors)")
    let lines = try folder.read("report/data/jobs.jsonl")
    let expected = Self.toolFolder.appending(path: "\(name).jsonl")
    if Self.isRecording {
      try lines.write(to: expected, atomically: true, encoding: .utf8)
    } else {
      #expect(try lines == String(contentsOf: expected, encoding: .utf8))
    }
    // A key that a service hands out is not even in the archive, which keeps all else.
    let rows = try folder.jobreport.run("archive", "export", "--raw", "--archive", "a.sqlite").output
    #expect(rows.contains(key))
    for (path, bytes) in try folder.files() where path != "printed.json" {
      #expect(!bytes.contains(Array("s3cr3t".utf8)), "\(path)")
    }
    #expect(!rows.contains("s3cr3t"))
  }

  @Test("No answers are left over")
  func folders() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: ProviderFixture.root.path)
    #expect(Set(folders) == Set(Provider.all.map(\.id.text) + ["tools"]))
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.toolFolder.path)
    #expect(Set(files) == Set(Self.toolNames.flatMap { ["\($0).json", "\($0).jsonl"] }))
  }
}
