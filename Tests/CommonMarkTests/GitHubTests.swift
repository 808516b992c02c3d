import Testing

@testable import CommonMark

@Suite("Markdown for GitHub")
struct GitHubTests {
  static let joiner = "\u{2060}"

  @Test(
    "keeps from acting what acts there, ⁀ stands for the word joiner",
    arguments: [
      ("cc @octocat @acme/everyone", "cc @⁀octocat @⁀acme/everyone"),
      ("\\@octocat &#64;octocat", "@⁀octocat @⁀octocat"),
      ("closes #1, GH-2, o/r#3", "closes #⁀1, GH-⁀2, o/r#⁀3"),
      ("in deadbeef1234", "in deadbe⁀ef1234"),
      ("0123456 012345 x0123456", "012345⁀6 012345 x0123456"),
      (
        "6a035a38ec1254f93951e2964a57eb4d50a785f6",
        "6a035a⁀38ec12⁀54f939⁀51e296⁀4a57eb⁀4d50a7⁀85f6"
      ),
      ("6a035a38ec1254f93951e2964a57eb4d50a785f67", "6a035a38ec1254f93951e2964a57eb4d50a785f67"),
      ("decade 1234567x", "decade 1234567x"),
      ("/merge now", "\\/⁀merge now"),
      ("```sh\nls\n/lgtm\n```", " ```sh\n ls\n /lgtm\n ```"),
      (":shipit: and 12:30", ":⁀shipit: and 12:30"),
      ("- > [!CAUTION]\n  > a", "- > \\[⁀!CAUTION\\]\n  > a"),
      ("$\\href{x}{y}$", "`$`\\href{x}{y}`$`"),
      ("$$x$$", "`$$`x`$$`"),
      ("a$`x`$", "a`$`⁀`x`⁀`$`"),
      ("> oo\n> $$$$$>\n> baz", "> oo\n> `$$$$$`>\n> baz"),
      ("costs $5", "costs $5"),
      // Comments are left out, and what only looks like one is none in the source either.
      ("a\n\n<!-- jobreport -->", "a"), ("a <!-- jobreport --> b", "a b"),
      ("a <!-- jobreport b", "a &lt;!-- jobreport b"),
      ("```mermaid\ngraph LR\n```", "```\ngraph LR\n```"),
      ("```suggestion\nx\n```", "```\nx\n```"),
      ("```sh\n@octocat #1\n```", "```sh\n@octocat #1\n```"),
      ("`@octocat #1`", "`@octocat #1`"),
      (
        "https://github.com/o/r/pull/1",
        "[https:⁀//github.com/o/r/pull/1](https://redirect.github.com/o/r/pull/1)"
      ),
      ("https://e.example/a", "<https://e.example/a>"),
      ("[x](https://www.github.com/o/r/issues/1)", "[x](https://redirect.github.com/o/r/issues/1)"),
      ("[x](https://github.com/o/r)", "[x](https://github.com/o/r)"),
      ("![i](https://e.example/p.png)", "[image: i](https://e.example/p.png)"),
      // However it is spelled.
      ("[x](https://github.com:443/o/r/issues/1)", "[x](https://redirect.github.com/o/r/issues/1)"),
      ("[x](http://github.com:80/o/r/issues/1)", "[x](https://redirect.github.com/o/r/issues/1)"),
      ("[x](https://github.com:/o/r/issues/1)", "[x](https://redirect.github.com/o/r/issues/1)"),
      ("[x](https://github.com./o/r/issues/1)", "[x](https://redirect.github.com/o/r/issues/1)"),
      ("[x](HTTPS://WWW.GitHub.com./o/r/ISSUES/1)", "[x](https://redirect.github.com/o/r/ISSUES/1)"),
      ("[x](https://github.com/o/r/%69ssues/1)", "[x](https://redirect.github.com/o/r/%69ssues/1)"),
      (
        "[x](https://github.com/o/./r//x/%2e%2E/pull/1)",
        "[x](https://redirect.github.com/o/./r//x/%2e%2E/pull/1)"
      ),
      // Another host has no detour, and may be a GitHub Enterprise Server.
      ("[x](https://ghe.example/o/r/issues/1#a)", "x (`https://ghe.example/o/r/issues/1#a`)"),
      ("a https://ghe.example/o/r/pull/1. b", "a `https://ghe.example/o/r/pull/1`. b"),
      (
        "a[https](https://ghe.example/o/r/pull/1)://e.example b",
        "ahttps (`https://ghe.example/o/r/pull/1`)://e.example b"
      ),
      (
        "[x](https://ghe.example:8443/o/r/commit/deadbeef)",
        "x (`https://ghe.example:8443/o/r/commit/deadbeef`)"
      ),
      ("[x](https://github.com:8443/o/r/discussions/1)", "x (`https://github.com:8443/o/r/discussions/1`)"),
      ("[x](https://ghe.example/o/r/compare/a...b)", "x (`https://ghe.example/o/r/compare/a...b`)"),
      ("[x](https://ghe.example/o/r/issues)", "[x](https://ghe.example/o/r/issues)"),
      ("[x](https://ghe.example/o/r/issues/new)", "[x](https://ghe.example/o/r/issues/new)"),
      ("[x](https://ghe.example/o/r/commits/main)", "[x](https://ghe.example/o/r/commits/main)"),
      ("[x](https://ghe.example/a/issues/1)", "[x](https://ghe.example/a/issues/1)"),
      // Where it is text.
      ("https\\://github.com/o/r/issues/1", "https:⁀//github.com/o/r/issues/1"),
      ("http&#58;//ghe.example/o/r/pull/1", "http:⁀//ghe.example/o/r/pull/1"),
      ("www\\.github.com/o/r/issues/1", "w⁀ww.github.com/o/r/issues/1"),
    ])
  func inert(markdown: String, expected: String) {
    let renderer = Renderer(policy: Policy(links: .external))
    let written = String(renderer.markdown(Array(markdown.utf8), for: .github))
    #expect(written == expected.replacing("⁀", with: Self.joiner) + "\n")
  }

