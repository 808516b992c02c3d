import Testing

@testable import ReportKit

/// What people are called.
@Suite struct PeopleTests {
  private static let people = People([
    ("octocat", "Mona"), ("devin:user-1", "Ada"), ("user-1", "Somebody"), ("gitlab:Bo", "Bo B."),
    ("U2", "Two"),
  ])

  @Test(
    "The provider's own line goes first, and logins are the same in any case",
    arguments: [
      ("octocat", "github", "Mona"), ("OctoCat", "github", "Mona"), ("octocat", "devin", "Mona"),
      ("Octocat", "devin", nil), ("user-1", "devin", "Ada"), ("user-1", "cursor", "Somebody"),
      ("bo", "gitlab", "Bo B."), ("Bo", "github", nil), ("u2", "mintlify", nil), ("", "github", nil),
    ] as [(String, ID, String?)])
  func names(id: String, provider: ID, name: String?) {
    #expect(PeopleTests.people.name(of: id, provider: provider) == name)
  }

  private static let line =
    #"{"id":"a","provider":"x","agent":"claude","status":"failed","title":"T","requestedBy":"u1","#
    + #""createdAt":"2026-08-20T09:00:00Z"}"#

  @Test("A name stands on the page, in its Markdown, in comments and in data, beside the id")
  func shown() throws {
    let name = "<b>Ada</b> @ada"
    let site = try TestSite([PeopleTests.line], people: People([("u1", name)]))
    let texts = try site.texts()
    let page = try #require(texts["jobs/2026-08/a.html"])
    #expect(page.contains("<strong>Asked for by:</strong> &lt;b&gt;Ada&lt;/b&gt; @ada"))
    #expect(!page.contains("u1"))
    #expect(texts["jobs/2026-08/a.md"]?.contains(#"**Asked for by:** \<b>Ada\</b> @ada"#) == true)
    let data = try #require(texts["data/jobs.jsonl"])
    #expect(data.contains(##""requestedBy":"u1","requestedByName":"\u003cb>Ada\u003c/b> @ada""##))
    #expect(texts["data/jobs.csv"]?.hasSuffix(",<b>Ada</b> @ada\r\n") == true)
    let comment = try Comment(site.report, for: .gitHubComment).text { _ in try site.job(at: 0) }
    #expect(
      String(decoding: comment.bytes, as: UTF8.self).contains("asked for by \\<b>Ada\\</b> @\u{2060}ada"))
    // What was written comes back whole, without the file.
    let again = try TestSite([data])
    #expect(try again.texts()["jobs/2026-08/a.html"] == page)
    #expect(try again.texts()["data/jobs.jsonl"] == data)
    // A file goes before what a line says.
    let renamed = try TestSite([data], people: People([("x:u1", "A. L.")]))
    #expect(renamed.report.jobs.first?.requestedByName == "A. L.")
    #expect(
      JobPage.fingerprint(ofJobAt: 0, site: renamed.site) != JobPage.fingerprint(ofJobAt: 0, site: again.site)
    )
  }

  @Test("An id stands where nobody is named, and a key in a name is hidden")
  func unnamed() throws {
    let page = try TestSite([PeopleTests.line]).texts()["jobs/2026-08/a.html"]
    #expect(page?.contains("<strong>Asked for by:</strong> u1") == true)
    let key = "ghp_0123456789abcdefghijABCDEFGHIJ012345"
    let site = try TestSite([PeopleTests.line], people: People([("u1", "Ada \(key)")]))
    #expect(site.report.jobs.first?.requestedByName?.contains("0123456789") == false)
  }

  @Test("Mintlify's userId is who asked")
  func mintlify() throws {
    let site = try TestSite([#"{"sessionId":"a","userId":"user-9","haultReason":"completed"}"#])
    #expect(site.report.jobs.first?.requestedBy == "user-9")
  }
}
