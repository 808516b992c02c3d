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

  @Test(
    "What begins with a dot is hidden, and what stands in such a folder",
    arguments: [
      (".jobreport", true), (".nojekyll", true), (".html", true), ("jobs/.html", true), (".git/config", true),
      ("a/.b/c.md", true), ("...", true), ("index.html", false), ("a.b/c..d", false),
      ("jobs/2026-08/a.md", false),
    ])
  func hidden(text: String, isHidden: Bool) throws {
    #expect(try #require(SitePath(read: text)).isHidden == isHidden)
  }

  @Test("Appending")
  func appending() {
    let path = SitePath("jobs").appending(FileName(own: "page-", 2))
    #expect(path.description == "jobs/page-2")
    #expect(path.appending(.html).description == "jobs/page-2.html")
    #expect("\(path.appending(.md))" == "jobs/page-2.md")
    #expect(path.appending(.none) == path)
    #expect(SitePath().appending(FileName(.failed)).description == "failed")
    #expect(SitePath("status/failed").appending("-page-", number: 7).description == "status/failed-page-7")
  }

  @Test(
    "A path is the same however it was made",
    arguments: [
      ("a", SitePath.Ending.html), ("jobs/a.html", .html), ("jobs/a.md", .js), (".html", .md), ("a", .none),
    ])
  func ending(text: String, ending: SitePath.Ending) throws {
    let path = try #require(SitePath(read: text)).appending(ending)
    let read = try #require(SitePath(read: path.description))
    #expect(path == read)
    #expect(path.hash == read.hash)
    #expect(path.length == path.description.utf8.count)
    #expect(path.isSpelled(Array(path.description.utf8)[...]))
    #expect(!path.isSpelled(Array("\(path)x".utf8)[...]))
  }

  @Test("The order is that of the bytes")
  func order() {
    let sorted = [
      "A", "a", "a-b", "a.b", "a.html", "a.html-b", "a.html.md", "a.js", "a.md", "a/b", "a0", "aB", "a_b",
      "ab",
    ]
    #expect(sorted.reversed().compactMap(SitePath.init(read:)).sorted().map(\.description) == sorted)
  }

  @Test("Beginnings stand in the order of the paths, and are equal where the first 24 bytes are")
  func beginnings() {
    let sorted = [
      "a", "a-b.html", "a.html", "a.md", "jobs/2026-07/zzzzzzzzzzzzz.html", "jobs/2026-08/0000000000-a.html",
      "jobs/2026-08/0000000000-a.md", "jobs/2026-08/00000000000-a.html", "jobs/2026-08/00000000000-b.html",
      "jobs/2026-08/00000000001.html",
    ].compactMap(SitePath.init(read:))
    #expect(sorted.count == 10)
    for (index, left) in sorted.enumerated() {
      for right in sorted[index...] {
        let isSame = left.description.utf8.prefix(24).elementsEqual(right.description.utf8.prefix(24))
        #expect((left.beginning == right.beginning) == isSame, "\(left) \(right)")
        #expect((left.beginning < right.beginning) == !isSame, "\(left) \(right)")
        #expect(!(right.beginning < left.beginning), "\(left) \(right)")
      }
    }
  }
}
