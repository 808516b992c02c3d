import CommonMark
import Testing

@testable import ReportKit

@Suite struct FeedFormatTests {
  private static let jobs = #"""
    {"sessionId":"a","title":"A & <b>","createdAt":"2026-08-17","haultReason":"completed","todos":[{"content":"x"}]}
    {"sessionId":"b","createdAt":"2026-08-18","haulted":false}
    {"sessionId":"c","haultReason":"error"}
    {"sessionId":"d","title":"D","createdAt":"2026-08-19","haultReason":"completed","pullRequestLink":"https://github.com/a/b/pull/1"}
    """#

  private func feed(_ jobs: String, title: String = "Agent jobs") throws -> String {
    try #require(try TestSite([jobs], title: title).texts()["data/feed.xml"])
  }

  @Test("Jobs that ended and have a date, the newest first")
  func entries() throws {
    let titles = try feed(Self.jobs).matches(of: /<entry>\n<title>(.*)<\/title>/).map { String($0.output.1) }
    #expect(titles == ["D", "A &amp; &lt;b&gt;"])
  }

  @Test("An entry says how the job ended")
  func content() throws {
    let feed = try feed(Self.jobs)
    #expect(
      feed.contains("<content type=\"text\">Completed · opened https://github.com/a/b/pull/1</content>"))
    #expect(feed.contains("<updated>2026-08-19T00:00:00Z</updated>"))
    #expect(!feed.contains("<link"))
  }

  @Test("An archive tells when a job ended, which is the date and the order of entries")
  func dates() throws {
    let site = try TestSite([Self.jobs])
    var jobs = site.report.jobs
    let (step, ended) = (Timestamp("2026-08-20T10:00:00Z"), Timestamp("2026-08-22T11:00:00Z"))
    for index in jobs.indices where jobs[index].key.id == "a" {
      let job = try site.job(at: index)
      var running = job
      running.status = .running
      jobs[index] = JobSummary(
        job, answers: jobs[index].answers, content: jobs[index].content,
        history: [JobStep(running, at: step), JobStep(job, at: ended)])
    }
    let report = Report(jobs: jobs, problems: [], options: site.report.options)
    let feed = FeedFormat.file(Site(report: report, templates: try TemplateSet())).text
    #expect(
      feed.matches(of: /<updated>(.*)<\/updated>/).map { String($0.output.1) } == [
        "2026-08-24T09:00:00Z", "2026-08-22T11:00:00Z", "2026-08-19T00:00:00Z",
      ])
  }

  @Test("At most 50 entries")
  func limit() throws {
    let jobs = (0..<60).map { #"{"sessionId":"\#($0)","createdAt":"2026-08-17","haultReason":"completed"}"# }
    #expect(try feed(jobs.joined(separator: " ")).matches(of: /<entry>/).count == 50)
  }

  private static let names: Set = [
    "feed", "title", "id", "updated", "author", "name", "entry", "category", "content",
  ]

  @Test(
    "Every feed is XML", arguments: ["\u{1}\u{FFFE}\u{FFFF}\u{8}", "]]> <![CDATA[", "&nbsp;", "\u{202E}x"])
  func xml(text: String) throws {
    var json: [UInt8] = []
    JSONString.write("x" + text, into: &json)
    let feed = try feed(
      "{\"sessionId\":\"a\",\"title\":\(json.text),\"createdAt\":\"2026-08-17\",\"haultReason\":\"completed\"}",
      title: "x" + text)
    let root = try XMLTree([UInt8](feed)).root
    #expect(root.elements.count { $0.name == "entry" } == 1)
    #expect(Set(root.names) == Self.names)
  }

  @Test("The badge counts")
  func badge() throws {
    let badge = try #require(try TestSite([Self.jobs]).texts()["data/badge.svg"])
    #expect(badge.contains("<title>agent jobs: 2 of 4 completed</title>"))
    #expect(try XMLTree([UInt8](badge)).root.names == ["svg", "title", "rect", "path", "g", "text", "text"])
  }
}
