import Testing

@testable import CommonMark

/// Both forms of a page say the same: what cmark makes of the Markdown is the HTML, byte for byte.
@Suite struct PhraseTests {
  @Test(
    "Each way to show a value",
    arguments: [
      ("none", "none", "none"),
      ("\(text: "a <b> & 'c' *d*")", "a &lt;b&gt; &amp; 'c' *d*", #"a \<b> & 'c' \*d\*"#),
      ("\(field: "Use `x < y` *now*")", "Use <code>x &lt; y</code> *now*", #"Use `x < y` \*now\*"#),
      ("\(code: "a`b\nc")", "<code>a`b c</code>", "``a`b c``"),
      ("[\(code: "")]", "[]", "[]"),
      ("\(strong: "Job:") \(text: "a\u{202E}b")", "<strong>Job:</strong> a⟦U+202E⟧b", "**Job:** a⟦U+202E⟧b"),
      ("\(struck: "\(text: "a~b")") \(emphasis: "low")", "<del>a~b</del> <em>low</em>", #"~~a\~b~~ *low*"#),
      (
        "\("\(text: "acme")", toPage: "../projects/acme")", #"<a href="../projects/acme.html">acme</a>"#,
        "[acme](../projects/acme.md)"
      ),
      ("\("\(text: "acme")", toPage: nil)", "acme", "acme"),
      (
        "\("\(text: "docs#7")", to: LinkDestination("https://git.example/docs/pull/7?a=1&b=2"))",
        #"<a href="https://git.example/docs/pull/7?a=1&amp;b=2" rel="noopener noreferrer nofollow">docs#7</a>"#,
        "[docs#7](https://git.example/docs/pull/7?a=1&b=2)"
      ),
      (
        "\("\(text: "git.example/docs")", to: LinkDestination("https://git.example/docs"))",
        #"<a href="https://git.example/docs" rel="noopener noreferrer nofollow" class="bare">git.example/docs</a>"#,
        "[git.example/docs](https://git.example/docs)"
      ),
      (
        "\("\(text: " ")", to: LinkDestination("https://git.example"))",
        #"<a href="https://git.example" rel="noopener noreferrer nofollow">https://git.example</a>"#,
        "[](https://git.example)"
      ),
    ] as [(Phrase, String, String)])
  func forms(phrase: Phrase, html: String, markdown: String) {
    var page = HTML()
    page.append(phrase)
    #expect(String(page) == html)
    #expect(String(Markdown(phrase)) == markdown)
  }

  @Test("Whatever the values are", arguments: 0..<40)
  func anyValue(seed: Int) {
    var generator = Generator(seed: UInt64(seed) + 6000)
    let renderer = Renderer(policy: Policy(links: .site))
    for _ in 0..<50 {
      // Nothing and dollars alone have no code span of their own.
      let line = "x" + generator.line()
      let address = LinkDestination("https://git.example/\(generator.line())")
      let phrases: [Phrase] = [
        "\(text: line)", "a \(field: line) b", "\(strong: "Name:") \(code: line)",
        "\("\(text: line)", to: address)", "\("\(code: line)", to: address)",
        "\(struck: "a \(field: line) b") (cancelled) — \(emphasis: "low priority")",
        "\("\(text: line)", toPage: "../projects/a")",
      ]
      for phrase in phrases {
        var html: HTML = "<ul>\n<li>\("\(strong: "A:")" as Phrase) "
        html.append(phrase)
        html += "</li>\n</ul>\n"
        var markdown: Markdown = "- **A:** "
        markdown.append(phrase)
        #expect(String(renderer.html(markdown)) == String(html), "\(String(markdown))")
      }
    }
  }
}
