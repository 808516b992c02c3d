import Testing

@testable import ReportKit

@Suite struct JobIndexTests {
  /// The jobs as `project/id status name`, in the report's order, and the problems as `id: reason`.
  private func outcome(_ texts: [String]) throws -> (jobs: [String], problems: [String]) {
    let report = try TestSite(texts).report
    return (
      report.jobs.map { "\($0.key.project?.text ?? "-")/\($0.key.id.text) \($0.status.slug) \($0.name)" },
      report.problems.map { "\($0.id?.text ?? "-"): \($0.reason)\($0.losesJob ? " (lost)" : "")" }
    )
  }

  @Test("A record that is no job costs itself alone")
  func badRecords() throws {
    let outcome = try outcome([
      #"""
      {"allSessions":[
        {"sessionId":"a","title":"A","haultReason":"error"}, {}, {"error":"Try again"}, {"haulted":nil},
        {"title":"Nameless <b>","haultReason":"error"}, {"sessionId":" ","branch":"acme/x"},
        {"sessionId":"b","title":"B","haultReason":"completed"}
      ]}
      """#
    ])
    #expect(outcome.jobs == ["-/a failed A", "-/b completed B"])
    #expect(
      outcome.problems == [
        "-: no answer of a kind that is known: an empty object (lost)",
        "-: an error answer instead of a job: \"Try again\" (lost)",
        "-: an answer that is no JSON object: \"true\", \"false\" or \"null\" expected at byte 11 (lost)",
        "-: a job without an id: “Nameless <b>” (lost)",
        "-: a job without an id: “acme/x” (lost)",
      ])
  }

  @Test("A field that cannot be read costs that field, and stands under the job's id without keys")
  func badField() throws {
    let outcome = try outcome([
      #"{"sessionId":"mint_0123456789abcdef","title":{},"branch":"b","haulted":false}"#
    ])
    #expect(outcome.jobs == ["-/mint_0123456789abcdef running b"])
    #expect(outcome.problems == ["mint_[redacted]: 'title' is an object, not a text"])
  }

  @Test("Two ids that look like keys are two jobs, though both are shown as the same")
  func idsLikeKeys() throws {
    let ids: [ID] = ["mint_AAAAAAAAAAAAAAAAAAAA", "mint_BBBBBBBBBBBBBBBBBBBB"]
    let site = try TestSite(ids.map { #"{"sessionId":"\#($0.text)"}"# })
    #expect(site.report.jobs.map(\.key.id) == ids)
    #expect(site.report.jobs.map(\.key.shownID) == ["mint_[redacted]", "mint_[redacted]"])
    #expect(Set(site.report.jobs.map(\.page)).count == 2)
    for (path, text) in try site.texts() { #expect(!(path + text).contains("AAAAAAAA"), "\(path)") }
  }

  @Test("Two versions of one job become one, whichever comes first", arguments: [false, true])
  func twoVersions(isReversed: Bool) throws {
    let v1 = #"{"allSessions":[{"sessionId":"a","subdomain":"acme","title":"A","haultReason":"error"}]}"#
    let v2 = #"{"id":"a","status":"failed","prLink":null,"model":"opus","createdAt":"2026-03-01"}"#
    let site = try TestSite(isReversed ? [v2, v1] : [v1, v2])
    #expect(site.report.jobs.count == 1)
    #expect(site.report.problems.isEmpty)
    let job = try site.job(at: 0)
    #expect(job.key == JobKey(provider: "mintlify", project: "acme", id: "a"))
    #expect(job.title == "A")
    #expect(job.model == "opus")
    #expect(job.createdAt?.iso8601 == "2026-03-01T00:00:00Z")
    #expect(job.statusRaw == "error")
  }

  @Test("Both versions in one file of JSON Lines are no repetition")
  func twoVersionsInOneFile() throws {
    let outcome = try outcome([
      #"{"sessionId":"a","subdomain":"acme","title":"A","haultReason":"processing"}"# + "\n"
        + #"{"id":"a","status":"completed","prLink":null}"#
    ])
    #expect(outcome.jobs == ["acme/a completed A"])
    #expect(outcome.problems.isEmpty)
  }

  @Test("An answer without a project belongs to the project that has its id, else to the only one")
  func orphans() throws {
    let acme = #"[{"sessionId":"a","subdomain":"acme","haultReason":"error"}]"#
    let other = #"[{"sessionId":"b","subdomain":"other","haultReason":"error"}]"#
    let both = #"[{"sessionId":"c","subdomain":"acme"},{"sessionId":"c","subdomain":"other"}]"#
    let v2 =
      #"{"id":"a","status":"failed","prLink":null} {"id":"b","status":"failed","prLink":null} {"id":"z","status":"failed","prLink":null}"#
    #expect(try outcome([v2]).jobs == ["-/a failed a", "-/b failed b", "-/z failed z"])
    #expect(try outcome([acme, v2]).jobs == ["acme/a failed a", "acme/b failed b", "acme/z failed z"])
    #expect(try outcome([acme, other, v2]).jobs == ["-/z failed z", "acme/a failed a", "other/b failed b"])
    #expect(
      try outcome([both, #"{"id":"c","status":"failed","prLink":null}"#]).jobs
        == ["-/c failed c", "acme/c unknown c", "other/c unknown c"])
  }

  @Test("Two providers never share a job, nor a project")
  func providers() throws {
    let mintlify = #"{"sessionId":"a","subdomain":"acme","haultReason":"error"}"#
    let line = #"{"id":"a","provider":"own","project":null,"status":"completed"}"#
    let site = try TestSite([mintlify, line])
    #expect(site.report.jobs.map(\.key.provider) == ["mintlify", "own"])
    #expect(site.report.jobs.map(\.key.project) == ["acme", nil])
    #expect(Set(site.report.jobs.map(\.page)).count == 2)
  }

  @Test("Of a great many records that are none the first are named and the rest are counted")
  func manyBadRecords() throws {
    let outcome = try outcome([String(repeating: "{}\n", count: 1200)])
    #expect(outcome.problems.count == 1001)
    #expect(outcome.problems.last == "-: and 200 more records that could not be read (lost)")
  }

  @Test("Ids that only look the same stay two jobs, and neither takes the other's answer")
  func normalisation() throws {
    let list =
      "[{\"sessionId\":\"caf\u{E9}\",\"subdomain\":\"acme\",\"title\":\"NFC\"},{\"sessionId\":\"cafe\u{301}\",\"subdomain\":\"acme\",\"title\":\"NFD\"}]"
    let outcome = try outcome([list, "{\"id\":\"caf\u{E9}\",\"status\":\"failed\",\"prLink\":null}"])
    #expect(
      outcome.jobs.map { [UInt8]($0) }
        == ["acme/cafe\u{301} unknown NFD", "acme/caf\u{E9} failed NFC"].map { [UInt8]($0) })
  }

  @Test("The same id in two projects is two jobs")
  func sharedID() throws {
    let list =
      #"[{"sessionId":"a","subdomain":"acme","title":"One"},{"sessionId":"a","subdomain":"other","title":"Two"}]"#
    #expect(try outcome([list]).jobs == ["acme/a unknown One", "other/a unknown Two"])
  }

  @Test(
    "Twice in one list: the newer date wins, else the later place, and it is said",
    arguments: [
      (#""createdAt":"2026-03-02","title":"New""#, #""createdAt":"2026-03-01","title":"Old""#, "New"),
      (#""createdAt":"2026-03-01","title":"Old""#, #""createdAt":"2026-03-02","title":"New""#, "New"),
      (#""title":"First""#, #""title":"Second""#, "Second"),
      (#""createdAt":"2026-03-01","title":"First""#, #""title":"Second""#, "Second"),
    ])
  func duplicates(first: String, second: String, name: String) throws {
    let outcome = try outcome(["[{\"sessionId\":\"a\",\(first)},{\"sessionId\":\"a\",\(second)}]"])
    #expect(outcome.jobs == ["-/a unknown \(name)"])
    #expect(
      outcome.problems == ["a: two records with this id in one list; the newest of each field is shown"])
  }

  @Test("Three times in one list is said once")
  func threeTimes() throws {
    let records = ["One", "Two", "Three"].map { "{\"sessionId\":\"a\",\"title\":\"\($0)\"}" }
    let outcome = try outcome(["[\(records.joined(separator: ","))]"])
    #expect(outcome.jobs == ["-/a unknown Three"])
    #expect(
      outcome.problems == ["a: 3 records with this id in one list; the newest of each field is shown"])
  }

  @Test("The same record twice in a list, or in two lists, is worth no word")
  func repeats() throws {
    let job = #"{"sessionId":"a","title":"A","branch":[]}"#
    let problem = "a: 'branch' is a list, not a text"
    #expect(try outcome(["[\(job),\(job)]"]).problems == [problem])
    #expect(try outcome(["[\(job)]\n[\(job)]"]).problems == [problem])
    #expect(try outcome(["[\(job)]", #"[{"sessionId":"a","title":"B"}]"#]).problems == [problem])
    #expect(try outcome(["[\(job)]", #"[{"sessionId":"a","title":"B"}]"#]).jobs == ["-/a unknown B"])
  }
}
