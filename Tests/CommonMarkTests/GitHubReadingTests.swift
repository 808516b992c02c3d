import Testing

@testable import CommonMark

private let out = "rel=\"noopener noreferrer nofollow\""

private func html(_ text: String, _ policy: Policy = Policy(links: .external)) -> String {
  String(Renderer(policy: policy).html(Array(text.utf8)))
}

private func markdown(_ text: String, for profile: MarkdownProfile = .page) -> String {
  String(Renderer(policy: Policy(links: .external)).markdown(Array(text.utf8), for: profile))
}

@Suite("What GitHub adds to Markdown")
struct GitHubReadingTests {
  @Test(
    "alerts are quotes in no other block, with a line of their own",
    arguments: [
      ("> [!NOTE]\n> a\n> b", "<p>a\nb</p>", "Note", "> [!NOTE]\n> a\n> b\n"),
      ("> [!tip]\n>\n> - a", "<ul>\n<li>a</li>\n</ul>", "Tip", "> [!TIP]\n>\n> - a\n"),
      ("> [!WARNING]  \n> a", "<p>a</p>", "Warning", "> [!WARNING]\n> a\n"),
    ])
  func alerts(text: String, content: String, title: String, written: String) {
    #expect(
      html(text)
        == "<div class=\"alert \(title.lowercased())\">\n<p class=\"alert-title\">\(title)</p>\n\(content)\n</div>\n"
    )
    #expect(markdown(text) == written)
    #expect(markdown(text, for: .github) == written)
  }

  @Test(
    "other quotes are none",
    arguments: [
      "> [!NOTE] a", "> [!NOTE]", "> [!OTHER]\n> a", "> a\n> [!NOTE]\n> b", "> > [!NOTE]\n> > a",
      "- > [!NOTE]\n  > a",
      "> \\[!NOTE]\n> a", "> [!NOTE]\n> <!-- c -->",
    ])
  func quotes(text: String) {
    #expect(!html(text).contains("alert"))
    #expect(html(text).contains("<blockquote>"))
  }

  @Test(
    "footnotes stand behind the text in the order of their references",
    arguments: [
      ("a[^1]\n\n[^1]: n", "a[^1]\n\n[^1]: n\n"),
      (
        "a[^x] b[^y] c[^x]\n\n[^y]: *n*\n    m\n\n    o\n[^x]: https://e.example",
        "a[^1] b[^2] c[^1]\n\n[^1]: <https://e.example>\n\n[^2]: *n*\n    m\n\n    o\n"
      ),
      ("a[^1]\n\n[^1]:\n    - b", "a[^1]\n\n[^1]:\n    - b\n"),
      ("a[^1]\n[^1]: b[^2]\n[^2]: c", "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c\n"),
      // What is none, or has no reference.
      ("a\\[^1]\n\n[^1]: n o", "a\\[^1\\]\n\n\\[^1\\]: n o\n"), ("a[^1]", "a\\[^1\\]\n"),
      ("`[^1]`\n\n[^1]: n o", "`[^1]`\n\n\\[^1\\]: n o\n"),
      ("```\n[^1]: n\n```\n[^1]", "```\n[^1]: n\n```\n\n\\[^1\\]\n"),
      ("<pre>\n[^1]: n\n</pre>\n\n[^1]", "```html\n<pre>\n[^1]: n\n</pre>\n```\n\n\\[^1\\]\n"),
    ])
  func footnotes(text: String, written: String) {
    #expect(markdown(text) == written)
    for profile in [MarkdownProfile.page, .github, .gitlab] {
      #expect(Oracle.complaint(about: Array(text.utf8), profile: profile) == nil)
    }
  }

  @Test(
    "a reference and its footnote lead to each other; in a comment footnotes are a list, whose numbers are its own"
  )
  func footnoteForms() {
    let text = "a[^1] b[^1]\n\n[^1]: n"
    #expect(
      html(text) == """
        <p>a<sup><a href="#note-1" id="note-1-ref">1</a></sup> b<sup><a href="#note-1" id="note-1-ref-2">1</a></sup></p>
        <section class="footnotes">
        <ol>
        <li id="note-1">
        <p>n <a href="#note-1-ref" aria-label="Back to the text">↩</a></p>
        </li>
        </ol>
        </section>

        """)
    #expect(markdown(text, for: .github) == "a<sup>1</sup> b<sup>1</sup>\n\n___\n\n1. n\n")
  }

  @Test(
    "names of emoji are emoji",
    arguments: [
      (":tada: a:+1:b :white_check_mark:", "🎉 a👍b ✅"), ("*:heart:*", "<em>❤️</em>"),
      (":100: 10:100:20 :1234:", "💯 10:100:20 🔢"),
      ("`:tada:` <code>:tada:</code>", "<code>:tada:</code> <code>:tada:</code>"),
      (":nope: :shipit: :a b: ::", ":nope: :shipit: :a b: ::"),
      ("[:bug:](https://e.example)", "<a href=\"https://e.example\" \(out)>🐛</a>"), ("::tada:", ":🎉"),
      (":family_man_woman_girl_boy: :us:", "👨‍👩‍👧‍👦 🇺🇸"),
    ])
  func emoji(text: String, drawn: String) {
    #expect(html(text) == "<p>\(drawn)</p>\n")
  }

  @Test("the names of emoji are in the order in which they are looked for, and each is found")
  func emojiTable() {
    let entries = EmojiName.table.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
      .split { $0 == " " || $0 == "\n" }.map { $0.split(separator: ":") }
    #expect(entries.count == 1913)
    #expect(zip(entries, entries.dropFirst()).allSatisfy { $0[0].utf8.lexicographicallyPrecedes($1[0].utf8) })
    for entry in entries {
      let name = Array(entry[0].utf8)
      #expect(name.withUnsafeBufferPointer(EmojiName.emoji)?.isEmpty == false)
    }
  }

  @Test(
    "short references lead to their repository, where it is known",
    arguments: [
      ("see #12", "#12", "acme/docs/issues/12"),
      ("(other/repo.x#45).", "other/repo.x#45", "other/repo.x/issues/45"),
      ("in 0a1b2c3 now", "0a1b2c3", "acme/docs/commit/0a1b2c3"),
      (
        "o/r@6a035a38ec1254f93951e2964a57eb4d50a785f6", "o/r@6a035a38ec1254f93951e2964a57eb4d50a785f6",
        "o/r/commit/6a035a38ec1254f93951e2964a57eb4d50a785f6"
      ),
      ("**#7**: x", "#7", "acme/docs/issues/7"),
    ])
  func references(text: String, shown: String, path: String) {
    var policy = Policy(links: .external)
    policy.repository = Repository("https://github.com/acme/docs")
    #expect(html(text, policy).contains("<a href=\"https://github.com/\(path)\" \(out)>\(shown)</a>"))
    #expect(!html(text).contains("<a"))
    #expect(Oracle.complaint(about: Array(text.utf8)) == nil)
  }

  @Test(
    "what only looks like one is text",
    arguments: [
      "#", "#0", "#1a", "a#1", "##1", "&#x23;a", "#12345678901", "`#1`", "<code>#1</code>",
      "decade 1234567 deadbeef",
      "550e8400-e29b-41d4", "a1b2c3d.txt", "x0a1b2c3", "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567a", "/repo#1",
      "é#1",
    ])
  func noReferences(text: String) {
    var policy = Policy(links: .external)
    policy.repository = Repository("https://github.com/acme/docs")
    #expect(!html(text, policy).contains("<a"), "\(html(text, policy))")
  }

  @Test(
    "a repository is read from its address, from that of a pull request in it, and from its name",
    arguments: [
      ("https://github.com/acme/docs", "acme/docs"), ("http://www.github.com/acme/docs.git", "acme/docs"),
      ("https://github.com/acme/docs/pull/7#x", "acme/docs"), ("acme/docs", "acme/docs"),
      ("https://gitlab.com/acme/team/docs", "acme/team/docs"),
      ("https://git.example:8443/acme/docs/-/merge_requests/7#note_1", "acme/docs"),
      ("https://gitlab.com/acme/docs/-/issues/7", "acme/docs"), ("https://gitlab.com/acme", nil),
      ("https://git.example/acme/docs", nil), ("https://git.example/acme/docs/-/issues/7", nil),
      ("https://a@git.example/acme/docs/-/merge_requests/7", nil),
      ("https://www.acme/docs", nil), ("https://-/merge_requests/1", nil),
      ("https:///-/merge_requests/1", nil), ("https://github.com/acme", nil), ("acme", nil), ("a/b/c", nil),
      ("a b/c", nil), ("https://e.example/?github.com/a/b", nil), ("", nil),
    ] as [(String, String?)])
  func repository(text: String, path: String?) {
    #expect(Repository(text).map { String(decoding: $0.path, as: UTF8.self) } == path)
  }

  @Test(
    "short references lead to a project on GitLab as they do there",
    arguments: [
      ("see #12", "#12", "acme/team/docs/-/issues/12"),
      ("(see !7)", "!7", "acme/team/docs/-/merge_requests/7"),
      ("a/b.c/d!45.", "a/b.c/d!45", "a/b.c/d/-/merge_requests/45"), ("a/b#4", "a/b#4", "a/b/-/issues/4"),
      ("in 0a1b2c3 now", "0a1b2c3", "acme/team/docs/-/commit/0a1b2c3"),
      ("a/b/c@0a1b2c3", "a/b/c@0a1b2c3", "a/b/c/-/commit/0a1b2c3"),
    ])
  func gitLabReferences(text: String, shown: String, path: String) {
    for host in ["https://gitlab.com", "https://git.example:8443"] {
      var policy = Policy(links: .external)
      policy.repository = Repository("\(host)/acme/team/docs/-/merge_requests/1")
      #expect(
        html(text, policy).contains("<a href=\"\(host)/\(path)\" \(out)>\(shown)</a>"),
        "\(html(text, policy))")
    }
  }

  @Test(
    "what only looks like one on GitLab is text",
    arguments: ["wow!12", "!", "!0", "!x", "a//b!1", "/b!1", "#!1a"])
  func noGitLabReferences(text: String) {
    var policy = Policy(links: .external)
    policy.repository = Repository("https://gitlab.com/acme/docs")
    #expect(!html(text, policy).contains("<a"), "\(html(text, policy))")
  }

  @Test("the lines of a paragraph stay lines where the text is a comment")
  func lines() {
    var policy = Policy(links: .external)
    #expect(html("a\nb", policy) == "<p>a\nb</p>\n")
    policy.keepsLines = true
    #expect(html("a\nb  \nc", policy) == "<p>a<br />\nb<br />\nc</p>\n")
    #expect(String(Renderer(policy: policy).markdown(Array("a\nb".utf8))) == "a\\\nb\n")
  }

  @Test(
    "the code spans of a field are code, and nothing else in it is Markdown",
    arguments: [
      ("Fix `a|b` in *x*", "Fix <code>a|b</code> in *x*", #"Fix `a|b` in \*x\*"#, #"Fix `a\|b` in \*x\*"#),
      ("``a ` b`` <b>", "<code>a ` b</code> &lt;b&gt;", #"``a ` b`` \<b>"#, #"``a ` b`` \<b>"#),
      ("a ` b", "a ` b", #"a \` b"#, #"a \` b"#), (#"\`a\`"#, #"\`a\`"#, #"\\\`a\\\`"#, #"\\\`a\\\`"#),
      ("` a ` #", "<code>a</code> #", "`a` #", "`a` #"),
      ("`a``b`", "<code>a``b</code>", "```a``b```", "```a``b```"),
    ])
  func fields(field: String, drawn: String, written: String, cell: String) {
    #expect(String("\(field: field)" as HTML) == drawn)
    #expect(String("\(field: field)" as Markdown) == written)
    #expect(String("\(cellField: field)" as Markdown) == cell)
    #expect(
      String(Renderer(policy: Policy(links: .site)).html("\(field: field)" as Markdown))
        == "<p>\(drawn)</p>\n")
  }
}
