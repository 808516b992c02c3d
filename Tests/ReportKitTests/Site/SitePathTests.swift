import Testing

@testable import ReportKit

@Suite struct SitePathTests {
  @Test(
    "Paths that lead nowhere outside of the report",
    arguments: ["index.html", "jobs/2026-08/a.md", ".jobreport", "a", "A_b-c.d/e", "...", "a..b"])
  func read(text: String) {
    #expect(SitePath(read: text)?.description == text)
  }

  @Test(
    "What is no such path",
    arguments: [
      "", ".", "..", "/", "/etc/passwd", "a/", "a//b", "../a", "a/../b", "a/.", #"a\b"#, "a b", "a\n", "a\0",
      "é", "a:b", "a*",
    ])
  func refuse(text: String) {
    #expect(SitePath(read: text) == nil)
  }

  @Test(
    "The way to the root, the folder and the last component",
    arguments: [
      ("index.html", "", "", "index.html"), ("jobs/page-1", "../", "jobs", "page-1"),
      ("jobs/2026-08/a.html", "../../", "jobs/2026-08", "a.html"),
    ])
  func parts(text: String, root: String, folder: String, last: String) throws {
    let path = try #require(SitePath(read: text))
    #expect(path.pathToRoot == root)
    #expect(path.folder == folder)
    #expect(path.lastComponent == last)
  }

  @Test("Appending")
  func appending() {
    let path = SitePath("jobs").appending(FileName(own: "page-", 2))
    #expect(path.description == "jobs/page-2")
    #expect(path.appending(suffix: ".html").description == "jobs/page-2.html")
    #expect(SitePath().appending(FileName(.failed)).description == "failed")
    #expect(SitePath("status/failed-page-").appending(number: 7).description == "status/failed-page-7")
  }

  @Test("The order is that of the bytes")
  func order() {
    let sorted = ["A", "a", "a-b", "a.b", "a/b", "a0", "aB", "a_b", "ab"]
    #expect(sorted.reversed().compactMap(SitePath.init(read:)).sorted().map(\.description) == sorted)
  }
}
