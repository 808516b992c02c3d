import Testing

@testable import ReportKit

@Suite struct ReportTests {
  @Test("The oldest first, undated ones before all, equal dates by project and id")
  func order() throws {
    let report = try TestSite([
      #"""
      [{"sessionId":"z","subdomain":"a","createdAt":"2026-03-02"},{"sessionId":"y","subdomain":"b","createdAt":"2026-03-01"},
      {"sessionId":"x","subdomain":"b"},{"sessionId":"y","subdomain":"a","createdAt":"2026-03-01"},
      {"sessionId":"x","subdomain":"a","createdAt":"2026-03-01T00:00:00Z"},{"sessionId":"w","subdomain":"c"},
      {"sessionId":"X","subdomain":"a","createdAt":"2026-03-01"}]
      """#
    ]).report
    #expect(
      report.jobs.map { "\($0.key.project?.text ?? "-")/\($0.key.id.text)" } == [
        "b/x", "c/w", "a/X", "a/x", "a/y", "b/y", "a/z",
      ])
    #expect(report.projects == ["a", "b", "c"])
  }

  @Test("A page stands in the month that its job started in, by the report's zone")
  func pages() throws {
    let jobs = #"[{"sessionId":"a","createdAt":"2026-03-31T23:00:00Z"},{"sessionId":"b"}]"#
    #expect(try TestSite([jobs]).report.jobs.map(\.page.description) == ["jobs/undated/b", "jobs/2026-03/a"])
    let berlin = try TestSite([jobs], timeZone: try #require(ReportTimeZone(named: "Europe/Berlin"))).report
    #expect(berlin.jobs.map(\.page.description) == ["jobs/undated/b", "jobs/2026-04/a"])
  }

  @Test("An id that two projects share gives each its own page, with a hash of both")
  func sharedIDs() throws {
    let report = try TestSite([
      #"[{"sessionId":"a","subdomain":"acme"},{"sessionId":"a","subdomain":"other"},{"sessionId":"b","subdomain":"acme"}]"#
    ]).report
    let names = report.jobs.map(\.page.description)
    #expect(
      names == ["jobs/undated/a--4d3010924d0d7a51", "jobs/undated/b", "jobs/undated/a--91a3bade5b89111a"])
  }

  @Test("Weeks hold their jobs in order; undated jobs are in none")
  func weeks() throws {
    let report = try TestSite([
      #"""
      {"sessionId":"a"} {"sessionId":"b","createdAt":"2026-08-16T23:59:59Z"} {"sessionId":"c","createdAt":"2026-08-17"}
      {"sessionId":"d","createdAt":"2026-08-23T23:00:00Z"} {"sessionId":"e","createdAt":"2026-12-31"}
      """#
    ]).report
    #expect(report.weeks.map(\.id.description) == ["2026-W33", "2026-W34", "2026-W53"])
    #expect(report.weeks.map(\.jobs) == [1..<2, 2..<4, 4..<5])
    #expect(
      report.jobs.indices.map { report.week(ofJobAt: $0)?.description } == [
        nil, "2026-W33", "2026-W34", "2026-W34", "2026-W53",
      ])
  }

  @Test("A week that is asked for is there without a job, too")
  func emptyWeek() throws {
    let week = try #require(WeekID("2026-W34"))
    let report = try TestSite(["[]"], week: week).report
    #expect(report.weeks.map(\.id) == [week])
    #expect(report.weeks.first?.jobs == 0..<0)
  }

  @Test("Counts over all jobs")
  func counts() throws {
    let report = try TestSite([
      #"""
      {"sessionId":"a","haultReason":"completed","pullRequestLink":"https://github.com/a/b/pull/1",
       "todos":[{"content":"x","status":"completed"},{"content":"y","status":"cancelled"}]}
      {"sessionId":"b","haultReason":"completed","pullRequestLink":"https://github.com/a/b/pull/2"}
      {"sessionId":"c","haultReason":"error","todos":[{"content":"x","status":"pending"}]}
      """#
    ]).report
    #expect(report.counts == [.completed: 2, .failed: 1])
    #expect(report.pullRequests == 2)
    #expect(report.todos == TodoCount(done: 1, total: 2))
    #expect(
      report.attention.map { "\(report.jobs[$0.job].key.id.text) \($0.reason)" } == [
        "c stopped on an error with 1 todo open"
      ])
    #expect(report.problems.isEmpty && !report.isPartial)
  }

  @Test("Who needs a person, the newest first")
  func attention() throws {
    let jobs = numberedJobs(3, members: #""haultReason":"error""#)
    let report = try TestSite([jobs], attentionSince: TestSite.longAgo).report
    #expect(report.attention.map(\.job) == [2, 1, 0])
    #expect(report.olderAttention.isEmpty)
  }

  @Test(
    "What has needed a person for over four weeks is told apart, but for a pull request that waits for review"
  )
  func olderAttention() throws {
    let jobs = numberedJobs(3, members: #""haultReason":"error""#)
    let report = try TestSite([jobs]).report
    #expect(report.attention.isEmpty)
    #expect(report.olderAttention.map(\.job) == [2, 1, 0])
  }

  @Test("What a person has set aside is told apart until its last day")
  func acknowledged() throws {
    let jobs = numberedJobs(3, members: #""haultReason":"error""#)
    let ids = try TestSite([jobs]).report.jobs.map(\.key.id)
    let report = try TestSite(
      [jobs], attentionSince: TestSite.longAgo,
      acknowledgements: [
        Acknowledgement(id: ids[0], reason: "no longer wanted", by: "ada"),
        Acknowledgement(id: ids[1], until: Timestamp("2026-08-24T09:00:00Z")),
        Acknowledgement(id: ids[2], until: Timestamp("2026-08-24T08:59:59Z")),
      ]
    ).report
    #expect(report.attention.map(\.job) == [2])
    #expect(report.acknowledged.map(\.need.job) == [1, 0])
    #expect(
      report.acknowledged.map { $0.note.words(in: .utc) } == [
        "until 24 Aug 2026", "no longer wanted, by ada",
      ])
  }

  @Test("An id that leads to no job or to several is said, as what it is there for would not happen")
  func acknowledgedInVain() throws {
    let jobs = try TestSite([numberedJobs(12)]).report.jobs
    func doubts(_ ids: [String]) -> [String] {
      Acknowledgements(ids.map { Acknowledgement(id: ID($0)) }).doubts(among: jobs)
    }
    #expect(doubts(["job-001", "job-002"]).isEmpty)
    #expect(
      doubts(["gone", "JOB-001", "job-001", "job"]) == [
        "--acknowledge: 'job' begins the ids of 12 jobs: job-001, job-002, job-003, job-004, job-005, job-006, job-007, "
          + "job-008, job-009, job-010 and 2 more; give more of the one you mean",
        "--acknowledge: no job that was read has an id that begins with 'JOB-001', 'gone'",
      ])
    #expect(doubts((0..<7).map { "x\($0)" }).first?.hasSuffix("'x3', 'x4' or 2 others") == true)
  }

  @Test(
    "A report is partial when a job is missing, not when a field is",
    arguments: [
      ([], false, false), ([false], false, false), ([true], false, true), ([false, true], false, true),
      ([], true, true),
    ])
  func partial(losses: [Bool], isCutShort: Bool, isPartial: Bool) throws {
    let problems = losses.map { Problem(id: "a", reason: "gone", losesJob: $0) }
    #expect(try TestSite(["[]"], problems: problems, isCutShort: isCutShort).report.isPartial == isPartial)
  }

  @Test("What is not selected is not counted")
  func selection() throws {
    let report = try TestSite([numberedJobs(5)], selection: Selection(ids: ["job-002", "job-009"])).report
    #expect(report.jobs.map(\.key.id) == ["job-002"])
    #expect(report.counts == [.completed: 1])
    #expect(report.weeks.map(\.jobs) == [0..<1])
  }

  @Test(
    "The period is the one asked for, else that of the jobs",
    arguments: [
      (nil, nil, "2026-08-01", "2026-08-20"), ("2026-07-01T00:00:00Z", nil, "2026-07-01", "2026-08-20"),
      (nil, "2026-09-01T00:00:00Z", "2026-08-01", "2026-08-31"),
      ("2026-08-10T00:00:00Z", "2026-08-24T00:00:00Z", "2026-08-10", "2026-08-23"),
    ] as [(String?, String?, String, String)])
  func period(from: String?, before: String?, first: String, last: String) throws {
    let selection = Selection(
      from: from.flatMap { Timestamp(iso8601: $0) }, before: before.flatMap { Timestamp(iso8601: $0) })
    let jobs =
      #"{"sessionId":"a"} {"sessionId":"b","createdAt":"2026-08-01"} {"sessionId":"c","createdAt":"2026-08-20"}"#
    let period = try TestSite([jobs], selection: selection).report.period
    #expect(period.from?.description == first)
    #expect(period.to?.description == last)
  }

  @Test("Without dates there is no period", arguments: ["[]", #"{"sessionId":"a"}"#])
  func noPeriod(jobs: String) throws {
    let period = try TestSite([jobs]).report.period
    #expect(period.from == nil && period.to == nil)
  }
}
