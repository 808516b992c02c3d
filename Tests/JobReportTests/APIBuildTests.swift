import Foundation
import SampleAPI
import SampleProject
import Testing

/// The whole way: jobs from an API on this machine become a report directory.
@Suite(.serialized) struct APIBuildTests {
  private static func sampleJobs() throws -> SampleJobs {
    try SampleJobs(dated: SampleProject.files)
  }

  private static func jobreport(in folder: TemporaryFolder, asking api: SampleAPI) -> Jobreport {
    var jobreport = folder.jobreport
    jobreport.environment.merge([
      "MINTLIFY_API_URL": api.url, "MINTLIFY_API_KEY": api.key, "MINTLIFY_PROJECT_ID": "acme",
    ]) { $1 }
    return jobreport
  }

  @Test func theListBecomesAReportWithAPageForEveryJob() async throws {
    let api = try await SampleAPI.start(try Self.sampleJobs())
    let folder = try TemporaryFolder()
    let outcome = try await Self.jobreport(in: folder, asking: api).runBeside(["build", "--quiet"])
    await api.stop()
    #expect(outcome.errors == "")
    #expect(outcome.output == "report/index.html\n")
    #expect(outcome.status == 0)
    let pages = try folder.files(in: "report/jobs").keys.filter {
      $0.hasSuffix(".html") && $0 != "index.html"
    }
    #expect(pages.count == 48)
    #expect(api.targets == ["/v1/agent/acme/jobs?skip=0&take=100", "/v1/agent/acme/jobs?skip=0&take=100"])
  }

  @Test func whatIsFetchedHasALimitWhichIsSaid() async throws {
    let api = try await SampleAPI.start(try Self.sampleJobs())
    let folder = try TemporaryFolder()
    var jobreport = Self.jobreport(in: folder, asking: api)
    jobreport.environment["JOBREPORT_TEMPORARY_LIMIT"] = "20K"
    let outcome = try await jobreport.runBeside(["build", "--quiet"])
    let kept = try await jobreport.runBeside(["build", "--quiet", "--archive", "jobs.sqlite"])
    await api.stop()
    let reason =
      "the answers of project 'acme' have over 20 KiB, and there are more; name jobs with --job, or allow more with "
      + "JOBREPORT_TEMPORARY_LIMIT=16G"
    #expect(outcome.status == 1)
    #expect(outcome.errors == "jobreport: \(reason)\n")
    // What was read until then is kept, and the report of it says that it is partial.
    #expect(kept.status == 3, "\(kept.errors)")
    #expect(try folder.read("report/index.md").contains("JOBREPORT"))

    let saved = String(
      repeating: #"{"sessionId":"a","title":"\#(String(repeating: "x", count: 900))"}"#, count: 30)
    let piped = try jobreport.run(["build", "--from", "-", "--quiet", "--output", "piped"], input: saved)
    #expect(piped.status == 1)
    #expect(piped.errors.contains("the answers take over 20 KiB in"), "\(piped.errors)")
    jobreport.environment["JOBREPORT_TEMPORARY_LIMIT"] = "lots"
    let wrong = try jobreport.run(["build", "--sample"])
    #expect(
      wrong.errors == "jobreport: JOBREPORT_TEMPORARY_LIMIT: 'lots' is no size; write it like 500M or 8G\n")
  }

  @Test func detailsAddWhatOnlyVersion2Knows() async throws {
    let api = try await SampleAPI.start(try Self.sampleJobs())
    let folder = try TemporaryFolder()
    let id = try #require(try Self.sampleJobs().ids(of: "v2").first).text
    let outcome = try await Self.jobreport(in: folder, asking: api)
      .runBeside(["build", "--job", id, "--details", "--quiet"])
    await api.stop()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(api.targets == ["/v1/agent/acme/job/\(id)", "/v2/agent/acme/job/\(id)"])
    let line = try folder.read("report/data/jobs.jsonl")
    #expect(line.contains(#""repository":"https://github.com/acme/docs""#))
  }

