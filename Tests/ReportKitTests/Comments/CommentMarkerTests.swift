import Testing

@testable import ReportKit

/// The first line of a comment that was posted.
@Suite struct CommentMarkerTests {
  static let digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

  @Test func itIsReadAsItIsWritten() throws {
    let marker = try #require(CommentMarker(key: "weekly.docs", text: Array("hello".utf8)))
    #expect(marker.line == "<!-- jobreport key=weekly.docs sha256=\(Self.digest) -->\n")
    #expect(CommentMarker(reading: marker.line + "## Agent jobs") == marker)
    // GitHub may answer with the line ends of a form.
    #expect(CommentMarker(reading: marker.line.dropLast() + "\r\n## Agent jobs") == marker)
    #expect(CommentMarker.size(key: "weekly.docs").bytes == marker.line.utf8.count)
  }

  @Test(
    arguments: [
      "", "## Agent jobs", "<!-- jobreport -->", "> <!-- jobreport key=a sha256=\(digest) -->",
      " <!-- jobreport key=a sha256=\(digest) -->", "text\n<!-- jobreport key=a sha256=\(digest) -->",
      "<!-- jobreport key= sha256=\(digest) -->", "<!-- jobreport key=a b sha256=\(digest) -->",
      "<!-- jobreport key=a sha256=\(digest)0 -->", "<!-- other key=a sha256=\(digest) -->",
      "<!-- jobreport key=a sha256=\(digest) --> and more",
    ])
  func nothingElseIsOne(body: String) { #expect(CommentMarker(reading: body) == nil) }

  @Test(arguments: ["", "a b", "a-->", "ä", "a\n", String(repeating: "a", count: 65)])
  func noKeyCanEndTheLine(key: String) { #expect(CommentMarker(key: key, text: []) == nil) }
}