  @Test(
    "keeps from acting what acts in files",
    arguments: [
      ("cc @octocat, closes #1 in deadbeef1234", "cc @octocat, closes #1 in deadbeef1234"),
      (":shipit: and 12:30:45", ":⁀shipit: and 12:30:45"), (":x: &#58;x:", "❌ :⁀x:"),
      ("- > [!CAUTION]\n  > a", "- > \\[⁀!CAUTION\\]\n  > a"), ("> \\[!TIP]\n> a", "> \\[⁀!TIP\\]\n> a"),
      ("$\\href{x}{y}$", "`$`\\href{x}{y}`$`"), ("\\$a\\$ &#36;", "`$`a`$` `$`"),
      ("$$\nx^2\n$$", "`$$`\nx^2\n`$$`"),
      ("a$`x`$", "a`$`⁀`x`⁀`$`"), ("$*a*$", "`$`*a*`$`"),
      // Two blocks make no pair.
      ("costs $5\n\nand $6", "costs $5\n\nand $6"),
      ("```mermaid\ngraph LR\n```", "```\ngraph LR\n```"), ("```math\nx\n```", "```\nx\n```"),
      // A footnote that nothing refers to.
      ("[^1]: Per hour", "\\[^1\\]: Per hour"),
      ("a\\[^1]\n\n[^1]: Per hour", "a\\[^1\\]\n\n\\[^1\\]: Per hour"),
    ])
  func inertInFiles(markdown: String, expected: String) {
    let renderer = Renderer(policy: Policy(links: .external))
    let written = String(renderer.markdown(Array(markdown.utf8)))
    #expect(written == expected.replacing("⁀", with: Self.joiner) + "\n")
  }

  @Test("has dollars that read back as what they were")
  func dollars() {
    let list: Markdown = "- \(text: "$x$ for $5")\n- \(text: "US$1")"
    #expect(
      String(Renderer(policy: Policy(links: .site)).html(list))
        == "<ul>\n<li>$x$ for $5</li>\n<li>US$1</li>\n</ul>\n")
  }

  @Test("holds for fields, too")
  func fields() {
    let title = "@octocat fixes #1 :x: deadbee"
    #expect(
      String(Markdown(text: title, for: .github))
        == "@⁀octocat fixes #⁀1 :⁀x: deadbe⁀e".replacing("⁀", with: Self.joiner))
    #expect(String("| \(cell: title, for: .github) |" as Markdown).contains("@\(Self.joiner)octocat"))
    for url in [
      "https://github.com/o/r/issues/1", "HTTP://ghe.example:80/o/r/%70ull/2", "www.github.com/o/r/pull/3",
    ] {
      let joined = String(Markdown(text: "see \(url)", for: .github))
      #expect(
        joined == "see "
          + url.replacing(/:\/\/|^w/) { "\($0.output.first ?? " ")\(Self.joiner)\($0.output.dropFirst())" })
    }
    #expect(
      String(Markdown(text: "see https://e.example/o/r", for: .github)) == #"see https\://e.example/o/r"#)
  }
}
