import Testing

@testable import CommonMark

@Suite("Markdown for GitLab")
struct GitLabTests {
  @Test(
    "keeps from acting what acts there, ⁀ stands for the word joiner",
    arguments: [
      ("cc @root, @_a and closes #1", "cc @⁀root, @⁀\\_a and closes #⁀1"),
      ("g/p!12, wow!", "g/p!⁀12, wow!"),
      ("&5 &amp;6 &nbsp;", "&⁀5 &⁀6 \u{A0}"),
      ("$7", "$⁀7"),
      ("%1 %\"next one\" 50 % 60%", "%⁀1 %⁀\"next one\" 50 % 60%"),
      ("~bug ~1 ~ x", "\\~⁀bug \\~⁀1 \\~ x"),
      ("[[_TOC_]]", "\\[⁀\\[*TOC*\\]\\]"),
      ("[[a page]]", "\\[⁀\\[⁀a page\\]\\]"),
      ("[TOC]", "\\[⁀TOC\\]"),
      ("[vulnerability:1]", "\\[⁀vulnerability:1\\]"),
      ("{+ a +} {- b -} {c}", "{⁀+ a +} {⁀- b -} {c}"),
      ("x \\*iteration:3", "x \\*⁀iteration:3"),
      ("^alert#4", "^alert#⁀4"),
      ("GL-8 and OPS-9, v1-2", "GL-⁀8 and OPS-⁀9, v1-2"),
      ("/close", "\\/⁀close"),
      ("a\n/close", "a\n\\/⁀close"),
      // Code keeps its bytes: the indent of the fence comes off each line.
      ("```\n/close\n```", " ```\n /close\n ```"),
      ("a ` b\n\n```\n`\n/close\n```", "a \\` b\n\n ```\n `\n /close\n ```"),
      ("    a\n\n    /close", " ```\n a\n\n /close\n ```"),
      ("- ```\n  /close\n  ```", "- ```\n  /close\n  ```"),
      ("```\na/b\n```", "```\na/b\n```"),
      ("in deadbeef1234", "in deadbe⁀ef1234"),
      ("0123456 012345 x0123456", "012345⁀6 012345 x0123456"),
      (
        "6a035a38ec1254f93951e2964a57eb4d50a785f6",
        "6a035a⁀38ec12⁀54f939⁀51e296⁀4a57eb⁀4d50a7⁀85f6"
      ),
      ("6a035a38ec1254f93951e2964a57eb4d50a785f67", "6a035a38ec1254f93951e2964a57eb4d50a785f67"),
      ("```plantuml\na\n```", "```\na\n```"),
      ("```suggestion:-0+1\na\n```", "```suggestion-0+1\na\n```"),
      ("```sh\n!12 ~bug\n```", "```sh\n!12 ~bug\n```"),
      ("`!12`", "`!12`"),
      (
        "[x](https://gitlab.example/g/p/-/issues/1?a#b)",
        "[x](https://gitlab.example:443/g/p/-/issues/1?a#b)"
      ),
      ("[x](http://gitlab.example/g/p/commit/ab)", "[x](http://gitlab.example:80/g/p/commit/ab)"),
      // The address of an instance may have a port of its own.
      ("[x](https://gitlab.example:8443/g/p/issues/1)", "x (`https://gitlab.example:8443/g/p/issues/1`)"),
      ("[x](https://gitlab.example./g/p/%69ssues/1)", "[x](https://gitlab.example.:443/g/p/%69ssues/1)"),
      ("https\\://gitlab.example/g/p/-/issues/1", "https:⁀//gitlab.example/g/p/-/issues/1"),
      ("https://gitlab.example/g/p/issues", "<https://gitlab.example/g/p/issues>"),
      ("https://gitlab.example/g/p", "<https://gitlab.example/g/p>"),
      ("[x](https://github.com/o/r/issues/1)", "[x](https://github.com/o/r/issues/1)"),
    ])
  func inert(markdown: String, expected: String) {
    let renderer = Renderer(policy: Policy(links: .external))
    let written = String(renderer.markdown(Array(markdown.utf8), for: .gitlab))
    #expect(written == expected.replacing("⁀", with: GitHubTests.joiner) + "\n")
  }

  @Test("holds for fields, too")
  func fields() {
    #expect(
      String(Markdown(text: "merges !1 for ~bug", for: .gitlab))
        == "merges !⁀1 for \\~⁀bug".replacing("⁀", with: GitHubTests.joiner))
  }
}
