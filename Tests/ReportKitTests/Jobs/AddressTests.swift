import CommonMark
import Testing

@testable import ReportKit

/// An address of a job in every file that has it.
@Suite struct AddressTests {
  /// Addresses and how every file writes them.
  static let addresses: [(address: String, written: String)] = [
    ("https://e.example/a/pull/1?b=c&d='e'#f", "https://e.example/a/pull/1?b=c&d='e'#f"),
    ("https://e.example/\u{202E}gnp.exe", "https://e.example/%E2%80%AEgnp.exe"),
    ("https://e.example/\u{E0069}\u{E0067}", "https://e.example/%F3%A0%81%A9%F3%A0%81%A7"),
    ("https://e.example/a\u{200B}b\u{FEFF}/é日", "https://e.example/a%E2%80%8Bb%EF%BB%BF/%C3%A9%E6%97%A5"),
    ("https://e.example/1) [x](https://b.example", "https://e.example/1)%20%5Bx%5D(https://b.example"),
    ("https://e.example/\u{A0}\"><`|^{}", "https://e.example/%C2%A0%22%3E%3C%60%7C%5E%7B%7D"),
  ]

  private static func json(_ text: String) -> String {
    var json: [UInt8] = []
    JSONString.write(text, into: &json)
    return json.text
  }

  private static func site(pullRequest: String, repository: String) throws -> TestSite {
    try TestSite([
      """
      {"id":"a","status":"completed","createdAt":"2026-08-20T09:00:00Z","prLink":\(json(pullRequest)),\
      "source":{"repository":\(json(repository))}}
      """
    ])
  }

  @Test("It is the same in all of them", arguments: addresses)
  func agreement(address: String, written: String) throws {
    let site = try Self.site(pullRequest: address, repository: address)
    let texts = try site.texts()
    var files = [
      "data/jobs.csv": try CSVTable(try #require(texts["data/jobs.csv"])).rows[1].joined(separator: "\n"),
      "data/feed.xml": try XMLTree(Array(try #require(texts["data/feed.xml"]).utf8)).root.text,
    ]
    for (path, text) in texts where path.hasSuffix(".html") && text.contains("e.example") {
      let links = try HTMLPage(text).named("a").compactMap { $0.attributes["href"] }
      files[path] = links.joined(separator: "\n").replacing("&amp;", with: "&")
        .replacing("&#39;", with: "'").replacing("&#x27;", with: "'")
    }
    for target in CommentTarget.allCases where target.isMarkdown {
      files["comment for \(target)"] = try CommentTests.text(of: site, for: target)
    }
    for (path, text) in texts where text.contains("e.example") && files[path] == nil {
      files[path] = text.replacing("\\u0026", with: "&")
    }
    #expect(
      files.keys.filter { !$0.hasPrefix("comment") }.sorted() == [
        "assets/search/rows-0.js", "data/feed.xml", "data/jobs.csv", "data/jobs.jsonl", "index.html",
        "index.md",
        "jobs/2026-08/a.html", "jobs/2026-08/a.md", "jobs/index.html", "status/completed.html",
        "weeks/2026-W34.html", "weeks/2026-W34.md",
      ])
    for (path, text) in files {
      let isMarkdown = path.hasSuffix(".md") || path.hasPrefix("comment")
      // Parentheses are escaped in the destination of a link.
      let link = written.replacing("(", with: "\\(").replacing(")", with: "\\)")
      let found = isMarkdown ? text.contains("](\(link))") : text.contains(written)
      #expect(found, "\(path): \(text)")
    }
  }

  @Test("What leads nowhere is shown in all of them, with what cannot be seen in it")
  func nowhere() throws {
    let site = try Self.site(pullRequest: "docs\u{202E}3", repository: "acme/\u{E0069}docs")
    let files = try site.texts().merging(["comment": try CommentTests.text(of: site)]) { $1 }
    for (path, text) in files {
      #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{E0069}" }, "\(path)")
    }
    for path in ["data/jobs.jsonl", "data/jobs.csv", "jobs/2026-08/a.html", "jobs/2026-08/a.md"] {
      // The column of pull requests has addresses alone.
      #expect(files[path]?.contains("docs⟦U+202E⟧3") == (path != "data/jobs.csv"), "\(path)")
      #expect(files[path]?.contains("acme/⟦hidden text: i⟧docs") == true, "\(path)")
    }
  }
}