  @Test func detailsAreAskedForJobsOfTheSelectionAlone() async throws {
    var jobs = SampleJobs()
    for (id, day) in [("early", 10), ("here", 18), ("gone", 19)] {
      let v1 = #"{"sessionId":"\#(id)","createdAt":"2026-08-\#(day)T08:00:00Z","haultReason":"completed"}"#
      let v2 = #"{"id":"\#(id)","status":"completed","model":"opus"}"#
      try jobs.add(file: Array((id == "gone" ? v1 : "[\(v1),\(v2)]").utf8))
    }
    let api = try await SampleAPI.start(jobs)
    let folder = try TemporaryFolder()
    let jobreport = Self.jobreport(in: folder, asking: api)
    let outcome = try await jobreport.runBeside(["build", "--week", "2026-W34", "--details", "--quiet"])
    let byID = try await jobreport.runBeside([
      "build", "--job", "early", "--job", "here", "--week", "2026-W34", "--details", "--quiet", "--output",
      "ids",
    ])
    await api.stop()
    let list = "/v1/agent/acme/jobs?skip=0&take=100"
    let details = api.targets.filter { $0.hasPrefix("/v2/") }
    #expect(api.targets.filter { $0 == list }.count == 2)
    #expect(
      details.sorted() == ["/v2/agent/acme/job/gone"] + Array(repeating: "/v2/agent/acme/job/here", count: 2))
    let reason = "GET \(api.url)/v2/agent/acme/job/gone answered 404"
    #expect(outcome.errors.hasPrefix("jobreport: problem: gone: \(reason)"), "\(outcome.errors)")
    #expect(outcome.status == 3)
    #expect(try folder.read("report/index.md").contains("answered 404"))
    let summary = try folder.read("report/report.json")
    #expect(summary.contains(#""partial":false"#) && summary.contains(#""total":2"#))
    #expect(byID.status == 0, "\(byID.errors)")
  }

  @Test func aJobThatCannotBeHadIsAProblemAndExit3() async throws {
    let api = try await SampleAPI.start(try Self.sampleJobs())
    let folder = try TemporaryFolder()
    let id = try #require(try Self.sampleJobs().ids(of: "v1").first).text
    try folder.write("# two ids\n\(id)\n\n  nobody \n", to: "ids.txt")
    let outcome = try await Self.jobreport(in: folder, asking: api)
      .runBeside(["build", "--jobs-from", "ids.txt", "--quiet"])
    await api.stop()
    let reason =
      "GET \(api.url)/v2/agent/acme/job/nobody answered 404; project 'acme' has no such job. "
      + "Check the ids given with --job or --jobs-from"
    #expect(
      outcome.errors == """
        jobreport: problem: nobody: \(reason)
        jobreport: 1 record is not in the report; exit status 3

        """)
    #expect(outcome.status == 3)
    #expect(try folder.read("report/index.html").contains("This report is partial: 1 record could not"))
    #expect(try folder.read("report/report.json").contains(#""partial":true"#))
  }

  @Test func aListingThatBreaksOffReplacesNothing() async throws {
    let api = try await SampleAPI.start(try Self.sampleJobs())
    let folder = try TemporaryFolder()
    let jobreport = Self.jobreport(in: folder, asking: api)
    #expect(try await jobreport.runBeside(["build", "--quiet"]).status == 0)
    let whole = try folder.files(in: "report")
    api.setFaults([SampleFault(.status(403))])
    let outcome = try await jobreport.runBeside(["build", "--quiet"])
    await api.stop()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        jobreport: GET \(api.url)/v1/agent/acme/jobs?skip=0&take=100 answered 403 (a fault on request); the key in \
        MINTLIFY_API_KEY lacks the scope 'read' for agents, or this address is not on its allowlist. See its settings at \
        https://app.mintlify.com/settings/organization/api-keys

        """)
    #expect(try folder.files(in: "report") == whole)
  }

  @Test func ofSeveralProjectsSomeMayFail() async throws {
    let api = try await SampleAPI.start(try Self.sampleJobs(), projects: ["acme"])
    let folder = try TemporaryFolder()
    let jobreport = Self.jobreport(in: folder, asking: api)
    let some = try await jobreport.runBeside(["build", "--project", "acme", "--project", "gone", "--quiet"])
    let none = try await jobreport.runBeside(
      ["build", "--project", "gone", "--project", "lost", "--quiet", "--output", "other"])
    await api.stop()
    #expect(some.status == 3)
    #expect(try folder.read("report/report.json").contains(#""partial":true"#))
    #expect(none.status == 1)
    #expect(!folder.exists("other"))
  }

  @Test func theKeyIsNowhere() async throws {
    let key = "mint_the-very-secret-key-0123456789"
    var jobs = SampleJobs()
    // An answer that holds the key, as a message and as an id, must not bring it into a page either.
    try jobs.add(
      file: Array(
        #"[{"sessionId":"\#(key)","title":"Key \#(key)","messageToUser":"mint\\_the-very-secret-key-0123456789"}]"#
          .utf8))
    let api = try await SampleAPI.start(jobs, key: key)
    let folder = try TemporaryFolder()
    var jobreport = Self.jobreport(in: folder, asking: api)
    try folder.write(" \(key)\n", to: "key")
    jobreport.environment["MINTLIFY_API_KEY"] = nil
    let outcome = try await jobreport.runBeside(["build", "--api-key-file", "key", "--json"])
    await api.stop()
    #expect(outcome.status == 0)
    for (path, bytes) in try folder.files(in: "report") {
      #expect(!path.contains("the-very-secret"), "\(path)")
      #expect(!String(decoding: bytes, as: UTF8.self).contains("the-very-secret"), "\(path)")
    }
    #expect(!outcome.output.contains("the-very-secret"))
    #expect(!outcome.errors.contains("the-very-secret"))
  }
}
