import Testing

@testable import CommonMark

private let out = "rel=\"noopener noreferrer nofollow\""

private func html(_ text: String) -> String {
  String(Renderer(policy: Policy(links: .external)).html(Array(text.utf8)))
}

private func markdown(_ text: String, for profile: MarkdownProfile = .page) -> String {
  String(Renderer(policy: Policy(links: .external)).markdown(Array(text.utf8), for: profile))
}

@Suite("Elements of HTML")
struct HTMLElementTests {
  @Test(
    "in a line are drawn and written as they are, and are text without their partner",
    arguments: [
      ("<kbd>K</kbd> H<sub>2</sub>O<sup>x</sup> <ins>i</ins> <del>d</del>", nil, nil),
      (
        "<b>b *e*</b> <I>i</I> <strong>s</strong> <em>e</em>",
        "<b>b <em>e</em></b> <i>i</i> <strong>s</strong> <em>e</em>",
        "<b>b *e*</b> <i>i</i> <strong>s</strong> <em>e</em>"
      ),
      ("<code>a < b</code>", "<code>a &lt; b</code>", "<code>a < b</code>"),
      ("a<br>b<br/>\nc", "a<br />\nb<br />\nc", "a\\\nb\\\nc"),
      ("a <b>c", "a &lt;b&gt;c", #"a \<b>c"#), ("a</i>", "a&lt;/i&gt;", #"a\</i>"#),
      ("<b><i>x</b></i>", "<b>&lt;i&gt;x</b>&lt;/i&gt;", #"<b>\<i>x</b>\</i>"#),
      ("*a <b>b* c</b>", "<em>a &lt;b&gt;b</em> c&lt;/b&gt;", #"*a \<b>b* c\</b>"#),
      (#"<b onclick="x()" style='y'>z</b>"#, "<b>z</b>", "<b>z</b>"),
      (
        "Promise<void> <span>x</span>", "Promise&lt;void&gt; &lt;span&gt;x&lt;/span&gt;",
        #"Promise\<void> \<span>x\</span>"#
      ),
      ("a <!-- b --> c<!-- d -->", "a c", "a c"), ("a <!-- b", "a &lt;!-- b", "a &lt;!-- b"),
      // Links and pictures go through the policy of links.
      (
        #"<a href="https://e.example/?a=1&amp;b">x</a>"#,
        "<a href=\"https://e.example/?a=1&amp;b\" \(out)>x</a>",
        "[x](https://e.example/?a=1&b)"
      ),
      (#"<a href="javascript:x">y</a>"#, "y (<code>javascript:x</code>)", "y (`javascript:x`)"),
      (
        #"<a href="https://e.example">github.com</a>"#,
        "<a href=\"https://e.example\" \(out)>github.com</a> (e.example)",
        "[github.com](https://e.example) (e.example)"
      ),
      (#"<a name="n">x</a>"#, "x", "x"),
      (
        #"a <img alt="A &hellip; b" src="https://e.example/i.png" width=1>"#,
        "a <a href=\"https://e.example/i.png\" \(out)>image: A … b</a>",
        "a [image: A … b](https://e.example/i.png)"
      ),
      (#"a <img src="x.png">"#, "a image: x.png", "a image: x.png"),
      (
        #"<a href="https://e.example"><picture><source srcset="d.png"><img alt="Open" src="l.png"></picture></a>"#,
        "<a href=\"https://e.example\" \(out)>Open</a>", "[Open](https://e.example)"
      ),
      (
        #"a <video src="https://e.example/v.mp4"></video>"#,
        "a <a href=\"https://e.example/v.mp4\" \(out)>video: https://e.example/v.mp4</a>",
        #"a [video: https\://e.example/v.mp4](https://e.example/v.mp4)"#
      ),
    ] as [(String, String?, String?)])
  func inline(text: String, drawn: String?, written: String?) {
    #expect(html(text) == "<p>\(drawn ?? text)</p>\n")
    #expect(markdown(text) == "\(written ?? text)\n")
  }

  @Test(
    "that are blocks hold Markdown, and end with what they stand in",
    arguments: [
      (
        "<details>\n<summary>S &amp; <b>t</b> `c`</summary>\n\n*x*\n\n</details>\n\ny",
        "<details>\n<summary>S &amp; <b>t</b> `c`</summary>\n<p><em>x</em></p>\n</details>\n<p>y</p>\n",
        "<details>\n<summary>S &amp; <b>t</b> `c`</summary>\n\n*x*\n\n</details>\n\ny\n"
      ),
      (
        "a <details open><summary>s *t* `c`</summary>b</details> c",
        "<p>a</p>\n<details open=\"\">\n<summary>s <em>t</em> <code>c</code></summary>\n<p>b</p>\n</details>\n<p>c</p>\n",
        "a\n\n<details open>\n<summary>s <em>t</em> <code>c</code></summary>\n\nb\n\n</details>\n\nc\n"
      ),
      (
        "- a\n  <details><summary>s</summary>b</details>\n- c",
        "<ul>\n<li>\n<p>a</p>\n<details>\n<summary>s</summary>\n<p>b</p>\n</details>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n",
        "- a\n\n  <details>\n  <summary>s</summary>\n\n  b\n\n  </details>\n\n- c\n"
      ),
      // Without an end.
      (
        "> <details>\n> a\n\nb", "<blockquote>\n<details>\n<p>a</p>\n</details>\n</blockquote>\n<p>b</p>\n",
        "> <details>\n>\n> a\n>\n> </details>\n\nb\n"
      ),
      ("<details>\n\na", "<details>\n<p>a</p>\n</details>\n", "<details>\n\na\n\n</details>\n"),
      // With the end deeper than the start.
      (
        "<details>\n\n- a\n  </details>\n\nb", "<details>\n<ul>\n<li>a</li>\n</ul>\n</details>\n<p>b</p>\n",
        "<details>\n\n- a\n\n</details>\n\nb\n"
      ),
      ("a\n\n</details>", "<p>a</p>\n<p>&lt;/details&gt;</p>\n", "a\n\n\\</details>\n"),
      (
        "| a<br>b |\n|-|\n| <details>c |\n",
        "<table>\n<thead>\n<tr>\n<th>a<br />\nb</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>&lt;details&gt;c</td>\n</tr>\n</tbody>\n</table>\n",
        "| a<br>b |\n| --- |\n| \\<details>c |\n"
      ),
      (
        "<p align=center>a\n<b>b</b></p>c",
        "<div class=\"align-center\">\n<p>a <b>b</b></p>\n</div>\n<p>c</p>\n",
        "<div align=\"center\">\n\na <b>b</b>\n\n</div>\n\nc\n"
      ),
      ("<div>a</div><hr><h2>b</h2>", "<p>a</p>\n<hr />\n<h2>b</h2>\n", "a\n\n___\n\n## b\n"),
      ("<!-- a\n\nb -->\nc\n", "<p>c</p>\n", "c\n"),
      // What begins with another element is the code it is.
      (
        "<script>a</script>",
        "<pre><code class=\"language-html\">&lt;script&gt;a&lt;/script&gt;\n</code></pre>\n",
        "```html\n<script>a</script>\n```\n"
      ),
      (
        "<table><tr><td>a</table>",
        "<pre><code class=\"language-html\">&lt;table&gt;&lt;tr&gt;&lt;td&gt;a&lt;/table&gt;\n</code></pre>\n",
        "```html\n<table><tr><td>a</table>\n```\n"
      ),
    ])
  func blocks(text: String, drawn: String, written: String) {
    #expect(html(text) == drawn)
    #expect(markdown(text) == written)
    #expect(Oracle.complaint(about: Array(text.utf8)) == nil)
  }

  @Test("let nothing act in a comment on GitHub that did not act before, in a summary either")
  func summary() {
    let text =
      "<details><summary>closes #12 @me :shipit: https://github.com/o/r/pull/1 $x$ $y$</summary></details>"
    #expect(
      markdown(text, for: .github)
        == "<details>\n<summary>closes #⁀12 @⁀me :⁀shipit: https:⁀//github.com/o/r/pull/1 &#36;⁀x&#36;⁀ &#36;⁀y&#36;⁀</summary>\n\n</details>\n"
        .replacing("⁀", with: "\u{2060}"))
  }

  @Test(
    "lie no deeper in each other than a browser has room for",
    arguments: ["<b>", "<details>", "<div align=left>"])
  func depth(tag: String) {
    let html = html(String(repeating: tag, count: 100) + "x")
    #expect(html.matches(of: /<(b|details|div)[ >]/).count <= 32)
    #expect(html.contains("&lt;"))
  }
}
