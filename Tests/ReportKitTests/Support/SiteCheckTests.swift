import Testing

/// The checks of whole sites find what they look for.
@Suite struct SiteCheckTests {
  private static let page =
    "<!doctype html><title>T</title><main data-page=\"overview\"><h1 id=\"a\">T</h1>BODY</main>"

  private func check(_ body: String) throws -> SiteCheck {
    try SiteCheck(["index.html": Self.page.replacing("BODY", with: body), "index.md": "", "other.md": "# x"])
  }

  @Test("A page with nothing wrong")
  func right() throws {
    let check = try check(
      "<a href=\"#a\">a</a><a href=\"index.html#a\">b</a><br>"
        + "<a href=\"https://x.example\" rel=\"noopener noreferrer nofollow\">c</a>")
    #expect(check.brokenLinks() == [] && check.structure() == [] && check.active() == [])
  }

  @Test(
    "Broken links",
    arguments: [
      ("<a href=\"gone.html\">x</a>", "gone.html"), ("<a href=\"#gone\">x</a>", "#gone"),
      ("<a href=\"index.html#gone\">x</a>", "index.html#gone"),
      ("<a href=\"../index.html\">x</a>", "../index.html"),
      ("<a href=\"/index.html\">x</a>", "/index.html"), ("<a href=\"javascript:x\">x</a>", "javascript:x"),
      ("<a href=\"\">x</a><svg><use href=\"#i\"/></svg>", "#i"), ("<img src=\"x.png\">", "x.png"),
      ("<a href=\"https://x.example\">x</a>", "https://x.example leads out unmarked"),
    ])
  func links(body: String, words: String) throws {
    #expect(try check(body).brokenLinks() == ["index.html: \(words)"])
  }

  @Test("A link in Markdown leads to a Markdown file with a page", arguments: ["gone.md", "other.md"])
  func markdown(target: String) throws {
    let texts = ["index.html": Self.page, "index.md": "[x](\(target)) [y](index.md)", "other.md": "# x"]
    #expect(try SiteCheck(texts).brokenLinks() == ["index.md: \(target.dropLast(3)).html"])
  }

  @Test(
    "What each page has",
    arguments: [
      ("<h1>x</h1>", "2 h1 elements"), ("<p id=\"a\">x</p>", "an id stands twice"),
      ("<p class=\"x message\">x</p>", "class message 1 times"), ("<title>x</title>", "2 titles"),
    ])
  func structure(body: String, words: String) throws {
    #expect(try check(body).structure() == ["index.html: \(words)"])
  }

  @Test(
    "What no page has",
    arguments: [
      ("<script>x</script>", "<script>"), ("<p onclick=\"x\">x</p>", "<p onclick>"),
      ("<p style=\"x\">x</p>", "<p style>"),
    ])
  func active(body: String, words: String) throws {
    #expect(try check(body).active() == ["index.html: \(words)"])
  }

  @Test(
    "A page that is not well formed is none",
    arguments: ["<p>", "</p>", "<p><b></p></b>", "<p", "<p a=\"x\" a=\"y\">x</p>", "<P>x</P>", "< b>"])
  func malformed(body: String) {
    #expect(throws: HTMLPage.Malformed.self) { try check(body) }
  }
}
